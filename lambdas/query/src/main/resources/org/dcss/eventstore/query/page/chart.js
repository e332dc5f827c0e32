// How many events each source had in each hour of a day.

/* global uPlot */
import { byId, el, foreign } from "./dom.js";
import { dayName, dayOf, dayStart, DAY, longDay, shortDay } from "./clock.js";
import { get } from "./api.js";
import { hue } from "./words.js";

const MOST_SOURCES = 11;
const EVERY = 60000;
const HOURS = Array.from({ length: 24 }, (none, hour) => hour);

export class Chart {
  /** links.hour(day, hour) and links.day(day) are addresses; `chosen(day, hour)` is called for a bar that is clicked. */
  constructor(links, chosen) {
    this.links = links;
    this.chosen = chosen;
    this.box = byId("chart");
    this.plot = undefined;
    this.rows = [];
    this.day = 0;
    this.reading = new AbortController();
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(this.box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    setInterval(() => document.hidden || this.day !== dayStart(Date.now()) || this.refresh(), EVERY);
  }

  /** Shows the state's day, or today. */
  show(state) {
    this.day = dayOf(state.day) ?? dayStart(Date.now());
    byId("of-all").hidden = state.player === "";
    this.hour = state.hour === "" ? undefined : Number(state.hour);
    this.query = new URLSearchParams({ from: dayName(this.day), to: dayName(this.day), by: "hour" });
    if (state.src.length) this.query.set("src", state.src.join(","));
    if (state.type.length) this.query.set("type", state.type.join(","));
    byId("day-steps").replaceChildren(
      el("a", { href: this.links.day(this.day - DAY), "data-go": true, "aria-label": "The day before, " + longDay(this.day - DAY) }, "‹"),
      el("span", {}, this.day === dayStart(Date.now()) ? "today" : shortDay(this.day)),
      ...(this.day >= dayStart(Date.now()) ? [] : [el("a", { href: this.links.day(this.day + DAY), "data-go": true, "aria-label": "The day after, " + longDay(this.day + DAY) }, "›")]));
    this.refresh();
  }

  async refresh() {
    this.reading.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    try {
      const { content } = await get("counts?" + this.query, signal);
      this.rows = rows(content);
      this.draw();
      this.describe();
    } catch (failure) {
      if (!signal.aborted) {
        this.rows = [];
        this.clear();
        this.box.append(el("p", { class: "state is-trouble" },
          failure.status === 404 ? "This store keeps no counts." : "The counts are not there just now."));
      }
    }
  }

  clear() {
    this.plot?.destroy();
    this.plot = undefined;
    this.box.replaceChildren();
    byId("legend").replaceChildren();
    byId("numbers").replaceChildren();
    byId("numbers").parentElement.hidden = this.rows.length === 0;
  }

  size() {
    return { width: Math.max(this.box.clientWidth, 200), height: 190 };
  }

  draw() {
    this.clear();
    if (this.rows.length === 0) {
      this.box.append(el("p", { class: "state" }, "No events on this day" + (this.day === dayStart(Date.now()) ? " yet." : ".")));
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    // Each source's bars reach from the floor to its top, so the highest are painted first.
    const tops = [];
    this.rows.reduce((below, row) => {
      const top = row.hours.map((count, hour) => count + below[hour]);
      tops.unshift({ row, top });
      return top;
    }, HOURS.map(() => 0));
    const ink = color("--muted");
    const grid = { stroke: color("--line"), width: 1 };
    const font = "12px system-ui, sans-serif";
    this.plot = new uPlot({
      ...this.size(),
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: [-0.6, 23.6] }, y: { range: (plot, low, high) => [0, Math.max(high * 1.05, 1)] } },
      axes: [
        { stroke: ink, font, grid: { show: false }, ticks: { show: false }, size: 24, splits: () => [0, 6, 12, 18, 23], values: (plot, hours) => hours.map((hour) => String(hour).padStart(2, "0")) },
        { stroke: ink, font, grid, ticks: { show: false }, size: 44, values: (plot, counts) => counts.map((count) => (Number.isInteger(count) ? compact(count) : "")) },
      ],
      series: [{}, ...tops.map(({ row }) => ({
        fill: row.hue < 0 ? ink : color("--hue-" + row.hue), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.78, 28] }),
      }))],
      hooks: { setCursor: [(plot) => this.hover(plot)] },
    }, [HOURS, ...tops.map(({ top }) => top)], this.box);
    const total = this.rows.reduce((sum, row) => sum + row.total, 0);
    const canvas = this.box.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${total.toLocaleString("en")} events on ${longDay(this.day)}, by hour and source; the numbers are in the table below`);
    this.plot.over.addEventListener("click", () => this.plot.cursor.idx !== null && this.chosen(dayName(this.day), String(this.plot.cursor.idx)));
    this.note = el("p", { class: "chart-note" });
    this.box.append(this.note);
    this.hover(this.plot);
  }

  hover(plot) {
    if (!this.note) return;
    const hour = plot.cursor.idx ?? this.hour;
    const within = (row) => (hour === undefined || hour === null ? row.total : row.hours[hour]);
    const total = this.rows.reduce((sum, row) => sum + within(row), 0).toLocaleString("en");
    this.note.replaceChildren(hour === undefined || hour === null
      ? `${total} events. Choose an hour to read from there.`
      : `${clock(hour)} to ${clock(hour + 1)}: ${total} events`);
  }

  describe() {
    byId("legend").replaceChildren(...this.rows.map((row) => el("li", {},
      el("span", { class: "swatch " + (row.hue < 0 ? "hue-none" : "hue-" + row.hue) }), foreign(row.src), el("span", { class: "number" }, compact(row.total)))));
    if (this.rows.length === 0) return;
    const day = dayName(this.day);
    byId("numbers").replaceChildren(el("table", {},
      el("caption", {}, longDay(this.day)),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Hour"), ...this.rows.map((row) => el("th", { scope: "col" }, foreign(row.src))))),
      el("tbody", {}, ...HOURS.map((hour) => el("tr", {},
        el("th", { scope: "row" }, el("a", { href: this.links.hour(day, hour), "data-go": true }, clock(hour))),
        ...this.rows.map((row) => el("td", { class: "number" }, row.hours[hour].toLocaleString("en"))))))));
  }
}

const clock = (hour) => String(hour).padStart(2, "0") + ":00";

const compact = (count) => count.toLocaleString("en", { notation: "compact", maximumFractionDigits: 1 });

/** A row for each source, those with the most events first; the smallest ones together where there are many. */
function rows(counts) {
  const all = (counts.days[0]?.sources ?? []).map(({ src, types }) => {
    const hours = HOURS.map((hour) => Object.entries(types).reduce((sum, [, ofHours]) => sum + (ofHours[hour] ?? 0), 0));
    return { src, hours, total: hours.reduce((sum, count) => sum + count, 0), hue: hue(src) };
  }).sort((one, other) => other.total - one.total);
  if (all.length <= MOST_SOURCES) {
    return all;
  }
  const others = all.slice(MOST_SOURCES - 1);
  const hours = HOURS.map((hour) => others.reduce((sum, row) => sum + row.hours[hour], 0));
  return [...all.slice(0, MOST_SOURCES - 1),
    { src: `${others.length} others`, hours, total: hours.reduce((sum, count) => sum + count, 0), hue: -1 }];
}
