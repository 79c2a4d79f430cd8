// One message: its bubble, its buttons, what can be done with it.

import { el, icon, iconButton } from "./dom.js";
import { nodes } from "./entities.js";
import { hour } from "./time.js";
import { t } from "./words.js";

/**
 * The element of a message.
 * @param message as the tester's API shows it
 * @param self the id of the person who looks
 * @param on what to do: command(text), copy(text), press(message, button, element), reply(message), edit(message),
 *   show(id); invitation(url) gives the payload of a link to the assistant itself
 */
export function bubble(message, self, on) {
  const own = message.from.id === self;
  const name = own ? message.from.first_name : t("bot");
  const time = hour(new Date(message.date * 1000));
  return el("article", {
    class: `message ${own ? "own" : "bot"}`,
    "data-id": message.message_id,
    "aria-label": t("message_from", { name, time }),
  },
    el("div", { class: "body" },
      el("div", { class: "bubble" },
        message.forward_origin && el("p", { class: "forwarded" }, t("forwarded", { name: message.forward_origin.sender_user_name })),
        message.reply_to_message && quoted(message, on),
        message.photo && photo(message.photo.at(-1)),
        message.document && file(message.document),
        written(message, on),
        foot(message, time)),
      message.reply_markup && buttons(message, on),
      message.reactions && el("p", { class: "reactions" }, message.reactions.map((reaction) => reaction.emoji).join(" "))),
    tools(message, own, on),
  );
}

/** A few words of a message, for a quote or a banner. */
export function gist(message) {
  const text = message.text ?? message.caption ?? (message.photo ? t("photo") : message.document?.file_name ?? "");
  return text.split("\n")[0].slice(0, 80);
}

function quoted(message, on) {
  const original = message.reply_to_message;
  return el("button", { type: "button", class: "quoted", onclick: () => on.show(original.message_id) },
    el("span", { class: "quoted-name" }, original.from.is_bot ? t("bot") : original.from.first_name),
    el("span", { class: "quoted-text" }, message.quote?.text ?? gist(original)),
  );
}

function written(message, on) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return el("div", { class: "text" }, nodes(text, message.entities ?? message.caption_entities, on));
}

function foot(message, time) {
  return el("p", { class: "foot" },
    message.edit_date && el("span", { class: "edited" }, t("edited")),
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, time),
  );
}

function photo(size) {
  const source = `practice/files/${size.file_id}`;
  return el("a", { href: source, target: "_blank", class: "photo" },
    el("img", { src: source, alt: t("photo"), width: size.width, height: size.height, loading: "lazy" }));
}

function file(document) {
  const size = readable(document.file_size);
  const label = t("download", { name: document.file_name, size });
  return el("a", { href: `practice/files/${document.file_id}`, download: document.file_name, class: "file", "aria-label": label },
    el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-words" },
      el("span", { class: "file-name" }, document.file_name),
      el("span", { class: "file-size" }, size)),
  );
}

function readable(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function buttons(message, on) {
  return el("div", { class: "keyboard" }, message.reply_markup.inline_keyboard.map((row) =>
    el("div", { class: "keyboard-row" }, row.map((button) => inlineButton(message, button, on)))));
}

function inlineButton(message, button, on) {
  const style = `key ${button.style ?? ""}`;
  const payload = button.url && on.invitation(button.url);
  if (payload) return el("button", { type: "button", class: style, onclick: () => on.command(`/start ${payload}`) }, button.text);
  if (button.url) {
    return el("a", { class: style, href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("link"));
  }
  return el("button", {
    type: "button",
    class: style,
    onclick: ({ currentTarget }) => (button.copy_text ? on.copy(button.copy_text.text) : on.press(message, button, currentTarget)),
  }, button.text);
}

function tools(message, own, on) {
  const editable = own && (message.text || message.caption) && !message.forward_origin;
  return el("div", { class: "tools" },
    iconButton("reply", t("reply"), () => on.reply(message)),
    editable && iconButton("edit", t("edit"), () => on.edit(message)),
  );
}
