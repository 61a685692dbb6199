import { html, render, useEffect } from './vendor/preact.js';
import { readSession, session } from './lib/api.js';
import './lib/keys.js';
import { prefs } from './lib/prefs.js';
import { useResource } from './lib/resource.js';
import { route } from './lib/route.js';
import { useStore } from './lib/store.js';
import { pages } from './pages/pages.js';
import { Frame } from './parts/frame.js';
import { Empty } from './parts/notices.js';
import { SignIn } from './parts/signin.js';

/** A session lasts while it is used; this is what says that it is. */
const sayUsed = 5 * 60 * 1000;

function App() {
  const current = useStore(session);
  const where = useStore(route);
  useStore(prefs);
  const { data: info } = useResource('busqstash/info');
  useEffect(() => {
    readSession().catch(() => {});
    const timer = setInterval(() => document.hidden || readSession().catch(() => {}), sayUsed);
    return () => clearInterval(timer);
  }, []);

  const [name = '', ...rest] = where.path;
  const found = pages[name]?.[rest.length];
  const title = found?.title ?? 'Nothing here';
  useEffect(() => { document.title = `${rest.length ? `${rest.join(' / ')} · ` : ''}${title} · BusQStash`; }, [where]);

  if (!current) return null;
  const signedIn = Boolean(current.access);
  // Signed out before anything was seen: nothing to keep. Otherwise the page stays beneath, with what was typed.
  return html`
    ${(signedIn || current.ended) && html`<div class="frame" inert=${!signedIn}>
      <${Frame} info=${info}>${found
        ? html`<${found.page} key=${where.path.join('/')} params=${rest} query=${where.query} info=${info} />`
        : html`<${Empty} title="There is no such page."><a href="#/">To the Overview</a><//>`}<//></div>`}
    ${!signedIn && html`<div class="overlay"><${SignIn} /></div>`}`;
}

const app = document.querySelector('#app');
app.textContent = '';
render(html`<${App} />`, app);
