import { unknown } from './numbers.js';

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

/** How far the server's clock is ahead of this one: its clock rules. */
let skew = 0;

/** @param {number} serverTime @param {number} [here] */
export function setServerTime(serverTime, here = Date.now()) {
  skew = serverTime - here;
}

export const clockSkew = () => skew;
export const now = () => Date.now() + skew;

/**
 * Two units at most: `2m 28s`, `1d 4h`, `84 ms`.
 * @param {number|null|undefined} ms
 */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return unknown;
  const abs = Math.abs(ms);
  if (abs < second) return `${Math.round(abs)} ms`;
  if (abs < 10 * second) return `${(Math.floor(abs / 100) / 10).toFixed(1)}s`;
  const whole = Math.floor(abs / second);
  const parts = [['d', Math.floor(whole / 86400)], ['h', Math.floor(whole / 3600) % 24], ['m', Math.floor(whole / 60) % 60], ['s', whole % 60]];
  const first = parts.findIndex(([, n]) => n > 0);
  return parts.slice(first, first + 2).filter(([, n], at) => at === 0 || n > 0).map(([unit, n]) => `${n}${unit}`).join(' ');
}

/** @param {number|null|undefined} at `3m ago`, `in 12m 04s`, `now` */
export function relative(at, from = now()) {
  if (at === null || at === undefined) return unknown;
  const ms = at - from;
  if (Math.abs(ms) < second) return 'now';
  const abs = Math.abs(ms);
  const rounded = abs < minute ? Math.floor(abs / second) * second : abs;
  const text = abs < minute ? `${rounded / second}s` : duration(rounded);
  return ms > 0 ? `in ${text}` : `${text} ago`;
}

const pad = (n, width = 2) => String(n).padStart(width, '0');

/**
 * `2024-05-01 14:08:07.123`, in the reader's zone or in UTC.
 * @param {number} at @param {'local'|'utc'} zone
 */
export function absolute(at, zone = 'local', millis = true) {
  const d = new Date(at);
  const [y, mo, da, h, mi, s, ms] = zone === 'utc'
    ? [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds()]
    : [d.getFullYear(), d.getMonth(), d.getDate(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds()];
  return `${y}-${pad(mo + 1)}-${pad(da)} ${pad(h)}:${pad(mi)}:${pad(s)}${millis ? `.${pad(ms, 3)}` : ''}`;
}

/** @param {number} at Time of day, with the date when it is another one than today's. */
export function clock(at, zone = 'local', from = now()) {
  const text = absolute(at, zone, false);
  return text.slice(0, 10) === absolute(from, zone, false).slice(0, 10) ? text.slice(11) : text;
}

/** Everything about an instant, for a title. @param {number} at */
export function everything(at) {
  const offset = -new Date(at).getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  return `${absolute(at, 'local')} ${zone}\n${absolute(at, 'utc')} UTC\n${at}`;
}

/**
 * A wall-clock time at an instant in a zone, with its offset: `2024-03-31 03:30 +02:00`.
 * @param {number} at @param {string} zone IANA name
 */
export function inZone(at, zone) {
  try {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
      timeZoneName: 'longOffset',
    }).formatToParts(at).map((p) => [p.type, p.value]));
    const offset = parts.timeZoneName.replace('GMT', '') || '+00:00';
    return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second} ${offset}`;
  } catch {
    return `${absolute(at, 'utc', false)} +00:00`;
  }
}

export { second, minute, hour, day };
