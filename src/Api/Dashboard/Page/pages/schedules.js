import { html, useState } from '../vendor/preact.js';
import { act, send, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { cronInWords, splitCron } from '../lib/cron.js';
import { plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { inZone } from '../lib/time.js';
import { Action, PageHead, Sent, State, Time } from '../parts/bits.js';
import { Confirm } from '../parts/dialog.js';
import { Empty, Shown } from '../parts/notices.js';
import { ScheduleForm } from './schedule-form.js';
import { ColumnMenu, Table } from '../parts/table.js';

/** @param {{states?: Record<string, string>}} props How the messages of the last firing are. */
export const LastStates = ({ states }) => {
  const values = Object.values(states ?? {});
  return values.length === 0 ? html`<span class="quiet">–</span>` : [...new Set(values)].map((s) => html`<${State} key=${s} name=${s} />${values.length > 1 ? ` ${values.filter((v) => v === s).length} ` : ''}`);
};

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'id', title: 'Schedule', cell: (s) => html`<a href=${link(['schedules', s.scheduleId])}><${Sent} text=${s.scheduleId} /></a>`, fixed: true },
  { key: 'when', title: 'When', cell: (s) => html`<span title=${s.cron}>${cronInWords(s.cron)}</span>`, wide: true },
  { key: 'zone', title: 'Zone', cell: (s) => splitCron(s.cron).zone },
  { key: 'next', title: 'Next', cell: (s) => (s.isPaused ? html`<${State} name="PAUSED" />` : html`<${Time} at=${s.nextScheduleTime} />`), fixed: true },
  { key: 'there', title: 'Next, in its zone', cell: (s) => s.nextScheduleTime && html`<span class="mono">${inZone(s.nextScheduleTime, splitCron(s.cron).zone)}</span>` },
  { key: 'destination', title: 'Destination', cell: (s) => html`<${Sent} text=${s.destination} />`, wide: true },
  { key: 'last', title: 'Last', cell: (s) => html`<${Time} at=${s.lastScheduleTime} />` },
  { key: 'states', title: 'It went', cell: (s) => html`<${LastStates} states=${s.lastScheduleStates} />` },
  { key: 'error', title: 'Error', cell: (s) => s.error && html`<span class="wrong"><${Sent} text=${s.error} /></span>` },
];

/** @param {string} id @param {boolean} paused @param {() => void} after Reversible: the message offers the opposite. */
export const setSchedulePaused = (id, paused, after) => act(
  `Schedule ${id} ${paused ? 'is paused' : 'goes on from now'}.`, () => send('PATCH', `v2/schedules/${part(id)}/${paused ? 'pause' : 'resume'}`),
  { undo: { label: paused ? 'Resume' : 'Pause', run: () => setSchedulePaused(id, !paused, after) } }).then((done) => done && after());

export function Schedules({ query }) {
  const found = useResource('v2/schedules', undefined, { every: 5000 });
  const [text, setText] = useState(query.search?.[0] ?? '');
  const [asking, setAsking] = useState(null);
  const [making, setMaking] = useState(false);
  const actions = (s) => [
    { text: 'Open', run: () => go(link(['schedules', s.scheduleId])) },
    { text: s.isPaused ? 'Resume' : 'Pause', writes: true, run: () => setSchedulePaused(s.scheduleId, !s.isPaused, found.reload) },
    { text: 'Delete', writes: true, danger: true, run: () => setAsking(s.scheduleId) },
  ];
  return html`
    <${PageHead} title="Schedules" note="Each firing makes exactly one message."><${Action} tone="primary" onClick=${() => setMaking(true)}>New schedule<//><//>
    <${Shown} of=${found}>${(all) => {
      const rows = all.filter((s) => `${s.scheduleId} ${s.destination}`.toLowerCase().includes(text.trim().toLowerCase()))
        .sort((a, b) => (a.nextScheduleTime ?? Infinity) - (b.nextScheduleTime ?? Infinity));
      if (all.length === 0) {
        return html`<${Empty} title="No schedules yet." curl=${'curl -X POST "$QSTASH_URL"/v2/schedules/https://example.com \\\n  -H "Authorization: Bearer $QSTASH_TOKEN" \\\n  -H "Upstash-Cron: 0 8 * * *" -d hello'}>
          A schedule sends a message by a cron expression, in any time zone.<//>`;
      }
      return html`<div class="filterbar"><input type="search" aria-label="Part of an id or a destination" placeholder="Part of an id or a destination" value=${text} onInput=${(e) => setText(e.target.value)} />
          <span class="note">${plural(rows.length, 'schedule')}</span><span class="spring"></span><${ColumnMenu} name="schedules" columns=${columns} /></div>
        <${Table} name="schedules" label="Schedules" columns=${columns} rows=${rows.slice(0, 500)} keyOf=${(s) => s.scheduleId} actions=${actions} />
        ${rows.length > 500 && html`<p class="note">The next 500 are shown: narrow the list.</p>`}`;
    }}<//>
    ${making && html`<${ScheduleForm} onClose=${() => setMaking(false)} onDone=${(id) => { setMaking(false); go(link(['schedules', id])); }} />`}
    ${asking && html`<${Confirm} title="Delete this schedule?" verb="Delete for good" onClose=${() => setAsking(null)}
      onConfirm=${() => act('Deleted.', () => remove(`v2/schedules/${part(asking)}`)).then((done) => { found.reload(); return done; })}>
      <p><span class="mono wrap">${asking}</span> fires no more. Messages it has made stay.</p><//>`}`;
}
