import { html, useState } from '../vendor/preact.js';
import { exact, plural } from '../lib/numbers.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Facts, Id, Sent, State, Time } from '../parts/bits.js';
import { Body, Headers } from '../parts/body.js';
import { Table } from '../parts/table.js';
import { about, kindOf, lines, scale } from './run-lines.js';

const atOnce = 100;

/** A span of the axis as a browser draws it. */
const span = (axis, from, to) => ({ left: `${axis.at(from)}%`, width: `${Math.max(0.4, axis.at(to) - axis.at(from))}%` });

/** The invoked run, the event, the call: what the step leads to. */
function Leads({ step }) {
  if (step.invokedWorkflowRunId) return html`<a href=${link(['workflows', step.invokedWorkflowRunId], { createdAt: step.invokedWorkflowCreatedAt })}><${Sent} text=${step.invokedWorkflowRunId} /></a>`;
  const text = about(step);
  return text ? html`<${Sent} text=${text} />` : null;
}

function Detail({ step, name }) {
  return html`
    <div class="stepdetail">
      <${Facts} facts=${[
        ['Message', step.messageId && html`<${Id} id=${step.messageId} href=${link(['messages', step.messageId])} />`],
        ['Ended', step.createdAt && html`<${Time} at=${step.createdAt} full />`],
        ['Next try', step.nextDeliveryTime && html`<${Time} at=${step.nextDeliveryTime} />`],
        ['Sleeps until', step.sleepUntil && html`<${Time} at=${step.sleepUntil} full />`], ['Sleeps', step.sleepFor && duration(step.sleepFor)],
        ['Event', step.waitEventId && html`<${Sent} text=${step.waitEventId} />`],
        ['Waits until', step.waitTimeoutDeadline && html`<${Time} at=${step.waitTimeoutDeadline} full />`],
        ['Call', step.callUrl && html`<${Sent} text=${`${step.callMethod ?? 'GET'} ${step.callUrl}`} />`], ['Answer', step.callResponseStatus],
        ['Invoked', step.invokedWorkflowRunId && html`<${Leads} step=${step} />`], ['Retries', step.retries],
      ]} />
      ${(step.errors ?? []).map((e, at) => html`<p key=${at} class="wrong"><${Time} at=${e.time} full /> <${Sent} text=${[e.error, e.body].filter(Boolean).join(': ')} /></p>`)}
      ${step.out !== undefined && html`<h3>Result</h3><${Body} text=${step.out} name=${`${name}.result`} />`}
      ${step.callBody && html`<h3>Body of the call</h3><${Body} text=${step.callBody} name=${`${name}.call`} />`}
      ${step.callResponseBody && html`<h3>Its answer</h3><${Body} text=${step.callResponseBody} name=${`${name}.answer`} />`}
      ${step.invokedWorkflowRunBody && html`<h3>Payload of the invoked run</h3><${Body} text=${step.invokedWorkflowRunBody} name=${`${name}.invoked`} />`}
      ${step.headers && html`<h3>Headers</h3><${Headers} headers=${step.headers} />`}
    </div>`;
}

function Bar({ line, axis }) {
  const { from, to, rest, ticks, failed } = line;
  return html`<span class=${failed ? 'bar failed' : 'bar'} aria-hidden="true">
    ${(rest ?? to) > from && html`<i class="work" style=${span(axis, from, rest ?? to)}></i>`}
    ${rest !== null && html`<i class="rest" style=${span(axis, rest, to)}></i>`}
    ${ticks.map((t) => html`<i key=${t} class="tick" style=${{ left: `${axis.at(t)}%` }}></i>`)}</span>`;
}

function Line({ line, axis }) {
  const [open, setOpen] = useState(false);
  const { step } = line;
  const name = step.stepName || kindOf(step);
  return html`
    <li data-step=${step.stepName || null} class=${line.block === null ? null : 'parallel'}>
      <button type="button" class="stepline" aria-expanded=${open ? 'true' : 'false'} onClick=${() => setOpen(!open)}>
        <span class="stepname"><bdi>${name}</bdi> <span class="quiet">${kindOf(step)}</span></span>
        <${State} name=${step.state} /><${Bar} line=${line} axis=${axis} /><span class="num">${duration(line.to - line.from)}</span></button>
      ${(about(step) || step.invokedWorkflowRunId) && html`<p class="stepabout quiet"><${Leads} step=${step} /></p>`}
      ${open && html`<${Detail} step=${step} name=${name} />`}
    </li>`;
}

/** The steps of a run on the axis of its time. @param {{run: any, failedOnly: boolean}} props */
export function Timeline({ run, failedOnly }) {
  const [shown, setShown] = useState(atOnce);
  const at = now();
  const all = lines(run, at);
  const axis = scale(all, run.workflowRunCreatedAt, run.workflowRunCompletedAt ?? at);
  const wanted = failedOnly ? all.filter((l) => l.failed) : all;
  if (wanted.length === 0) return html`<p class="note inset">${failedOnly ? 'No step has failed.' : 'No step has been made yet.'}</p>`;
  return html`
    ${axis.folds.length > 0 && html`<p class="note inset">${plural(axis.folds.length, 'stretch', 'stretches')} without work folded: ${axis.folds.slice(0, 5).map((f) => duration(f.to - f.from)).join(', ')}.</p>`}
    <ol class="timeline">${wanted.slice(0, shown).map((line) => html`<${Line} key=${line.key} line=${line} axis=${axis} />`)}</ol>
    ${wanted.length > shown && html`<p class="inset"><button type="button" class="button small" onClick=${() => setShown(shown + atOnce)}>
      ${exact(Math.min(atOnce, wanted.length - shown))} more of ${exact(wanted.length)}</button></p>`}`;
}

/** @type {import('../parts/table.js').Column[]} */
const stepColumns = [
  { key: 'name', title: 'Step', cell: (l) => html`<${Sent} text=${l.step.stepName} />`, fixed: true },
  { key: 'kind', title: 'Kind', cell: (l) => kindOf(l.step) },
  { key: 'state', title: 'State', cell: (l) => html`<${State} name=${l.step.state} />`, fixed: true },
  { key: 'about', title: 'About', cell: (l) => html`<${Leads} step=${l.step} />`, wide: true },
  { key: 'took', title: 'Took', cell: (l) => duration(l.to - l.from), num: true },
  { key: 'tries', title: 'Failed tries', cell: (l) => exact(l.step.errors?.length ?? 0), num: true },
  { key: 'ended', title: 'Ended', cell: (l) => html`<${Time} at=${l.step.createdAt} />` },
];

/** The same as a table. @param {{run: any, failedOnly: boolean}} props */
export const StepTable = ({ run, failedOnly }) => html`
  <${Table} name="steps" label="Steps" columns=${stepColumns} rows=${lines(run, now()).filter((l) => !failedOnly || l.failed).slice(0, 1000)} keyOf=${(l) => l.key} />`;
