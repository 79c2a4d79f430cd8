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
      for (const message of await this.#read(id)) this.#keep(id, message);
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
    for (const id of this.#chats.keys()) for (const message of await this.#read(id)) this.#hear(id, message);
  }

  async #read(id) {
    return (await ask(`chats/${id}/messages?last=${SHOWN}`)).messages;
  }

  #take({ event, ...content }) {
    if (event === "message") this.#hear(content.chat_id, content.message);
    else if (event === "clock") {
      this.#setClock(content.now);
      this.#tell("clock", content);
    } else if (["people", "commands", "profile"].includes(event)) this.#refresh();
    else this.#tell(event, content);
  }

  /** Takes a message as it was; says whether it is newer than what was known. */
  #keep(chatId, message) {
    const chat = this.#chats.get(chatId);
    if (chat?.get(message.message_id)?.revision >= message.revision) return false;
    chat?.set(message.message_id, message);
    return true;
  }

  /** Takes a message that has just come or changed, and tells of it. */
  #hear(chatId, message) {
    const isNew = !this.#chats.get(chatId)?.has(message.message_id);
    if (!this.#keep(chatId, message)) return;
    if (message.from.id === chatId && !this.person(chatId)?.started) this.#refresh();
    this.#tell("message", { chatId, message, isNew });
  }

  #setClock(now) {
    this.#offset = Date.parse(now) - Date.now();
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
