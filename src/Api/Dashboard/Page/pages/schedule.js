import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { cronInWords, splitCron } from '../lib/cron.js';
import { scheduleHeaders } from '../lib/message.js';
import { plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { inZone } from '../lib/time.js';
import { Action, Facts, PageHead, Panel, Sent, Time } from '../parts/bits.js';
import { Body, Headers } from '../parts/body.js';
import { Confirm } from '../parts/dialog.js';
import { Shown } from '../parts/notices.js';
import { Firings, ScheduleForm } from './schedule-form.js';
import { Table } from '../parts/table.js';
import { keyOfEntry, logColumns } from '../parts/log-columns.js';
import { LastStates, setSchedulePaused } from './schedules.js';

/** A message as this schedule makes them, sent by hand. */
function fire(s) {
  return post('v2/batch', { body: [{ destination: s.destination, queue: s.queueName, headers: scheduleHeaders(s), body: s.body }] }).then((answers) => {
    const first = [answers].flat(3)[0];
    if (first?.error) throw new Error(first.error);
    return first;
  });
}

/** One schedule: when it fires next, in its own zone; what it made; what may be done. */
export function Schedule({ params: [id] }) {
  const found = useResource(`v2/schedules/${part(id)}`, undefined, { every: 5000 });
  const next = useResource(`busqstash/schedules/${part(id)}/next`, { count: 10 }, { every: 30_000 });
  const made = useResource('v2/logs', { scheduleId: id, state: ['DELIVERED', 'FAILED', 'CANCELED', 'RETRY'], count: 20 }, { every: 5000 });
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState(false);
  const s = found.data;
  const secret = s && /REDACTED:/.test(JSON.stringify([s.header, s.callbackHeader, s.failureCallbackHeader, s.body]));
  const whyNotFire = s?.bodyBase64 ? 'Its body is binary: send it by the API.' : 'What it sends is hidden, so it cannot be sent by hand.';
  return html`
    <${PageHead} title=${id} note="Schedule">${s && html`
      <${Action} tone="primary" disabled=${Boolean(secret || s.bodyBase64)} reason=${whyNotFire}
        onClick=${() => act('Fired once. The schedule itself is as before.', () => fire(s), { link: (a) => a?.messageId && { label: 'Open it', href: link(['messages', a.messageId]) } }).then(made.reload)}>Fire once now<//>
      <${Action} onClick=${() => setSchedulePaused(id, !s.isPaused, () => { found.reload(); next.reload(); })}>${s.isPaused ? 'Resume' : 'Pause'}<//>
      <${Action} disabled=${Boolean(secret || s.bodyBase64)} reason="What it sends is hidden or binary: replace it by the API." onClick=${() => setEditing(true)}>Edit<//>
      <${Action} tone="danger" onClick=${() => setAsking(true)}>Delete<//>`}<//>
    <${Shown} of=${found}>${(data) => {
      const { zone } = splitCron(data.cron);
      return html`
        <p class=${`verdict ${data.error ? 'bad' : data.isPaused ? 'warn' : 'quiet'}`}>${data.error ? html`The last firing went wrong: <${Sent} text=${data.error} />`
          : data.isPaused ? 'Paused: it fires no more until it is resumed.' : html`Fires <${Time} at=${data.nextScheduleTime} />, at ${inZone(data.nextScheduleTime, zone)} (${zone}).`}</p>
        <div class="columns">
          <${Panel} title="When">
            <${Facts} facts=${[['Cron', html`<code>${data.cron}</code>`], ['In words', cronInWords(data.cron)], ['Zone', zone], ['Last', html`<${Time} at=${data.lastScheduleTime} full />`],
              ['It went', html`<${LastStates} states=${data.lastScheduleStates} />`], ['Created', html`<${Time} at=${data.createdAt} full />`]]} />
            <h3>Next firings</h3><${Shown} of=${next}>${(n) => (n.paused ? html`<p class="note">None while it is paused.</p>` : html`<${Firings} zone=${n.zone} items=${n.items} />`)}<//><//>
          <${Panel} title="What it sends">
            <${Facts} facts=${[['Destination', html`<${Sent} text=${data.destination} />`], ['Method', data.method], ['Retries', data.retries], ['Delay', data.delay ? plural(data.delay, 'second') : null],
              ['Queue', data.queueName && html`<a href=${link(['queues', data.queueName])}>${data.queueName}</a>`],
              ['Flow-control key', data.flowControlKey && html`<a href=${link(['flow-control', data.flowControlKey])}>${data.flowControlKey}</a>`],
              ['Callback', data.callback && html`<${Sent} text=${data.callback} />`], ['Failure callback', data.failureCallback && html`<${Sent} text=${data.failureCallback} />`], ['Labels', data.labels?.join(', ')]]} />
            <h3>Body</h3><${Body} text=${data.body} base64=${data.bodyBase64} name=${`${id}.body`} /><h3>Headers</h3><${Headers} headers=${data.header} /><//>
        </div>`;
    }}<//>
    <${Panel} title="Last messages" flush actions=${html`<a href=${link(['logs'], { scheduleId: id })}>In Logs</a>`}>
      <${Shown} of=${made}>${({ events }) => (events.length === 0 ? html`<p class="note inset">It has made none yet.</p>`
        : html`<${Table} name="made" label="Last messages" columns=${logColumns.filter((c) => !['queue', 'schedule'].includes(c.key))} rows=${events} keyOf=${keyOfEntry} />`)}<//><//>
    ${editing && s && html`<${ScheduleForm} schedule=${s} onClose=${() => setEditing(false)} onDone=${(saved) => { setEditing(false); if (saved === id) { found.reload(); next.reload(); } else go(link(['schedules', saved])); }} />`}
    ${asking && html`<${Confirm} title="Delete this schedule?" verb="Delete for good" onClose=${() => setAsking(false)}
      onConfirm=${() => act('Deleted.', () => remove(`v2/schedules/${part(id)}`)).then((done) => { if (done) go('#/schedules'); return done; })}>
      <p><span class="mono wrap">${id}</span> fires no more. Messages it has made stay.</p><//>`}`;
}
