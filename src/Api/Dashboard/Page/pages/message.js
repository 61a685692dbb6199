import { html, useState } from '../vendor/preact.js';
import { act, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { shownBytes } from '../lib/body.js';
import { copy } from '../lib/copy.js';
import { curl, destinationCurl } from '../lib/curl.js';
import { forwarded } from '../lib/message.js';
import { exact, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Action, Facts, Id, PageHead, Panel, Sent, State, Time, Url } from '../parts/bits.js';
import { bytesOf, FetchedBody, Headers } from '../parts/body.js';
import { Confirm } from '../parts/dialog.js';
import { Menu } from '../parts/menu.js';
import { Shown } from '../parts/notices.js';
import { inUse, Standing, Verdict } from '../parts/reasons.js';
import { retryOne } from './dead-letters.js';
import { runNow } from './messages.js';
import { Attempts } from './attempts.js';

const final = new Set(['DELIVERED', 'FAILED', 'CANCELED']);

/** The request of a delivery as a command. A body that is no text, or long, is left to a file of the reader's. */
async function requestCurl({ messageId, message, bodyBytes, bodyRedacted }) {
  const body = bodyBytes && bodyBytes <= shownBytes && !bodyRedacted ? await bytesOf(`busqstash/messages/${part(messageId)}/body`) : new Uint8Array();
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    // Not text.
  }
  const command = destinationCurl({ url: message.url, method: message.method, headers: forwarded(message), body: text || undefined });
  return text || !bodyBytes ? command : `${command} \\\n  --data-binary @${messageId}.body`;
}

const gone = html`<span class="quiet">gone</span>`;

/** A key whose limits nobody uses any longer is forgotten. */
const keyState = (k) => [k.paused && html` <${State} name="PAUSED" />`, k.place && ` place ${exact(k.place)} of ${exact(k.waiting)} in line`, inUse(k) && ` ${inUse(k)}`].filter(Boolean)
  .map((part, at) => html`${at > 0 ? ',' : ''}${part}`);

const scheduleState = (s) => (s.paused === undefined ? gone : s.paused ? html`<${State} name="PAUSED" />`
  : html`${s.nextAt ? html`fires <${Time} at=${s.nextAt} />` : 'fires no more'}${s.error ? html`; the last time: <${Sent} text=${s.error} />` : ''}`);

function Relations({ relations: r, state }) {
  const other = (m) => html`<${Id} id=${m.messageId} href=${link(['messages', m.messageId])} /> <${State} name=${m.state} />`;
  const facts = [
    ['Queue', r.queue && html`<a href=${link(['queues', r.queue.name])}>${r.queue.name}</a>${r.queue.place ? `, place ${exact(r.queue.place)}` : ''}${r.queue.behind ? `, ${exact(r.queue.behind)} behind it` : ''}`],
    ['Queue stands', r.queue?.standing?.reason && html`<${Standing} standing=${r.queue.standing} />`],
    ['Flow-control key', r.flowControl && html`<a href=${link(['flow-control', r.flowControl.key])}>${r.flowControl.key}</a>${keyState(r.flowControl)}`],
    ['Schedule', r.schedule && html`<a href=${link(['schedules', r.schedule.scheduleId])}>${r.schedule.scheduleId}</a> ${scheduleState(r.schedule)}`],
    ['URL group', r.group && html`<a href=${link(['groups', r.group.name])}>${r.group.name}</a>${r.group.endpointName ? `, endpoint ${r.group.endpointName}` : ''} ${r.group.endpoints === undefined ? gone : html`<span class="quiet">of ${plural(r.group.endpoints, 'endpoint')}</span>`}`],
    ['Workflow run', r.run && html`<a href=${link(['workflows', r.run.workflowRunId], { createdAt: r.run.workflowRunCreatedAt })}>${r.run.workflowRunId}</a> ${r.run.state ? html`<${State} name=${r.run.state} />` : gone}`],
    ['Callback of', r.parent && other(r.parent)],
    ...(r.callbacks ?? []).map((c) => [c.kind === 'failureCallback' ? 'Failure callback' : 'Callback', other(c)]),
    ['Dead letter', r.deadLetter ? html`<${Id} id=${r.deadLetter.dlqId} href=${link(['dead-letters', r.deadLetter.dlqId])} />` : state === 'FAILED' && html`<span class="quiet">sent again, deleted, or too old</span>`],
  ];
  return facts.some(([, value]) => value) ? html`<${Facts} facts=${facts} />` : html`<p class="note">No queue, key, schedule, group, run or callback.</p>`;
}

function Request({ found }) {
  const m = found.message ?? {};
  return html`
    <${Facts} facts=${[
      ['Destination', html`<${Url} text=${m.api ? `api/${m.api}` : m.url} />`], ['Method', m.method], ['Retries', m.maxRetries],
      ['Retry delay', m.retryDelayExpression && html`<code>${m.retryDelayExpression}</code>`], ['Timeout', m.timeout && duration(m.timeout)],
      ['Callback', m.callback && html`<${Sent} text=${m.callback} />`], ['Failure callback', m.failureCallback && html`<${Sent} text=${m.failureCallback} />`],
      ['Labels', m.labels?.join(', ')], ['Published from', m.callerIP],
    ]} />
    <h3>Body</h3><${FetchedBody} id=${found.messageId} total=${found.bodyBytes} redacted=${found.bodyRedacted} />
    <h3>Headers</h3><${Headers} headers=${m.header} />`;
}

const Entries = ({ entries }) => html`
  <ol class="entries">${entries.map((e, at) => html`<li key=${at}><${Time} at=${e.time} full /><${State} name=${e.state} />
    <span>${e.status ? html`<code>${e.status}</code> ` : ''}${e.error && html`<${Sent} text=${e.error} />`}${e.nextAt ? html` next try ${e.nextAt > now() ? '' : 'was '}<${Time} at=${e.nextAt} />` : ''}</span></li>`)}</ol>`;

/** One message: first why it is as it is, then everything that is known of it. */
export function Message({ params: [id], info }) {
  const [done, setDone] = useState(false);
  const [asking, setAsking] = useState(false);
  const found = useResource(`busqstash/messages/${part(id)}`, undefined, { every: done ? undefined : 1000 });
  const data = found.data;
  if (data && final.has(data.state) !== done) setDone(final.has(data.state));
  const waits = data && !final.has(data.state) && data.state !== 'RUNNING';
  const dead = data?.relations?.deadLetter;
  return html`
    <${PageHead} title="Message" note=${html`<${Id} id=${id} />`}>${data && html`
      ${waits && html`<${Action} tone="primary" onClick=${() => runNow(id).then(found.reload)}>Run now<//>`}
      ${dead && html`<${Action} tone="primary" onClick=${() => retryOne(dead.dlqId, found.reload)}>Retry<//>`}
      <a class="button" href=${link(['send'], { from: id })}>Edit and send as new</a>
      <${Menu} label="Copy" text="Copy" icon="copy" items=${[
        { text: 'curl to the destination', run: () => act('', () => requestCurl(data)).then((text) => text && copy(text, 'Copied: curl to the destination.')) },
        { text: 'curl to the API', run: () => copy(curl('GET', `/busqstash/messages/${part(id)}`), 'Copied: curl to the API.') },
        { text: 'JSON', run: () => copy(JSON.stringify(data, null, 2), 'Copied: JSON.') },
      ]} />
      ${!done && html`<${Action} tone="danger" onClick=${() => setAsking(true)}>Cancel<//>`}`}
    <//>
    <${Shown} of=${found} retention=${info?.retention?.finishedMs}>${(m) => html`
      <${Verdict} verdict=${m.verdict} />
      <div class="columns">
        <div>
          <${Panel} title="Attempts" flush><${Attempts} message=${m} /><//>
          <${Panel} title="Log entries" actions=${html`<a href=${link(['logs'], { messageId: id })}>In Logs</a>`}><${Entries} entries=${m.entries ?? []} /><//>
        </div>
        <div>
          <${Panel} title="Belongs to"><${Facts} facts=${[
            ['State', html`<${State} name=${m.state} />`], ['Accepted', html`<${Time} at=${m.createdAt} full />`],
            ['Trace', m.traceId && html`<${Id} id=${m.traceId} />`],
            [done ? 'Ended' : 'Next', (done ? m.finishedAt : m.nextAt) && html`<${Time} at=${done ? m.finishedAt : m.nextAt} full />`],
          ]} /><${Relations} relations=${m.relations ?? {}} state=${m.state} /><//>
          <${Panel} title="Request"><${Request} found=${m} /><//>
        </div>
      </div>`}<//>
    ${asking && html`<${Confirm} title="Cancel this message?" verb="Cancel for good" onClose=${() => setAsking(false)}
      onConfirm=${() => act('Canceled.', () => remove(`v2/messages/${part(id)}`)).then((ok) => { found.reload(); return ok; })}>
      <p><span class="mono wrap">${id}</span> is not delivered any more. An attempt under way may still complete.</p><//>`}`;
}
