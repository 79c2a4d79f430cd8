// Building the page's elements. Text always becomes text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, `on…` listeners and children (elements, texts or nothing). */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

const PATHS = {
  attach: "M16.5 6.5 8.8 14.2a2.2 2.2 0 0 0 3.1 3.1l7.4-7.4a4 4 0 0 0-5.7-5.7l-7.7 7.7a6 6 0 0 0 8.5 8.5l6.3-6.3",
  beside: "M4 5h16v14H4zM12 5v14",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
  close: "M6 6l12 12M18 6 6 18",
  commands: "M5 7h14M5 12h14M5 17h9",
  down: "M6 10l6 6 6-6",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  link: "M9 15l6-6M10 9h5v5",
  people: "M4 7h16M4 12h16M4 17h16",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  send: "M12 19V5M6 11l6-6 6 6",
};

/** A line icon; it says nothing to screen readers, its button does. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon and is labelled in words. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}
