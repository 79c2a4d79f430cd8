// The side: who to be, the clock, the tour's button, the language.

import { el, iconButton } from "./dom.js";
import { ask } from "./model.js";
import { day, hour, instant, next, wall } from "./time.js";
import { language, switchLanguage, t } from "./words.js";

/**
 * Fills the side and keeps it fresh.
 * @param on what to do: be(id), beside(id), tour(), close()
 */
export function drawSide(side, model, on) {
  const people = el("ul", { class: "people" });
  const unread = new Map();

  function drawPeople() {
    people.replaceChildren(...model.state.people.filter(({ persona }) => persona).map((person, index) => row(person, index)));
  }

  function row(person, index) {
    const name = person.name[language];
    const shown = on.shown();
    const count = unread.get(person.id);
    return el("li", { class: "person" },
      el("button", { type: "button", class: "be", "aria-pressed": String(shown.includes(person.id)), onclick: () => on.be(person.id) },
        el("span", { class: `face face-${index % 6}`, "aria-hidden": "true" }, person.name.zh[0]),
        el("span", { class: "person-words" }, el("span", { class: "person-name" }, name), el("span", { class: "person-about" }, person.about[language])),
        count && el("span", { class: "unread", "aria-label": t("unread", { n: count }) }, String(count))),
      iconButton("beside", t("beside", { name }), () => on.beside(person.id), { class: "icon-button beside", disabled: shown.includes(person.id) }));
  }

  model.addEventListener("message", ({ detail: { chatId, message, isNew } }) => {
    if (!isNew || message.deleted || message.edit_date || on.shown().includes(chatId)) return;
    unread.set(chatId, (unread.get(chatId) ?? 0) + 1);
    drawPeople();
  });
  model.addEventListener("state", drawPeople);

  side.replaceChildren(
    el("header", { class: "brand" },
      el("img", { src: "icon.svg", alt: "", width: 36, height: 36 }),
      el("div", {}, el("p", { class: "brand-name" }, t("title")), el("p", { class: "brand-mode" }, t("practice"))),
      iconButton("close", t("close"), on.close, { class: "icon-button close-side" })),
    el("p", { class: "notice" }, t("notice")),
    el("h2", {}, t("you_are")), people,
    clock(model),
    el("div", { class: "side-foot" },
      el("button", { type: "button", class: "quiet", onclick: on.tour }, t("tour")),
      el("button", { type: "button", class: "quiet", lang: language === "zh" ? "en" : "zh-CN", onclick: switchLanguage }, t("language"))),
  );
  drawPeople();

  return {
    refresh() {
      for (const id of on.shown()) unread.delete(id);
      drawPeople();
    },
  };
}

function clock(model) {
  const dateLine = el("span", { class: "clock-day" });
  const hourLine = el("span", { class: "clock-hour" });
  const field = el("input", { type: "datetime-local", "aria-label": t("clock_field"), required: true });
  const said = el("p", { class: "visually-hidden", role: "status" });

  function tick() {
    dateLine.textContent = day(model.now, new Date());
    hourLine.textContent = hour(model.now);
  }
  async function move(body) {
    await ask("clock", body);
    field.value = wall(model.now);
  }
  const mover = (label, body) => el("button", { type: "button", class: "chip", onclick: () => move(body()) }, label);

  model.addEventListener("clock", () => {
    tick();
    said.textContent = t("clock_moved", { moment: `${dateLine.textContent} ${hourLine.textContent}` });
  });
  setInterval(tick, 1000);
  tick();
  field.value = wall(model.now);
  return el("section", { class: "clock", "aria-label": t("clock") },
    el("h2", {}, t("clock")),
    el("p", { class: "clock-face" }, hourLine, dateLine), said,
    el("p", { class: "hint" }, t("clock_hint")),
    el("div", { class: "chips-row" },
      mover(t("hour_on"), () => ({ advance: 3600 })),
      mover(t("day_on"), () => ({ advance: 86400 })),
      mover(t("constitution_day"), () => ({ to: next("12-04 08:00", model.now).toISOString() })),
      mover(t("clock_reset"), () => ({ reset: true }))),
    el("form", { class: "clock-form", onsubmit: (event) => { event.preventDefault(); move({ to: instant(field.value).toISOString() }); } },
      field, el("button", { class: "chip" }, t("clock_set"))));
}
