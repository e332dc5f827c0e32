// The filters, as a form.

import { byId, el, foreign } from "./dom.js";
import { dayName } from "./clock.js";

export class Choices {
  /** `chosen(changes)` is called with what was changed by hand. */
  constructor(chosen) {
    this.form = byId("choices");
    this.chosen = chosen;
    this.known = { src: new Map(), type: new Map() };
    this.state = undefined;
    this.form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      this.apply();
    });
    this.form.addEventListener("change", () => this.apply());
    byId("clear").addEventListener("click", () => chosen({ src: [], type: [], player: "", day: "", hour: "" }));
    for (const picker of this.pickers()) {
      picker.addEventListener("keydown", (key) => {
        if (key.key === "Escape" && picker.open) {
          picker.open = false;
          picker.querySelector("summary").focus();
        }
      });
    }
    document.addEventListener("click", (click) => this.pickers().forEach((picker) => picker.contains(click.target) || (picker.open = false)));
  }

  pickers() {
    return [...this.form.querySelectorAll(".picker")];
  }

  apply() {
    const picked = (name) => [...this.form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
    const day = this.form.elements.day.value;
    this.chosen({ src: picked("src"), type: picked("type"), player: this.form.elements.player.value.trim(), day,
      hour: day === this.state.day ? this.state.hour : "" });
  }

  /** The sources there are, with what each sends. */
  offer(sources) {
    for (const source of sources) {
      this.known.src.set(source.src, source.title ?? "");
      source.types.forEach((type) => this.known.type.set(type, ""));
    }
    this.show(this.state);
  }

  show(state) {
    this.state = state;
    const player = this.form.elements.player;
    player.value = state.player;
    this.form.elements.day.value = state.day;
    this.form.elements.day.max = dayName(Date.now());
    this.offerNames("src", state.src);
    this.offerNames("type", state.type);
    byId("clear").hidden = !(state.src.length || state.type.length || state.player || state.day);
  }

  offerNames(kind, picked) {
    const picker = byId("pick-" + kind);
    picker.querySelector(".picked").textContent = picked.length === 0 ? "all" : picked.length <= 2 ? picked.join(", ") : picked.length + " of them";
    const names = [...new Set([...this.known[kind].keys(), ...picked])].sort();
    const fieldset = picker.querySelector("fieldset");
    const there = [...fieldset.querySelectorAll("input")].map((box) => box.value);
    if (there.join() !== names.join()) {
      fieldset.querySelectorAll("label, p").forEach((old) => old.remove());
      fieldset.append(...names.map((name) => el("label", {},
        el("input", { type: "checkbox", name: kind, value: name }), el("span", {}, foreign(name)),
        this.known[kind].get(name) ? el("span", { class: "title" }, foreign(this.known[kind].get(name))) : null)));
      if (names.length === 0) fieldset.append(el("p", {}, "None is known yet."));
    }
    for (const box of fieldset.querySelectorAll("input")) {
      box.checked = picked.includes(box.value);
    }
  }
}
