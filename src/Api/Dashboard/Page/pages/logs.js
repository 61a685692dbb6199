import { html } from '../vendor/preact.js';
import { publishCurl } from '../lib/curl.js';
import { cleared, isNarrowed, logFilters, toApi } from '../lib/filters.js';
import { changed, go } from '../lib/route.js';
import { logStates } from '../lib/states.js';
import { Choice, PageHead } from '../parts/bits.js';
import { Facets } from '../parts/facets.js';
import { FilterBar } from '../parts/filterbar.js';
import { Histogram } from '../parts/histogram.js';
import { NewRows, usePages } from '../parts/list.js';
import { Empty, Loading, Failure, NothingMatches } from '../parts/notices.js';
import { keyOfEntry, logColumns } from '../parts/log-columns.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';
import { Live } from './live.js';

const filters = logFilters(logStates);

/** What happened to messages: over time, by what is frequent, and each entry; or as it happens. */
export function Logs({ query }) {
  const asked = toApi(filters, query);
  const live = Boolean(query.live);
  return html`
    <${PageHead} title="Logs" note=${live ? 'What happens to messages, as it happens.' : 'What happened to messages, the latest first.'}>
      <${Choice} label="Which" value=${live ? 'live' : ''} options=${[['', 'Stored'], ['live', 'Live']]} onChange=${(v) => go(changed({ live: v ? '1' : null, cursor: null }))} /><//>
    ${live ? html`<${FilterBar} filters=${filters} asked=${asked} path="busqstash/live" timed=${false}><${ColumnMenu} name="logs" columns=${logColumns} /><//><${Live} asked=${asked} />`
      : html`<${Stored} query=${query} asked=${asked} />`}`;
}

function Stored({ query, asked }) {
  const list = usePages('v2/logs', { ...asked, source: 'all' }, { items: 'events', keyOf: keyOfEntry });
  const narrow = (from, to) => go(changed({ fromDate: String(from), toDate: String(to), span: null, cursor: null }));
  return html`
    <${FilterBar} filters=${filters} asked=${asked} path="v2/logs"><${NewRows} count=${list.waiting} show=${list.showNew} />
      <${ColumnMenu} name="logs" columns=${logColumns} /><//>
    ${!query.cursor && html`<${Histogram} asked=${asked} onSpan=${narrow} /><${Facets} path="busqstash/logs/facets" asked=${asked} filters=${filters} />`}
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name="logs" label="Logs" columns=${logColumns} rows=${list.rows} keyOf=${keyOfEntry} />
          <${Pager} newer=${list.newer} older=${list.older} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title="Nothing happened yet." curl=${publishCurl({ destination: 'https://example.com', body: 'hello' })}>
          Every message leaves its entries here. Send the first one:<//>`}`;
}
