import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Action, Choice, Facts, Id, PageHead, Panel, Sent, State, Time } from '../parts/bits.js';
import { Body } from '../parts/body.js';
import { Dialog } from '../parts/dialog.js';
import { Empty, Shown } from '../parts/notices.js';
import { Table } from '../parts/table.js';
import { StepTable, Timeline } from './run-timeline.js';
import { CancelRun, isAlive, steps } from './workflows.js';

const waitsFor = (run) => (isAlive(run) ? steps(run).filter((s) => s.waitEventId && s.state === 'STEP_PROGRESS') : []);

/** What is so, in a sentence. */
function Verdict({ run }) {
  const took = duration((run.workflowRunCompletedAt ?? now()) - run.workflowRunCreatedAt);
  const failed = steps(run).findLast((s) => s.state === 'STEP_FAILED');
  const open = steps(run).filter((s) => s.state !== 'STEP_SUCCESS');
  const [first] = open;
  const says = {
    RUN_SUCCESS: ['good', html`Ended well after ${took}.`],
    RUN_CANCELED: ['quiet', html`Canceled after ${took}.`],
    RUN_FAILED: ['bad', html`Failed for good after ${took}${failed ? html`, at <${Sent} text=${failed.stepName || failed.stepType} />` : ''}: it can be resumed from there, or started anew.`],
  }[run.workflowState] ?? (first?.waitEventId
    ? ['later', html`Waits for the event <${Sent} text=${first.waitEventId} />${first.waitTimeoutDeadline ? html`, at the longest until <${Time} at=${first.waitTimeoutDeadline} full />` : ''}.`]
    : first?.sleepUntil || first?.sleepFor ? ['later', html`Sleeps${first.sleepUntil ? html` until <${Time} at=${first.sleepUntil} full />` : ` for ${duration(first.sleepFor)}`}.`]
    : first?.errors?.length ? ['warn', html`<${Sent} text=${first.stepName || 'The next step'} /> has failed ${first.errors.length === 1 ? 'once' : `${first.errors.length} times`}${first.nextDeliveryTime ? html` and is tried again <${Time} at=${first.nextDeliveryTime} />` : ''}.`]
    : ['info', html`Under way for ${took}.`]);
  return html`<p class=${`verdict ${says[0]}`}>${says[1]}</p>`;
}

/** Sends an event the run waits for. */
function Notify({ run, event, onClose, after }) {
  const [text, setText] = useState('');
  async function submit(e) {
    e.preventDefault();
    if (await act('Sent: the run goes on.', () => post(`v2/notify/${part(run.workflowRunId)}/${part(event)}`, { text }))) {
      onClose();
      after();
    }
  }
  return html`<${Dialog} title="Send the event" onClose=${onClose}><form onSubmit=${submit}>
    <p>The run waits for <span class="mono wrap">${event}</span>.</p>
    <label class="field"><span>Data of the event</span><textarea rows="5" spellcheck="false" value=${text} onInput=${(e) => setText(e.target.value)}></textarea><small>JSON as a rule: what the workflow gets as eventData.</small></label>
    <footer><button type="button" class="button" onClick=${onClose}>Leave it</button><button type="submit" class="button primary">Send</button></footer></form><//>`;
}

const eventColumns = [
  { key: 'time', title: 'When', cell: (e) => html`<${Time} at=${e.time} full />`, fixed: true },
  { key: 'state', title: 'State', cell: (e) => html`<${State} name=${e.state} />`, fixed: true },
  { key: 'step', title: 'Step', cell: (e) => html`<${Sent} text=${e.stepInfo?.stepName} />` },
  { key: 'message', title: 'Message', cell: (e) => e.stepInfo?.messageId && html`<${Id} id=${e.stepInfo.messageId} href=${link(['messages', e.stepInfo.messageId])} />` },
  { key: 'error', title: 'Error', cell: (e) => e.error && html`<${Sent} text=${e.error} />`, wide: true },
];

function Entries({ id, createdAt }) {
  const found = useResource('v2/workflows/messageLogs', { workflowRunId: id, workflowCreatedAt: createdAt, count: 200, trimBody: -1 });
  return html`<${Shown} of=${found}>${({ events }) => (events.length === 0 ? html`<p class="note inset">None.</p>`
    : html`<${Table} name="run-events" label="Log entries" columns=${eventColumns} rows=${events.map((e, at) => ({ ...e, at }))} keyOf=${(e) => String(e.at)} />`)}<//>`;
}

function Actions({ run, reload, ask }) {
  const again = (verb, said) => act(said, () => post(`v2/workflows/dlq/${verb}/${part(run.dlqId)}`)).then((made) => (made?.workflowRunId
    ? go(link(['workflows', made.workflowRunId], { createdAt: made.workflowCreatedAt })) : reload()));
  const [event] = waitsFor(run);
  return html`
    ${event && html`<${Action} tone="primary" needs="publish" onClick=${() => ask({ event: event.waitEventId })}>Send the event<//>`}
    ${run.workflowState === 'RUN_FAILED' && run.dlqId && html`
      <${Action} tone="primary" onClick=${() => again('resume', 'Resumed as a new run.')}>Resume<//>
      <${Action} onClick=${() => again('restart', 'Started anew, as a new run.')}>Restart<//>
      ${run.failureFunction?.state === 'CALLBACK_FAIL' && html`<${Action} onClick=${() => act('The failure function is called again.', () => post(`v2/workflows/dlq/callback/${part(run.dlqId)}`)).then(reload)}>Call the failure function again<//>`}`}
    ${isAlive(run) && html`<${Action} tone="danger" onClick=${() => ask({ cancel: true })}>Cancel<//>`}`;
}

/** One run: where it stands, what it did when, and what one may do about it. */
export function Workflow({ params: [id], query }) {
  const createdAt = query.createdAt?.[0];
  const found = useResource('v2/workflows/logs', { workflowRunId: id, workflowCreatedAt: createdAt, count: 1 }, { every: 3000 });
  const [asking, ask] = useState(null);
  const [view, setView] = useState('');
  const [which, setWhich] = useState('');
  const run = found.data?.runs[0];
  return html`
    <${PageHead} title="Workflow run" note=${html`<span class="mono wrap">${id}</span>`}>${run && html`<${Actions} run=${run} reload=${found.reload} ask=${ask} />`}<//>
    <${Shown} of=${found}>${() => (!run ? html`<${Empty} title="No such run."><a href="#/workflows">To all runs</a><//>` : html`
      <${Verdict} run=${run} />
      <div class="columns">
        <${Panel} title="The run"><${Facts} facts=${[
          ['State', html`<${State} name=${run.workflowState} />`], ['Workflow', html`<a href=${link(['workflows'], { workflowUrl: run.workflowUrl })}><${Sent} text=${run.workflowUrl} /></a>`],
          ['Started', html`<${Time} at=${run.workflowRunCreatedAt} full />`], ['Ended', run.workflowRunCompletedAt && html`<${Time} at=${run.workflowRunCompletedAt} full />`],
          ['Invoked by', run.invoker && html`<a href=${link(['workflows', run.invoker.workflowRunId], { createdAt: run.invoker.workflowRunCreatedAt })}>${run.invoker.workflowRunId}</a>`],
          ['Labels', run.labels?.join(', ')], ['Flow-control key', run.flowControlKey && html`<a href=${link(['flow-control', run.flowControlKey])}>${run.flowControlKey}</a>`],
          ['Started from', run.workflowRunCallerIp], ['Dead letter', run.dlqId && html`<span class="mono">${run.dlqId}</span>`],
          ['Failure function', run.failureFunction && html`<${State} name=${run.failureFunction.state} />`]]} /><//>
        <${Panel} title="What it returned">${run.workflowRunResponse === undefined ? html`<p class="note">Nothing${isAlive(run) ? ' yet' : ''}.</p>` : html`<${Body} text=${run.workflowRunResponse} name=${`${id}.result`} />`}
          ${run.failureFunction?.failResponse && html`<h3>Why it failed</h3><${Body} text=${run.failureFunction.failResponse} name=${`${id}.failure`} />`}<//>
      </div>
      <${Panel} title="Steps" flush actions=${html`
        <${Choice} label="Which steps" value=${which} options=${[['', 'All'], ['failed', 'Failed']]} onChange=${setWhich} />
        <${Choice} label="Shown as" value=${view} options=${[['', 'Timeline'], ['table', 'Table'], ['entries', 'Log entries']]} onChange=${setView} />`}>
        ${view === 'entries' ? html`<${Entries} id=${id} createdAt=${run.workflowRunCreatedAt} />` : view === 'table'
          ? html`<${StepTable} run=${run} failedOnly=${which === 'failed'} />` : html`<${Timeline} run=${run} failedOnly=${which === 'failed'} />`}<//>`)}<//>
    ${asking?.cancel && html`<${CancelRun} id=${id} onClose=${() => ask(null)} after=${found.reload} />`}
    ${asking?.event && html`<${Notify} run=${run} event=${asking.event} onClose=${() => ask(null)} after=${found.reload} />`}`;
}
