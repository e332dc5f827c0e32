// The sources, and who is quiet.

import { byId, el, foreign } from "./dom.js";
import { fullTime, since } from "./clock.js";
import { get, NoAnswer } from "./api.js";
import { hue } from "./words.js";

const EVERY = 30000;

/** Keeps the table of sources up to date while the page is looked at. `chosen(src)` is called for a source that is clicked. */
export class Sources {
  constructor(chosen, changed) {
    this.box = byId("sources");
    this.chosen = chosen;
    this.changed = changed;
    this.all = [];
    this.marked = [];
    this.shown = "";
    this.refresh();
    setInterval(() => document.hidden || this.refresh(), EVERY);
  }

  /** The address of the source's morgue files, with its placeholders. */
  morgue(src) {
    return this.all.find((source) => source.src === src)?.morgue;
  }

  mark(names) {
    this.marked = names;
    this.show();
  }

  async refresh() {
    try {
      this.all = (await get("sources")).content.sources;
      this.show();
      this.changed(this.all);
    } catch (failure) {
      if (this.all.length === 0) {
        this.box.replaceChildren(el("p", { class: "state is-trouble" },
          failure instanceof NoAnswer && failure.status === 404 ? "This store keeps no list of its sources."
            : "The list of sources is not there just now."));
      }
    }
  }

  show() {
    const sent = this.all.filter((source) => source.events > 0)
      .sort((one, other) => one.quiet - other.quiet || other.events_24h - one.events_24h || (one.src < other.src ? -1 : 1));
    const unheard = this.all.filter((source) => source.events === 0);
    const text = JSON.stringify([sent, unheard, this.marked, Math.floor(Date.now() / 60000)]);
    if (this.all.length === 0 || text === this.shown) return;
    this.shown = text;
    const focused = document.activeElement?.dataset?.src;
    const children = [];
    if (sent.length) {
      children.push(el("table", { class: "sources" },
        el("caption", { class: "hidden" }, "Sources: whether they are active, their last event, and how many events they had in 24 hours"),
        el("thead", {}, el("tr", {}, ...["Source", "State", "Last event", "24 h"].map((title) => el("th", { scope: "col" }, title)))),
        el("tbody", {}, ...sent.map((source) => this.row(source)))));
    } else {
      children.push(el("p", { class: "state" }, "No source has sent anything yet."));
    }
    if (unheard.length) {
      children.push(el("p", { class: "unheard" }, "Known, and never heard of here: ",
        ...unheard.flatMap((source, i) => [i ? ", " : "", foreign(source.src, { title: source.title ?? source.src })]), "."));
    }
    this.box.replaceChildren(...children);
    if (focused) this.box.querySelector(`[data-src="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  row(source) {
    const isMarked = this.marked.includes(source.src);
    return el("tr", { class: source.quiet ? "is-quiet" : "is-active" },
      el("th", { scope: "row" },
        el("button", { type: "button", class: "src hue-" + hue(source.src), "data-src": source.src, "aria-pressed": String(isMarked),
          title: "Only " + source.src, onclick: () => this.chosen(source.src) }, foreign(source.src)),
        source.title && el("span", { class: "title" }, foreign(source.title))),
      el("td", {}, el("span", { class: "lamp" }, source.quiet ? "quiet" : "active")),
      el("td", {}, el("time", { datetime: new Date(source.last).toISOString(), title: fullTime(source.last) }, since(source.last))),
      el("td", { class: "number" }, source.events_24h.toLocaleString("en")));
  }
}
