import { html, useState } from '../vendor/preact.js';
import { act, post, whyNot } from '../lib/actions.js';
import { get, session } from '../lib/api.js';
import { bytes, exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { go, link, changed } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Action, Choice, Copy, Facts, PageHead, Panel, Sent, State, Time } from '../parts/bits.js';
import { BulkProgress, doneWord } from '../parts/bulk.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Shown } from '../parts/notices.js';
import { Pager, Table } from '../parts/table.js';

const tones = { alive: 'good', leaving: 'warn', gone: 'bad', ok: 'good', warn: 'warn', fail: 'bad' };
const Word = ({ text, tone = text }) => html`<span class=${`state ${tones[tone] ?? 'quiet'}`}>${text}</span>`;
const longest = (p) => (p.running?.length ? p.running.reduce((a, b) => (a.since < b.since ? a : b)) : null);

/** @type {import('../parts/table.js').Column[]} */
const processColumns = [
  { key: 'number', title: '#', cell: (p) => p.number, num: true, fixed: true },
  { key: 'kind', title: 'Kind', cell: (p) => `${[p.kind].flat().join(', ')}${p.reconciler ? ', reconciler' : ''}` },
  { key: 'state', title: 'State', cell: (p) => html`<${Word} text=${p.state} />`, fixed: true },
  { key: 'host', title: 'Machine', cell: (p) => p.host && html`<${Sent} text=${p.host} />` },
  { key: 'version', title: 'Version', cell: (p) => p.version },
  { key: 'since', title: 'Since', cell: (p) => html`<${Time} at=${p.startedAt} />` },
  { key: 'beat', title: 'Heartbeat', cell: (p) => html`<${Time} at=${p.heartbeatAt} />` },
  { key: 'load', title: 'In flight', cell: (p) => (p.capacity ? `${exact(p.inFlight)} of ${exact(p.capacity)}` : '–'), num: true },
  { key: 'queues', title: 'Queues', cell: (p) => exact(p.queues), num: true },
  { key: 'longest', title: 'Longest running', cell: (p) => { const one = longest(p); return one && html`<a href=${link(['messages', one.messageId])}>${duration(now() - one.since)} at <${Sent} text=${one.host} /></a>`; }, wide: true },
];

function Processes() {
  const found = useResource('busqstash/workers', undefined, { every: 5000 });
  return html`<${Shown} of=${found}>${(w) => html`
    <${Panel} title="Processes" flush><${Table} name="processes" label="Processes" columns=${processColumns} rows=${w.items} keyOf=${(p) => String(p.number)} /><//>
    <div class="columns"><${Panel} title="Broker"><${Facts} facts=${[['Kind', w.broker?.kind], ['State', w.broker?.state], ['Version', w.broker?.version], ['Ping', w.broker?.pingMs !== undefined && `${w.broker.pingMs} ms`],
      ['Unordered commands', w.broker?.waiting !== undefined && `${exact(w.broker.waiting)} waiting`], ['Lanes', html`<a href="#/queues">Queues</a>`]]} /><//>
      <${Panel} title="Ledger"><${Facts} facts=${[['Kind', w.ledger?.kind], ['Version', w.ledger?.version], ['Ping', w.ledger?.pingMs !== undefined && `${w.ledger.pingMs} ms`], ['Size', w.ledger?.bytes !== undefined && bytes(w.ledger.bytes)]]} /><//></div>`}<//>`;
}

function Settings() {
  const found = useResource('busqstash/settings');
  const [text, setText] = useState('');
  const columns = [
    { key: 'name', title: 'Setting', cell: (s) => html`<code>${s.name}</code>`, fixed: true },
    { key: 'value', title: 'Value', cell: (s) => (s.secret ? html`<span class="quiet">${s.value}</span>` : html`<${Sent} text=${s.value} mono />`), wide: true, fixed: true },
    { key: 'source', title: 'From', cell: (s) => (s.source === 'default' ? html`<span class="quiet">default</span>` : s.source) },
  ];
  return html`<${Shown} of=${found}>${({ items }) => html`
    <div class="filterbar"><input type="search" aria-label="Part of a name" placeholder="Part of a name" value=${text} onInput=${(e) => setText(e.target.value)} /></div>
    <${Table} name="settings" label="Settings" columns=${columns} keyOf=${(s) => s.name}
      rows=${items.filter((s) => s.name.toLowerCase().includes(text.toLowerCase())).sort((a, b) => (a.source === 'default') - (b.source === 'default'))} />`}<//>`;
}

/** Keys are covered until somebody asks, and not sent at all to who only reads. */
function Keys() {
  const [keys, setKeys] = useState(null);
  const [asking, setAsking] = useState(false);
  const load = () => act('', () => get('v2/keys')).then((found) => found && setKeys(found));
  if (session.get()?.access !== 'full') return html`<${Panel} title="Signing keys"><p class="note">${whyNot()} It does not see signing keys either.</p><//>`;
  const key = (value) => html`<span class="mono wrap">${value}</span> <${Copy} text=${value} label="Copy key" />`;
  return html`<${Panel} title="Signing keys" actions=${html`<${Action} small tone="danger" onClick=${() => setAsking(true)}>Rotate…<//>`}>
    ${keys ? html`<${Facts} facts=${[['Current', key(keys.current)], ['Next', key(keys.next)]]} />` : html`<button type="button" class="button small" onClick=${load}>Show the keys</button>`}
    <p class="note keyhelp">Deliveries are signed with the current key. Receivers that know both accept both, so a rotation refuses nothing as long as they know the next one.</p>
    ${asking && html`<${Confirm} title="Rotate the signing keys?" verb="Rotate" typed="rotate" onClose=${() => setAsking(false)}
      onConfirm=${() => act('Rotated: the next key signs now.', () => post('v2/keys/rotate')).then((found) => { if (found) setKeys(found); return found; })}>
      <p>The next key becomes the current one, and a new next one is made. Receivers that do not know today’s next key refuse deliveries from now on: give them both first.</p>
      <p>Afterwards give them the new next key, at leisure: it signs only after another rotation.</p><//>`}<//>`;
}

/** @type {import('../parts/table.js').Column[]} */
const actionColumns = [
  { key: 'kind', title: 'Action', cell: (a) => ({ dlqRetry: 'Retry dead letters', dlqDelete: 'Delete dead letters', cancel: 'Cancel messages' })[a.kind] ?? a.kind, fixed: true },
  { key: 'state', title: 'State', cell: (a) => html`<${State} name=${a.state} />${a.stopped ? ' stopped' : ''}`, fixed: true },
  { key: 'done', title: 'Done', cell: (a) => `${exact(a.processed)} of ${exact(a.total)}${a.totalCapped ? '+' : ''} ${doneWord(a)}`, num: true },
  { key: 'refused', title: 'Refused', cell: (a) => (a.refused ? exact(a.refused) : ''), num: true },
  { key: 'filter', title: 'Filter', cell: (a) => html`<${Sent} text=${Object.entries(a.filter ?? {}).map(([k, v]) => `${k}=${[v].flat().join(',')}`).join(' ') || 'all'} />`, wide: true },
  { key: 'began', title: 'Began', cell: (a) => html`<${Time} at=${a.createdAt} />` },
];

function BulkActions({ query }) {
  const [open, setOpen] = useState(null);
  const cursor = query.cursor?.[0];
  const found = useResource('busqstash/bulkActions', { cursor, count: 50 }, { every: 3000 });
  return html`<${Shown} of=${found}>${({ items, cursor: next }) => (items.length === 0 ? html`<${Panel}><p class="note">None yet. They begin on Dead letters and Messages, with “all that match”.</p><//>`
    : html`<${Table} name="bulk" label="Bulk actions" columns=${actionColumns} rows=${items} keyOf=${(a) => a.actionId} actions=${(a) => [{ text: 'Follow', run: () => setOpen(a.actionId) }]} />
      <${Pager} newer=${cursor ? () => history.back() : undefined} older=${next ? () => go(changed({ cursor: next })) : undefined} />`)}<//>
    ${open && html`<${Dialog} title="Bulk action" onClose=${() => setOpen(null)}><${BulkProgress} id=${open} /><//>`}`;
}

const order = ['fail', 'warn', 'unknown', 'ok'];
const words = { fail: 'error', warn: 'warning', unknown: 'not seen', ok: 'ok' };
const verdict = (items) => {
  const count = (state) => items.filter((c) => c.state === state).length;
  return `${plural(count('fail'), 'error')}, ${plural(count('warn'), 'warning')}, ${exact(count('unknown'))} not seen.`;
};

function Doctor() {
  const found = useResource('busqstash/doctor');
  return html`<${Shown} of=${found}>${({ at, items }) => html`<${Panel} title="Doctor" actions=${html`<button type="button" class="button small" onClick=${found.reload}>Look again</button>`}>
    <p class="note">${verdict(items)} Looked <${Time} at=${at} />. It changes nothing.</p>
    <ol class="attention">${[...items].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map((c) => html`
    <li key=${c.name + c.text}><${Word} text=${words[c.state]} tone=${c.state} /><span><code>${c.name}</code> <${Sent} text=${c.text} />${c.remedy && html` <span class="quiet"><${Sent} text=${c.remedy} /></span>`}</span></li>`)}</ol><//>`}<//>`;
}

const About = ({ info }) => html`
  <${Panel} title="About"><${Facts} facts=${[['BusQStash', session.get()?.version], ['Ledger', info?.ledger], ['Transport', info?.transport], ['Started', info?.startedAt && html`<${Time} at=${info.startedAt} full />`],
    ['Finished kept', info?.retention && duration(info.retention.finishedMs)], ['Dead letters kept', info?.retention && duration(info.retention.deadLettersMs)],
    ['Licence', 'Apache-2.0'], ['This page uses', 'Preact (MIT), htm (Apache-2.0), uPlot (MIT)']]} />
    <p class="note"><a href="../reference">API reference</a> · <a href="../openapi.json">OpenAPI</a></p><//>`;

const tabs = [['', 'Processes'], ['keys', 'Signing keys'], ['bulk', 'Bulk actions'], ['settings', 'Settings'], ['doctor', 'Doctor'], ['about', 'About']];

/** What the system consists of and is set to. */
export function System({ query, info }) {
  const tab = query.tab?.[0] ?? '';
  return html`
    <${PageHead} title="System" />
    <div class="tabs"><${Choice} label="Part" value=${tab} options=${tabs} onChange=${(v) => go(link(['system'], { tab: v || null }))} /></div>
    ${{ '': html`<${Processes} />`, keys: html`<${Keys} />`, bulk: html`<${BulkActions} query=${query} />`, settings: html`<${Settings} />`, doctor: html`<${Doctor} />`, about: html`<${About} info=${info} />` }[tab]}`;
}
