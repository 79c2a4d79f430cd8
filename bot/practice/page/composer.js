// Where a person writes: text, files, replies, edits, commands, the keyboard below the chat.

import { gist } from "./bubble.js";
import { el, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

const TALLEST = 160;
const PICTURES = ["image/png", "image/jpeg"];

export class Composer {
  #files = [];
  #mode = null; // {kind: "reply" | "edit", message}
  #commands = [];
  #chosen = 0;

  /**
   * @param on what to do: send({text, files, replyTo}), save(message, text), editLast()
   */
  constructor(on) {
    this.on = on;
    this.field = el("textarea", {
      rows: 1, "aria-label": t("write"), placeholder: t("placeholder"), enterkeyhint: "send",
      oninput: () => this.#grown(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#attach(event.clipboardData.files),
    });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": t("attach"), onchange: () => this.#attach(this.picker.files) });
    this.banner = el("div", { class: "banner", hidden: true });
    this.chips = el("ul", { class: "chips", hidden: true });
    this.menu = el("ul", { class: "menu", hidden: true, "aria-label": t("commands") });
    this.keys = el("div", { class: "keys", hidden: true });
    this.sendButton = el("button", { type: "submit", class: "send", "aria-label": t("send"), title: t("send") }, icon("send"));
    this.menuButton = iconButton("commands", t("commands"), () => this.#toggleMenu(), { "aria-expanded": "false" });
    this.element = el("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.menu, this.banner, this.chips,
      el("div", { class: "bar" }, this.menuButton, iconButton("attach", t("attach"), () => this.picker.click()), this.picker, this.field, this.sendButton),
      this.keys);
  }

  setCommands(commands) {
    this.#commands = commands;
    this.menuButton.hidden = commands.length === 0;
  }

  /** Shows the reply keyboard or force-reply that the chat's last such message asked for. */
  setKeyboard(keyboard) {
    const rows = keyboard?.keyboard ?? [];
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(...rows.map((row) => el("div", { class: "keyboard-row" }, row.map((button) =>
      el("button", { type: "button", class: "key", onclick: () => this.on.send({ text: button.text, files: [] }) }, button.text)))));
    this.field.placeholder = keyboard?.input_field_placeholder || t("placeholder");
  }

  setText(text) {
    this.field.value = text;
    this.#grown();
    this.field.focus();
  }

  reply(message) {
    this.#enter("reply", message, t("replying", { name: message.from.is_bot ? t("bot") : message.from.first_name }));
  }

  edit(message) {
    this.setText(message.text ?? message.caption);
    this.#enter("edit", message, t("editing"));
  }

  #enter(kind, message, title) {
    this.#mode = { kind, message };
    this.banner.hidden = false;
    this.banner.replaceChildren(icon(kind),
      el("div", { class: "banner-words" }, el("strong", {}, title), el("span", {}, gist(message))),
      iconButton("close", t("cancel"), () => this.#leave()));
    this.sendButton.setAttribute("aria-label", t(kind === "edit" ? "save" : "send"));
    this.field.focus();
  }

  #leave() {
    if (this.#mode?.kind === "edit") this.field.value = "";
    this.#mode = null;
    this.banner.hidden = true;
    this.sendButton.setAttribute("aria-label", t("send"));
    this.#grown();
    this.field.focus();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const { kind, message } = this.#mode ?? {};
    if (kind === "edit") {
      if (text) this.on.save(message, text);
    } else if (text || this.#files.length) {
      this.on.send({ text, files: this.#files, replyTo: message?.message_id });
    } else return;
    this.#files = [];
    this.#showFiles();
    this.field.value = "";
    this.#leave();
  }

  #key(event) {
    if (event.isComposing) return; // Enter ends the input of Chinese here, it doesn't send
    if (!this.menu.hidden && this.#menuKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      event.preventDefault();
      this.on.editLast();
    } else if (event.key === "Escape" && this.#mode) this.#leave();
  }

  #menuKey({ key }) {
    const items = [...this.menu.querySelectorAll("button")];
    if (key === "Escape") this.#showMenu([]);
    else if (key === "ArrowDown" || key === "ArrowUp") {
      this.#chosen = (this.#chosen + (key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
      items.forEach((item, index) => item.classList.toggle("chosen", index === this.#chosen));
      items[this.#chosen].scrollIntoView({ block: "nearest" });
    } else if (key === "Enter" || key === "Tab") items[this.#chosen].click();
    else return false;
    return true;
  }

  #toggleMenu() {
    this.#showMenu(this.menu.hidden ? this.#commands : []);
    this.field.focus();
  }

  #showMenu(commands) {
    this.#chosen = 0;
    this.menu.hidden = commands.length === 0;
    this.menuButton.setAttribute("aria-expanded", String(!this.menu.hidden));
    this.menu.replaceChildren(...commands.map(({ command, description }, index) => el("li", {},
      el("button", { type: "button", class: index === 0 ? "chosen" : "", onclick: () => this.#take(command) },
        el("span", { class: "menu-command" }, `/${command}`), el("span", { class: "menu-about" }, description)))));
  }

  #take(command) {
    this.#showMenu([]);
    this.field.value = "";
    this.#grown();
    this.on.send({ text: `/${command}`, files: [] });
    this.field.focus();
  }

  #grown() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
    const begun = /^\/\w*$/.exec(this.field.value)?.[0];
    this.#showMenu(begun ? this.#commands.filter(({ command }) => `/${command}`.startsWith(begun)) : []);
  }

  #attach(files) {
    this.#files.push(...files);
    this.picker.value = "";
    this.#showFiles();
  }

  #showFiles() {
    this.chips.hidden = this.#files.length === 0;
    this.chips.replaceChildren(...this.#files.map((file, index) => el("li", {},
      el("span", {}, file.name),
      iconButton("close", t("remove_file", { name: file.name }), () => {
        this.#files.splice(index, 1);
        this.#showFiles();
      }))));
  }
}

/** The form that sends files with their text: pictures as photos, the rest as documents. */
export function upload(from, text, files, replyTo) {
  const form = new FormData();
  form.append("from", from);
  form.append("text", text);
  if (replyTo) form.append("reply_to", replyTo);
  for (const file of files) form.append(PICTURES.includes(file.type) ? "photo" : "document", file, file.name);
  return form;
}
