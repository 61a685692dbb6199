import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { exact } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { now } from '../lib/time.js';
import { Action, Count, Facts, Id, PageHead, Panel, Sent, State, Time } from '../parts/bits.js';
import { Confirm } from '../parts/dialog.js';
import { Shown } from '../parts/notices.js';
import { QueueSettings } from './queue-form.js';
import { Standing, toneOf } from '../parts/reasons.js';
import { StatCharts } from '../parts/stat-charts.js';
import { Table } from '../parts/table.js';
import { logColumns, keyOfEntry } from '../parts/log-columns.js';
import { runNow } from './messages.js';
import { setPaused } from './queues.js';

/** A lease that has ended says who had the queue last. */
function holder(lane) {
  const worker = html`<a href="#/system">worker ${lane.holder}</a>${lane.holderAlive === false ? ', which does not answer' : ''}`;
  return lane.leaseUntil > now() ? html`${worker}, until <${Time} at=${lane.leaseUntil} />` : html`nobody now; last by ${worker}`;
}

/** @type {import('../parts/table.js').Column[]} */
export const lineColumns = [
  { key: 'place', title: '#', cell: (m) => exact(m.place), num: true },
  { key: 'id', title: 'Message', cell: (m) => html`<${Id} id=${m.messageId} href=${link(['messages', m.messageId])} />`, fixed: true },
  { key: 'state', title: 'State', cell: (m) => html`<${State} name=${m.state} />`, fixed: true },
  { key: 'url', title: 'Destination', cell: (m) => html`<${Sent} text=${m.url} />`, wide: true },
  { key: 'attempts', title: 'Attempts', cell: (m) => exact(m.attempts), num: true },
  { key: 'age', title: 'Accepted', cell: (m) => html`<${Time} at=${m.createdAt} />` },
  { key: 'next', title: 'Next try', cell: (m) => html`<${Time} at=${m.nextAt} />` },
];

/** What ends a message of this queue, or all of them, or the queue: asked first. */
function Question({ asking, queue, close, reload }) {
  const name = queue.name;
  if (asking === 'head') {
    return html`<${Confirm} title="Cancel the head?" verb="Cancel for good" onClose=${close}
      onConfirm=${() => act('Canceled.', () => remove(`v2/messages/${part(queue.head.messageId)}`)).then((done) => { reload(); return done; })}>
      <p><span class="mono wrap">${queue.head.messageId}</span> is not delivered any more; the message behind it is next.</p><//>`;
  }
  if (asking === 'all') {
    return html`<${Confirm} title=${`Cancel all of ${name}?`} verb="Cancel for good" onClose=${close}
      typed=${queue.lagCapped ? 'all' : queue.lag >= 100 ? String(queue.lag) : undefined}
      onConfirm=${() => act('The messages are being canceled.', () => remove('v2/messages', { query: { queueName: name, async: true } })).then((done) => { reload(); return done; })}>
      <p>${exact(queue.lag)}${queue.lagCapped ? '+' : ''} messages wait in this queue. None of them is delivered any more.</p><//>`;
  }
  return html`<${Confirm} title=${`Delete queue ${name}?`} verb="Delete for good" typed=${name} onClose=${close}
    onConfirm=${() => act(`Queue ${name} is deleted.`, () => remove(`v2/queues/${part(name)}`)).then((done) => { if (done) go('#/queues'); return done; })}>
    <p>What is left in it (${exact(queue.lag)}${queue.lagCapped ? '+' : ''}) is canceled.</p><//>`;
}

/** One queue: why it stands as it stands, and until when; then what may be done. */
export function Queue({ params: [name] }) {
  const [asking, setAsking] = useState(null);
  const found = useResource(`busqstash/queues/${part(name)}`, undefined, { every: 1000 });
  const line = useResource(`busqstash/queues/${part(name)}/messages`, { count: 50 }, { every: 2000 });
  const results = useResource('v2/logs', { queueName: name, state: ['DELIVERED', 'FAILED', 'CANCELED'], count: 20 }, { every: 5000 });
  const q = found.data;
  return html`
    <${PageHead} title=${name} note="Queue">${q && html`
      <${Action} tone="primary" onClick=${() => setPaused(name, !q.paused, found.reload)}>${q.paused ? 'Resume' : 'Pause'}<//>
      ${q.head && html`<${Action} onClick=${() => runNow(q.head.messageId).then(found.reload)}>Run the head now<//>
        <${Action} onClick=${() => setAsking('head')}>Cancel the head<//>`}
      <a class="button" href=${link(['send'], { queue: name })}>Send to it</a>
      <${Action} tone="danger" disabled=${!q.lag} reason="It is empty." onClick=${() => setAsking('all')}>Cancel all<//>
      <${Action} tone="danger" onClick=${() => setAsking('delete')}>Delete<//>`}<//>
    <${Shown} of=${found}>${(queue) => html`
      <div class=${`verdict ${toneOf(queue.standing)}`} data-reason=${queue.standing?.reason}><${Standing} standing=${queue.standing} /></div>
      <div class="columns">
        <${Panel} title="Settings"><${QueueSettings} queue=${queue} onDone=${found.reload} /><//>
        <${Panel} title="Now"><${Facts} facts=${[
          ['Lag', html`<${Count} n=${queue.lag} capped=${queue.lagCapped} />`], ['Oldest', queue.lag > 0 && html`<${Time} at=${queue.oldestAt} />`],
          ['Head', queue.head && html`<${Id} id=${queue.head.messageId} href=${link(['messages', queue.head.messageId])} /> <${State} name=${queue.head.state} />`],
          ['Held by', queue.lane && holder(queue.lane)],
          ['Epoch', queue.lane?.epoch && html`<span class="mono">${queue.lane.epoch}</span>`],
          ['Created', html`<${Time} at=${queue.createdAt} full />`], ['Changed', html`<${Time} at=${queue.updatedAt} full />`],
        ]} /><//>
      </div>`}<//>
    <${Panel} title="In line" flush actions=${html`<a href=${link(['messages'], { queueName: name })}>All unfinished</a>`}>
      <${Shown} of=${line}>${({ items }) => (items.length === 0 ? html`<p class="note inset">Nobody waits.</p>`
        : html`<${Table} name="line" label="In line" columns=${lineColumns} rows=${items} keyOf=${(m) => m.messageId} />`)}<//><//>
    <${StatCharts} series=${`queue:${name}`} charts=${['flow', 'wait', 'lag']} />
    <${Panel} title="Last results" flush actions=${html`<a href=${link(['logs'], { queueName: name })}>In Logs</a>`}>
      <${Shown} of=${results}>${({ events }) => (events.length === 0 ? html`<p class="note inset">Nothing has ended yet.</p>`
        : html`<${Table} name="results" label="Last results" columns=${logColumns.filter((c) => !['queue', 'next'].includes(c.key))} rows=${events} keyOf=${keyOfEntry} />`)}<//><//>
    ${asking && q && html`<${Question} asking=${asking} queue=${q} close=${() => setAsking(null)} reload=${found.reload} />`}`;
}

