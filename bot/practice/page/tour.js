// The guided tour: a card above the chat that suggests the next thing to do.

import { el, iconButton } from "./dom.js";
import { ask } from "./model.js";
import { next, weekdayBefore } from "./time.js";
import { language, t } from "./words.js";

const KEY = "pufa-practice-tour";

export class Tour {
  /**
   * @param on what to do: be(id) and pane(), the chat in which the person now shown writes
   */
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.steps = model.state.tour;
    this.at = Math.min(Number(localStorage.getItem(KEY) ?? 0), this.steps.length);
    this.done = false;
    this.busy = false;
    this.element = el("section", { class: "tour", "aria-label": t("tour"), hidden: true });
    model.addEventListener("state", () => this.draw());
    model.addEventListener("message", ({ detail }) => this.#heard(detail));
  }

  get step() {
    return this.steps[this.at];
  }

  get person() {
    return this.model.state.people.find(({ persona }) => persona === this.step?.persona);
  }

  /** Goes to a step; beyond the last one the tour is over. */
  go(at) {
    this.at = at;
    this.done = false;
    localStorage.setItem(KEY, String(at));
    if (this.step) this.on.be(this.person.id);
    this.draw();
  }

  restart() {
    this.go(0);
  }

  draw() {
    this.element.hidden = !this.step;
    this.element.classList.toggle("done", this.done);
    if (!this.step) return;
    const { title, text, say } = this.step[language];
    const last = this.at === this.steps.length - 1;
    this.element.replaceChildren(
      el("div", { class: "tour-head" },
        el("span", { class: "tour-count" }, t("tour_step", { n: this.at + 1, of: this.steps.length })),
        el("strong", { class: "tour-title" }, title),
        iconButton("close", t("tour_close"), () => this.go(this.steps.length))),
      el("p", { class: "tour-text" }, text),
      say && el("p", { class: "tour-say" }, say),
      this.hint = el("p", { class: "tour-hint", role: "status" }, this.done ? t("tour_sent") : ""),
      el("div", { class: "tour-actions" },
        this.#action(say),
        this.at > 0 && el("button", { type: "button", class: "quiet", onclick: () => this.go(this.at - 1) }, t("tour_back")),
        el("button", { type: "button", class: this.done ? "primary tour-next" : "quiet tour-next", onclick: () => this.go(this.at + 1) }, t(last ? "tour_end" : "tour_next"))),
    );
  }

  #action(say) {
    const act = (label, run) => el("button", {
      type: "button",
      class: `${this.done ? "quiet" : "primary"} tour-act`,
      onclick: () => this.#once(run),
    }, label);
    if (!this.person.started) return act(t("tour_start"), () => this.#start());
    if (this.step.clock) return !this.done && act(t("tour_clock"), () => this.#moveClock());
    return say && act(t("tour_say"), () => this.#put(say));
  }

  /** One thing at a time: a second click while the clock moves would move it to the year after. */
  async #once(run) {
    if (this.busy) return;
    this.busy = true;
    try {
      await run();
    } finally {
      this.busy = false;
    }
  }

  async #start() {
    await this.on.pane().send({ text: "/start", files: [] });
    this.on.pane().focus();
  }

  async #moveClock() {
    await ask("clock", { to: weekdayBefore(next(this.step.clock, this.model.now)).toISOString() });
    this.done = true;
    this.draw();
  }

  async #put(say) {
    await this.on.be(this.person.id);
    this.on.pane().composer.setText(say);
    this.hint.textContent = t("tour_ready");
  }

  /** A step is done once its person has written something other than a command. */
  #heard({ chatId, message, isNew }) {
    if (this.done || !isNew || !this.step || chatId !== this.person.id || message.from.id !== chatId) return;
    if (message.text?.startsWith("/start")) return;
    this.done = true;
    this.draw();
  }
}
