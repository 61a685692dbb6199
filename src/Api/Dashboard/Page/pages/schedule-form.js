import { html, useEffect, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { get, part } from '../lib/api.js';
import { cronInWords, splitCron } from '../lib/cron.js';
import { scheduleHeaders } from '../lib/message.js';
import { prefs } from '../lib/prefs.js';
import { absolute, inZone } from '../lib/time.js';
import { Action, Time } from '../parts/bits.js';
import { Dialog } from '../parts/dialog.js';

/** Instants, in the zone of the schedule and as far away as they are. @param {{zone: string, items: {at: number, offset?: string, clockChange?: boolean}[]}} props */
export const Firings = ({ zone, items }) => html`
  <ol class="entries firings">${items.map((f) => html`<li key=${f.at}><span class="mono">${inZone(f.at, zone)}</span><${Time} at=${f.at} />
    <span>${inZone(f.at, zone).slice(0, 16) === absolute(f.at, prefs.get().zone).slice(0, 16) ? '' : html`<${Time} at=${f.at} full /> `}${f.clockChange ? html`<span class="state warn">the clocks change</span>` : ''}</span></li>`)}</ol>`;

/** What an expression would do, asked of the server a moment after the last key. @param {{expression: string}} props */
function Preview({ expression }) {
  const [state, setState] = useState({});
  useEffect(() => {
    if (!expression.trim()) return setState({});
    const stop = new AbortController();
    const timer = setTimeout(() => get('busqstash/cron', { expression, count: 5 }, stop.signal)
      .then((data) => setState({ data }), (error) => error.name === 'AbortError' || setState({ error })), 250);
    return () => { stop.abort(); clearTimeout(timer); };
  }, [expression]);
  return html`<div class="preview" aria-live="polite">${state.error ? html`<p class="wrong">${state.error.message}</p>`
    : state.data && html`<p class="note">${cronInWords(expression)}, in ${state.data.zone}. Next:</p><${Firings} zone=${state.data.zone} items=${state.data.items} />`}</div>`;
}

/**
 * Makes a schedule, or replaces the one of its id.
 * @param {{schedule?: any, onClose: () => void, onDone: (id: string) => void}} props
 */
export function ScheduleForm({ schedule: s, onClose, onDone }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [form, setForm] = useState(() => ({
    scheduleId: s?.scheduleId ?? '', cron: s ? splitCron(s.cron).fields.join(' ') : '0 8 * * *', zone: s ? splitCron(s.cron).zone : own,
    destination: s?.destination ?? '', queue: s?.queueName ?? '', method: s?.method ?? 'POST', retries: s?.retries ?? '', body: s?.body ?? '',
    contentType: s?.header?.['Content-Type']?.[0] ?? '',
  }));
  const expression = form.zone && form.zone !== 'UTC' ? `CRON_TZ=${form.zone} ${form.cron}` : form.cron;
  const field = (name, label, more = {}) => html`<label class=${`field${more.whole ? ' whole' : ''}`}><span>${label} </span>
    <input value=${form[name]} spellcheck="false" autocomplete="off" ...${more.attributes ?? {}} onInput=${(e) => setForm({ ...form, [name]: e.target.value })} />${more.hint && html`<small>${more.hint}</small>`}</label>`;

  async function submit() {
    // What is not in the form stays as it is: a schedule is replaced as a whole.
    const headers = { ...(s ? scheduleHeaders(s) : {}), 'Upstash-Cron': expression };
    for (const name of Object.keys(headers)) if (/^upstash-(forward-content-type|retries)$/i.test(name)) delete headers[name];
    const set = (name, value) => { if (value !== '' && value !== null && value !== undefined) headers[name] = String(value); };
    set('Upstash-Schedule-Id', form.scheduleId.trim());
    set('Upstash-Queue-Name', form.queue.trim());
    set('Upstash-Method', form.method);
    set('Upstash-Retries', form.retries);
    set('Upstash-Forward-Content-Type', form.contentType.trim() || 'text/plain');
    // Escaped, the destination is one part of the path: no proxy tidies it up.
    const answer = await act('The schedule is set.', () => post(`v2/schedules/${part(form.destination.trim())}`, { headers, text: form.body }));
    if (answer) onDone(answer.scheduleId);
  }

  return html`
    <${Dialog} wide title=${s ? `Edit ${s.scheduleId}` : 'New schedule'} onClose=${onClose}>
      <form onSubmit=${(e) => e.preventDefault()}><div class="form">
        ${field('cron', 'Cron', { hint: 'minute hour day month weekday; a sixth field in front is seconds' })}
        ${field('zone', 'Zone', { hint: 'Europe/Berlin; UTC' })}
        <div class="whole"><${Preview} expression=${expression} /></div>
        ${field('destination', 'Destination', { whole: true, hint: 'A URL, the name of a URL group, or api/…' })}
        ${field('scheduleId', 'Id', { hint: s ? 'Another id makes another schedule.' : 'Left empty, the server makes one.' })}
        ${field('queue', 'Queue', { hint: 'Left empty: none' })}
        <label class="field"><span>Method</span><select value=${form.method} onChange=${(e) => setForm({ ...form, method: e.target.value })}>
          ${['POST', 'GET', 'PUT', 'PATCH', 'DELETE'].map((m) => html`<option key=${m}>${m}</option>`)}</select></label>
        ${field('retries', 'Retries', { attributes: { type: 'number', min: '0', placeholder: 'as usual' } })}
        ${field('contentType', 'Content type', { attributes: { placeholder: 'text/plain' } })}
        <label class="field whole"><span>Body</span><textarea rows="4" spellcheck="false" value=${form.body} onInput=${(e) => setForm({ ...form, body: e.target.value })}></textarea></label>
      </div>${s && html`<p class="note">What is not in this form (callbacks, other headers, labels, limits) stays as it is.</p>`}
      <footer><button type="button" class="button" onClick=${onClose}>Leave it</button>
        <${Action} tone="primary" disabled=${!form.destination.trim() || !form.cron.trim()} reason="It needs a destination and a cron expression." onClick=${submit}>Save<//></footer></form>
    <//>`;
}
