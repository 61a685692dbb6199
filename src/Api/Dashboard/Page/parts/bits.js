import { html, useState } from '../vendor/preact.js';
import { whyNot } from '../lib/actions.js';
import { visible } from '../lib/body.js';
import { ticks } from '../lib/clock.js';
import { copy } from '../lib/copy.js';
import { exact, short, unknown } from '../lib/numbers.js';
import { prefs } from '../lib/prefs.js';
import { stateOf } from '../lib/states.js';
import { useStore } from '../lib/store.js';
import { absolute, duration, everything, relative } from '../lib/time.js';
import { Icon } from './icons.js';

/** A state as word, shape and colour. @param {{name: string}} props the contract's name */
export function State({ name }) {
  const { word, tone, shape } = stateOf(name);
  return html`<span class=${`state ${tone}`} title=${name}><${Icon} name=${shape} />${word}</span>`;
}

/** An instant: how long ago, or (`full`) by the clock. @param {{at?: number|null, full?: boolean}} props */
export function Time({ at, full }) {
  useStore(ticks);
  const { zone } = useStore(prefs);
  if (at === null || at === undefined) return html`<span class="quiet">${unknown}</span>`;
  const text = full ? `${absolute(at, zone)}${zone === 'utc' ? ' UTC' : ''}` : relative(at);
  return html`<time datetime=${new Date(at).toISOString()} title=${everything(at)} class=${full ? 'mono' : ''}>${text}</time>`;
}

/** @param {{ms?: number|null}} props */
export const Duration = ({ ms }) => html`<span title=${ms === null || ms === undefined ? null : `${exact(ms)} ms`}>${duration(ms)}</span>`;

/** @param {{n?: number|null, capped?: boolean}} props */
export const Count = ({ n, capped }) => html`<span title=${exact(n)}>${short(n)}${capped ? '+' : ''}</span>`;

/** What a user sent, as text and nothing else. @param {{text?: string|null, mono?: boolean}} props */
export const Sent = ({ text, mono }) => (text === null || text === undefined || text === ''
  ? html`<span class="quiet">${unknown}</span>`
  : html`<bdi class=${`sent${mono ? ' mono' : ''}`} title=${visible(text)}>${visible(text)}</bdi>`);

/** A button that copies. @param {{text: string|(() => string), label: string, what?: string}} props `what` is written on it; without it, an icon */
export const Copy = ({ text, label, what }) => html`
  <button type="button" class=${what ? 'button small' : 'bare'} aria-label=${what ? null : label} title=${label}
    onClick=${() => copy(typeof text === 'function' ? text() : text, `Copied: ${label.replace(/^Copy /, '')}.`)}>
    <${Icon} name="copy" />${what}
  </button>`;

/** A destination, and a button that copies it: it is text, never a link. @param {{text: string}} props */
export const Url = ({ text }) => html`<span class="id"><${Sent} text=${text} /><${Copy} text=${text} label="Copy URL" /></span>`;

/** An id: whole on hover, copied with a click. @param {{id: string, href?: string}} props */
export const Id = ({ id, href }) => html`
  <span class="id">${href ? html`<a class="mono" href=${href}>${visible(id)}</a>` : html`<span class="mono">${visible(id)}</span>`}
  <${Copy} text=${id} label="Copy id" /></span>`;

/**
 * A button that changes something: disabled, with the reason, for who may only read; once at a time.
 * @param {{onClick: () => any, children: any, tone?: 'primary'|'danger', disabled?: boolean, reason?: string, small?: boolean, label?: string, needs?: 'publish'}} props
 */
export function Action({ onClick, children, tone = '', disabled, reason, small, label, needs }) {
  const [busy, setBusy] = useState(false);
  const why = whyNot(needs) ?? (disabled ? reason ?? null : null);
  async function run() {
    if (why || disabled || busy) return;
    setBusy(true);
    try {
      await onClick();
    } finally {
      setBusy(false);
    }
  }
  return html`
    <button type="button" class=${`button ${tone} ${small ? 'small' : ''}`} data-writes aria-label=${label} title=${why} aria-busy=${busy ? 'true' : null}
      aria-disabled=${why || disabled ? 'true' : null} onClick=${run}>${children}</button>`;
}

/** @param {{title: string, children?: any, note?: any}} props The head of a page: what it is, and what one may do. */
export const PageHead = ({ title, children, note }) => html`
  <header class="pagehead"><div><h1 tabindex="-1">${title}</h1>${note && html`<p class="note">${note}</p>`}</div><div class="actions">${children}</div></header>`;

/** @param {{title?: any, children: any, actions?: any, wide?: boolean, label?: string}} props */
export const Panel = ({ title, children, actions, flush }) => html`
  <section class=${`panel${flush ? ' flush' : ''}`}>
    ${title && html`<header><h2>${title}</h2><div class="actions">${actions}</div></header>`}
    ${children}
  </section>`;

/** Names and values beside each other. @param {{facts: [string, any][]}} props Those whose value is `undefined` or `null` are left out. */
export const Facts = ({ facts }) => html`
  <dl class="facts">${facts.filter(([, value]) => value !== undefined && value !== null && value !== false).map(([name, value]) => html`
    <div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** @param {{options: [string, string][], value: string, onChange: (value: string) => void, label: string}} props */
export const Choice = ({ options, value, onChange, label }) => html`
  <div class="choice" role="group" aria-label=${label}>${options.map(([key, text]) => html`
    <button type="button" key=${key} aria-pressed=${key === value ? 'true' : 'false'} onClick=${() => onChange(key)}>${text}</button>`)}</div>`;
