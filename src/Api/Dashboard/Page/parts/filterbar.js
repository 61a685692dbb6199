import { html, useState } from '../vendor/preact.js';
import { visible } from '../lib/body.js';
import { curl } from '../lib/curl.js';
import { cleared, inWords, isNarrowed, spans } from '../lib/filters.js';
import { changed, go, route } from '../lib/route.js';
import { search } from '../lib/api.js';
import { absolute } from '../lib/time.js';
import { Copy } from './bits.js';

/**
 * What a list is narrowed to, as chips; all of it stands in the address.
 * @param {{filters: import('../lib/filters.js').Filter[], asked: object, path: string, timed?: boolean, children?: any}} props
 *   `asked` and `path`: the question itself, for the copied command
 */
export function FilterBar({ filters, asked, path, timed = true, children }) {
  const { query } = route.get();
  const [name, setName] = useState(filters[0].name);
  const [value, setValue] = useState('');
  const filter = filters.find((f) => f.name === name) ?? filters[0];
  const apply = (change) => go(changed({ cursor: null, ...change }));
  const add = (text) => {
    if (!text.trim()) return;
    apply({ [name]: [...new Set([...(query[name] ?? []), text.trim()])] });
    setValue('');
  };
  const drop = (of, text) => apply({ [of]: query[of].filter((v) => v !== text) });
  return html`
    <div class="filterbar">
      <form onSubmit=${(e) => { e.preventDefault(); add(value); }}>
        <select aria-label="Filter by" value=${name} onChange=${(e) => { setName(e.target.value); setValue(''); }}>${filters.map((f) => html`
          <option key=${f.name} value=${f.name}>${f.label}</option>`)}</select>
        ${filter.values
          ? html`<select aria-label=${`${filter.label} is`} value="" onChange=${(e) => { add(e.target.value); e.target.value = ''; }}>
              <option value="">is…</option>${filter.values.map((v) => html`<option key=${v} value=${v}>${inWords(filter, v)}</option>`)}</select>`
          : html`<input aria-label=${`${filter.label} is`} placeholder=${filter.hint ?? 'exactly'} value=${value} spellcheck="false" autocomplete="off"
              onInput=${(e) => setValue(e.target.value)} />
            <button type="submit" class="button small">Add</button>`}
      </form>
      ${timed && html`<select aria-label="Time" value=${query.fromDate || query.toDate ? 'own' : query.span?.[0] ?? ''}
          onChange=${(e) => apply({ span: e.target.value || null, fromDate: null, toDate: null })}>
        <option value="">Any time</option>${spans.map(([word]) => html`<option key=${word} value=${word}>Last ${word}</option>`)}
        ${(query.fromDate || query.toDate) && html`<option value="own">Chosen span</option>`}</select>`}
      <ul class="chips" aria-label="Filters">
        ${filters.flatMap((f) => (query[f.name] ?? []).map((text) => html`
          <li key=${`${f.name}=${text}`}><span class="quiet">${f.label}</span> <bdi title=${visible(text)}>${visible(inWords(f, text))}</bdi>
            <button type="button" class="bare" aria-label=${`Remove ${f.label} ${text}`} onClick=${() => drop(f.name, text)}>✕</button></li>`))}
        ${[['fromDate', 'From'], ['toDate', 'To']].map(([key, label]) => query[key] && html`
          <li key=${key}><span class="quiet">${label}</span> ${absolute(Number(query[key][0]))}
            <button type="button" class="bare" aria-label=${`Remove ${label}`} onClick=${() => apply({ [key]: null })}>✕</button></li>`)}
      </ul>
      ${isNarrowed(filters, query) && html`<a class="button small plain" href=${changed(cleared(filters))}>Clear</a>`}
      <span class="spring"></span>
      ${children}
      <${Copy} label="Copy curl" what="curl" text=${() => curl('GET', `/${path}${search(asked)}`)} />
    </div>`;
}
