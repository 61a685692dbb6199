import { html } from '../vendor/preact.js';
import { exact } from '../lib/numbers.js';
import { inWords } from '../lib/filters.js';
import { useResource } from '../lib/resource.js';
import { changed } from '../lib/route.js';
import { Panel } from './bits.js';
import { Failure } from './notices.js';

const labels = { host: 'Host', queueName: 'Queue', responseStatus: 'Status', flowControlKey: 'Flow-control key', scheduleId: 'Schedule', state: 'State' };

/**
 * The most frequent values among the latest rows, as filters.
 * @param {{path: string, asked: object, filters: import('../lib/filters.js').Filter[]}} props
 */
export function Facets({ path, asked, filters }) {
  const found = useResource(path, asked);
  if (found.error?.status === 404) return null;
  if (found.error) return html`<${Failure} error=${found.error} retry=${found.reload} />`;
  const items = (found.data?.items ?? []).filter((f) => f.values.length > 0 && filters.some((known) => known.name === f.field));
  if (items.length === 0) return null;
  return html`<${Panel}>
    <div class="facets">${items.map((f) => html`
      <div key=${f.field}><h3>${labels[f.field] ?? f.field}</h3><ol>${f.values.slice(0, 6).map((v) => html`
        <li key=${v.value}><a href=${changed({ [f.field]: String(v.value), cursor: null })}><bdi title=${v.value}>${inWords({ name: f.field }, String(v.value))}</bdi><span class="quiet">${exact(v.count)}</span></a></li>`)}</ol></div>`)}</div>
    <p class="note">${found.data.capped ? `Of the latest ${exact(found.data.rows)} that match.` : `Of the ${exact(found.data.rows)} that match.`}</p><//>`;
}
