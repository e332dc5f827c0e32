// What is shown, as the address says it. Links can be shared, and the browser's back goes back.

import { dayOf } from "./clock.js";

const NAME = /^[A-Za-z0-9._~-]{1,128}$/;

/** Reads `?src=cpo,cao&type=milestone&player=edsrzf&day=2026-01-31&hour=5&event=1769…`; what is malformed is left out. */
export function read(search = location.search) {
  const given = new URLSearchParams(search);
  const names = (key) => (given.get(key) ?? "").split(",").filter((name) => NAME.test(name)).slice(0, 50);
  const day = given.get("day") ?? "";
  const hour = given.get("hour") ?? "";
  const event = given.get("event") ?? "";
  return {
    src: names("src"),
    type: names("type"),
    player: (given.get("player") ?? "").trim().slice(0, 200),
    day: dayOf(day) === undefined ? "" : day,
    hour: /^([01]?\d|2[0-3])$/.test(hour) ? hour : "",
    event: /^\d{1,15}$/.test(event) ? event : "",
  };
}

/** The address of a state, relative to the page. */
export function address(state) {
  const parts = [];
  const add = (key, value) => value && parts.push(key + "=" + encodeURIComponent(value).replaceAll("%2C", ","));
  add("src", state.src.join(","));
  add("type", state.type.join(","));
  add("player", state.player);
  add("day", state.day);
  add("hour", state.day && state.hour);
  add("event", state.event);
  return parts.length ? "./?" + parts.join("&") : "./";
}

/** The state with some of it changed. */
export const changed = (state, changes) => ({ ...state, ...changes });

/** What of it decides which events are listed: the rest is only laid over them. */
export const listed = (state) => address(changed(state, { event: "" }));

/** The filters as the API takes them. */
export function filters(state) {
  const parameters = new URLSearchParams();
  if (state.src.length) parameters.set("src", state.src.join(","));
  if (state.type.length) parameters.set("type", state.type.join(","));
  if (state.player) parameters.set("entity", state.player);
  return parameters;
}
