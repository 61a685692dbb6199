import { html, useState } from '../vendor/preact.js';
import { act, post, remove } from '../lib/actions.js';
import { part } from '../lib/api.js';
import { curl } from '../lib/curl.js';
import { exact, percent, plural } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { go, link } from '../lib/route.js';
import { Action, PageHead, Panel, Sent, State, Time } from '../parts/bits.js';
import { Confirm, Dialog } from '../parts/dialog.js';
import { Empty, Shown } from '../parts/notices.js';
import { Table } from '../parts/table.js';

/** @type {import('../parts/table.js').Column[]} */
const columns = [
  { key: 'name', title: 'URL group', cell: (g) => html`<a href=${link(['groups', g.name])}><${Sent} text=${g.name} /></a>`, fixed: true },
  { key: 'count', title: 'Endpoints', cell: (g) => exact(g.endpoints.length), num: true },
  { key: 'urls', title: 'They are', cell: (g) => html`<${Sent} text=${g.endpoints.map((e) => e.name || e.url).join(', ')} />`, wide: true },
  { key: 'updated', title: 'Changed', cell: (g) => html`<${Time} at=${g.updatedAt} />` },
];

/** @param {{group?: string, onClose: () => void, onDone: (name: string) => void}} props Adds an endpoint; the first one makes the group. */
function AddEndpoint({ group, onClose, onDone }) {
  const [form, setForm] = useState({ group: group ?? '', url: '', name: '' });
  const field = (name, label, hint) => html`<label class="field"><span>${label}</span><input value=${form[name]} spellcheck="false" autocomplete="off" onInput=${(e) => setForm({ ...form, [name]: e.target.value })} />${hint && html`<small>${hint}</small>`}</label>`;
  const submit = async () => {
    const endpoint = { url: form.url.trim(), ...(form.name.trim() ? { name: form.name.trim() } : {}) };
    const done = await act('The endpoint is there.', () => post(`v2/topics/${part(form.group.trim())}/endpoints`, { body: { endpoints: [endpoint] } }));
    if (done) onDone(form.group.trim());
  };
  return html`<${Dialog} title=${group ? `Add to ${group}` : 'New URL group'} onClose=${onClose}><form onSubmit=${(e) => { e.preventDefault(); }}>
    ${!group && field('group', 'Name')}${field('url', 'URL of an endpoint')}${field('name', 'Its name', 'May be left empty.')}
    <footer><button type="button" class="button" onClick=${onClose}>Leave it</button>
      <${Action} tone="primary" disabled=${!form.group.trim() || !form.url.trim()} reason="It needs a name and a URL." onClick=${submit}>Add<//></footer></form><//>`;
}

export function Groups() {
  const found = useResource('v2/topics', undefined, { every: 10_000 });
  const [adding, setAdding] = useState(false);
  return html`
    <${PageHead} title="URL groups" note="A message to a group goes to each of its endpoints."><${Action} tone="primary" onClick=${() => setAdding(true)}>New URL group<//><//>
    <${Shown} of=${found}>${(rows) => (rows.length > 0 ? html`<${Table} name="groups" label="URL groups" columns=${columns} rows=${rows} keyOf=${(g) => g.name} />`
      : html`<${Empty} title="No URL groups yet." curl=${curl('POST', '/v2/topics/orders/endpoints', { headers: [['Content-Type', 'application/json']], body: '{"endpoints":[{"url":"https://example.com"}]}' })}>Publish to a name instead of a URL, and every endpoint of the group gets the message.<//>`)}<//>
    ${adding && html`<${AddEndpoint} onClose=${() => setAdding(false)} onDone=${(name) => { setAdding(false); go(link(['groups', name])); }} />`}`;
}

/** The last outcomes of each endpoint, among the latest entries of the group. */
const outcomesOf = (entries, url) => {
  const own = entries.filter((e) => e.url === url);
  return { last: own[0], attempts: own.length, failed: own.filter((e) => e.state !== 'DELIVERED').length };
};

/** One group: how each endpoint does, and what may be done. */
export function Group({ params: [name] }) {
  const found = useResource(`v2/topics/${part(name)}`, undefined, { every: 10_000 });
  const recent = useResource('v2/logs', { topicName: name, state: ['DELIVERED', 'ERROR', 'FAILED'], count: 300 }, { every: 5000 });
  const [adding, setAdding] = useState(false);
  const [asking, setAsking] = useState(null);
  const entries = recent.data?.events ?? [];
  const test = (destination) => act('A test message is on its way.', () => post('v2/batch', { body: [{ destination, headers: { 'Upstash-Retries': '0', 'Upstash-Forward-Content-Type': 'text/plain', 'Upstash-Label': 'dashboard-test' }, body: 'A test from the dashboard.' }] }),
    { link: (a) => { const first = [a].flat(3)[0]; return first?.messageId && { label: 'Open it', href: link(['messages', first.messageId]) }; } });
  const endpointColumns = [
    { key: 'name', title: 'Name', cell: (e) => html`<${Sent} text=${e.name} />` },
    { key: 'url', title: 'URL', cell: (e) => html`<${Sent} text=${e.url} />`, fixed: true, wide: true },
    { key: 'state', title: 'Last', cell: (e) => { const { last } = outcomesOf(entries, e.url); return last ? html`<${State} name=${last.state} /> ${last.responseStatus ?? ''}` : '–'; } },
    { key: 'when', title: 'When', cell: (e) => html`<${Time} at=${outcomesOf(entries, e.url).last?.time} />` },
    { key: 'share', title: 'Failed lately', cell: (e) => { const o = outcomesOf(entries, e.url); return o.attempts ? html`<span title=${`${o.failed} of ${o.attempts}`}>${percent(o.failed / o.attempts)}</span>` : '–'; }, num: true },
  ];
  const drop = () => act('The endpoint is gone.', () => remove(`v2/topics/${part(name)}/endpoints`, { body: { endpoints: [{ url: asking.url }] } })).then((done) => { found.reload(); return done; });
  return html`
    <${PageHead} title=${name} note="URL group">
      <${Action} tone="primary" onClick=${() => setAdding(true)}>Add an endpoint<//><${Action} needs="publish" onClick=${() => test(name).then(recent.reload)}>Test all<//>
      <a class="button" href=${link(['logs'], { topicName: name })}>In Logs</a><${Action} tone="danger" onClick=${() => setAsking('group')}>Delete<//><//>
    <${Shown} of=${found}>${(g) => html`
      <${Table} name="endpoints" label="Endpoints" columns=${endpointColumns} rows=${g.endpoints} keyOf=${(e) => e.url} actions=${(e) => [
        { text: 'Test', writes: 'publish', run: () => test(e.url).then(recent.reload) }, { text: 'Remove', writes: true, danger: true, run: () => setAsking(e) }]} />
      <p class="note">${plural(g.endpoints.length, 'endpoint')}; outcomes of the latest ${exact(entries.length)} attempts of the group.</p>`}<//>
    ${adding && html`<${AddEndpoint} group=${name} onClose=${() => setAdding(false)} onDone=${() => { setAdding(false); found.reload(); }} />`}
    ${asking === 'group' && html`<${Confirm} title=${`Delete URL group ${name}?`} verb="Delete for good" onClose=${() => setAsking(null)}
      onConfirm=${() => act('Deleted.', () => remove(`v2/topics/${part(name)}`)).then((done) => { if (done) go('#/groups'); return done; })}><p>Messages published to it stay; new ones are refused.</p><//>`}
    ${asking?.url && html`<${Confirm} title="Remove this endpoint?" verb="Remove" onClose=${() => setAsking(null)} onConfirm=${drop}><p class="wrap">${asking.url}</p><//>`}`;
}

