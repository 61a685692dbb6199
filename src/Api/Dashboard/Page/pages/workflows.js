import { html, useState } from '../vendor/preact.js';
import { act, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { cleared, isNarrowed, toApi } from '../lib/filters.js';
import { exact } from '../lib/numbers.js';
import { changed, go, link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Id, PageHead, Sent, State, Time } from '../parts/bits.js';
import { Confirm } from '../parts/dialog.js';
import { FilterBar } from '../parts/filterbar.js';
import { NewRows, usePages } from '../parts/list.js';
import { Empty, Failure, Loading, NothingMatches } from '../parts/notices.js';
import { ColumnMenu, Pager, Table } from '../parts/table.js';

const path = 'v2/workflows/logs';
/** The server gives no more runs at once: each comes with its steps. */
const size = 10;

const filters = [
  { name: 'state', label: 'State', values: ['RUN_STARTED', 'RUN_SUCCESS', 'RUN_FAILED', 'RUN_CANCELED'] },
  { name: 'workflowUrl', label: 'URL', hint: 'https://… exactly' }, { name: 'workflowRunId', label: 'Run', hint: 'wfr_…' },
  { name: 'label', label: 'Label' }, { name: 'flowControlKey', label: 'Flow-control key' }, { name: 'host', label: 'Host' }, { name: 'path', label: 'Path' },
];

const runLink = (run) => link(['workflows', run.workflowRunId], { createdAt: run.workflowRunCreatedAt });
export const isAlive = (run) => run.workflowState === 'RUN_STARTED';

export const steps = (run) => run.steps.flatMap((g) => g.steps);
/** Where it stands: what runs, or failed, or came last. */
const current = (run) => steps(run).findLast((s) => s.state !== 'STEP_SUCCESS') ?? steps(run).at(-1);

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'id', title: 'Run', cell: (r) => html`<${Id} id=${r.workflowRunId} href=${runLink(r)} />`, fixed: true },
  { key: 'state', title: 'State', cell: (r) => html`<${State} name=${r.workflowState} />`, fixed: true },
  { key: 'url', title: 'Workflow', cell: (r) => html`<${Sent} text=${r.workflowUrl} />`, wide: true },
  { key: 'at', title: 'At step', cell: (r) => html`<${Sent} text=${current(r)?.stepName} />` },
  { key: 'steps', title: 'Steps', cell: (r) => exact(steps(r).length), num: true },
  { key: 'started', title: 'Started', cell: (r) => html`<${Time} at=${r.workflowRunCreatedAt} />` },
  { key: 'took', title: 'Took', cell: (r) => duration((r.workflowRunCompletedAt ?? now()) - r.workflowRunCreatedAt), num: true },
  { key: 'label', title: 'Label', cell: (r) => r.labels?.length && html`<${Sent} text=${r.labels.join(', ')} />`, hidden: true },
];

/** @param {{id: string, onClose: () => void, after: () => void}} props Asks, and cancels a run. */
export const CancelRun = ({ id, onClose, after }) => html`
  <${Confirm} title="Cancel this run?" verb="Cancel for good" onClose=${onClose}
    onConfirm=${() => act('The run is canceled.', () => remove(`v2/workflows/runs/${part(id)}`, { query: { cancel: true } })).then((done) => { after(); return done; })}>
    <p><span class="mono wrap">${id}</span> takes no further step. A call of its endpoint under way may still complete.</p><//>`;

/** Runs of workflows, the latest first. */
export function Workflows({ query }) {
  const asked = { ...toApi(filters, query), trimBody: -1 };
  const list = usePages(path, asked, { items: 'runs', keyOf: (r) => `${r.workflowRunId}@${r.workflowRunCreatedAt}`, size });
  const [asking, setAsking] = useState(null);
  const actions = (r) => [
    { text: 'Open', run: () => go(runLink(r)) },
    { text: 'Runs of the same workflow', run: () => go(link(['workflows'], { workflowUrl: r.workflowUrl })) },
    ...(isAlive(r) ? [{ text: 'Cancel', writes: true, danger: true, run: () => setAsking(r.workflowRunId) }] : []),
  ];
  return html`
    <${PageHead} title="Workflows" note="Runs, the latest first." />
    <${FilterBar} filters=${filters} asked=${asked} path=${path}><${NewRows} count=${list.waiting} show=${list.showNew} />
      <button type="button" class="button small" onClick=${list.reload}>Refresh</button><${ColumnMenu} name="runs" columns=${columns} /><//>
    ${list.error && html`<${Failure} error=${list.error} retry=${list.reload} />`}
    ${list.rows === undefined ? !list.error && html`<${Loading} />` : list.rows.length > 0
      ? html`<${Table} name="runs" label="Runs" columns=${columns} rows=${list.rows} keyOf=${(r) => `${r.workflowRunId}@${r.workflowRunCreatedAt}`} actions=${actions} />
        <${Pager} newer=${list.newer} older=${list.older} />`
      : isNarrowed(filters, query) ? html`<${NothingMatches} clear=${changed(cleared(filters))} />`
      : html`<${Empty} title="No workflow has run yet." curl=${'curl -X POST "$QSTASH_URL"/v2/trigger/http://127.0.0.1:3000/workflow \\\n  -H "Authorization: Bearer $QSTASH_TOKEN" -d hello'}>
          A workflow is a function of yours, served with <code>@upstash/workflow</code>, that goes on after crashes where it was.<//>`}
    ${asking && html`<${CancelRun} id=${asking} onClose=${() => setAsking(null)} after=${list.reload} />`}`;
}
