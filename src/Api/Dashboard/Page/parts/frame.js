import { html, useEffect, useState } from '../vendor/preact.js';
import { connection, session, signOut } from '../lib/api.js';
import { ticks } from '../lib/clock.js';
import { described, helpShown } from '../lib/keys.js';
import { prefs, setPrefs } from '../lib/prefs.js';
import { useResource } from '../lib/resource.js';
import { route } from '../lib/route.js';
import { useStore } from '../lib/store.js';
import { clockSkew, duration } from '../lib/time.js';
import { dismiss, say, toasts } from '../lib/toast.js';
import { Choice } from './bits.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';
import { Search } from './search.js';

const places = [
  ['', 'Overview', 'overview'], ['messages', 'Messages', 'messages'], ['queues', 'Queues', 'queues'], ['dead-letters', 'Dead letters', 'dead-letters'],
  ['schedules', 'Schedules', 'schedules'], ['flow-control', 'Flow control', 'flow-control'], ['groups', 'URL groups', 'groups'], ['workflows', 'Workflows', 'workflows'],
  ['logs', 'Logs', 'logs'], ['send', 'Send', 'send'], ['system', 'System', 'system'],
];

/** What this reader prefers; on a narrow screen it stands in the navigation. */
function Preferences() {
  const { zone, theme } = useStore(prefs);
  return html`
    <${Choice} label="Times in" value=${zone} options=${[['local', 'Local'], ['utc', 'UTC']]} onChange=${(z) => setPrefs({ zone: z })} />
    <label class="pick"><span class="offscreen">Theme</span><select value=${theme} onChange=${(e) => setPrefs({ theme: e.target.value })}>
      <option value="system">System theme</option><option value="light">Light</option><option value="dark">Dark</option></select></label>`;
}

function Nav({ open, close }) {
  const { path } = useStore(route);
  return html`
    <nav id="nav" class=${open ? 'nav open' : 'nav'} aria-label="Pages">
      <a class="brand" href="#/" onClick=${close}><img src=${`${document.body.dataset.assets}/icon.svg`} alt="" width="22" height="22" />BusQStash</a>
      <ul>${places.map(([key, text, icon]) => html`
        <li key=${key}><a href=${`#/${key}`} aria-current=${(path[0] ?? '') === key ? 'page' : null} onClick=${close}><${Icon} name=${icon} />${text}</a></li>`)}</ul>
      <div class="navprefs"><${Preferences} /></div>
      <div class="navfoot"><button type="button" onClick=${() => helpShown.set(true)}>Keyboard <kbd>?</kbd></button>
        <span>${session.get()?.version}</span></div>
    </nav>`;
}

/** Whether the server is well, in a word; the Overview says more. */
function Health() {
  const { data, error } = useResource('busqstash/overview', undefined, { every: 15_000 });
  const { failingSince, silent } = useStore(connection);
  const away = failingSince || silent;
  // An answer that is an error says that the server cannot tell: the health it told before is over.
  const unwell = error?.status >= 500 && error.retryAfter === undefined;
  const parts = unwell ? [['server', { state: 'fail', text: error.message }]] : Object.entries(data?.health ?? {});
  const worst = away ? 'fail' : ['fail', 'warn', 'ok'].find((s) => parts.some(([, p]) => p.state === s));
  if (!worst) return null;
  const wrong = parts.filter(([, p]) => p.state !== 'ok').map(([name, p]) => `${name}: ${p.text ?? p.state}`);
  const word = away ? 'No answer' : { ok: 'Healthy', warn: 'Look here', fail: 'Unwell' }[worst];
  return html`<a class=${`health ${worst}`} href="#/" title=${wrong.join('\n') || 'Apis, ledger, broker, workers and reconciler are well.'}><i></i><span>${word}</span></a>`;
}

function Top({ toggle, open, info }) {
  const { access, limitedToRead, token } = useStore(session);
  const kept = info?.retention?.finishedMs;
  return html`
    <header class="top">
      <button type="button" class="bare burger" aria-label="Pages" aria-expanded=${open ? 'true' : 'false'} aria-controls="nav" onClick=${toggle}><${Icon} name="menu" /></button>
      <${Search} retention=${kept && duration(kept)} />
      <${Health} />
      <div class="prefs"><${Preferences} /></div>
      ${access !== 'full' && html`<span class="badge" title=${limitedToRead ? 'BusQStash__Dashboard__ReadOnly is set.' : `Signed in with the token ${token}.`}>${access === 'publish' ? 'Read and publish' : 'Read-only'}</span>`}
      <button type="button" class="button small plain" onClick=${() => signOut().catch((e) => say(e.message, { bad: true }))}>Sign out</button>
    </header>`;
}

/** What concerns every page: no answers, a clock that is off, a new version. */
function Banners({ assets }) {
  useStore(ticks);
  const { failingSince, silent, answeredAt } = useStore(connection);
  const { assets: served } = useStore(session);
  const skew = clockSkew();
  return html`<div class="banners" aria-live="polite">
    ${(failingSince || silent) && html`<p class="banner bad">The server ${failingSince ? 'does not answer' : 'takes long to answer'}. What you see is ${duration(Math.floor((Date.now() - answeredAt) / 1000) * 1000)} old; ${failingSince ? 'it is asked again by itself' : 'its answer is waited for'}.</p>`}
    ${!failingSince && !silent && served && served !== assets && html`<p class="banner">The server was updated. <button type="button" class="button small" onClick=${() => location.reload()}>Load the page again</button></p>`}
    ${Math.abs(skew) > 2000 && html`<p class="banner">This computer’s clock is ${duration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} the server’s. Times here follow the server’s.</p>`}
  </div>`;
}

function Toasts() {
  const all = useStore(toasts);
  return html`<div class="toasts" role="status" aria-live="polite">${all.map((t) => html`
    <div key=${t.id} class=${t.bad ? 'toast bad' : 'toast'}><span>${t.text}</span>
      ${t.link && html`<a href=${t.link.href} onClick=${() => dismiss(t.id)}>${t.link.label}</a>`}
      ${t.undo && html`<button type="button" class="button small" onClick=${() => { dismiss(t.id); t.undo.run(); }}>${t.undo.label}</button>`}
      <button type="button" class="bare" aria-label="Dismiss" onClick=${() => dismiss(t.id)}>✕</button></div>`)}</div>`;
}

function Help() {
  const { keys } = useStore(prefs);
  if (!useStore(helpShown)) return null;
  return html`
    <${Dialog} title="Keyboard" onClose=${() => helpShown.set(false)}>
      <dl class="facts">${described.map(([key, what]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
      <label class="check"><input type="checkbox" checked=${keys} onChange=${(e) => setPrefs({ keys: e.target.checked })} />
        Single keys do this. None of them changes anything.</label>
    <//>`;
}

/** What stays around every page. @param {{children: any, info: any}} props */
export function Frame({ children, info }) {
  const [open, setOpen] = useState(false);
  const { path } = useStore(route);
  const place = path.join('/');
  useEffect(() => { document.querySelector('main')?.scrollTo(0, 0); }, [place]);
  return html`
    <a class="skip" href="#main" onClick=${(e) => { e.preventDefault(); document.querySelector('h1')?.focus(); }}>To the content</a>
    <${Nav} open=${open} close=${() => setOpen(false)} />
    <${Top} open=${open} toggle=${() => setOpen(!open)} info=${info} />
    <main><${Banners} assets=${document.body.dataset.assets.split('/').pop()} />${children}</main>
    <${Toasts} /><${Help} />`;
}
