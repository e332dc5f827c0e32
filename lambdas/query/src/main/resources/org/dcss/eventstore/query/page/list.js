// The list of events: as many as a page can bear, each a line that opens.

import { el, foreign } from "./dom.js";
import { fullTime, shortTime, timeOfDay } from "./clock.js";
import { happened, hue, kindOf, told } from "./words.js";

/** How many rows are kept. What is pushed out can be read again by its day. */
export const MOST = 200;

export class EventList {
  /** links.event(ts) and links.player(name) are addresses; opened(event) is called for a row that is followed. */
  constructor(element, links, opened) {
    this.element = element;
    this.links = links;
    this.opened = opened;
    this.events = new Map();
    this.wholeDay = false;
    element.addEventListener("click", (click) => this.onClick(click));
    element.addEventListener("keydown", (key) => this.onKey(key));
  }

  clear(wholeDay = false) {
    this.events.clear();
    this.wholeDay = wholeDay;
    this.element.replaceChildren();
    this.element.classList.toggle("is-arriving", false);
  }

  get size() {
    return this.element.children.length;
  }

  /** Adds events, the oldest first, above the others; of more than there is room for, the newest. */
  addAbove(events) {
    const rows = events.slice(-MOST).map((event) => this.row(event)).reverse();
    this.element.prepend(...rows);
    this.drop(() => this.element.lastElementChild);
  }

  /** Adds events below the others; returns how many were pushed out at the top. */
  addBelow(events) {
    this.element.append(...events.slice(-MOST).map((event) => this.row(event)));
    return this.drop(() => this.element.firstElementChild);
  }

  drop(farthest) {
    let dropped = 0;
    let lostFocus = false;
    while (this.element.children.length > MOST) {
      const row = farthest();
      lostFocus ||= row.contains(document.activeElement);
      this.events.delete(row.dataset.ts);
      row.remove();
      dropped++;
    }
    this.oneStop();
    if (lostFocus) {
      this.element.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
    }
    return dropped;
  }

  /** The list is one stop for the Tab key; the arrows go on from there. */
  oneStop(link = this.element.querySelector(".story[tabindex='0']") ?? this.element.querySelector(".story")) {
    for (const other of this.element.querySelectorAll(".story[tabindex='0']")) {
      other.tabIndex = -1;
    }
    if (link) {
      link.tabIndex = 0;
    }
  }

  row(event) {
    const { sign, kind, name } = kindOf(event);
    const { who, as, what, where } = told(event);
    const at = happened(event);
    const ts = String(event.ts);
    this.events.set(ts, event);
    const story = el("a", { class: "story", href: this.links.event(ts), tabindex: -1, "data-ts": ts },
      who ? el("span", { class: "hidden" }, foreign(who), ": ") : null, foreign(what || name, { class: "what" }));
    return el("li", { class: "event kind-" + kind, "data-ts": ts },
      el("time", { datetime: new Date(at).toISOString(), title: fullTime(at) },
        this.wholeDay ? timeOfDay(event.ts) : shortTime(at)),
      el("span", { class: "src hue-" + hue(event.src) }, foreign(event.src)),
      el("span", { class: "sign", title: name, "aria-hidden": "true" }, sign),
      el("div", { class: "says" },
        who ? el("a", { class: "who", href: this.links.player(who), tabindex: -1, "data-player": who, "aria-hidden": "true" }, foreign(who)) : null,
        as ? el("span", { class: "as" }, foreign(as)) : null,
        story,
        where ? el("span", { class: "where" }, foreign(where)) : null));
  }

  onClick(click) {
    if (click.button || click.ctrlKey || click.metaKey || click.shiftKey) {
      return;
    }
    const player = click.target.closest("[data-player]");
    const story = click.target.closest(".story");
    if (player) {
      click.preventDefault();
      this.opened.player(player.dataset.player);
    } else if (story) {
      click.preventDefault();
      this.oneStop(story);
      this.opened.event(story.dataset.ts, this.events.get(story.dataset.ts));
    }
  }

  onKey(key) {
    const stories = [...this.element.querySelectorAll(".story")];
    const here = stories.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: stories.length - 1,
      PageDown: Math.min(here + 10, stories.length - 1), PageUp: Math.max(here - 10, 0) }[key.key];
    if (to === undefined || !stories[to] || key.ctrlKey || key.altKey || key.metaKey) {
      return;
    }
    key.preventDefault();
    this.oneStop(stories[to]);
    stories[to].focus();
  }
}
