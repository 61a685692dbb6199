import { html } from '../vendor/preact.js';
import { visible } from '../lib/body.js';
import { exact, plural, rate } from '../lib/numbers.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { State, Time } from './bits.js';

const text = (value) => html`<bdi>${visible(value)}</bdi>`;
const message = (id) => (id ? html`<a class="mono" href=${link(['messages', id])}>${visible(id)}</a>` : 'the first message');
const key = (name) => html`<a href=${link(['flow-control', name])}>${text(name)}</a>`;
const answer = (status, error) => (status ? html`<code>${status}</code>` : error ? text(error) : 'no answer');
const last = (status, error) => (status || error ? html`; last answer: ${answer(status, error)}` : '');
const worker = (number) => (number === undefined ? 'a worker' : html`<a href="#/system">worker ${number}</a>`);
const capped = (n, isCapped) => `${exact(n)}${isCapped ? '+' : ''}`;

/** What a flow-control key does not let pass right now. */
const limits = (f) => (f.paused ? 'which is paused' : inUse(f) || 'whose limit is reached');

/** How much of a key's limits is used: `2 of 3 at once in use`. Nothing for a key without limits. */
export const inUse = (f) => [
  f.parallelism && `${exact(f.inUse ?? 0)} of ${exact(f.parallelism)} at once in use`,
  f.rate && `${exact(f.rateUsed ?? 0)} of ${exact(f.rate)} per ${f.periodSeconds === 1 ? 'second' : duration((f.periodSeconds ?? 1) * 1000)} begun`,
].filter(Boolean).join(', ');

/**
 * Why a queue stands as it stands: a closed set, as the server names it.
 * @type {Record<string, (f: any, nextAt?: number) => any>}
 */
const standings = {
  paused: (f) => html`Paused${f.since ? html` for ${duration(now() - f.since)}` : ''}${f.grown ? `; ${capped(f.grown, f.grownCapped)} came since` : ''}.`,
  empty: (f) => html`Empty${f.lastFinishedAt ? html`; the last message finished <${Time} at=${f.lastFinishedAt} />` : ''}.`,
  waiting_for_callbacks: (f) => html`Waits for the callbacks of ${message(f.messageId)}${f.callbacks?.length
    ? html`: ${f.callbacks.map((c, at) => html`${at > 0 ? ', ' : ''}${message(c.messageId)} <${State} name=${c.state} />${c.nextAt ? html` <${Time} at=${c.nextAt} />` : ''}`)}` : ''}.`,
  head_in_backoff: (f, at) => html`The head, ${message(f.messageId)}, failed and is tried again <${Time} at=${at} />${f.attempt ? ` (attempt ${f.attempt}${f.of ? ` of ${f.of}` : ''})` : ''}${last(f.lastStatus, f.lastError)}.${f.behind
    ? html` <span class="quiet">With <code>failingHead: stepAside</code> the ${plural(f.behind, 'message')} behind it would pass.</span>` : ''}`,
  head_delayed: (f, at) => html`The head, ${message(f.messageId)}, is delayed: due <${Time} at=${at} />${f.behind ? `; ${plural(f.behind, 'message')} behind it` : ''}.`,
  flow_control: (f, at) => html`The head, ${message(f.messageId)}, waits for flow-control key ${key(f.key)}, ${limits(f)}${f.place ? `; place ${exact(f.place)} in line` : ''}${at ? html`; more may begin <${Time} at=${at} />` : ''}.`,
  global_parallelism: (f) => html`All ${exact(f.limit)} places of the workers are in use${f.inUse !== undefined ? ` (${exact(f.inUse)})` : ''}.`,
  no_worker: (f) => html`No worker is there${f.lastSeenAt ? html`; the last one was seen <${Time} at=${f.lastSeenAt} />` : ''}. Start one.`,
  lease_elsewhere: (f) => html`${worker(f.holder)} holds it and does not answer${f.holderHeartbeatAt ? html`: last heartbeat <${Time} at=${f.holderHeartbeatAt} />` : ''}; its lease ends <${Time} at=${f.leaseUntil} />.`,
  running: (f) => html`${message(f.messageId)} runs${f.host ? html` at ${text(f.host)}` : ''} on ${worker(f.worker)}${f.since ? html`, for ${duration(now() - f.since)}` : ''}${f.longestMs ? ` (at most ${duration(f.longestMs)})` : ''}${f.count > 1 ? `, ${exact(f.count)} in all` : ''}.`,
  draining: (f) => html`Draining at ${rate(f.ratePerMinute)} a minute${f.aboutMs ? `; empty in about ${duration(f.aboutMs)}` : ''}.`,
  unexplained: (f) => html`${message(f.messageId)} is due${f.dueAt ? ` for ${duration(now() - f.dueAt)}` : ''} and nothing finished for a minute${f.lastFinishedAt ? html` (last <${Time} at=${f.lastFinishedAt} />)` : ''}. Ask the <a href="#/system?tab=doctor">Doctor</a>.`,
};

/** Short, for a table. */
const words = {
  paused: 'Paused', empty: 'Empty', waiting_for_callbacks: 'Waits for callbacks', head_in_backoff: 'Head retries', head_delayed: 'Head is delayed',
  flow_control: 'Flow control', global_parallelism: 'Workers are full', no_worker: 'No worker', lease_elsewhere: 'Held by a lost worker', running: 'Running',
  draining: 'Draining', unexplained: 'Unexplained',
};

const tones = { empty: 'quiet', running: 'good', draining: 'good', paused: 'warn', head_delayed: 'quiet', unexplained: 'bad', no_worker: 'bad', lease_elsewhere: 'bad' };

const shapes = {
  paused: 'pause', empty: 'ring', waiting_for_callbacks: 'clock', head_in_backoff: 'turn', head_delayed: 'clock', flow_control: 'clock', global_parallelism: 'clock',
  no_worker: 'cross', lease_elsewhere: 'cross', running: 'play', draining: 'play', unexplained: 'cross',
};

export const shapeOf = (standing) => shapes[standing?.reason] ?? 'ring';
export const reasonWord = (standing) => words[standing?.reason] ?? standing?.reason ?? '–';
export const toneOf = (standing) => tones[standing?.reason] ?? 'warn';

/** @param {{standing?: {reason: string, nextAt?: number, facts?: any, also?: any[]}}} props */
export function Standing({ standing }) {
  if (!standing) return null;
  const say = (s) => standings[s.reason]?.(s.facts ?? {}, s.nextAt) ?? s.reason;
  return html`<span class="standing">${say(standing)}${standing.also?.length > 0 && html`
    <ul class="also">${standing.also.map((s) => html`<li key=${s.reason}>Also: ${say(s)}</li>`)}</ul>`}</span>`;
}

/** What became of a message, or what it waits for: `[tone, sentence]`. @type {Record<string, (f: any, at?: number) => [string, any]>} */
const verdicts = {
  delivered: (f, at) => ['good', html`Delivered with <code>${f.status}</code> in ${duration(f.durationMs)}${f.attempts > 1 ? ` at attempt ${f.attempts}` : ''}, <${Time} at=${at} />.`],
  failed_exhausted: (f, at) => ['bad', html`Failed for good: ${answer(f.status, f.error)} from ${text(f.host)} after ${plural(f.attempts, 'attempt')}, <${Time} at=${at} />.`],
  failed_not_retryable: (f, at) => ['bad', html`Failed for good at attempt ${f.attempts}: ${answer(f.status, f.error)} from ${text(f.host)} is not tried again, <${Time} at=${at} />.`],
  canceled: (f, at) => ['quiet', html`Canceled <${Time} at=${at} />${f.attempts ? ` after ${plural(f.attempts, 'attempt')}` : ', before it was tried'}.`],
  running: (f) => ['info', html`Running: attempt ${f.attempt} of ${f.of} at ${text(f.host)}${f.since ? `, for ${duration(now() - f.since)}` : ''}.`],
  retrying: (f, at) => ['warn', html`Retrying: attempt ${f.attempt} of ${f.of} <${Time} at=${at} />${last(f.lastStatus, f.lastError)}.`],
  delayed: (f, at) => ['later', html`Delayed: due <${Time} at=${at} />.`],
  behind_queue: (f) => ['quiet', html`Waiting behind ${capped(f.ahead, f.aheadCapped)} in queue <a href=${link(['queues', f.queueName])}>${text(f.queueName)}</a>. <${Standing} standing=${f.standing} />`],
  queue_paused: (f) => ['warn', html`Waiting: queue <a href=${link(['queues', f.queueName])}>${text(f.queueName)}</a> is paused${f.ahead ? `; ${capped(f.ahead, f.aheadCapped)} stand before it` : ''}.`],
  head_of_queue: (f) => ['quiet', html`Next in queue <a href=${link(['queues', f.queueName])}>${text(f.queueName)}</a>. <${Standing} standing=${f.standing} />`],
  flow_control: (f) => ['quiet', html`Waiting for flow-control key ${key(f.key)}, ${limits(f)}${f.place ? `; place ${exact(f.place)} in line` : ''}.`],
  global_parallelism: (f) => ['quiet', html`Waiting: all ${exact(f.limit)} places of the workers are in use.`],
  no_worker: (f) => ['bad', html`Waiting: no worker is there${f.lastSeenAt ? html`; the last one was seen <${Time} at=${f.lastSeenAt} />` : ''}.`],
  due: (f) => ['quiet', html`Due${f.since ? ` for ${duration(now() - f.since)}` : ''}; a worker is about to take it.`],
};

/** @param {{verdict: {code: string, at?: number, facts?: any}}} props The answer to "why", in one sentence. */
export function Verdict({ verdict }) {
  const [tone, sentence] = verdicts[verdict.code]?.(verdict.facts ?? {}, verdict.at) ?? ['quiet', verdict.code];
  return html`<p class=${`verdict ${tone}`} data-code=${verdict.code}>${sentence}</p>`;
}
