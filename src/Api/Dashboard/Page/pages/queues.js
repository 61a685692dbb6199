import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { exact, plural, rate } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { changed, go, link } from '../lib/route.js';
import { Action, Choice, Count, PageHead, Sent, Time } from '../parts/bits.js';
import { NewQueue } from './queue-form.js';
import { Empty, Failure, Loading, NothingMatches } from '../parts/notices.js';
import { Icon } from '../parts/icons.js';
import { reasonWord, shapeOf, Standing, toneOf } from '../parts/reasons.js';
import { Spark } from '../parts/spark.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'name', title: 'Queue', cell: (q) => html`<a href=${link(['queues', q.name])}><${Sent} text=${q.name} /></a>`, fixed: true },
  { key: 'state', title: 'State', cell: (q) => html`<span class=${`state ${toneOf(q.standing)}`} title=${q.standing?.reason}><${Icon} name=${shapeOf(q.standing)} />${reasonWord(q.standing)}</span>`, fixed: true },
  { key: 'why', title: 'Why', cell: (q) => html`<${Standing} standing=${{ ...q.standing, also: [] }} />`, wide: true },
  { key: 'lag', title: 'Lag', cell: (q) => html`<${Count} n=${q.lag} capped=${q.lagCapped} />`, num: true },
  { key: 'oldest', title: 'Oldest', cell: (q) => (q.lag ? html`<${Time} at=${q.oldestAt} />` : '') },
  { key: 'rate', title: 'A minute', cell: (q) => rate(q.ratePerMinute), num: true },
  { key: 'next', title: 'Next', cell: (q) => q.standing?.nextAt && html`<${Time} at=${q.standing.nextAt} />` },
  { key: 'parallelism', title: 'Parallelism', cell: (q) => exact(q.parallelism), num: true },
  { key: 'spark', title: 'Last 30 min', cell: (q) => html`<${Spark} values=${q.sparkline} label=${`Finished in ${q.name}, last 30 minutes`} />` },
  { key: 'updated', title: 'Changed', cell: (q) => html`<${Time} at=${q.updatedAt} />`, hidden: true },
];

/** @param {string} name @param {boolean} paused @param {() => void} [after] Reversible, so nothing asks; the message offers the opposite. */
export const setPaused = (name, paused, after) => act(
  `Queue ${name} ${paused ? 'is paused' : 'goes on'}.`, () => post(`v2/queues/${part(name)}/${paused ? 'pause' : 'resume'}`),
  { undo: { label: paused ? 'Resume' : 'Pause', run: () => setPaused(name, !paused, after) } }).then((done) => done && after?.());

/** Those that stand still first, then by how much waits. */
export function Queues({ query }) {
  const [text, setText] = useState(query.search?.[0] ?? '');
  const [selected, setSelected] = useState(() => new Set());
  const [making, setMaking] = useState(false);
  const sort = query.sort?.[0];
  const cursor = query.cursor?.[0];
  const found = useResource('busqstash/queues', { search: query.search?.[0], sort, cursor, count: 50 }, { every: 5000 });
  const rows = found.data?.items;
  const all = async (paused) => {
    const names = [...selected];
    const done = await act(`${plural(names.length, 'queue')} ${paused ? 'paused' : 'resumed'}.`, async () => {
      for (const name of names) await post(`v2/queues/${part(name)}/${paused ? 'pause' : 'resume'}`);
      return {};
    });
    if (done) setSelected(new Set());
    found.reload();
  };
  const actions = (q) => [
    { text: 'Open', run: () => go(link(['queues', q.name])) },
    { text: q.paused ? 'Resume' : 'Pause', writes: true, run: () => setPaused(q.name, !q.paused, found.reload) },
    { text: 'Its messages', run: () => go(link(['messages'], { queueName: q.name })) },
    { text: 'Its log entries', run: () => go(link(['logs'], { queueName: q.name })) },
  ];
  return html`
    <${PageHead} title="Queues" note="Messages of a queue are delivered in order. Counted every 15 s."><${Action} tone="primary" onClick=${() => setMaking(true)}>New queue<//><//>
    <div class="filterbar">
      <form role="search" onSubmit=${(e) => { e.preventDefault(); go(changed({ search: text || null, cursor: null })); }}>
        <input type="search" aria-label="Part of a name" placeholder="Part of a name" value=${text} spellcheck="false" onInput=${(e) => setText(e.target.value)} />
        <button type="submit" class="button small">Find</button></form>
      <${Choice} label="Order" value=${sort ?? ''} options=${[['', 'Standing still'], ['lag', 'Lag'], ['name', 'Name']]} onChange=${(v) => go(changed({ sort: v || null, cursor: null }))} />
      <span class="spring"></span><${ColumnMenu} name="queues" columns=${columns} /></div>
    ${selected.size > 0 && html`<div class="selection"><strong>${plural(selected.size, 'queue')} selected</strong>
      <${Action} small onClick=${() => all(true)}>Pause<//><${Action} small onClick=${() => all(false)}>Resume<//>
      <button type="button" class="button small plain" onClick=${() => setSelected(new Set())}>Select none</button></div>`}
    ${found.error && html`<${Failure} error=${found.error} retry=${found.reload} />`}
    ${rows === undefined ? !found.error && html`<${Loading} />` : rows.length > 0
      ? html`<${Table} name="queues" label="Queues" columns=${columns} rows=${rows} keyOf=${(q) => q.name} actions=${actions} selected=${selected} onSelect=${setSelected} />
        <${Pager} back="← Back" forth="More →" newer=${cursor ? () => history.back() : undefined} older=${found.data.cursor ? () => go(changed({ cursor: found.data.cursor })) : undefined} />`
      : query.search ? html`<${NothingMatches} clear=${changed({ search: null, cursor: null })} />`
      : html`<${Empty} title="No queues yet." curl=${'curl -X POST "$QSTASH_URL"/v2/enqueue/orders/https://example.com \\\n  -H "Authorization: Bearer $QSTASH_TOKEN" \\\n  -d hello'}>
          The first message to a queue makes it. Queues keep order, through retries too.<//>`}
    ${making && html`<${NewQueue} onClose=${() => setMaking(false)} onDone=${(name) => go(link(['queues', name]))} />`}`;
}

