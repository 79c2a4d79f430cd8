// What is known of the practice world, kept fresh by the server's events.

const SHOWN = 300; // so many of a chat's latest messages

/** Calls the tester's API; throws an Error with the server's reason. */
export async function ask(path, body) {
  const form = body instanceof FormData;
  const request = body === undefined ? {} : {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "content-type": "application/json" },
  };
  const response = await fetch(`practice/${path}`, request);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Tells of "state", "message", "action", "answer", "clock", "online" and "offline", as CustomEvents. */
export class Model extends EventTarget {
  #chats = new Map();
  #offset = 0;

  /** Reads everything there is, then listens. */
  async open() {
    await this.#refresh();
    const source = new EventSource("practice/events");
    source.onmessage = ({ data }) => this.#take(JSON.parse(data));
    source.onerror = () => this.#tell("offline");
    let first = true;
    await new Promise((opened) => {
      source.onopen = async () => {
        if (!first) await this.#catchUp();
        first = false;
        this.#tell("online");
        opened();
      };
    });
  }

  get now() {
    return new Date(Date.now() + this.#offset);
  }

  person(id) {
    return this.state.people.find((person) => person.id === id);
  }

  /** A chat's messages by id, in order; read from the server once. */
  async chat(id) {
    if (!this.#chats.has(id)) {
      this.#chats.set(id, new Map());
      await this.#read(id);
    }
    return this.#chats.get(id);
  }

  async #refresh() {
    this.state = await ask("state");
    this.#setClock(this.state.clock.now);
    this.#tell("state");
  }

  async #catchUp() {
    await this.#refresh();
    for (const id of this.#chats.keys()) await this.#read(id);
  }

  async #read(id) {
    const { messages } = await ask(`chats/${id}/messages?last=${SHOWN}`);
    for (const message of messages) this.#keep(id, message);
  }

  #take({ event, ...content }) {
    if (event === "message") this.#keep(content.chat_id, content.message);
    else if (event === "clock") {
      this.#setClock(content.now);
      this.#tell("clock", content);
    } else if (["people", "commands", "profile"].includes(event)) this.#refresh();
    else this.#tell(event, content);
  }

  #keep(chatId, message) {
    const chat = this.#chats.get(chatId);
    const known = chat?.get(message.message_id);
    if (known && known.revision >= message.revision) return;
    chat?.set(message.message_id, message);
    if (message.from.id === chatId && !this.person(chatId)?.started) this.#refresh();
    this.#tell("message", { chatId, message, isNew: !known });
  }

  #setClock(now) {
    this.#offset = Date.parse(now) - Date.now();
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
