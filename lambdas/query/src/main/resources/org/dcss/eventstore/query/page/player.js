// A player at a glance, from the events that were read.

import { el, foreign, byId } from "./dom.js";
import { since, fullTime } from "./clock.js";
import { morgueAddress } from "./details.js";
import { grouped, happened, kindOf, member, told } from "./words.js";

const GAMES = 5;

export class PlayerCard {
  constructor(links, morgueOf) {
    this.card = byId("player-card");
    this.links = links;
    this.morgueOf = morgueOf;
    this.isTold = false;
    this.hide();
  }

  hide() {
    this.card.hidden = true;
    this.card.replaceChildren();
    this.sums = { events: 0, wins: 0, games: 0, kills: 0, runes: 0, best: 0, last: 0, sources: new Set(), finished: [] };
  }

  /** Adds events of the player, the oldest first. */
  add(events) {
    const sums = this.sums;
    for (const event of events) {
      const { kind } = kindOf(event);
      sums.events++;
      sums.sources.add(event.src);
      sums.last = Math.max(sums.last, happened(event));
      if (event.type === "logfile") {
        sums.games++;
        sums.best = Math.max(sums.best, Number(member(event.data, "sc")) || 0);
        if (kind === "win") sums.wins++;
        sums.finished.push(event);
        sums.finished.sort((one, other) => happened(one) - happened(other));
        sums.finished.splice(0, sums.finished.length - GAMES);
      } else if (kind === "kill") {
        sums.kills++;
      } else if (member(event.data, "type") === "rune") {
        sums.runes++;
      }
    }
    this.show();
  }

  /** Says that the sources' morgues can be told from now on; what was shown before lacks them. */
  sourcesAreKnown() {
    if (!this.isTold) {
      this.isTold = true;
      this.show();
    }
  }

  show() {
    const sums = this.sums;
    this.card.hidden = sums.events === 0;
    const fact = (term, value) => el("div", {}, el("dt", {}, term), el("dd", {}, value));
    const facts = el("dl", { class: "sums" }, fact("games over", grouped(sums.games)), fact("won", grouped(sums.wins)),
      fact("best score", grouped(sums.best)), fact("runes", grouped(sums.runes)), fact("kills told of", grouped(sums.kills)));
    const games = [...sums.finished].reverse().map((game) => {
      const morgue = morgueAddress(game, this.morgueOf(game.src));
      return el("li", {}, el("time", { datetime: new Date(happened(game)).toISOString(), title: fullTime(happened(game)) }, since(happened(game))), " ",
        el("a", { href: this.links.event(String(game.ts)), "data-go": true }, foreign(told(game).what)),
        ...(morgue ? [" · ", el("a", { href: morgue, rel: "noreferrer noopener", target: "_blank" }, "morgue")] : []));
    });
    this.card.replaceChildren(
      el("p", {}, `In ${grouped(sums.events)} events, on ${[...sums.sources].sort().slice(0, 12).join(", ")}; last seen ${sums.last ? since(sums.last) : "never"}.`),
      facts, ...(games.length ? [el("h2", {}, "Last games"), el("ul", {}, ...games)] : []));
  }
}
