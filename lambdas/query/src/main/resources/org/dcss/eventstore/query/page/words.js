// What an event says, in a line. Whatever a player or server has written is kept as text, and short.

import { foreign, el, shortened } from "./dom.js";

const LONGEST = 240;

/** A member of an object as text; empty where it is absent. Never what objects inherit. */
export function member(object, name) {
  if (object === null || typeof object !== "object" || !Object.hasOwn(object, name)) {
    return "";
  }
  const value = object[name];
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}

export const nameOf = (event) => shortened(member(event.data, "name"), 80);
export const happened = (event) => event.at ?? event.accepted ?? event.ts;

/** By the first letters of a milestone's type: its sign, as on the dungeon's map, and what it counts as. */
const KINDS = [
  ["uniq", "×", "kill"], ["ghost", "W", "kill"], ["rune", "φ", "treasure"], ["orb", "Φ", "treasure"], ["gem", "♦", "treasure"],
  ["god", "_", "god"], ["begin", "@", "begin"], ["br.exit", "<", "way"], ["br.end", "»", "deep"], ["br", ">", "way"],
  ["abyss", "≈", "deep"], ["zig", "∩", "deep"], ["zot", "≈", "deep"], ["shaft", "^", "way"], ["death", "†", "death"],
  ["monstrous", "&", "god"], ["crash", "!", "other"], ["enter", ">", "way"], ["unique", "×", "kill"],
];

export function kindOf(event) {
  if (event.type === "logfile") {
    const won = member(event.data, "ktyp") === "winning";
    return won ? { sign: "★", kind: "win", name: "won" } : { sign: "†", kind: "death", name: "game over" };
  }
  const type = event.type === "milestone" ? member(event.data, "type") : "";
  const [, sign, kind] = KINDS.find(([start]) => type.startsWith(start)) ?? ["", "·", "other"];
  return { sign, kind, name: shortened(type || event.type, 40) };
}

function character(data) {
  const parts = [];
  const level = member(data, "xl");
  const who = member(data, "char") || [member(data, "race"), member(data, "cls")].filter(Boolean).join(" ");
  if (level) parts.push("L" + shortened(level, 10));
  if (who) parts.push(shortened(who, 60));
  const god = member(data, "god");
  if (god) parts.push("of " + shortened(god, 40));
  return parts.join(" ");
}

/** The line's parts: who, what character, what happened, where. */
export function told(event) {
  const data = event.data;
  if (event.withdrawn !== undefined) {
    return { who: "", as: "", what: "was withdrawn: " + shortened(String(event.withdrawn), LONGEST), where: "" };
  }
  if (event.type === "milestone") {
    return {
      who: nameOf(event),
      as: character(data),
      what: sentence(member(data, "milestone") || member(data, "type") || "did something"),
      where: shortened(member(data, "oplace") || member(data, "place"), 40),
    };
  }
  if (event.type === "logfile") {
    const score = grouped(member(data, "sc"));
    const how = member(data, "vmsg") || member(data, "tmsg") || member(data, "ktyp") || "ended";
    return {
      who: nameOf(event),
      as: character(data),
      what: sentence(how) + (score ? ", with " + score + " points" : ""),
      where: shortened(member(data, "place"), 40),
    };
  }
  const text = member(data, "text") || member(data, "milestone") || (data === undefined ? "" : JSON.stringify(data) ?? "");
  return { who: nameOf(event), as: "", what: shortened(text, LONGEST), where: "" };
}

function sentence(text) {
  return shortened(text.replace(/\.$/, ""), LONGEST);
}

export function grouped(number) {
  return /^-?\d{1,15}$/.test(String(number)) ? Number(number).toLocaleString("en") : shortened(String(number), 24);
}

/** The line as elements, without links. */
export function line(event) {
  const { who, as, what, where } = told(event);
  return [
    who && foreign(who, { class: "who" }),
    as && el("span", { class: "as" }, " ", foreign(as)),
    " ",
    foreign(what, { class: "what" }),
    where && el("span", { class: "where" }, " ", foreign(where)),
  ].filter(Boolean);
}

/** The line as text, for what is read aloud. */
export function spoken(event) {
  const { who, what } = told(event);
  return shortened([who, what].filter(Boolean).join(" "), 160);
}

/** Those that are seen most have colours that differ most. */
const HUES = { cao: 4, cbr2: 5, cdi: 2, cnc: 3, cpo: 1, cue: 6, cxc: 0, lld: 10, cko: 8, cwz: 11, cdo: 9, cszo: 7 };

/** A source's colour, a number from 0 to 11. */
export function hue(src) {
  if (Object.hasOwn(HUES, src)) {
    return HUES[src];
  }
  let hash = 7;
  for (const letter of src) {
    hash = (hash * 31 + letter.codePointAt(0)) % 9973;
  }
  return hash % 12;
}
