const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const shorts = { JAN: 1, FEB: 2, MAR: 3, APR: 4, MAY: 5, JUN: 6, JUL: 7, AUG: 8, SEP: 9, OCT: 10, NOV: 11, DEC: 12, SUN: 0, MON: 1, TUE: 2, WED: 3, THU: 4, FRI: 5, SAT: 6 };

/** `CRON_TZ=Europe/Berlin 0 2 * * *` → zone and fields. @param {string} expression */
export function splitCron(expression) {
  const words = expression.trim().split(/\s+/);
  const zone = /^(?:CRON_TZ|TZ)=(.+)$/.exec(words[0]);
  return { zone: zone?.[1] ?? 'UTC', fields: zone ? words.slice(1) : words };
}

/**
 * A schedule in words; what has no simple words is shown as it is.
 * @param {string} expression `30 2 * * 1-5` → `at 02:30, on Monday to Friday`
 */
export function cronInWords(expression) {
  const { fields } = splitCron(expression);
  if (fields.length !== 5 && fields.length !== 6) return expression;
  const [second, minute, hour, date, month, weekday] = fields.length === 6 ? fields : ['0', ...fields];
  const parts = [timeInWords(second, minute, hour), dateInWords(date), weekdayInWords(weekday), monthInWords(month)];
  return parts.includes(null) ? expression : parts.filter(Boolean).join(', ');
}

const pad = (n) => String(n).padStart(2, '0');
const isNumber = (text) => /^\d+$/.test(text);
const every = (text, unit) => {
  const step = /^(?:\*|0)\/(\d+)$/.exec(text);
  return step ? (step[1] === '1' ? `every ${unit}` : `every ${step[1]} ${unit}s`) : text === '*' ? `every ${unit}` : null;
};

function timeInWords(second, minute, hour) {
  const seconds = isNumber(second) && second !== '0' ? `:${pad(second)}` : '';
  if (second !== '0' && !isNumber(second)) return minute === '*' && hour === '*' ? every(second, 'second') : null;
  if (isNumber(minute) && /^\d+(,\d+)*$/.test(hour)) return `at ${hour.split(',').map((h) => `${pad(h)}:${pad(minute)}${seconds}`).join(', ')}`;
  if (isNumber(minute) && every(hour, 'hour')) return `${every(hour, 'hour')} at minute ${Number(minute)}`;
  const minutes = every(minute, 'minute');
  if (minutes && hour === '*') return minutes;
  const range = /^(\d+)-(\d+)$/.exec(hour);
  if (range && (minutes || isNumber(minute))) {
    return minutes ? `${minutes} from ${pad(range[1])}:00 to ${pad(range[2])}:59` : `every hour from ${pad(range[1])}:${pad(minute)} to ${pad(range[2])}:${pad(minute)}`;
  }
  return null;
}

function dateInWords(date) {
  if (date === '*' || date === '?') return '';
  if (date === 'L') return 'on the last day of the month';
  return /^\d+(,\d+)*$/.test(date) ? `on day ${date.replaceAll(',', ', ')} of the month` : null;
}

function weekdayInWords(weekday) {
  if (weekday === '*' || weekday === '?') return '';
  return names(weekday, (n) => days[n % 7], 'on ');
}

const monthInWords = (month) => (month === '*' ? '' : names(month, (n) => months[n - 1], 'in '));

function names(field, nameOf, before) {
  const numbers = field.toUpperCase().replace(/[A-Z]{3}/g, (word) => shorts[word] ?? word);
  const range = /^(\d+)-(\d+)$/.exec(numbers);
  if (range) return `${before}${nameOf(Number(range[1]))} to ${nameOf(Number(range[2]))}`;
  return /^\d+(,\d+)*$/.test(numbers) ? before + numbers.split(',').map((n) => nameOf(Number(n))).join(', ') : null;
}
