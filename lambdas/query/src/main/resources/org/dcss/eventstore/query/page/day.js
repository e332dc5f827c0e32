// A day, event by event: read page by page, or replayed as it came.

import { byId, el } from "./dom.js";
import { DAY, dayOf, dayStart, HOUR, timeOfDay } from "./clock.js";
import { get } from "./api.js";
import { filters } from "./state.js";

const PAGE = 100;
const REPLAY_PAGE = 500;
/** A filter may let nothing pass for long: so many empty pages are read before asking. */
const EMPTY_PAGES = 10;
const TICK = 250;
/** A stretch without events is cut to this time of the watcher's. */
const LONGEST_SILENCE = 2000;

export class DayView {
  /** `say(text, isTrouble)` says how it stands; `added(events)` is told what the list shows. */
  constructor(state, list, say) {
    this.list = list;
    this.say = say;
    this.start = dayOf(state.day) + (state.hour === "" ? 0 : Number(state.hour) * HOUR);
    this.end = dayOf(state.day) + DAY;
    this.filters = filters(state);
    this.reading = new AbortController();
    this.timer = 0;
    this.begin();
  }

  stop() {
    this.reading.abort();
    clearInterval(this.timer);
    byId("tools").replaceChildren();
    byId("more").replaceChildren();
  }

  begin() {
    this.stop();
    this.reading = new AbortController();
    this.list.clear(true);
    this.next = this.first(PAGE);
    this.speed = el("select", { "aria-label": "Speed of the replay" },
      ...[[10, "10 ×"], [60, "60 ×"], [600, "600 ×"], [3600, "3600 ×"]].map(([speed, name]) => el("option", { value: speed, selected: speed === 60 }, name)));
    byId("tools").replaceChildren(this.speed, el("button", { type: "button", onclick: () => this.replay() }, "Replay"));
    this.more();
  }

  first(limit) {
    const query = new URLSearchParams(this.filters);
    query.set("after", String(this.start - 1));
    query.set("limit", String(limit));
    return "events?" + query;
  }

  /** Reads until there are events or nothing more: those of the day, and whether there may be more. */
  async read() {
    for (let pages = 0; pages < EMPTY_PAGES; pages++) {
      const page = await get(this.next, this.reading.signal);
      const within = page.content.filter((event) => event.ts < this.end);
      const over = within.length < page.content.length || (page.caughtUp && page.content.length === 0) || !page.next;
      const passed = Number(new URLSearchParams((page.next ?? "").split("?")[1]).get("after")) >= this.end;
      this.next = page.next;
      if (within.length || over || passed || page.caughtUp) {
        return { events: within, more: !over && !passed && !page.caughtUp };
      }
    }
    return { events: [], more: true };
  }

  async more() {
    const { signal } = this.reading;
    const box = byId("more");
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren();
    this.say(this.list.size ? "Reading on …" : "Reading the day …");
    try {
      const { events, more } = await this.read();
      if (signal.aborted) return;
      const dropped = this.list.addBelow(events);
      this.say(this.summary(more, dropped));
      if (more) {
        const button = el("button", { type: "button", class: "primary", onclick: () => this.more() }, events.length ? "The next events" : "Look further");
        box.append(button);
        if (hadFocus) button.focus({ preventScroll: true });
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.say("The day cannot be read just now. " + failure.message, true);
        box.append(el("button", { type: "button", class: "primary", onclick: () => this.more() }, "Try again"));
      }
    }
  }

  summary(more, dropped) {
    const isToday = this.end > Date.now();
    if (this.list.size === 0) return more ? "Nothing so far." : isToday ? "Nothing yet." : "Nothing happened on this day.";
    const end = more ? "there is more" : isToday ? "that is all so far" : "that is all of this day";
    return `In the order of the log, the oldest first${dropped ? "; the first ones were taken off" : ""}; ${end}.`;
  }

  /** Shows the events as they came, faster, the newest on top. */
  replay() {
    this.stop();
    this.reading = new AbortController();
    const { signal } = this.reading;
    this.list.clear(true);
    this.next = this.first(REPLAY_PAGE);
    const waiting = [];
    let more = true;
    let isReading = false;
    let now = this.start;
    const clock = el("output", { class: "replay-clock" }, timeOfDay(now));
    byId("tools").replaceChildren(clock, this.speed, el("button", { type: "button", onclick: () => this.begin() }, "Stop"));
    byId("tools").lastElementChild.focus({ preventScroll: true });
    this.say("Replaying, the newest on top.");
    const readOn = async () => {
      isReading = true;
      try {
        const read = await this.read();
        waiting.push(...read.events);
        more = read.more;
      } catch (failure) {
        more = more && !signal.aborted;
        this.say("The replay waits for the store. " + failure.message, true);
        await new Promise((done) => setTimeout(done, 3000));
      }
      isReading = false;
    };
    this.timer = setInterval(() => {
      if (document.hidden || signal.aborted) return;
      if (more && !isReading && waiting.length < REPLAY_PAGE) readOn();
      if (waiting.length === 0) {
        if (!more && !isReading) {
          clearInterval(this.timer);
          this.say("The replay is over.");
        }
        return;
      }
      const speed = Number(this.speed.value);
      now = Math.max(now + TICK * speed, waiting[0].ts - LONGEST_SILENCE * speed);
      let due = 0;
      while (due < waiting.length && waiting[due].ts <= now) due++;
      if (due) this.list.addAbove(waiting.splice(0, due));
      clock.textContent = timeOfDay(Math.min(now, this.end - 1));
    }, TICK);
  }
}

export const isDayOver = (day) => dayOf(day) < dayStart(Date.now());
