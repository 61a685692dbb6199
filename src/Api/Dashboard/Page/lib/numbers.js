const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const units = [[1e9, 'B'], [1e6, 'M']];

/** Unknown is a dash, never 0. */
export const unknown = '–';

/** @param {number|null|undefined} n `12345` → `12,345` */
export const exact = (n) => (n === null || n === undefined || Number.isNaN(n) ? unknown : grouped.format(n));

/** @param {number|null|undefined} n Grouped; shortened from a million up: `1,234,567` → `1.23 M` */
export function short(n) {
  if (n === null || n === undefined || Number.isNaN(n)) return unknown;
  for (const [size, unit] of units) {
    if (Math.abs(n) >= size) return `${(n / size).toPrecision(3)} ${unit}`;
  }
  return grouped.format(n);
}

/** @param {number|null|undefined} n Per second: two digits that mean something. `0.034` → `0.03` */
export function rate(n) {
  if (n === null || n === undefined || Number.isNaN(n)) return unknown;
  if (n === 0) return '0';
  if (n < 0.01) return '< 0.01';
  return n < 10 ? n.toFixed(n < 1 ? 2 : 1) : exact(n);
}

/** @param {number|null|undefined} part 0 to 1 → `12.5 %` */
export function percent(part) {
  if (part === null || part === undefined || Number.isNaN(part)) return unknown;
  const value = part * 100;
  return `${value === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} %`;
}

/** @param {number|null|undefined} n Bytes: `1536` → `1.5 KB` */
export function bytes(n) {
  if (n === null || n === undefined) return unknown;
  const names = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [value, at] = [n, 0];
  while (value >= 1024 && at < names.length - 1) [value, at] = [value / 1024, at + 1];
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${names[at]}`;
}

/** @param {{count: number, capped?: boolean}|null|undefined} counted `{count: 10000, capped: true}` → `10,000+` */
export const counted = (c) => (c ? `${exact(c.count)}${c.capped ? '+' : ''}` : unknown);

/** @param {number} n @param {string} one @param {string} [many] `1 message`, `2 messages` */
export const plural = (n, one, many = `${one}s`) => `${exact(n)} ${n === 1 ? one : many}`;

const whole = [1, 2, 5].flatMap((step) => Array.from({ length: 12 }, (_, power) => step * 10 ** power)).sort((a, b) => a - b);

/** Steps an axis may have: what is written in whole numbers has whole ones, as a half would be rounded and two ticks read the same. @param {Function} format */
export const stepsOf = (format) => (format === rate || format === percent ? undefined : whole);
