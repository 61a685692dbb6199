import { html, useState } from '../vendor/preact.js';
import { call, search } from '../lib/api.js';
import { download, fromBase64, hex, readBody, visible } from '../lib/body.js';
import { copy } from '../lib/copy.js';
import { bytes as size, exact } from '../lib/numbers.js';
import { Failure } from './notices.js';

const most = 200;

/** A value of JSON, folded where it is long. Text nodes only: whatever it holds, it is not run. */
function Json({ value, name, depth }) {
  const [shown, setShown] = useState(most);
  const label = name === undefined ? null : html`<span class="key">${visible(name)}</span>: `;
  if (value === null || typeof value !== 'object') {
    return html`<div class="leaf">${label}<span class=${`value ${typeof value}`}>${typeof value === 'string' ? `"${visible(value)}"` : String(value)}</span></div>`;
  }
  const entries = Array.isArray(value) ? value.map((v, at) => [at, v]) : Object.entries(value);
  const [opens, closes] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return html`<div class="leaf">${label}${opens}${closes}</div>`;
  return html`
    <details open=${depth < 2}><summary>${label}${opens}<span class="quiet"> ${exact(entries.length)} ${closes}</span></summary>
      <div class="inner">${entries.slice(0, shown).map(([key, v]) => html`<${Json} key=${key} name=${key} value=${v} depth=${depth + 1} />`)}
        ${entries.length > shown && html`<button type="button" class="button small" onClick=${() => setShown(shown + most)}>
          ${exact(Math.min(most, entries.length - shown))} more of ${exact(entries.length)}</button>`}</div>
    </details>`;
}

/** @param {{body: ReturnType<typeof readBody>, name: string, total?: number, onWhole?: () => any}} props `total`: bytes there are, when not all are here */
export function BodyView({ body, name, total, onWhole }) {
  const [raw, setRaw] = useState(false);
  const length = total ?? body.bytes.length;
  if (body.kind === 'none') return html`<p class="note">Empty.</p>`;
  if (body.kind === 'redacted') return html`<p class="note">Hidden by the publisher. SHA-256 <span class="mono wrap">${body.hash}</span></p>`;
  const isJson = body.kind === 'json' && !raw;
  const partial = body.cut || length > body.bytes.length;
  return html`
    <div class="body">
      <div class="bodyhead"><span class="note">${body.kind === 'binary' ? 'Binary' : body.kind === 'json' ? 'JSON' : 'Text'}, ${size(length)}${partial ? '; its beginning' : ''}</span>
        ${body.kind === 'json' && html`<button type="button" class="button small" onClick=${() => setRaw(!raw)}>${raw ? 'Folded' : 'As sent'}</button>`}
        ${body.text !== undefined && html`<button type="button" class="button small" onClick=${() => copy(body.text, 'Copied: body.')}>Copy</button>`}
        <button type="button" class="button small" onClick=${onWhole ?? (() => download(body.bytes, name))}>Download</button></div>
      <div class="bodytext" tabindex="0" role="region" aria-label="Body">${isJson
        ? html`<${Json} value=${body.value} depth=${0} />`
        : html`<pre>${body.kind === 'binary' ? hex(body.bytes) : visible(body.text)}</pre>`}</div>
    </div>`;
}

/** A body that came with its entry. @param {{text?: string|null, base64?: string|null, name: string}} props */
export const Body = ({ text, base64, name }) => html`<${BodyView} body=${readBody({ text, base64 })} name=${name} />`;

/**
 * A message's body, fetched when somebody wants to see it: at most 64 KB of it, the rest by download.
 * @param {{id: string, total: number, redacted: boolean}} props
 */
export function FetchedBody({ id, total, redacted }) {
  const [state, setState] = useState({});
  const path = `busqstash/messages/${encodeURIComponent(id)}/body`;
  async function load() {
    try {
      setState({ body: readBody({ base64: toBase64(await bytesOf(`${path}${search({ bytes: 65536 })}`)) }) });
    } catch (error) {
      setState({ error });
    }
  }
  if (!total && !redacted) return html`<p class="note">Empty.</p>`;
  if (state.error) return html`<${Failure} error=${state.error} retry=${load} />`;
  if (!state.body) return html`<button type="button" class="button small" onClick=${load}>Show the body${total ? ` (${size(total)})` : ''}</button>`;
  return html`<${BodyView} body=${state.body} name=${`${id}.body`} total=${total} onWhole=${async () => download(await bytesOf(path), `${id}.body`)} />`;
}

/** A body as it is. @param {string} path @returns {Promise<Uint8Array>} */
export async function bytesOf(path) {
  const answer = await fetch(`api/${path}`, { headers: { 'X-BusQStash-Dashboard': '1' }, cache: 'no-store' });
  if (!answer.ok) return call('GET', path);
  return new Uint8Array(await answer.arrayBuffer());
}

function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key)$/i;

/** Headers as they were sent; what opens doors is covered until somebody asks. @param {{headers?: Record<string, string[]>|null}} props */
export function Headers({ headers }) {
  const [open, setOpen] = useState(() => new Set());
  const lines = Object.entries(headers ?? {}).flatMap(([name, values]) => values.map((value, at) => [name, value, `${name}-${at}`]));
  if (lines.length === 0) return html`<p class="note">None.</p>`;
  return html`<dl class="headers">${lines.map(([name, value, key]) => {
    const hidden = /^REDACTED:[0-9a-f]+$/.test(value);
    const covered = !hidden && secretHeaders.test(name) && !open.has(key);
    return html`<div key=${key}><dt><bdi>${visible(name)}</bdi></dt><dd>${covered
      ? html`••••••• <button type="button" class="button small" onClick=${() => setOpen(new Set([...open, key]))}>Show</button>`
      : hidden ? html`<span class="quiet">hidden by the publisher, SHA-256 ${value.slice(9)}</span>` : html`<bdi>${visible(value)}</bdi>`}</dd></div>`;
  })}</dl>`;
}

export { fromBase64 };
