import { html } from '../vendor/preact.js';
import { curl, publishCurl } from '../lib/curl.js';
import { exact, percent, plural, rate } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { link } from '../lib/route.js';
import { duration, now } from '../lib/time.js';
import { Count, PageHead, Panel, Sent, Time } from '../parts/bits.js';
import { Code } from '../parts/code.js';
import { Shown } from '../parts/notices.js';
import { Standing } from '../parts/reasons.js';
import { StatCharts } from '../parts/stat-charts.js';
import { Table } from '../parts/table.js';

const names = { api: 'Api', ledger: 'Ledger', broker: 'Broker', workers: 'Workers', reconciler: 'Reconciler' };
const words = { ok: 'Well', warn: 'Look here', fail: 'Unwell' };
const tones = { ok: 'good', warn: 'warn', fail: 'bad' };

function Health({ health }) {
  return html`<ul class="tiles" aria-label="Health">${Object.entries(health).map(([key, part]) => html`
    <li key=${key} class=${`tile ${tones[part.state]}`}><span class="quiet">${names[key] ?? key}</span>
      <strong>${words[part.state] ?? part.state}${part.seen !== undefined ? html` <span class="quiet">${exact(part.seen)} seen${part.left ? `, ${exact(part.left)} left` : ''}</span>` : ''}</strong>
      ${part.text && html`<span>${part.text}</span>`}</li>`)}</ul>`;
}

/** What needs somebody, each with the way there. @type {Record<string, (a: any) => [string, any]>} */
const kinds = {
  queue: (a) => [link(['queues', a.name]), html`Queue <b>${a.name}</b> stands still, ${plural(a.lag, 'message waits', 'messages wait')}. <${Standing} standing=${a.standing} />`],
  lag_rising: (a) => [link(['queues', a.name]), html`Queue <b>${a.name}</b> grows: ${exact(a.lag)} messages wait, ${exact(a.before)} ten minutes ago.`],
  dead_letters: (a) => [link(['dead-letters'], { span: '1h', responseStatus: a.status }), html`${plural(a.count, 'dead letter')} within the hour: ${a.status ? html`<code>${a.status}</code>` : 'no answer'} from <b>${a.host}</b>, the last <${Time} at=${a.lastAt} />.`],
  due_late: (a) => ['#/messages?state=WAITING', html`${plural(a.count, 'message is', 'messages are')} late, the oldest due <${Time} at=${a.oldestAt} />.`],
  schedule: (a) => [link(['schedules', a.name]), html`The last firing of schedule <b>${a.name}</b> went wrong: <${Sent} text=${a.error} />.${a.lastAt ? html` It last made a message <${Time} at=${a.lastAt} />.` : ''}`],
  schedules_paused: (a) => [a.name ? link(['schedules', a.name]) : '#/schedules', a.name ? html`Schedule <b>${a.name}</b> is paused.` : html`${exact(a.count)} schedules are paused.`],
  flow_control: (a) => [link(['flow-control', a.name]), html`${plural(a.count, 'message waits', 'messages wait')} for flow-control key <b>${a.name}</b>${a.paused ? ', which is paused' : ''}, the oldest for ${duration(now() - a.oldestAt)}.`],
  long_attempt: (a) => [link(['messages', a.messageId]), html`An attempt at <b>${a.host}</b> has run for ${duration(now() - a.since)} on worker ${a.worker}.`],
  worker_gone: (a) => ['#/system', html`Worker ${a.worker} is gone; last seen <${Time} at=${a.lastAt} />.`],
};

const severities = { 3: ['bad', 'Now'], 2: ['warn', 'Soon'], 1: ['info', 'Know'] };

function Attention({ items }) {
  if (items.length === 0) return html`<p class="nothing">Nothing needs you.</p>`;
  return html`<ol class="attention">${items.map((a, at) => {
    const [href, sentence] = kinds[a.kind]?.(a) ?? ['#/', a.kind];
    const [tone, word] = severities[a.severity] ?? severities[1];
    return html`<li key=${at}><span class=${`state ${tone}`}>${word}</span><span>${sentence}</span><a href=${href} aria-label=${`Look at ${a.name ?? a.host ?? a.messageId ?? a.kind}`}>Look</a></li>`;
  })}</ol>`;
}

function Now({ now: n }) {
  const numbers = [
    ['Accepted', rate(n.accepted), 'a second', '#/logs?state=CREATED'], ['Delivered', rate(n.delivered), 'a second', '#/logs?state=DELIVERED'],
    ['Failed', rate(n.failed), 'a second', '#/logs?state=FAILED'], ['Retried', rate(n.retried), 'a second', '#/logs?state=RETRY'],
    ['Unfinished', html`<${Count} n=${n.unfinished} />`, 'messages', '#/messages'],
    ['Dead letters', html`<${Count} n=${n.deadLetters} capped=${n.deadLettersCapped} />`, '', '#/dead-letters'],
  ];
  return html`<ul class="numbers" aria-label="Now">${numbers.map(([name, value, unit, href]) => html`
    <li key=${name}><a href=${href}><span class="quiet">${name}</span><strong>${value}</strong><span class="quiet">${unit}</span></a></li>`)}</ul>`;
}

/** @type {import('../parts/table.js').Column[]} */
const hostColumns = [
  { key: 'host', title: 'Host', cell: (h) => html`<a href=${link(['logs'], { host: h.host })}><${Sent} text=${h.host} /></a>`, fixed: true, wide: true },
  { key: 'attempts', title: 'Attempts', cell: (h) => exact(h.attempts), num: true },
  { key: 'failed', title: 'Failed', cell: (h) => exact(h.failed), num: true },
  { key: 'last', title: 'Last status', cell: (h) => h.lastStatus ?? html`<span class="quiet">–</span>`, num: true },
  { key: 'share', title: 'Share', cell: (h) => percent(h.failureShare), num: true },
];

function FirstSteps() {
  return html`<${Panel} title="First steps">
    <ol class="steps">
      <li><h3>Send a message</h3><p class="note">To any URL that takes POST; it is tried again until it answers with 2xx.</p>
        <${Code} text=${publishCurl({ destination: 'https://example.com', body: 'hello' })} /></li>
      <li><h3>Keep an order</h3><p class="note">Messages of a queue come one after the other, through retries too.</p>
        <${Code} text=${publishCurl({ destination: 'https://example.com', queue: 'orders', body: 'first' })} /></li>
      <li><h3>See what became of it</h3><p class="note">In <a href="#/logs">Logs</a>, or on <a href="#/send">Send</a>, which follows what it sends.</p>
        <${Code} text=${curl('GET', '/v2/logs')} /></li>
    </ol><//>`;
}

/** What a person on call asks first: is it well, what needs me, what happens. */
export function Overview() {
  const found = useResource('busqstash/overview', undefined, { every: 5000 });
  const any = useResource('v2/logs', { count: 1, source: 'all' });
  const failing = found.data?.hosts?.filter((h) => h.failed > 0) ?? [];
  return html`
    <${PageHead} title="Overview" note=${found.data && html`As of <${Time} at=${found.data.at} />; rates and counts follow within 15 s.`} />
    <${Shown} of=${found}>${(o) => html`
      <${Health} health=${o.health} />
      <${Panel} title="Needs attention"><${Attention} items=${o.attention ?? []} /><//>
      <${Now} now=${o.now} />`}<//>
    ${any.data?.events?.length === 0 && html`<${FirstSteps} />`}
    <${StatCharts} series="all" charts=${['flow', 'attempts', 'wait', 'unfinished']} />
    ${failing.length > 0 && html`<${Panel} title="Failing hosts" flush>
      <${Table} name="hosts" label="Failing hosts" columns=${hostColumns} rows=${failing} keyOf=${(h) => h.host} /><//>`}`;
}
