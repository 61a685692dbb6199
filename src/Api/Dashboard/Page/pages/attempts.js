import { html, useState } from '../vendor/preact.js';
import { get, part } from '../lib/api.js';
import { readBody } from '../lib/body.js';
import { Duration, Sent, State, Time } from '../parts/bits.js';
import { BodyView, Headers } from '../parts/body.js';
import { Failure } from '../parts/notices.js';

const states = { delivered: 'DELIVERED', failed: 'ERROR', running: 'RUNNING' };

/** What the destination answered, fetched when somebody asks. */
function Answer({ id, number }) {
  const [state, setState] = useState({});
  const load = () => get(`busqstash/messages/${part(id)}/attempts/${number}`).then((answer) => setState({ answer }), (error) => setState({ error }));
  if (state.error) return html`<${Failure} error=${state.error} retry=${load} />`;
  if (!state.answer) return html`<button type="button" class="button small" onClick=${load}>Answer</button>`;
  return html`<${BodyView} body=${readBody({ base64: state.answer.bodyBase64 })} name=${`${id}-${number}.answer`} total=${state.answer.bodyBytes} /><${Headers} headers=${state.answer.headers} />`;
}

/** Attempts that were, and those that would still follow by the message's retry expression. @param {{message: any}} props */
export function Attempts({ message }) {
  const attempts = message.attempts ?? [], coming = message.timetable ?? [];
  if (attempts.length === 0 && coming.length === 0) return html`<p class="note inset">None yet.</p>`;
  return html`
    <div class="tablebox" role="region" aria-label="Attempts" tabindex="0"><table>
      <thead><tr><th scope="col" class="num">#</th><th scope="col">Outcome</th><th scope="col">Began</th><th scope="col" class="num">Waited</th><th scope="col" class="num">Took</th>
        <th scope="col" class="num">Status</th></tr></thead>
      <tbody>
        ${attempts.map((a) => html`
          <tr key=${a.number}><td class="num">${a.number}</td><td><${State} name=${states[a.outcome] ?? a.outcome} /></td><td><${Time} at=${a.startedAt} /></td>
            <td class="num"><${Duration} ms=${a.waitMs} /></td><td class="num"><${Duration} ms=${a.durationMs} /></td><td class="num">${a.status ?? ''}</td></tr>
          ${a.outcome === 'failed' && html`<tr key=${`${a.number}-answer`} class="under"><td></td><td colspan="5">
            ${a.error && html`<p><${Sent} text=${a.error} /></p>`}${a.status && html`<${Answer} id=${message.messageId} number=${a.number} />`}</td></tr>`}`)}
        ${coming.map((t) => html`
          <tr key=${`next-${t.number}`} class="coming"><td class="num">${t.number}</td><td>to come</td><td><${Time} at=${t.at} /></td><td class="num"><${Duration} ms=${t.delayMs} /></td>
            <td></td><td></td></tr>`)}
      </tbody></table></div>`;
}
