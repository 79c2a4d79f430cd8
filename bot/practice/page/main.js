// The page: the side, the tour, and one chat or two.

import { ask, Model } from "./model.js";
import { Pane } from "./pane.js";
import { drawSide } from "./side.js";
import { useZone } from "./time.js";
import { Tour } from "./tour.js";
import { language, locale, t } from "./words.js";

const KEY = "pufa-practice-people";
const CODES = { zh: "zh-hans", en: "en" };
const side = document.getElementById("side");
const curtain = document.getElementById("curtain");
const frame = document.getElementById("panes");

document.documentElement.lang = locale;
document.title = `${t("title")} · ${t("practice")}`;
side.setAttribute("aria-label", t("menu_people"));

const model = new Model();
await model.open();
useZone(model.state.timezone);
if (model.state.language !== CODES[language]) await ask("language", { language_code: CODES[language] });

const personas = model.state.people.filter(({ persona }) => persona);
const panes = [];
const shown = () => panes.map((pane) => pane.personId);

const tour = new Tour(model, { be, pane: () => panes.find((pane) => pane.personId === tour.person?.id) ?? panes[0] });
const sideView = drawSide(side, model, {
  shown,
  be: (id) => { openSide(false); return be(id); },
  beside,
  tour: () => { openSide(false); tour.restart(); },
  close: () => openSide(false),
});

async function put(index, id) {
  panes[index]?.close();
  const pane = new Pane(model, id, {
    onMenu: () => openSide(true),
    onClose: index > 0 ? () => { panes.splice(1)[0].close(); remember(); } : undefined,
    tour: index === 0 ? tour.element : undefined,
  });
  panes[index] = pane;
  frame.append(...panes.map(({ element }) => element));
  remember();
  await pane.open();
  return pane;
}

/** Shows this person's chat, if it isn't there yet, and gives it the keyboard. */
async function be(id) {
  const open = panes.find((pane) => pane.personId === id);
  (open ?? (await put(0, id))).focus();
}

async function beside(id) {
  (await put(1, id)).focus();
}

function remember() {
  localStorage.setItem(KEY, JSON.stringify(shown()));
  frame.classList.toggle("two", panes.length > 1);
  sideView.refresh();
}

function openSide(open) {
  side.classList.toggle("open", open);
  curtain.classList.toggle("open", open);
  if (open) side.querySelector(".be").focus();
  else if (side.contains(document.activeElement)) panes[0]?.focus();
}

curtain.addEventListener("click", () => openSide(false));
document.addEventListener("keydown", ({ key }) => key === "Escape" && side.classList.contains("open") && openSide(false));
model.addEventListener("offline", () => document.body.classList.add("offline"));
model.addEventListener("online", () => document.body.classList.remove("offline"));
document.body.dataset.offline = t("offline");

const known = JSON.parse(localStorage.getItem(KEY) ?? "[]").filter((id) => model.person(id));
const first = tour.person?.id ?? known[0] ?? personas[0].id;
await put(0, first);
if (known[1] && known[1] !== first) await put(1, known[1]);
tour.draw();
panes[0].focus();
document.body.dataset.ready = "true";
