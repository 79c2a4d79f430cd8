// One chat on the screen: a person's chat with the assistant.

import { bubble } from "./bubble.js";
import { Composer, upload } from "./composer.js";
import { el, iconButton } from "./dom.js";
import { ask } from "./model.js";
import { day } from "./time.js";
import { language, t } from "./words.js";

const TYPING_MS = 5000; // as long as Telegram shows it
const ANSWER_MS = 15000;
const TOAST_MS = 4000;

export class Pane {
  #presses = new Map();

  /**
   * @param onMenu what the button at the top left does
   * @param onClose what closing does; without it the pane can't be closed
   */
  constructor(model, personId, { onMenu, onClose, tour }) {
    this.model = model;
    this.personId = personId;
    this.on = {
      command: (text) => this.send({ text, files: [] }),
      copy: (text) => navigator.clipboard?.writeText(text).then(() => this.toast(t("copied"))), // only loopback and https have it
      edit: (message) => this.composer.edit(message),
      invitation: (url) => this.#invitation(url),
      press: (message, button, element) => this.#press(message, button, element),
      reply: (message) => this.composer.reply(message),
      show: (id) => this.#show(id),
    };
    this.composer = new Composer({
      send: (draft) => this.send(draft),
      save: (message, text) => this.#save(message, text),
      editLast: () => this.#editLast(),
    });
    this.list = el("div", { class: "list" });
    this.log = el("div", { class: "log", role: "log", tabindex: "0", "aria-label": t("messages"), onscroll: () => this.#scrolled() }, this.list);
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.title = el("span");
    this.status = el("p", { class: "status" });
    this.down = iconButton("down", t("down"), () => this.#toEnd(), { class: "icon-button down", hidden: true });
    this.head = el("header", { class: "head" });
    this.foot = el("footer", { class: "foot-bar" });
    this.element = el("section", { class: "pane" }, this.head, tour, el("div", { class: "log-frame" }, this.log, this.down, this.toasts), this.foot);
    this.drawHead(onMenu, onClose);
    this.atEnd = true;
    this.resized = new ResizeObserver(() => this.atEnd && this.#toEnd()); // a picture came, the tour's card grew
    this.resized.observe(this.list);
    this.resized.observe(this.log);
    this.listeners = new AbortController();
    const hear = (name, heard) => model.addEventListener(name, ({ detail }) => heard(detail), { signal: this.listeners.signal });
    hear("message", (detail) => detail.chatId === personId && this.#take(detail.message));
    hear("action", (detail) => detail.chat_id === personId && this.#typing());
    hear("answer", (detail) => this.#answered(detail));
    hear("state", () => this.#drawFoot());
  }

  get person() {
    return this.model.person(this.personId);
  }

  async open() {
    this.#drawFoot();
    this.messages = await this.model.chat(this.personId);
    this.#drawAll();
    return this;
  }

  close() {
    this.listeners.abort();
    this.resized.disconnect();
    this.element.remove();
  }

  focus() {
    (this.foot.querySelector("textarea, button.start") ?? this.log).focus();
  }

  drawHead(onMenu, onClose) {
    const { name, about } = this.person;
    this.head.replaceChildren(
      iconButton("people", t("menu_people"), onMenu, { class: "icon-button menu-people" }),
      el("img", { src: "icon.svg", alt: "", class: "bot-face", width: 40, height: 40 }),
      el("div", { class: "head-words" },
        el("h1", {}, this.title, el("span", { class: "mode" }, t("practice"))),
        el("p", { class: "as" }, `${t("as", { name: name[language] })} · ${about[language]}`),
        this.status),
      iconButton("block", t("block"), () => this.#try(ask("blocks", { person: this.personId, blocked: !this.person.blocked })), { class: "icon-button block" }),
      onClose ? iconButton("close", t("close_beside"), onClose) : "",
    );
  }

  /** Sends a message of this person. */
  send({ text, files, replyTo }) {
    const body = files.length ? upload(this.personId, text, files, replyTo) : { from: this.personId, text, reply_to: replyTo };
    return this.#try(ask("messages", body));
  }

  toast(text) {
    const shown = el("p", { class: "toast" }, text);
    this.toasts.append(shown);
    setTimeout(() => shown.remove(), TOAST_MS);
  }

  async #try(asked) {
    try {
      return await asked;
    } catch (error) {
      this.toast(t("failed", { why: error.message }));
      return null;
    }
  }

  #save(message, text) {
    const part = message.text === undefined ? "caption" : "text";
    this.#try(ask("edits", { from: this.personId, message_id: message.message_id, [part]: text }));
  }

  /** What `https://t.me/<the assistant>?start=…` starts it with: here such a link opens this very chat. */
  #invitation(url) {
    const link = URL.canParse(url) ? new URL(url) : null;
    return link?.host === "t.me" && link.pathname === `/${this.model.state.bot.username}` ? link.searchParams.get("start") : null;
  }

  #editLast() {
    const own = [...this.messages.values()].filter((message) => message.from.id === this.personId && message.text && !message.deleted);
    if (own.length) this.composer.edit(own.at(-1));
  }

  async #press(message, button, element) {
    element.setAttribute("aria-busy", "true");
    const press = await this.#try(ask("presses", { from: this.personId, message_id: message.message_id, data: button.callback_data }));
    if (!press) return element.removeAttribute("aria-busy");
    this.#presses.set(press.id, element);
    setTimeout(() => this.#answered({ id: press.id, answer: { text: "" } }), ANSWER_MS);
    const { answer } = await ask(`presses/${press.id}`); // it may have been answered before we knew its id
    if (answer) this.#answered({ id: press.id, answer });
  }

  #answered({ id, answer }) {
    const element = this.#presses.get(id);
    if (!element) return;
    this.#presses.delete(id);
    element.removeAttribute("aria-busy");
    if (answer.text && answer.show_alert) this.#alert(answer.text);
    else if (answer.text) this.toast(answer.text);
  }

  #alert(text) {
    const dialog = el("dialog", { class: "alert", onclose: () => dialog.remove() },
      el("p", {}, text), el("form", { method: "dialog" }, el("button", { class: "primary" }, t("ok"))));
    document.body.append(dialog);
    dialog.showModal();
  }

  #typing() {
    this.status.textContent = t("typing");
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => (this.status.textContent = ""), TYPING_MS);
  }

  #take(message) {
    if (!this.messages) return;
    const old = this.#find(message.message_id);
    if (message.from.is_bot) this.status.textContent = "";
    if (old && message.deleted) old.remove();
    else if (old) this.#replace(old, message);
    else if (!message.deleted) this.#append(message);
    this.#drawFoot();
    if (!old && message.from.id === this.personId) this.#toEnd();
  }

  /** Shows a message anew in its place; the keyboard's focus stays there, or goes to the composer. */
  #replace(old, message) {
    const focused = old.contains(document.activeElement);
    const fresh = bubble(message, this.personId, this.on);
    old.replaceWith(fresh);
    if (focused) (fresh.querySelector(".key") ?? this).focus();
  }

  #drawAll() {
    this.list.replaceChildren();
    this.lastDay = undefined;
    const ordered = [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
    for (const message of ordered) if (!message.deleted) this.#append(message);
    this.#drawFoot();
    this.#toEnd();
  }

  #append(message) {
    this.list.querySelector(".empty")?.remove();
    const date = day(new Date(message.date * 1000), this.model.now);
    if (date !== this.lastDay) this.list.append(el("p", { class: "day" }, el("span", {}, date)));
    this.lastDay = date;
    this.list.append(bubble(message, this.personId, this.on));
  }

  #drawFoot() {
    const { started, blocked, commands } = this.person;
    const { name, description } = this.model.state.bot;
    this.title.textContent = name[language] ?? name[""];
    this.head.querySelector(".block").setAttribute("aria-pressed", String(blocked));
    this.composer.setCommands(commands);
    const keyboards = [...(this.messages?.values() ?? [])].filter((message) => message.keyboard && !message.deleted);
    this.composer.setKeyboard(keyboards.at(-1)?.keyboard);
    if (blocked) this.#footShows("blocked", t("blocked"), t("unblock"), () => this.#try(ask("blocks", { person: this.personId, blocked: false })));
    else if (!started) this.#footShows("start", "", t("start"), () => this.send({ text: "/start", files: [] }));
    else if (this.composer.element.parentElement !== this.foot) {
      const had = this.foot.contains(document.activeElement);
      this.foot.replaceChildren(this.composer.element);
      if (had) this.composer.field.focus();
    }
    if (!started && !this.list.firstElementChild) {
      this.list.append(el("div", { class: "empty" }, el("p", {}, description[language] ?? description[""]), el("p", {}, t("empty"))));
    }
  }

  #footShows(kind, text, label, onclick) {
    if (this.foot.querySelector(`.${kind}`)) return;
    this.foot.replaceChildren(el("div", { class: "instead" }, text && el("p", {}, text), el("button", { type: "button", class: `primary ${kind}`, onclick }, label)));
  }

  #find(id) {
    return this.list.querySelector(`[data-id="${id}"]`);
  }

  #show(id) {
    const found = this.#find(id);
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    found.classList.remove("flash");
    requestAnimationFrame(() => found.classList.add("flash"));
  }

  #scrolled() {
    const top = this.log.scrollTop;
    if (this.log.scrollHeight - top - this.log.clientHeight < 80) this.atEnd = true;
    else if (top < this.top) this.atEnd = false; // scrolled up by hand; what grows below doesn't count
    this.top = top;
    this.down.hidden = this.atEnd;
  }

  #toEnd() {
    this.atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }
}
