import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { changed, go, link } from '../lib/route.js';
import { Count, PageHead, Sent, State } from '../parts/bits.js';
import { Empty, NothingMatches, Shown } from '../parts/notices.js';
import { ColumnMenu, Table } from '../parts/table.js';

const most = 500;

/** `3 of 10`; a limit of 0 is none. */
export const ofLimit = (used, limit) => (limit ? `${exact(used)} of ${exact(limit)}` : html`${exact(used)} <span class="quiet">of any</span>`);
const period = (k) => (k.ratePeriod === 1 ? 'a second' : `in ${plural(k.ratePeriod, 'second')}`);

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'key', title: 'Key', cell: (k) => html`<a href=${link(['flow-control', k.flowControlKey])}><${Sent} text=${k.flowControlKey} /></a>`, fixed: true },
  { key: 'waiting', title: 'Waiting', cell: (k) => html`<${Count} n=${k.waitListSize} />`, num: true },
  { key: 'parallelism', title: 'At once', cell: (k) => ofLimit(k.parallelismCount, k.parallelismMax), num: true },
  { key: 'rate', title: 'This period', cell: (k) => html`${ofLimit(k.rateCount, k.rateMax)}${k.rateMax ? html` <span class="quiet">${period(k)}</span>` : ''}`, num: true },
  { key: 'state', title: 'State', cell: (k) => (k.isPaused ? html`<${State} name="PAUSED" />` : '') },
  { key: 'pinned', title: 'Pinned', cell: (k) => [k.isPinnedParallelism && 'parallelism', k.isPinnedRate && 'rate'].filter(Boolean).join(', ') },
];

/** @param {string} key @param {boolean} paused @param {() => void} [after] Reversible: the message offers the opposite. */
export const setKeyPaused = (key, paused, after) => act(
  `Key ${key} ${paused ? 'is paused: its messages wait' : 'goes on'}.`, () => post(`v2/flowControl/${part(key)}/${paused ? 'pause' : 'resume'}`),
  { undo: { label: paused ? 'Resume' : 'Pause', run: () => setKeyPaused(key, !paused, after) } }).then((done) => done && after?.());

/** Keys that were used, those with most waiting first; above them what all workers may do at once. */
export function FlowControl({ query }) {
  const search = query.search?.[0];
  const [text, setText] = useState(search ?? '');
  const found = useResource('v2/flowControl', { search }, { every: 5000 });
  const global = useResource('v2/globalParallelism', undefined, { every: 5000 });
  const actions = (k) => [
    { text: 'Open', run: () => go(link(['flow-control', k.flowControlKey])) },
    { text: k.isPaused ? 'Resume' : 'Pause', writes: true, run: () => setKeyPaused(k.flowControlKey, !k.isPaused, found.reload) },
    { text: 'Its messages', run: () => go(link(['messages'], { flowControlKey: k.flowControlKey })) },
  ];
  return html`
    <${PageHead} title="Flow control" note=${global.data && html`All workers together: <b>${exact(global.data.parallelismCount)}</b> of ${exact(global.data.parallelismMax)} deliveries at once.`} />
    <div class="filterbar"><form role="search" onSubmit=${(e) => { e.preventDefault(); go(changed({ search: text || null })); }}>
        <input type="search" aria-label="Part of a key" placeholder="Part of a key" value=${text} spellcheck="false" onInput=${(e) => setText(e.target.value)} /><button type="submit" class="button small">Find</button></form>
      <span class="spring"></span><${ColumnMenu} name="keys" columns=${columns} /></div>
    <${Shown} of=${found}>${(all) => {
      const rows = [...all].sort((a, b) => b.waitListSize - a.waitListSize || b.parallelismCount - a.parallelismCount);
      if (rows.length > 0) {
        return html`<${Table} name="keys" label="Flow-control keys" columns=${columns} rows=${rows.slice(0, most)} keyOf=${(k) => k.flowControlKey} actions=${actions} />
          ${rows.length > most && html`<p class="note">The ${exact(most)} with most waiting of ${exact(rows.length)}: search for a part of the key.</p>`}`;
      }
      return search ? html`<${NothingMatches} clear=${changed({ search: null })} />`
        : html`<${Empty} title="No flow-control keys yet." curl=${'curl -X POST "$QSTASH_URL"/v2/publish/https://example.com \\\n  -H "Authorization: Bearer $QSTASH_TOKEN" \\\n  -H "Upstash-Flow-Control-Key: partner" \\\n  -H "Upstash-Flow-Control-Value: parallelism=2, rate=10" -d hello'}>
            A key limits how many messages that carry it are delivered at once, or begun in a period.<//>`;
    }}<//>`;
}
