import { stateOf } from './states.js';
import { day, hour, minute, now } from './time.js';

/**
 * A filter of a list: its name in the address and in the API, and what people call it.
 * @typedef {{name: string, label: string, hint?: string, values?: string[], number?: boolean}} Filter
 */

/** What messages, dead letters and log entries are narrowed by alike. @type {Filter[]} */
const common = [
  { name: 'queueName', label: 'Queue' },
  { name: 'url', label: 'URL', hint: 'https://… exactly' },
  { name: 'label', label: 'Label' },
  { name: 'topicName', label: 'URL group' },
  { name: 'flowControlKey', label: 'Flow-control key' },
  { name: 'scheduleId', label: 'Schedule' },
  { name: 'callerIp', label: 'Caller IP' },
];

/** The status of the answer; where none came it is 0, as the API has it. @type {Filter} */
export const statusFilter = { name: 'responseStatus', label: 'Status', hint: '500; 0 is no answer', number: true };

/** @param {Filter} filter @param {string} value a value in the words of people */
export const inWords = (filter, value) => (filter.name === 'state' ? stateOf(value).word : filter.name === 'responseStatus' && value === '0' ? 'no answer' : value);

/** @param {string[]} states @returns {Filter[]} */
export const logFilters = (states) => [
  { name: 'state', label: 'State', values: states },
  statusFilter,
  { name: 'messageId', label: 'Message id', hint: 'msg_…' },
  { name: 'host', label: 'Host', hint: 'api.example.com' },
  { name: 'path', label: 'Path', hint: '/orders' },
  ...common,
];

export const deadLetterFilters = [
  statusFilter,
  { name: 'messageId', label: 'Message id', hint: 'msg_…' },
  ...common,
];

/** Spans of time one click chooses; they move along with the clock. */
export const spans = [['15m', 15 * minute], ['1h', hour], ['24h', day], ['7d', 7 * day], ['30d', 30 * day]];

/**
 * What the API is asked for an address: only names it knows, a span turned into an instant.
 * @param {Filter[]} filters @param {Record<string, string[]>} query
 */
export function toApi(filters, query, from = now()) {
  const asked = {};
  for (const { name } of filters) if (query[name]) asked[name] = query[name];
  const span = spans.find(([word]) => word === query.span?.[0]);
  // Whole minutes: the same question a second later is the same question.
  if (span) asked.fromDate = Math.floor((from - span[1]) / minute) * minute;
  for (const name of ['fromDate', 'toDate', 'order']) if (query[name]) asked[name] = query[name][0];
  return asked;
}

/** Whether anything narrows the list. @param {Filter[]} filters @param {Record<string, string[]>} query */
export const isNarrowed = (filters, query) =>
  filters.some(({ name }) => query[name]) || Boolean(query.span || query.fromDate || query.toDate);

/** The address without any filter. @param {Filter[]} filters */
export const cleared = (filters) =>
  Object.fromEntries([...filters.map(({ name }) => [name, null]), ['span', null], ['fromDate', null], ['toDate', null], ['cursor', null]]);
