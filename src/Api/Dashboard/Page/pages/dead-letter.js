import { html, useState } from '../vendor/preact.js';
import { act, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { destinationCurl } from '../lib/curl.js';
import { forwarded } from '../lib/message.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { Action, Copy, Facts, Id, PageHead, Panel, Sent, State, Time, Url } from '../parts/bits.js';
import { Body, Headers } from '../parts/body.js';
import { Confirm } from '../parts/dialog.js';
import { Shown } from '../parts/notices.js';
import { failedAt, retryOne } from './dead-letters.js';

/** Where a dead letter that is gone went, if it was sent again. */
function Successor({ id }) {
  const { data: found } = useResource(`busqstash/dlq/${part(id)}/retry`);
  const other = (m) => html`<${Id} id=${m.messageId} href=${link(['messages', m.messageId])} />`;
  return found ? html`<p class="verdict quiet">Sent again as ${other(found.retriedAs)} <${State} name=${found.retriedAs.state} />. What had failed is ${other(found)}.</p>` : null;
}

/** One dead letter: the last answer, what was sent, and what to do about it. */
export function DeadLetter({ params: [id], info }) {
  const letter = useResource(`v2/dlq/${part(id)}`);
  const [asking, setAsking] = useState(false);
  const gone = () => go('#/dead-letters');
  return html`
    <${PageHead} title="Dead letter" note=${html`<span class="mono">${id}</span>`}>
      ${letter.data && html`
        <${Action} tone="primary" onClick=${() => retryOne(id, (a) => go(link(['messages', a.messageId])))}>Retry<//>
        <a class="button" href=${link(['send'], { dead: id })}>Edit and send as new</a>
        <${Action} tone="danger" onClick=${() => setAsking(true)}>Delete<//>`}
    <//>
    ${letter.error?.status === 404 && html`<${Successor} id=${id} />`}
    <${Shown} of=${letter} retention=${info?.retention?.deadLettersMs}>${(d) => html`
      <p class="verdict bad">Failed for good${d.responseStatus ? html`: <code>${d.responseStatus}</code>` : ' without an answer'} from <${Sent} text=${hostOf(d.url)} />, <${Time} at=${failedAt(d)} />.</p>
      <div class="columns">
        <${Panel} title="The last answer">
          <${Facts} facts=${[['Status', d.responseStatus || 'no answer']]} />
          <${Body} text=${d.responseBody} base64=${d.responseBodyBase64} name=${`${id}.answer`} />
          <h3>Headers</h3><${Headers} headers=${d.responseHeader} /><//>
        <${Panel} title="The message" actions=${html`<${Copy} label="Copy curl to the destination" what="curl" text=${() => destinationCurl({ url: d.url, method: d.method, headers: forwarded(d), body: /^REDACTED:/.test(d.body ?? '') ? undefined : d.body })} />
            <${Copy} label="Copy JSON" what="JSON" text=${() => JSON.stringify(d, null, 2)} />`}>
          <${Facts} facts=${[
            ['Message', html`<${Id} id=${d.messageId} href=${link(['messages', d.messageId])} />`],
            ['Destination', html`<${Url} text=${d.url} />`], ['Method', d.method],
            ['Accepted', html`<${Time} at=${d.createdAt} full />`], ['Failed', html`<${Time} at=${failedAt(d)} full />`],
            ['Queue', d.queueName && html`<a href=${link(['queues', d.queueName])}>${d.queueName}</a>`],
            ['Flow-control key', d.flowControlKey && html`<a href=${link(['flow-control', d.flowControlKey])}>${d.flowControlKey}</a>`],
            ['URL group', d.topicName && html`<a href=${link(['groups', d.topicName])}>${d.topicName}</a>`],
            ['Schedule', d.scheduleId && html`<a href=${link(['schedules', d.scheduleId])}>${d.scheduleId}</a>`],
            ['Retries', d.maxRetries], ['Labels', d.labels?.join(', ')], ['Published from', d.callerIP],
          ]} />
          <h3>Body</h3><${Body} text=${d.body} base64=${d.bodyBase64} name=${`${id}.body`} />
          <h3>Headers</h3><${Headers} headers=${d.header} /><//>
      </div>`}<//>
    ${asking && html`<${Confirm} title="Delete this dead letter?" verb="Delete for good" onClose=${() => setAsking(false)}
      onConfirm=${() => act('Deleted.', () => remove(`v2/dlq/${part(id)}`)).then((done) => { if (done) gone(); return done; })}>
      <p><span class="mono">${id}</span> cannot be sent again afterwards. The message stays in the logs until its time is over.</p><//>`}`;
}

const hostOf = (url) => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};
