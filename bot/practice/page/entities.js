// A text and its entities, as Telegram gives them, become nodes. Offsets are UTF-16 units, as in JavaScript.

import { el } from "./dom.js";
import { t } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const SAFE = /^(https?|tg|mailto):/i;

/**
 * Nodes for `text`; overlapping entities are cut at the end of the one around them.
 * @param on what a click does: command(text); invitation(url) gives the payload of a link to the assistant itself
 */
export function nodes(text, entities = [], on) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, ordered, 0, text.length, on);
}

function between(text, entities, start, end, on) {
  const made = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const stop = Math.min(first.offset + first.length, end);
    const inside = others.filter((entity) => entity.offset < stop);
    rest = others.slice(inside.length);
    if (first.offset < at || stop <= first.offset) continue;
    made.push(text.slice(at, first.offset));
    made.push(wrap(first, text.slice(first.offset, stop), between(text, inside, first.offset, stop, on), on));
    at = stop;
  }
  made.push(text.slice(at, end));
  return made.filter((node) => node !== "");
}

function wrap(entity, text, children, on) {
  if (entity.type in TAGS) return el(TAGS[entity.type], {}, children);
  switch (entity.type) {
    case "url": return link(text, children, on);
    case "text_link": return link(entity.url, children, on);
    case "email": return link(`mailto:${text}`, children, on);
    case "bot_command": return el("button", { type: "button", class: "command", onclick: () => on.command(text) }, children);
    case "spoiler": return spoiler(children);
    case "blockquote": return el("blockquote", {}, children);
    case "expandable_blockquote": return expandable(children);
    default: return el("span", {}, children);
  }
}

function link(url, children, on) {
  const payload = on.invitation(url);
  if (payload) return el("button", { type: "button", class: "command", onclick: () => on.command(`/start ${payload}`) }, children);
  if (!SAFE.test(url)) return el("span", {}, children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}

function spoiler(children) {
  const hidden = el("button", { type: "button", class: "spoiler", "aria-expanded": "false" }, children);
  hidden.addEventListener("click", () => hidden.setAttribute("aria-expanded", "true"));
  return hidden;
}

function expandable(children) {
  const quote = el("blockquote", { class: "expandable" }, el("div", { class: "folded" }, children));
  const button = el("button", { type: "button", class: "expand", "aria-expanded": "false" }, t("expand"));
  button.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = t(open ? "collapse" : "expand");
  });
  quote.append(button);
  return quote;
}
