// Times. All of the log's are milliseconds in UTC, and so are all that the page shows.

export const HOUR = 3600000;
export const DAY = 24 * HOUR;

const locale = "en-GB";
const time = new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
const dateOfYear = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const longDate = new Intl.DateTimeFormat(locale, {
  timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric",
});
const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

export const dayStart = (millis) => Math.floor(millis / DAY) * DAY;
export const dayName = (millis) => new Date(millis).toISOString().slice(0, 10);

/** The first millisecond of a day such as 2026-01-31; undefined for what is none. */
export function dayOf(name) {
  const millis = /^\d{4}-\d\d-\d\d$/.test(name) ? Date.parse(name + "T00:00:00Z") : NaN;
  return Number.isNaN(millis) || dayName(millis) !== name ? undefined : millis;
}

export const longDay = (millis) => longDate.format(millis);

/** The time of day, or the day where it is not today. */
export function shortTime(millis, now = Date.now()) {
  if (dayStart(millis) === dayStart(now)) {
    return time.format(millis);
  }
  return (new Date(millis).getUTCFullYear() === new Date(now).getUTCFullYear() ? date : dateOfYear).format(millis);
}

export const shortDay = (millis) => date.format(millis);
export const timeOfDay = (millis) => time.format(millis);
export const fullTime = (millis) => new Date(millis).toISOString().replace("T", " ").replace("Z", " UTC");

export function since(millis, now = Date.now()) {
  const seconds = Math.round((millis - now) / 1000);
  const steps = [[60, 1, "second"], [3600, 60, "minute"], [86400, 3600, "hour"], [2592000, 86400, "day"],
    [31536000, 2592000, "month"], [Infinity, 31536000, "year"]];
  const [, unit, name] = steps.find(([limit]) => Math.abs(seconds) < limit);
  return ago.format(Math.round(seconds / unit), name);
}

/** A time as DCSS writes it, whose month counts from zero: YYYYMMDDhhmmss, then D or S. Undefined for anything else. */
export function crawlTime(text) {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)[DS]$/.exec(text ?? "");
  return parts ? Date.UTC(+parts[1], +parts[2], +parts[3], +parts[4], +parts[5], +parts[6]) : undefined;
}
