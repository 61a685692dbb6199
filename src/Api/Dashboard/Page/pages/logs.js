import { html } from '../vendor/preact.js';
import { publishCurl } from '../lib/curl.js';
import { cleared, isNarrowed, logFilters, toApi } from '../lib/filters.js';
import { changed, link } from '../lib/route.js';
import { logStates } from '../lib/states.js';
import { Id, PageHead, Sent, State, Time } from '../parts/bits.js';
import { FilterBar } from '../parts/filterbar.js';
import { NewRows, usePages } from '../parts/list.js';
import { Empty, Loading, Failure, NothingMatches } from '../parts/notices.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';

const filters = logFilters(logStates);

/** @type {import('../parts/table.js').Column[]} */
export const logColumns = [
  { key: 'time', title: 'Time', cell: (e) => html`<${Time} at=${e.time} />` },
  { key: 'state', title: 'State', cell: (e) => html`<${State} name=${e.state} />`, fixed: true },
  { key: 'id', title: 'Message', cell: (e) => html`<${Id} id=${e.messageId} href=${link(['messages', e.messageId])} />`, fixed: true },
  { key: 'url', title: 'Destination', cell: (e) => html`<${Sent} text=${e.api ? `api/${e.api}` : e.url} />`, wide: true },
  { key: 'queue', title: 'Queue', cell: (e) => e.queueName && html`<a href=${link(['queues', e.queueName])}><${Sent} text=${e.queueName} /></a>` },
  { key: 'status', title: 'Status', cell: (e) => e.responseStatus ?? '', num: true },
  { key: 'error', title: 'Error', cell: (e) => e.error && html`<${Sent} text=${e.error} />`, wide: true },
  { key: 'next', title: 'Next try', cell: (e) => e.nextDeliveryTime && html`<${Time} at=${e.nextDeliveryTime} />` },
  { key: 'label', title: 'Label', cell: (e) => e.label && html`<${Sent} text=${e.label} />`, hidden: true },
  { key: 'key', title: 'Flow-control key', cell: (e) => e.flowControlKey && html`<a href=${link(['flow-control', e.flowControlKey])}><${Sent} text=${e.flowControlKey} /></a>`, hidden: true },
  { key: 'schedule', title: 'Schedule', cell: (e) => e.scheduleId && html`<a href=${link(['schedules', e.scheduleId])}><${Sent} text=${e.scheduleId} /></a>`, hidden: true },
];

export const keyOfEntry = (e) => `${e.messageId} ${e.state} ${e.time}`;

export function Logs({ query }) {
  const asked = toApi(filters, query);
  const list = usePages('v2/logs', asked, { items: 'events', keyOf: keyOfEntry });
  return html`
    <${PageHead} title="Logs" note="What happened to messages, the latest first." />
    <${FilterBar} filters=${filters} asked=${asked} path="v2/logs"><${NewRows} count=${list.waiting} show=${list.showNew} />
      <${ColumnMenu} name="logs" columns=${logColumns} /><//>
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name="logs" label="Logs" columns=${logColumns} rows=${list.rows} keyOf=${keyOfEntry} />
          <${Pager} newer=${list.newer} older=${list.older} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title="Nothing happened yet." curl=${publishCurl({ destination: 'https://example.com', body: 'hello' })}>
          Every message leaves its entries here. Send the first one:<//>`}`;
}
