import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { session, signIn } from '../lib/api.js';
import { useStore } from '../lib/store.js';

/** Lies over the page until somebody is signed in: where the reader was, and what was typed, stays beneath it. */
export function SignIn() {
  const current = useStore(session);
  const [token, setToken] = useState('');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const field = useRef();
  useEffect(() => field.current?.focus(), []);

  async function enter(credentials) {
    setBusy(true);
    setError(null);
    try {
      await signIn(credentials);
    } catch (failed) {
      setError(failed.message);
      setBusy(false);
      field.current?.select();
    }
  }

  return html`
    <main class="signin">
      <form onSubmit=${(e) => { e.preventDefault(); enter({ token: token.trim() }); }}>
        <p class="brand"><img src=${`${document.body.dataset.assets}/icon.svg`} alt="" width="28" height="28" />BusQStash</p>
        <h1>${current?.ended ? 'The session is over' : 'Sign in'}</h1>
        ${current?.ended && html`<p class="note">Sign in again: the page is where you left it.</p>`}
        <label class="field"><span>Token</span>
          <input ref=${field} type="password" autocomplete="current-password" spellcheck="false" value=${token} aria-invalid=${error ? 'true' : null}
            aria-describedby="signin-help" onInput=${(e) => setToken(e.target.value)} /></label>
        <div aria-live="assertive">${error && html`<p class="wrong">${error}</p>`}</div>
        <button type="submit" class="button primary big" aria-busy=${busy ? 'true' : null}>Sign in</button>
        ${current?.developmentToken && html`
          <button type="button" class="button big" onClick=${() => enter({ development: true })}>Use the development token</button>`}
        <p class="note" id="signin-help">The server’s <code>BusQStash__Token</code>, or another of its tokens that may read. The browser does not keep it.</p>
      </form>
    </main>`;
}
