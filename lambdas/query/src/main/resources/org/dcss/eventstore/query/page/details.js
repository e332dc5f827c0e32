// One event in full.

import { byId, el, foreign, shortened } from "./dom.js";
import { crawlTime, fullTime, since } from "./clock.js";
import { get } from "./api.js";
import { happened, kindOf, line, member, nameOf } from "./words.js";

const MOST_FIELDS = 300;
const SHOWN = 2000;

/** The dialog. `closed` is called when it was closed by hand; `morgueOf(src)` knows the morgue's address, if any. */
export class Details {
  constructor(closed, links, morgueOf) {
    this.dialog = byId("details");
    this.links = links;
    this.morgueOf = morgueOf;
    this.wanted = "";
    this.unlinked = undefined;
    this.dialog.addEventListener("close", () => {
      const byHand = this.wanted !== "";
      this.wanted = "";
      this.unlinked = undefined;
      this.dialog.replaceChildren();
      if (byHand) closed();
    });
    this.dialog.addEventListener("click", (click) => {
      if (click.target === this.dialog) this.dialog.close();
    });
  }

  close() {
    this.wanted = "";
    if (this.dialog.open) this.dialog.close();
  }

  /** Shows the event at the slot. Reads it, so that numbers are shown digit by digit as they were sent. */
  async show(ts) {
    if (this.wanted === ts) return;
    this.wanted = ts;
    this.fill([el("p", { class: "state" }, "Reading the event …")]);
    if (!this.dialog.open) this.dialog.showModal();
    let content;
    try {
      const answer = await get("events/" + ts);
      content = this.contents(JSON.parse(answer.text, exact));
    } catch (failure) {
      content = [el("p", { class: "state is-trouble" },
        failure.status === 404 ? "There is no event at " + ts + "." : "This event cannot be read just now: " + failure.message)];
    }
    if (this.wanted === ts) this.fill(content);
  }

  /** Says that the sources' morgues can be told from now on; an event that is shown already may lack its own. */
  sourcesAreKnown() {
    const morgue = this.unlinked && this.morgueLink(this.unlinked.event);
    if (morgue) {
      this.unlinked.links.lastElementChild.before(morgue);
      this.unlinked = undefined;
    }
  }

  morgueLink(event) {
    const address = morgueAddress(event, this.morgueOf(event.src));
    return address && el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, "Morgue file");
  }

  fill(content) {
    const title = content[0]?.dataset?.title ? content.shift() : el("h2", { id: "details-heading", tabindex: "-1" }, "Event");
    title.id = "details-heading";
    this.dialog.replaceChildren(
      el("div", { class: "details-head" }, title,
        el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.dialog.close() }, "×")),
      el("div", { class: "details-body", tabindex: "0", role: "region", "aria-label": "The event in full" }, ...content));
    title.focus({ preventScroll: true });
  }

  contents(event) {
    const { name } = kindOf(event);
    const at = happened(event);
    const title = el("h2", { "data-title": "yes", tabindex: "-1" }, ...line(event));
    const player = nameOf(event);
    const morgue = this.morgueLink(event);
    const links = el("p", { class: "details-links" },
      player && el("a", { href: this.links.player(player), "data-go": true }, "All of ", foreign(player)),
      morgue,
      el("a", { href: "events/" + event.ts }, "As JSON"));
    this.unlinked = morgue ? undefined : { event, links };
    const facts = el("dl", { class: "facts" });
    const fact = (term, ...value) => facts.append(el("div", {}, el("dt", {}, term), el("dd", {}, ...value)));
    fact("Happened", el("time", { datetime: new Date(Number(at)).toISOString() }, fullTime(Number(at))), " · " + since(Number(at)));
    fact("Source", foreign(String(event.src)));
    fact("Type", foreign(String(event.type)), name !== event.type && " · ", name !== event.type && foreign(name));
    if (event.file !== undefined) fact("File", foreign(String(event.file)));
    fact("Place in the log", String(event.ts));
    fact("Id", foreign(String(event.id)));
    const data = event.data;
    const isObject = data !== null && typeof data === "object" && !Array.isArray(data);
    const entries = isObject ? Object.entries(data) : data === undefined ? [] : [["data", data]];
    const fields = el("dl", { class: "fields" }, ...entries.slice(0, MOST_FIELDS).map(([key, value]) => field(key, value)));
    return [title, links, facts, el("h3", {}, "What was sent"), fields,
      entries.length > MOST_FIELDS && el("p", {}, `${entries.length - MOST_FIELDS} more: `, el("a", { href: "events/" + event.ts }, "as JSON"))]
      .filter(Boolean);
  }
}

function field(key, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  const shown = shortened(text, SHOWN);
  const content = foreign(shown, { class: "value" });
  const definition = el("dd", {}, content);
  const moment = crawlTime(text);
  if (moment !== undefined) {
    definition.append(el("span", { class: "gloss" }, " " + fullTime(moment).slice(0, 19)));
  }
  if (shown !== text) {
    const all = el("button", {
      type: "button", class: "small",
      onclick: () => {
        content.textContent = text;
        all.remove();
      },
    }, `Show all ${text.length.toLocaleString("en")} characters`);
    definition.append(all);
  }
  return el("div", {}, el("dt", {}, foreign(shortened(key, 80))), definition);
}

/** Numbers as they were sent, where the browser tells: some have more digits than a number can hold. */
function exact(key, value, context) {
  return typeof value === "number" && context?.source && String(value) !== context.source ? context.source : value;
}

/** The address of a finished game's morgue file; undefined where none can be told. */
export function morgueAddress(event, template) {
  const name = member(event.data, "name");
  const end = crawlTime(member(event.data, "end"));
  if (event.type !== "logfile" || !template || end === undefined || !/^[A-Za-z0-9_-]{1,40}$/.test(name)) {
    return undefined;
  }
  const stamp = new Date(end).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const version = /^\d+\.\d+/.exec(member(event.data, "v"))?.[0] ?? "";
  const filled = template.replaceAll("{name}", name).replaceAll("{end}", stamp).replaceAll("{version}", version);
  return /^https?:\/\//.test(filled) ? filled : undefined;
}
