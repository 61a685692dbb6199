import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { publishCurl } from '../lib/curl.js';
import { cleared, isNarrowed, statusFilter, toApi } from '../lib/filters.js';
import { exact, plural } from '../lib/numbers.js';
import { changed, go, link } from '../lib/route.js';
import { Action, Choice, Id, PageHead, Sent, State, Time } from '../parts/bits.js';
import { BulkDialog } from '../parts/bulk.js';
import { Confirm } from '../parts/dialog.js';
import { Facets } from '../parts/facets.js';
import { FilterBar } from '../parts/filterbar.js';
import { NewRows, usePages } from '../parts/list.js';
import { Empty, Failure, Loading, NothingMatches } from '../parts/notices.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';

const common = [
  { name: 'queueName', label: 'Queue' }, { name: 'label', label: 'Label' }, { name: 'flowControlKey', label: 'Flow-control key' },
  { name: 'scheduleId', label: 'Schedule' }, { name: 'topicName', label: 'URL group' },
];
const unfinished = [{ name: 'state', label: 'State', values: ['WAITING', 'DELAYED', 'RUNNING', 'RETRYING'] }, ...common, { name: 'urlPrefix', label: 'URL begins with', hint: 'https://api.example.com/' }];
const finished = [{ name: 'state', label: 'State', values: ['DELIVERED', 'FAILED', 'CANCELED'] }, statusFilter, { name: 'host', label: 'Host' }, ...common];

const place = (m) => (m.queueName
  ? html`<a href=${link(['queues', m.queueName])}><${Sent} text=${m.queueName} /></a>`
  : m.flowControlKey && html`<a href=${link(['flow-control', m.flowControlKey])}><${Sent} text=${m.flowControlKey} /></a>`);

/** @type {import('../parts/table.js').Column[]} */
const shared = [
  { key: 'id', title: 'Message', cell: (m) => html`<${Id} id=${m.messageId} href=${link(['messages', m.messageId])} />`, fixed: true },
  { key: 'state', title: 'State', cell: (m) => html`<${State} name=${m.state} />`, fixed: true },
  { key: 'url', title: 'Destination', cell: (m) => html`<${Sent} text=${m.url} />`, wide: true },
  { key: 'place', title: 'Queue or key', cell: place },
];
const unfinishedColumns = [
  ...shared,
  { key: 'attempts', title: 'Attempts', cell: (m) => exact(m.attempts), num: true },
  { key: 'age', title: 'Accepted', cell: (m) => html`<${Time} at=${m.createdAt} />` },
  { key: 'next', title: 'Next try', cell: (m) => html`<${Time} at=${m.nextAt} />` },
  { key: 'label', title: 'Label', cell: (m) => m.labels?.length && html`<${Sent} text=${m.labels.join(', ')} />`, hidden: true },
];
const finishedColumns = [
  ...shared,
  { key: 'status', title: 'Status', cell: (m) => m.responseStatus, num: true },
  { key: 'error', title: 'Error', cell: (m) => m.error && html`<${Sent} text=${m.error} />`, wide: true },
  { key: 'time', title: 'Ended', cell: (m) => html`<${Time} at=${m.time} />` },
];

export const runNow = (id) => act('The message is tried now.', () => post(`v2/messages/${part(id)}/retry`));

/** Messages that wait or run, the oldest first; or those that have ended, the latest first. */
export function Messages({ query }) {
  const ended = query.show?.[0] === 'finished';
  const filters = ended ? finished : unfinished;
  const asked = toApi(filters, query);
  if (ended && !asked.state) asked.state = ['DELIVERED', 'FAILED', 'CANCELED'];
  const list = usePages(ended ? 'v2/logs' : 'busqstash/messages', ended ? { ...asked, source: 'all' } : asked, { items: ended ? 'events' : 'items', keyOf: (m) => m.messageId });
  const [selected, setSelected] = useState(() => new Set());
  const [asking, setAsking] = useState(null);
  const [bulk, setBulk] = useState(null);
  const columns = ended ? finishedColumns : unfinishedColumns;
  const path = ended ? 'v2/logs' : 'busqstash/messages';
  const actions = (m) => (ended
    ? [{ text: 'Open', run: () => go(link(['messages', m.messageId])) }, { text: 'Edit and send as new', run: () => go(link(['send'], { from: m.messageId })) }]
    : [{ text: 'Open', run: () => go(link(['messages', m.messageId])) },
      { text: 'Run now', writes: true, run: () => runNow(m.messageId).then(list.reload) },
      { text: 'Cancel', writes: true, danger: true, run: () => setAsking([m.messageId]) }]);

  const cancel = async () => {
    const done = await act((a) => `${plural(a.cancelled, 'message')} canceled.`, () => remove('v2/messages', { body: { messageIds: asking } }));
    if (done) setSelected(new Set());
    list.reload();
    return done;
  };

  return html`
    <${PageHead} title="Messages" note=${ended ? 'Ended, the latest first.' : 'Not ended yet, the oldest first.'}>
      <${Choice} label="Which" value=${ended ? 'finished' : ''} options=${[['', 'Unfinished'], ['finished', 'Finished']]}
        onChange=${(v) => go(link(['messages'], { show: v || null }))} />
      ${!ended && html`<${Action} tone="danger" disabled=${Boolean(asked.state || asked.urlPrefix)} reason="Not by state or by the beginning of a URL: select them, or take these filters away."
        onClick=${() => setBulk({ kind: 'cancel', filter: asked })}>Cancel all…<//>`}
    <//>
    <${FilterBar} filters=${filters} asked=${asked} path=${path}><${NewRows} count=${ended ? list.waiting : 0} show=${list.showNew} />
      <button type="button" class="button small" onClick=${list.reload}>Refresh</button>
      <${ColumnMenu} name=${ended ? 'finished' : 'messages'} columns=${columns} /><//>
    ${ended && !query.cursor && html`<${Facets} path="busqstash/logs/facets" asked=${asked} filters=${filters} />`}
    ${selected.size > 0 && html`<div class="selection"><strong>${plural(selected.size, 'message')} selected</strong>
      <${Action} small tone="danger" onClick=${() => setAsking([...selected])}>Cancel<//>
      <button type="button" class="button small plain" onClick=${() => setSelected(new Set())}>Select none</button></div>`}
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name=${ended ? 'finished' : 'messages'} label="Messages" columns=${columns} rows=${list.rows} keyOf=${(m) => (ended ? `${m.messageId} ${m.time}` : m.messageId)}
          actions=${actions} selected=${ended ? undefined : selected} onSelect=${setSelected} />
        <${Pager} newer=${list.newer} older=${list.older} ...${ended ? {} : { back: '← Back', forth: 'More →' }} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title=${ended ? 'No message has ended yet.' : 'No message waits or runs.'} curl=${publishCurl({ destination: 'https://example.com', body: 'hello' })}>
          ${ended ? 'Delivered, failed and canceled messages stand here.' : html`What is delivered stands under <a href="#/messages?show=finished">Finished</a>.`}<//>`}
    ${bulk && html`<${BulkDialog} ...${bulk} onClose=${() => setBulk(null)} onDone=${list.reload} />`}
    ${asking && html`<${Confirm} title=${asking.length === 1 ? 'Cancel this message?' : `Cancel ${plural(asking.length, 'message')}?`} verb="Cancel for good"
      onClose=${() => setAsking(null)} onConfirm=${cancel}>
      <p>${asking.length === 1 ? html`<span class="mono wrap">${asking[0]}</span> is not delivered any more.` : 'They are not delivered any more.'} An attempt under way may still complete.</p><//>`}`;
}
