import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Action, Facts, PageHead, Panel, Time } from '../parts/bits.js';
import { Confirm } from '../parts/dialog.js';
import { Shown } from '../parts/notices.js';
import { Table } from '../parts/table.js';
import { ofLimit, setKeyPaused } from './flow-control.js';
import { lineColumns } from './queue.js';

function Pin({ flowKey: k, reload }) {
  const [form, setForm] = useState({ parallelism: '', rate: '', period: '' });
  const set = (name) => (e) => setForm({ ...form, [name]: e.target.value });
  const input = (name, label, usual) => html`<label class="field"><span>${label}</span><input type="number" min="1" value=${form[name]} placeholder=${usual || 'none'} onInput=${set(name)} /></label>`;
  const change = (verb, query, said) => act(said, () => post(`v2/flowControl/${part(k.flowControlKey)}/${verb}`, { query })).then((done) => {
    if (done) setForm({ parallelism: '', rate: '', period: '' });
    reload();
  });
  const given = Object.fromEntries(Object.entries(form).filter(([, v]) => v));
  return html`
    <div class="form">${input('parallelism', 'At once', k.parallelismMax)}${input('rate', 'Begun per period', k.rateMax)}${input('period', 'Period, seconds', k.ratePeriod)}</div>
    <div class="actions"><${Action} small disabled=${!given.parallelism && !given.rate} reason="Say how many at once, or how many a period." onClick=${() => change('pin', given, 'Pinned: what messages ask for counts no more.')}>Pin<//>
      <${Action} small disabled=${!k.isPinnedParallelism && !k.isPinnedRate} reason="Nothing is pinned."
        onClick=${() => change('unpin', { parallelism: k.isPinnedParallelism || undefined, rate: k.isPinnedRate || undefined }, 'Unpinned: messages set the limits again.')}>Unpin<//>
      <span class="note">${[k.isPinnedParallelism && 'parallelism', k.isPinnedRate && 'rate'].filter(Boolean).join(' and ') || 'Nothing'} pinned</span></div>`;
}

const nextPeriod = (k) => (k.ratePeriodStart && k.ratePeriod ? (k.ratePeriodStart + k.ratePeriod) * 1000 : 0);

/** One key: its limits, what is in use, who waits. */
export function FlowKey({ params: [key] }) {
  const found = useResource(`v2/flowControl/${part(key)}`, undefined, { every: 1000 });
  const line = useResource('busqstash/messages', { flowControlKey: key, count: 50 }, { every: 3000 });
  const [asking, setAsking] = useState(false);
  const k = found.data;
  return html`
    <${PageHead} title=${key} note="Flow-control key">${k && html`
      <${Action} tone="primary" onClick=${() => setKeyPaused(key, !k.isPaused, found.reload)}>${k.isPaused ? 'Resume' : 'Pause'}<//>
      <${Action} onClick=${() => act('The period begins anew.', () => post(`v2/flowControl/${part(key)}/resetRate`)).then(found.reload)}>Reset the rate<//>
      <${Action} tone="danger" onClick=${() => setAsking(true)}>Reset<//>`}<//>
    <${Shown} of=${found}>${(data) => html`
      <p class=${`verdict ${data.isPaused ? 'warn' : 'quiet'}`}>${data.isPaused ? html`Paused: ${plural(data.waitListSize, 'message waits', 'messages wait')}.`
        : data.waitListSize > 0 ? html`${plural(data.waitListSize, 'message waits', 'messages wait')}: ${ofLimit(data.parallelismCount, data.parallelismMax)} at once in use${data.rateMax ? html`, ${ofLimit(data.rateCount, data.rateMax)} begun this period${nextPeriod(data) > now() ? html`; the next begins <${Time} at=${nextPeriod(data)} />` : ''}` : ''}.`
        : 'Nobody waits for it.'}</p>
      <div class="columns">
        <${Panel} title="Now"><${Facts} facts=${[['Waiting', exact(data.waitListSize)], ['Oldest', data.waitListSize > 0 && line.data?.items[0] && html`<${Time} at=${line.data.items[0].createdAt} />`], ['At once', ofLimit(data.parallelismCount, data.parallelismMax)], ['Begun this period', ofLimit(data.rateCount, data.rateMax)],
          ['Period', data.ratePeriod ? duration(data.ratePeriod * 1000) : null], ['Period began', data.ratePeriodStart ? html`<${Time} at=${data.ratePeriodStart * 1000} />` : null]]} /><//>
        <${Panel} title="Limits"><${Pin} flowKey=${data} reload=${found.reload} /><//>
      </div>`}<//>
    <${Panel} title="Unfinished messages" flush actions=${html`<a href=${link(['messages'], { flowControlKey: key })}>All</a>`}>
      <${Shown} of=${line}>${({ items }) => (items.length === 0 ? html`<p class="note inset">None.</p>`
        : html`<${Table} name="line" label="Unfinished messages" columns=${lineColumns.filter((c) => c.key !== 'place')} rows=${items} keyOf=${(m) => m.messageId} />`)}<//><//>
    ${asking && html`<${Confirm} title="Reset this key?" verb="Reset" onClose=${() => setAsking(false)}
      onConfirm=${() => act('Reset.', () => post(`v2/flowControl/${part(key)}/reset`)).then((done) => { found.reload(); return done; })}>
      <p>Starts and permits of <b>${key}</b> are forgotten: for a moment more may run at once than its limit says.</p><//>`}`;
}
