import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { counted, exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Action, Facts, State, Time } from './bits.js';
import { Dialog } from './dialog.js';
import { Shown } from './notices.js';

const kinds = {
  dlqRetry: { title: 'Retry all that match', verb: 'Retry', done: 'sent again', path: 'busqstash/dlq/count', what: 'dead letter' },
  dlqDelete: { title: 'Delete all that match', verb: 'Delete for good', done: 'deleted', path: 'busqstash/dlq/count', what: 'dead letter', danger: true },
  cancel: { title: 'Cancel all that match', verb: 'Cancel for good', done: 'canceled', what: 'message', danger: true },
};

/** Where to see what came of it: the messages that were made, or canceled. @param {any} a a bulk action */
function outcome(a) {
  const key = Object.entries(a.overrides ?? {}).find(([name]) => /flow-?control-?key$/i.test(name))?.[1];
  const span = { fromDate: String(a.createdAt), toDate: a.completedAt ? String(a.completedAt) : null };
  if (a.kind === 'dlqRetry') return ['The messages that were made', link(['logs'], key ? { flowControlKey: key, state: 'CREATED' } : { ...span, state: 'CREATED' })];
  if (a.kind === 'cancel') return ['The messages that were canceled', link(['messages'], { ...span, show: 'finished', state: 'CANCELED' })];
  return null;
}

/** @param {{kind: string, total: number, processed: number}} action What a bulk action has done, in words. */
export const doneWord = (action) => kinds[action.kind]?.done ?? 'done';

/** How far an action is, what was refused and why; it can be stopped. @param {{id: string}} props */
export function BulkProgress({ id }) {
  const [over, setOver] = useState(false);
  const found = useResource(`busqstash/bulkActions/${part(id)}`, undefined, { every: over ? undefined : 1000 });
  if (found.data && (found.data.state === 'FINISHED') !== over) setOver(found.data.state === 'FINISHED');
  return html`<${Shown} of=${found}>${(a) => html`
    <div class="bulk" aria-live="polite">
      <p><${State} name=${a.state} /> <b>${exact(a.processed)}</b> of ${exact(a.total)}${a.totalCapped ? '+' : ''} ${doneWord(a)}${a.stopped ? '; stopped' : ''}.</p>
      <progress max=${Math.max(a.total, 1)} value=${a.state === 'FINISHED' && !a.stopped ? Math.max(a.total, 1) : a.processed + (a.refused ?? 0)} aria-label="Progress"></progress>
      <${Facts} facts=${[
        ['Began', html`<${Time} at=${a.createdAt} />`], ['Took', a.completedAt && duration(a.completedAt - a.createdAt)],
        ['Filter', Object.entries(a.filter ?? {}).map(([k, v]) => `${k} ${[v].flat().join(', ')}`).join(' · ') || 'all'],
        ['Refused', a.refused > 0 && html`${exact(a.refused)}, which stay as they are`],
      ]} />
      ${a.refusals?.length > 0 && html`<ul class="refusals">${a.refusals.map((r) => html`<li key=${r.reason}><b>${exact(r.count)}</b> ${r.reason}${r.sample
        ? html` (for instance <a class="mono" href=${link(['dead-letters', r.sample])}>${r.sample}</a>)` : ''}</li>`)}</ul>`}
      ${a.processed > 0 && outcome(a) && html`<p><a href=${outcome(a)[1]}>${outcome(a)[0]}</a></p>`}
      ${a.state !== 'FINISHED' && html`<${Action} small tone="danger" onClick=${() => act('Stopped. What is done stays done.', () => post(`busqstash/bulkActions/${part(id)}/stop`)).then(found.reload)}>Stop<//>`}
    </div>`}<//>`;
}

function Overrides({ value, set }) {
  const field = (name, label, hint, type = 'text') => html`
    <label class="field"><span>${label}</span><input type=${type} min="0" value=${value[name] ?? ''} placeholder=${hint} spellcheck="false" onInput=${(e) => set({ ...value, [name]: e.target.value })} /></label>`;
  return html`<fieldset class="overrides"><legend>Sent again as they were, unless</legend><div class="form">
    ${field('retries', 'Retries', 'as it was', 'number')}${field('delay', 'Delay', 'none; 10s, 5m')}${field('perSecond', 'At most a second', 'no limit', 'number')}
  </div><p class="note">A limit puts a flow-control key in the place of theirs.</p></fieldset>`;
}

/** What the server takes: empty fields are left out. */
function overridesOf({ retries, delay, perSecond }, startedAt) {
  const given = {};
  if (retries) given.retries = Number(retries);
  if (delay?.trim()) given.delay = delay.trim();
  if (perSecond) Object.assign(given, { flowControlKey: `replay-${startedAt}`, flowControlRate: Number(perSecond), flowControlPeriod: '1s' });
  return given;
}

/**
 * Does something to all that match, up to the instant the dialog was opened: what comes later stays.
 * @param {{kind: 'dlqRetry'|'dlqDelete'|'cancel', filter: object, onClose: () => void, onDone?: () => void}} props
 */
export function BulkDialog({ kind, filter, onClose, onDone }) {
  const { title, verb, path, what, danger } = kinds[kind];
  const [openedAt] = useState(() => Math.floor(now()));
  const [typed, setTyped] = useState('');
  const [overrides, setOverrides] = useState({});
  const [id, setId] = useState(null);
  const { toDate, fromDate, order, ...rest } = filter;
  const until = Math.min(Number(toDate ?? openedAt), openedAt);
  const count = useResource(path ?? null, { ...rest, fromDate, toDate: until });
  const known = path ? count.data : { count: 0, capped: true };
  const narrowed = Object.keys(rest).length > 0 || fromDate;
  // Many are typed, and so is the last of them.
  const isTyped = known?.count >= 100 || (kind === 'dlqDelete' && !narrowed && known?.count > 0);
  const needed = known && (known.capped ? 'all' : isTyped ? String(known.count) : null);
  async function start() {
    const body = { kind, filter: { ...rest, ...(fromDate ? { fromDate: [String(fromDate)] } : {}) }, toDate: until };
    const given = kind === 'dlqRetry' ? overridesOf(overrides, openedAt) : {};
    if (Object.keys(given).length > 0) body.overrides = given;
    const answer = await act('It runs on the server. The page may be closed.', () => post('busqstash/bulkActions', { body }));
    if (answer) setId(answer.actionId);
  }
  const close = () => { if (id) onDone?.(); onClose(); };
  return html`
    <${Dialog} title=${title} onClose=${close} wide=${kind === 'dlqRetry'}>${id
      ? html`<${BulkProgress} id=${id} /><footer><button type="button" class="button" onClick=${close}>Close</button></footer>`
      : html`<form onSubmit=${(e) => e.preventDefault()}>
        <${Shown} of=${path ? count : { data: known }}>${(n) => html`<p><strong>${path ? `${counted(n)} ${plural(n.count, what).replace(/^[\d,]+ /, '')}` : `All matching ${what}s`}</strong>${narrowed ? '' : ', which is all there are'},
          up to <${Time} at=${until} full />. What comes later stays.</p>`}<//>
        ${kind === 'dlqRetry' && html`<${Overrides} value=${overrides} set=${setOverrides} />`}
        ${needed && html`<label class="field"><span>Type <strong class="mono">${needed}</strong> to go on</span>
          <input autocomplete="off" spellcheck="false" value=${typed} onInput=${(e) => setTyped(e.target.value)} /></label>`}
        <footer><button type="button" class="button" onClick=${onClose}>Leave it</button>
          <${Action} tone=${danger ? 'danger' : 'primary'} disabled=${!known || (path && known.count === 0) || (needed && typed.trim() !== needed)}
            reason=${needed ? `Type ${needed} first.` : 'There are none.'} onClick=${start}>${verb}<//></footer></form>`}
    <//>`;
}
