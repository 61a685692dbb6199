import { html, render, useEffect, useState } from './vendor/preact.js';
import { readSession, session } from './lib/api.js';
import './lib/keys.js';
import { prefs } from './lib/prefs.js';
import { useResource } from './lib/resource.js';
import { route } from './lib/route.js';
import { useStore } from './lib/store.js';
import { pages } from './pages/pages.js';
import { Frame } from './parts/frame.js';
import { Empty, Loading } from './parts/notices.js';
import { SignIn } from './parts/signin.js';

/** A session lasts while it is used; this is what says that it is. */
const sayUsed = 5 * 60 * 1000;

/** A page, once it is there. One that cannot be fetched is of a server that is no more: the page has to be loaded again. */
function Page({ entry, ...props }) {
  const [page, setPage] = useState(null);
  useEffect(() => {
    let left = false;
    entry.load().then((found) => left || setPage(() => found), () => left || setPage('gone'));
    return () => { left = true; };
  }, [entry]);
  if (page === 'gone') {
    return html`<${Empty} title="This page could not be fetched."><button type="button" class="button" onClick=${() => location.reload()}>Load the dashboard again</button><//>`;
  }
  return page ? html`<${page} ...${props} />` : html`<${Loading} />`;
}

/** What an address leads to, if anything. @param {string[]} path */
const pageOf = ([name = '', ...rest]) => pages[name]?.[rest.length];

function App() {
  const current = useStore(session);
  const where = useStore(route);
  useStore(prefs);
  const { data: info } = useResource('busqstash/info');
  useEffect(() => {
    fetchAhead();
    const timer = setInterval(() => document.hidden || readSession().catch(() => {}), sayUsed);
    return () => clearInterval(timer);
  }, []);

  const rest = where.path.slice(1);
  const found = pageOf(where.path);
  const title = found?.title ?? 'Nothing here';
  useEffect(() => { document.title = `${rest.length ? `${rest.join(' / ')} · ` : ''}${title} · BusQStash`; }, [where]);

  const signedIn = Boolean(current.access);
  // Signed out before anything was seen: nothing to keep. Otherwise the page stays beneath, with what was typed.
  return html`
    ${(signedIn || current.ended) && html`<div class="frame" inert=${!signedIn}>
      <${Frame} info=${info}>${found
        ? html`<${Page} key=${where.path.join('/')} entry=${found} params=${rest} query=${where.query} info=${info} />`
        : html`<${Empty} title="There is no such page."><a href="#/">To the Overview</a><//>`}<//></div>`}
    ${!signedIn && html`<div class="overlay"><${SignIn} /></div>`}`;
}

/** The other pages are fetched once the first one is there: opening one then waits for nothing, not even for a server that is away for a moment. */
function fetchAhead() {
  const all = Object.values(pages).flat().map((entry) => entry.load);
  const next = () => all.shift()?.().then(() => setTimeout(next, 20), () => {});
  setTimeout(next, 1500);
}

/** Until the server has said who is signed in, the empty frame of the shell stays. */
function begin() {
  readSession().then(() => {
    const app = document.querySelector('#app');
    app.textContent = '';
    render(html`<${App} />`, app);
  }, () => setTimeout(begin, 1000));
}

// The page that is asked for is fetched beside that question, not after its answer. One that cannot be fetched says so where it would stand.
pageOf(route.get().path)?.load().catch(() => {});
begin();
