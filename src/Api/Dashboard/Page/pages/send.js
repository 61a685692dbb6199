import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { act, post, whyNot } from '../lib/actions.js';
import { call, get, part } from '../lib/api.js';
import { publishCurl } from '../lib/curl.js';
import { csharp, emptyForm, fromMessage, toItem, typescript } from '../lib/message.js';
import { useResource } from '../lib/resource.js';
import { link } from '../lib/route.js';
import { say } from '../lib/toast.js';
import { Action, Choice, Id, PageHead, Panel, State } from '../parts/bits.js';
import { Code } from '../parts/code.js';
import { Shown } from '../parts/notices.js';
import { Verdict } from '../parts/reasons.js';

/** Whether the server would call a destination, asked while it is typed; it looks the name up and never connects. */
function useCheck(destination) {
  const [check, setCheck] = useState(null);
  useEffect(() => {
    setCheck(null);
    if (!/^https?:\/\/[^/]/i.test(destination.trim())) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => call('POST', 'busqstash/destinations/check', { body: { url: destination.trim() }, signal: stop.signal }).then(setCheck, () => {}), 400);
    return () => { stop.abort(); clearTimeout(timer); };
  }, [destination]);
  return check;
}

/** What became of a message that was just sent. */
function Follow({ id }) {
  const [over, setOver] = useState(false);
  const found = useResource(`busqstash/messages/${part(id)}`, undefined, { every: over ? undefined : 1000 });
  const ended = ['DELIVERED', 'FAILED', 'CANCELED'].includes(found.data?.state);
  if (ended !== over) setOver(ended);
  return html`<div class="sentone" aria-live="polite"><p><${Id} id=${id} href=${link(['messages', id])} /> ${found.data && html`<${State} name=${found.data.state} />`}</p>
    <${Shown} of=${found}>${(m) => html`<${Verdict} verdict=${m.verdict} />`}<//></div>`;
}

/** Fills the form from a message that was, or a dead letter. */
async function load({ from, dead, queue }) {
  if (dead) return fromMessage(await get(`v2/dlq/${part(dead)}`));
  if (!from) return { ...emptyForm, queue: queue ?? '' };
  const entries = (await get('v2/logs', { messageId: from, count: 1, source: 'all' })).events;
  if (entries.length === 0) return emptyForm;
  const [entry] = entries;
  const body = entry.body && !/^REDACTED:/.test(entry.body) ? new TextDecoder().decode(Uint8Array.from(atob(entry.body), (c) => c.charCodeAt(0))) : '';
  return fromMessage({ ...entry, body });
}

/** What most messages do without. */
const special = ['delay', 'retries', 'dedup', 'callback', 'failureCallback', 'key', 'limits', 'headers'];

/** Sends a message, says beforehand if its destination would be denied, and follows it. */
export function Send({ query }) {
  const [form, setForm] = useState(null);
  const [sent, setSent] = useState([]);
  const [language, setLanguage] = useState('curl');
  const outcome = useRef();
  const source = { from: query.from?.[0], dead: query.dead?.[0], queue: query.queue?.[0] };
  useEffect(() => {
    load(source).then((found) => { setForm(found); setSpecial(special.some((name) => found[name])); }, (error) => { say(error.message, { bad: true }); setForm(emptyForm); });
  }, [source.from, source.dead]);
  const check = useCheck(whyNot('publish') ? '' : form?.destination ?? '');
  // Open for a message that has any of it; after that as the reader likes.
  const [isSpecial, setSpecial] = useState(false);
  if (!form) return html`<${PageHead} title="Send" />`;
  const item = toItem(form);
  const set = (name) => (e) => setForm({ ...form, [name]: e.target.value });
  const field = (name, label, hint, more = {}) => html`<label class=${`field${more.whole ? ' whole' : ''}`}><span>${label}</span>
    <input value=${form[name]} spellcheck="false" autocomplete="off" placeholder=${hint} onInput=${set(name)} ...${more.attributes ?? {}} />${more.below}</label>`;

  async function submit() {
    const answers = [await act('Accepted.', () => post('v2/batch', { body: [item] }).then((all) => {
      const wrong = all.flat(2).find((a) => a.error);
      if (wrong) throw new Error(wrong.error);
      return all;
    }))].flat(3);
    const ids = answers.filter((a) => a?.messageId).map((a) => a.messageId);
    if (ids.length === 0) return;
    setSent((old) => [...ids, ...old].slice(0, 10));

    // On a narrow screen it stands below the form: whoever has just sent something wants to see it.
    requestAnimationFrame(() => outcome.current?.scrollIntoView({ block: 'nearest' }));
  }

  return html`
    <${PageHead} title="Send" note=${source.from || source.dead ? 'Filled in from a message that was. What was hidden then is empty here.' : 'One message, to try something out.'} />
    <div class="columns">
      <${Panel} title="The message"><form onSubmit=${(e) => e.preventDefault()}><div class="form">
        ${field('destination', 'Destination', 'https://…, a URL group, or api/…', { whole: true, below: check && html`<small class=${check.allowed ? '' : 'wrong'} role="status">${check.allowed ? `Would be called${check.addresses?.length ? ` at ${check.addresses.join(', ')}` : ''}.` : check.text}</small>` })}
        ${field('queue', 'Queue', 'none')}
        <label class="field"><span>Method</span><select value=${form.method} onChange=${set('method')}>${['POST', 'GET', 'PUT', 'PATCH', 'DELETE'].map((m) => html`<option key=${m}>${m}</option>`)}</select></label>
        <label class="field whole"><span>Body</span><textarea rows="6" spellcheck="false" value=${form.body} onInput=${set('body')}></textarea></label>
        ${field('contentType', 'Content type', 'application/json')}${field('label', 'Label', 'none')}
        </div><details class="more" open=${isSpecial}><summary>Delay, retries, callbacks, limits, headers</summary><div class="form">
        ${field('delay', 'Delay', 'none; 10s, 5m, 1d')}${field('retries', 'Retries', 'as usual', { attributes: { type: 'number', min: '0' } })}
        ${field('dedup', 'Deduplication id', 'none')}${field('callback', 'Callback', 'none; https://…')}${field('failureCallback', 'Failure callback', 'none; https://…')}
        ${field('key', 'Flow-control key', 'none')}${field('limits', 'Its limits', 'parallelism=2, rate=10')}
        <label class="field whole"><span>Headers to hand on, one a line</span><textarea rows="3" spellcheck="false" placeholder="X-Trace: 1" value=${form.headers} onInput=${set('headers')}></textarea></label>
        </div></details><footer class="actions"><${Action} tone="primary" needs="publish" disabled=${!form.destination.trim()} reason="It needs a destination." onClick=${submit}>Send<//>
          <button type="button" class="button plain" onClick=${() => setForm(emptyForm)}>Empty the form</button></footer></form><//>
      <div class="beside" ref=${outcome}>
        ${sent.length > 0 && html`<${Panel} title="What became of it">${sent.map((id) => html`<${Follow} key=${id} id=${id} />`)}<//>`}
        <${Panel} title="The same as a program" actions=${html`<${Choice} label="Language" value=${language} options=${[['curl', 'curl'], ['csharp', 'C#'], ['ts', 'TypeScript']]} onChange=${setLanguage} />`}>
          <${Code} label=${language} text=${language === 'curl' ? publishCurl(item) : language === 'csharp' ? csharp(item) : typescript(item)} /><//>
      </div>
    </div>`;
}
