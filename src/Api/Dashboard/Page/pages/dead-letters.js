import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { cleared, deadLetterFilters as filters, isNarrowed, toApi } from '../lib/filters.js';
import { plural } from '../lib/numbers.js';
import { changed, go, link } from '../lib/route.js';
import { Action, Id, PageHead, Sent, Time } from '../parts/bits.js';
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

export function DeadLetters({ query }) {
  // The API begins with the oldest; a person asks what broke last.
  const asked = { order: 'latestFirst', ...toApi(filters, query) };
  const list = usePages('v2/dlq', asked, { items: 'messages', keyOf: (d) => d.dlqId });
  const [selected, setSelected] = useState(() => new Set());
  const [asking, setAsking] = useState(null);
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
    <${PageHead} title="Dead letters" note="Given up after their last attempt. They are kept until they are sent again, deleted, or too old." />
    <${FilterBar} filters=${filters} asked=${asked} path="v2/dlq"><${NewRows} count=${list.waiting} show=${list.showNew} />
      <${ColumnMenu} name="dlq" columns=${columns} /><//>
    ${selected.size > 0 && html`<div class="selection"><strong>${plural(selected.size, 'dead letter')} selected</strong>
      <${Action} small onClick=${retry}>Retry<//><${Action} small tone="danger" onClick=${() => setAsking([...selected])}>Delete<//>
      <button type="button" class="button small plain" onClick=${() => setSelected(new Set())}>Select none</button></div>`}
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name="dlq" label="Dead letters" columns=${columns} rows=${list.rows} keyOf=${(d) => d.dlqId} actions=${actions} selected=${selected} onSelect=${setSelected} />
        <${Pager} newer=${list.newer} older=${list.older} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title="No dead letters.">A message that fails its last attempt comes here, with the last answer.<//>`}
    ${asking && html`<${Confirm} title=${`Delete ${plural(asking.length, 'dead letter')}?`} verb="Delete for good" typed=${asking.length >= 100 ? String(asking.length) : undefined}
      onClose=${() => setAsking(null)} onConfirm=${deleteThem}>
      <p>${asking.length === 1 && html`<span class="mono">${asking[0]}</span> `}cannot be sent again afterwards. The messages stay in the logs until their time is over.</p><//>`}`;
}

const refusals = (answer) => {
  const kept = answer.responses.filter((r) => r.error);
  return kept.length ? ` ${plural(kept.length, 'was', 'were')} refused: ${kept[0].error}` : '';
};
