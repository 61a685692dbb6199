import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { get, part } from '../lib/api.js';
import { go, link } from '../lib/route.js';
import { Icon } from './icons.js';

/** As many of one kind are listed. */
const most = 8;

/** What a text may name, asked side by side; a question the server has no answer to is no hit. */
async function find(text) {
  const quiet = (question) => question.catch(() => null);
  if (/^wfr_./.test(text)) return [{ kind: 'Workflow run', name: text, href: link(['workflows', text]) }];
  if (/^https?:\/\//i.test(text)) return [{ kind: 'Logs', name: text, href: link(['logs'], { url: text }) }];
  const [message, letters, schedule, queues, groups, keys] = await Promise.all([
    /^msg_\w+$/.test(text) ? quiet(get('v2/logs', { messageId: text, count: 1, source: 'all' })) : null,
    /^\d+-\d+$/.test(text) ? quiet(get(`v2/dlq/${part(text)}`)) : null,
    /^[\w.-]+$/.test(text) ? quiet(get(`v2/schedules/${part(text)}`)) : null,
    quiet(get('busqstash/queues', { prefix: text, sort: 'name', count: most + 1 })),
    quiet(get('v2/topics')),
    quiet(get('v2/flowControl', { search: text })),
  ]);
  const starts = (name) => name.toLowerCase().startsWith(text.toLowerCase());
  return [
    ...(message?.events?.length ? [{ kind: 'Message', name: text, href: link(['messages', text]) }] : []),
    ...(letters?.dlqId ? [{ kind: 'Dead letter', name: text, href: link(['dead-letters', text]) }] : []),
    ...(schedule?.scheduleId ? [{ kind: 'Schedule', name: text, href: link(['schedules', text]) }] : []),
    ...(queues?.items ?? []).slice(0, most).map((q) => ({ kind: 'Queue', name: q.name, href: link(['queues', q.name]) })),
    ...(queues?.items.length > most ? [{ kind: 'Queues', name: `all with “${text}”`, href: link(['queues'], { search: text }) }] : []),
    ...(groups ?? []).filter((g) => starts(g.name)).slice(0, most).map((g) => ({ kind: 'URL group', name: g.name, href: link(['groups', g.name]) })),
    ...(keys ?? []).filter((k) => starts(k.flowControlKey)).slice(0, most)
      .map((k) => ({ kind: 'Flow-control key', name: k.flowControlKey, href: link(['flow-control', k.flowControlKey]) })),
  ];
}

/** One field for everything that has a name. One hit: go there. */
export function Search({ retention }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState(null);
  const box = useRef();
  useEffect(() => {
    const away = (e) => !box.current?.contains(e.target) && setHits(null);
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, []);

  async function submit(event) {
    event.preventDefault();
    const wanted = text.trim();
    if (!wanted) return;
    setHits('busy');
    const found = await find(wanted);
    if (found.length === 1) {
      open(found[0].href);
    } else {
      setHits(found);
    }
  }

  function open(href) {
    setHits(null);
    setText('');
    // What is typed next is meant for the page that opens.
    document.activeElement?.blur();
    go(href);
  }

  return html`
    <form class="search" role="search" ref=${box} onSubmit=${submit} onKeyDown=${(e) => e.key === 'Escape' && setHits(null)}>
      <${Icon} name="search" />
      <input id="search" type="search" aria-label="Search" placeholder="Message id, queue, schedule, key, URL" value=${text} autocomplete="off" spellcheck="false"
        onInput=${(e) => { setText(e.target.value); setHits(null); }} /><kbd aria-hidden="true">/</kbd>
      <div class="hits" role="status">${hits === 'busy' ? html`<p class="note">Searching…</p>` : hits && html`
        <div class="hitlist">${hits.length === 0
          ? html`<p class="note">Not found. Finished messages are kept ${retention ?? 'for a while'}.</p>`
          : hits.map((hit) => html`<a key=${hit.href} href=${hit.href} onClick=${(e) => { e.preventDefault(); open(hit.href); }}>
              <span class="quiet">${hit.kind}</span> <bdi>${hit.name}</bdi></a>`)}</div>`}</div>
    </form>`;
}
