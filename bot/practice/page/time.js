// Times as the district's clocks show them, wherever the browser is.

import { locale } from "./words.js";

let zone = "Asia/Shanghai";
const formats = new Map();

export function useZone(name) {
  zone = name;
  formats.clear();
}

function format(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

/** 08:00 */
export const hour = (date) => format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** 12月4日 星期五; the year only where it is another than `now`'s. */
export function day(date, now) {
  const year = (moment) => format(moment, { year: "numeric" });
  return format(date, { ...(year(date) === year(now) ? {} : { year: "numeric" }), month: "long", day: "numeric", weekday: "short" });
}

/** 2026-12-04T08:00 on the district's wall, as a datetime-local field wants it. */
export function wall(date) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(date);
  return parts.replace(" ", "T");
}

/** The instant at which the district's wall shows `text` (2026-12-04T08:00). */
export function instant(text) {
  const wanted = Date.parse(`${text}Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${wall(new Date(guess))}Z`);
  return new Date(guess);
}

/** The next instant with this month, day and hour ("12-04 08:00") after `now`. */
export function next(monthDayHour, now) {
  const year = Number(wall(now).slice(0, 4));
  const [date, time] = monthDayHour.split(" ");
  const thisYear = instant(`${year}-${date}T${time}`);
  return thisYear > now ? thisYear : instant(`${year + 1}-${date}T${time}`);
}

/** The same time on the Friday before, for a moment at a weekend: nobody is written to on a day off. */
export function weekdayBefore(moment) {
  const weekday = new Date(`${wall(moment).slice(0, 10)}T12:00Z`).getUTCDay();
  const back = { 6: 1, 0: 2 }[weekday] ?? 0;
  return new Date(moment.getTime() - back * 24 * 3600 * 1000);
}
