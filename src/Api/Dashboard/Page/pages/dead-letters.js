import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { get, part } from '../lib/api.js';
import { download } from '../lib/body.js';
import { cleared, deadLetterFilters as filters, isNarrowed, toApi } from '../lib/filters.js';
import { exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { changed, go, link } from '../lib/route.js';
import { Action, Id, PageHead, Panel, Sent, Time } from '../parts/bits.js';
import { BulkDialog } from '../parts/bulk.js';
import { Confirm } from '../parts/dialog.js';
import { FilterBar } from '../parts/filterbar.js';
import { NewRows, usePages } from '../parts/list.js';
import { Empty, Failure, Loading, NothingMatches } from '../parts/notices.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'id', title: 'Dead letter', cell: (d) => html`<${Id} id=${d.dlqId} href=${link(['dead-letters', d.dlqId])} />`, fixed: true },
  { key: 'failed', title: 'Failed', cell: (d) => html`<${Time} at=${failedAt(d)} />` },
  { key: 'status', title: 'Status', cell: (d) => d.responseStatus || html`<span class="quiet">no answer</span>`, num: true },
  { key: 'url', title: 'Destination', cell: (d) => html`<${Sent} text=${d.url} />`, wide: true },
  { key: 'answer', title: 'Answer', cell: (d) => html`<${Sent} text=${(d.responseBody ?? '').slice(0, 200)} />`, wide: true },
  { key: 'queue', title: 'Queue', cell: (d) => d.queueName && html`<a href=${link(['queues', d.queueName])}><${Sent} text=${d.queueName} /></a>` },
  { key: 'message', title: 'Message', cell: (d) => html`<${Id} id=${d.messageId} href=${link(['messages', d.messageId])} />`, hidden: true },
  { key: 'label', title: 'Label', cell: (d) => d.label && html`<${Sent} text=${d.label} />`, hidden: true },
];

/** A dead letter's id begins with the instant it failed. */
export const failedAt = (d) => Number(d.dlqId.split('-')[0]);

export const retryOne = (id, after) => act('Sent again, as a new message.', () => post(`v2/dlq/retry/${part(id)}`), {
  link: (a) => a?.messageId && { label: 'Open it', href: link(['messages', a.messageId]) },
}).then((done) => done && after?.(done));

const most = 10_000;

/** Everything that matches, one JSON object a line; page by page, as any program would read it. */
async function downloadAll(asked) {
  const lines = [];
  let cursor;
  do {
    const page = await get('v2/dlq', { ...asked, count: 100, cursor });
    lines.push(...page.messages.map((m) => JSON.stringify(m)));
    cursor = page.cursor;
  } while (cursor && lines.length < most);
  download(lines.join('\n'), 'dead-letters.jsonl', 'application/x-ndjson');
  return { count: lines.length, capped: Boolean(cursor) };
}

/** What failed alike, the most frequent first. @param {{asked: object, start: (kind: string, filter: object) => void}} props */
function Groups({ asked, start }) {
  const found = useResource('busqstash/dlq/facets', asked, { every: 15_000, keep: true });
  if (found.error?.status === 404) return null;
  if (found.error) return html`<${Failure} error=${found.error} retry=${found.reload} />`;
  const groups = found.data?.groups ?? [];
  if (groups.length === 0) return null;
  const { order, ...narrowed } = asked;
  const filterOf = (g) => ({ ...narrowed, host: [g.host], responseStatus: [String(g.responseStatus ?? 0)] });
  const groupColumns = [
    { key: 'host', title: 'Host', cell: (g) => html`<${Sent} text=${g.host} />`, fixed: true },
    { key: 'status', title: 'Status', cell: (g) => (g.responseStatus ? html`<a href=${changed({ responseStatus: String(g.responseStatus), cursor: null })}>${g.responseStatus}</a>` : html`<span class="quiet">no answer</span>`), num: true },
    { key: 'error', title: 'Error', cell: (g) => g.error && html`<${Sent} text=${g.error} />`, wide: true },
    { key: 'count', title: 'Count', cell: (g) => html`<b>${exact(g.count)}</b>`, num: true },
    { key: 'first', title: 'First', cell: (g) => html`<${Time} at=${g.firstAt} />` },
    { key: 'last', title: 'Last', cell: (g) => html`<${Time} at=${g.lastAt} />` },
    { key: 'sample', title: 'Sample', cell: (g) => html`<a class="mono" href=${link(['dead-letters', g.dlqId])}>${g.dlqId}</a>` },
    { key: 'retry', title: '', cell: (g) => html`<${Action} small label=${`Retry all ${g.count} of ${g.host}, ${g.responseStatus || 'no answer'}`} onClick=${() => start('dlqRetry', filterOf(g))}>Retry all<//>`, fixed: true },
  ];
  return html`<${Panel} title="What failed alike" flush actions=${html`<span class="note">${found.data.capped ? `Among the latest ${exact(found.data.rows)}` : ''}</span>`}>
    <${Table} name="dlq-groups" label="What failed alike" columns=${groupColumns} rows=${groups.slice(0, 12)} keyOf=${(g) => `${g.host} ${g.responseStatus} ${g.error ?? ''}`}
      actions=${(g) => [{ text: 'Retry all of these', writes: true, run: () => start('dlqRetry', filterOf(g)) }, { text: 'Delete all of these', writes: true, danger: true, run: () => start('dlqDelete', filterOf(g)) }]} /><//>`;
}

export function DeadLetters({ query }) {
  // The API begins with the oldest; a person asks what broke last.
  const asked = { order: 'latestFirst', ...toApi(filters, query) };
  const list = usePages('v2/dlq', asked, { items: 'messages', keyOf: (d) => d.dlqId });
  const [selected, setSelected] = useState(() => new Set());
  const [asking, setAsking] = useState(null);
  const [bulk, setBulk] = useState(null);
  const start = (kind, filter) => setBulk({ kind, filter });
  const actions = (d) => [
    { text: 'Open', run: () => go(link(['dead-letters', d.dlqId])) },
    { text: 'Retry', writes: true, run: () => retryOne(d.dlqId, list.reload) },
    { text: 'Edit and send as new', run: () => go(link(['send'], { dead: d.dlqId })) },
    { text: 'Delete', writes: true, danger: true, run: () => setAsking([d.dlqId]) },
  ];

  const finish = (done) => {
    if (done) setSelected(new Set());
    list.reload();
    return done;
  };
  const retry = () => act(
    (a) => `${plural(a.responses.filter((r) => r.messageId).length, 'dead letter')} sent again.${refusals(a)}`,
    () => post('v2/dlq/retry', { body: { dlqIds: [...selected] } })).then(finish);
  const deleteThem = () => act((a) => `${plural(a?.deleted ?? 1, 'dead letter')} deleted.`, () => remove('v2/dlq', { body: { dlqIds: asking } })).then(finish);

  return html`
    <${PageHead} title="Dead letters" note="Given up after their last attempt. They are kept until they are sent again, deleted, or too old.">
      <${Action} tone="primary" onClick=${() => start('dlqRetry', asked)}>Retry all…<//>
      <button type="button" class="button" onClick=${() => act((d) => `${plural(d.count, 'dead letter')} downloaded${d.capped ? '; there are more' : ''}.`, () => downloadAll(asked))}>Download</button>
      <${Action} tone="danger" onClick=${() => start('dlqDelete', asked)}>Delete all…<//><//>
    <${FilterBar} filters=${filters} asked=${asked} path="v2/dlq"><${NewRows} count=${list.waiting} show=${list.showNew} />
      <${ColumnMenu} name="dlq" columns=${columns} /><//>
    ${!query.cursor && html`<${Groups} asked=${asked} start=${start} />`}
    ${selected.size > 0 && html`<div class="selection"><strong>${plural(selected.size, 'dead letter')} selected</strong>
      <${Action} small onClick=${retry}>Retry<//><${Action} small onClick=${() => start('dlqRetry', { dlqIds: [...selected] })}>Retry with…<//>
      <button type="button" class="button small" onClick=${() => act((d) => `${plural(d.count, 'dead letter')} downloaded.`, () => downloadAll({ dlqIds: [...selected] }))}>Download</button>
      <${Action} small tone="danger" onClick=${() => setAsking([...selected])}>Delete<//>
      <button type="button" class="button small plain" onClick=${() => setSelected(new Set())}>Select none</button></div>`}
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name="dlq" label="Dead letters" columns=${columns} rows=${list.rows} keyOf=${(d) => d.dlqId} actions=${actions} selected=${selected} onSelect=${setSelected} />
        <${Pager} newer=${list.newer} older=${list.older} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title="No dead letters.">A message that fails its last attempt comes here, with the last answer.<//>`}
    ${bulk && html`<${BulkDialog} ...${bulk} onClose=${() => setBulk(null)} onDone=${list.reload} />`}
    ${asking && html`<${Confirm} title=${`Delete ${plural(asking.length, 'dead letter')}?`} verb="Delete for good" typed=${asking.length >= 100 ? String(asking.length) : undefined}
      onClose=${() => setAsking(null)} onConfirm=${deleteThem}>
      <p>${asking.length === 1 && html`<span class="mono">${asking[0]}</span> `}cannot be sent again afterwards. The messages stay in the logs until their time is over.</p><//>`}`;
}

const refusals = (answer) => {
  const kept = answer.responses.filter((r) => r.error);
  return kept.length ? ` ${plural(kept.length, 'was', 'were')} refused: ${kept[0].error}` : '';
};
