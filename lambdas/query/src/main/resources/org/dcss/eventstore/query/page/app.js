// The page: what the address says is what is shown.

import { byId, el, foreign } from "./dom.js";
import { dayName, dayOf, longDay } from "./clock.js";
import { address, changed, filters, listed, read } from "./state.js";
import { Chart } from "./chart.js";
import { Choices } from "./choices.js";
import { DayView } from "./day.js";
import { Details } from "./details.js";
import { EventList } from "./list.js";
import { Follower } from "./feed.js";
import { PlayerCard } from "./player.js";
import { Sources } from "./sources.js";
import { spoken } from "./words.js";

const LAST = 50;
const LAST_OF_PLAYER = 200;
/** A screen reader is told of news at most this often. */
const BETWEEN_NEWS = 15000;

let state = read();
let shown = "";
let running = { stop() {} };
let lastNews = 0;
let untold = 0;

const links = {
  event: (ts) => address(changed(state, { event: ts })),
  player: (name) => address(changed(state, { player: name, day: "", hour: "", event: "" })),
  day: (millis) => address(changed(state, { day: dayName(millis), hour: "", event: "" })),
  hour: (day, hour) => address(changed(state, { day, hour: String(hour), event: "" })),
};

const list = new EventList(byId("events"), links, {
  event: (ts) => go(changed(state, { event: ts })),
  player: (name) => go(changed(state, { player: name, day: "", hour: "", event: "" })),
});
const sources = new Sources(
  (src) => go(changed(state, { src: state.src.length === 1 && state.src[0] === src ? [] : [src], event: "" })),
  (all) => {
    choices.offer(all);
    player.sourcesAreKnown();
    details.sourcesAreKnown();
  });
const morgueOf = (src) => sources.morgue(src);
const choices = new Choices((changes) => go(changed(state, { ...changes, event: "" })));
const chart = new Chart(links, (day, hour) => go(changed(state, { day, hour, event: "" })));
const details = new Details(() => leaveEvent(), links, morgueOf);
const player = new PlayerCard(links, morgueOf);

/** Goes to another state, as a link does. */
function go(next) {
  if (address(next) === address(state) && listed(next) === shown) return;
  history.pushState({ within: true }, "", address(next));
  state = next;
  show();
}

/** The dialog was closed by hand: back to where it was opened, or, where a link led to it, to the list. */
function leaveEvent() {
  const ts = state.event;
  state = changed(state, { event: "" });
  if (history.state?.within) {
    history.back();
  } else {
    history.replaceState(null, "", address(state));
    show();
  }
  document.querySelector(`.story[data-ts="${CSS.escape(ts)}"]`)?.focus({ preventScroll: true });
}

function show() {
  if (listed(state) !== shown) {
    const isFirst = shown === "";
    shown = listed(state);
    showList();
    if (!isFirst && !state.event) byId("heading").focus({ preventScroll: true });
  }
  if (state.event) {
    details.show(state.event);
  } else {
    details.close();
  }
}

function showList() {
  running.stop();
  list.clear();
  player.hide();
  untold = 0;
  choices.show(state);
  chart.show(state);
  sources.mark(state.src);
  const isDay = state.day !== "";
  const where = isDay ? longDay(dayOf(state.day)) + (state.hour === "" ? "" : ", from " + state.hour.padStart(2, "0") + ":00") : "Live";
  byId("heading").replaceChildren(...(state.player ? [foreign(state.player), isDay ? " · " + where : ""] : [where]));
  document.title = `${state.player ? state.player + " · " : ""}${where} · Dungeon Crawl Stone Soup`;
  byId("go-live").href = address(changed(state, { day: "", hour: "", event: "" }));
  byId("go-today").href = address(changed(state, { day: dayName(Date.now()), hour: "", event: "" }));
  for (const [id, isHere] of [["go-live", !isDay], ["go-today", isDay && state.day === dayName(Date.now())]]) {
    byId(id).toggleAttribute("aria-current", false);
    if (isHere) byId(id).setAttribute("aria-current", "page");
  }
  byId("more").replaceChildren();
  running = isDay ? new DayView(state, list, say) : live();
}

function say(text, isTrouble = false, ...more) {
  const line = byId("state");
  if (line.dataset.text !== text) {
    line.dataset.text = text;
    line.replaceChildren(text, ...more);
  }
  line.classList.toggle("is-trouble", isTrouble);
}

/** Follows the log from its last events on. */
function live() {
  const query = filters(state);
  query.set("last", String(state.player ? LAST_OF_PLAYER : LAST));
  let isFirst = true;
  let count = 0;
  let isPaused = false;
  const counter = el("span", { class: "counter" });
  const button = el("button", { type: "button", "aria-pressed": "false", onclick: () => {
    isPaused = !isPaused;
    button.setAttribute("aria-pressed", String(isPaused));
    follower.pause(isPaused);
    standing();
  } }, el("span", { class: "pause-sign", "aria-hidden": "true" }), "Pause");
  byId("tools").replaceChildren(counter, button);
  const standing = () => {
    byId("tools").classList.toggle("is-live", !isPaused);
    say(isPaused ? "Paused. What happens meanwhile comes when you go on."
      : list.size ? "Live: the newest on top, some seconds after it happened."
        : state.player || state.src.length || state.type.length ? "Nothing like this so far. What comes will appear here by itself."
          : "Nothing has happened yet. The first event will appear here by itself.");
  };
  const follower = new Follower("events?" + query, {
    events(events) {
      if (isFirst || events.length) {
        if (!isFirst) byId("events").classList.add("is-arriving");
        list.addAbove(events);
        if (state.player) player.add(events);
        if (!isFirst) {
          count += events.length;
          counter.textContent = count.toLocaleString("en") + " new";
          tell(events);
        }
      }
      isFirst = false;
      standing();
    },
    trouble(failure, seconds) {
      byId("tools").classList.toggle("is-live", !failure);
      if (failure) {
        say(`${failure.status === 429 ? "Too many are reading just now." : failure.status ? `The store gives no answer (${failure.status}).` : failure.message} Trying again in ${seconds} s.`,
          true, " ", el("button", { type: "button", class: "small", onclick: () => follower.tryNow() }, "Try now"));
      } else {
        standing();
      }
    },
    refused(failure) {
      byId("tools").classList.remove("is-live");
      say("The store does not take this: " + (failure.message || failure.status), true);
    },
  });
  return follower;
}

function tell(events) {
  untold += events.length;
  if (untold && Date.now() - lastNews > BETWEEN_NEWS) {
    lastNews = Date.now();
    byId("news").textContent = `${untold} new ${untold === 1 ? "event" : "events"}. The last: ${spoken(events[events.length - 1])}`;
    untold = 0;
  }
}

// Not by the address: going back to one that names a part of the page would move the focus there again.
document.querySelector(".skip").addEventListener("click", (click) => {
  click.preventDefault();
  byId("events").focus();
  byId("events").scrollIntoView();
});
document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a[data-go]");
  if (link && !click.button && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
    click.preventDefault();
    go(read(new URL(link.href).search));
  }
});
addEventListener("popstate", () => {
  state = read();
  show();
});
show();
