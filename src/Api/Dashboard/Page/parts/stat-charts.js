import { html } from '../vendor/preact.js';
import { short } from '../lib/numbers.js';
import { useResource } from '../lib/resource.js';
import { changed, go, link, route } from '../lib/route.js';
import { day, duration, hour, minute, now } from '../lib/time.js';
import { Choice, Panel } from './bits.js';
import { Chart } from './chart.js';
import { Shown } from './notices.js';

const ranges = [['1h', hour], ['24h', day], ['7d', 7 * day], ['30d', 30 * day]];

/** Charts by name: their lines, and how their numbers are written. @type {Record<string, (d: any) => any>} */
const kinds = {
  flow: (d) => ({
    title: 'Accepted, delivered, failed', note: `per ${d.step}`, format: short,
    series: [{ label: 'Accepted', values: d.accepted, tone: 'info', fill: true }, { label: 'Delivered', values: d.delivered, tone: 'good' },
      { label: 'Retried', values: d.retried, tone: 'warn', dash: [4, 3] }, { label: 'Failed', values: d.failed, tone: 'bad' }],
  }),
  attempts: (d) => ({
    title: 'Attempts took', format: duration,
    series: [{ label: 'p50', values: d.attemptMs?.p50 ?? [], tone: 'info' }, { label: 'p95', values: d.attemptMs?.p95 ?? [], tone: 'later' }, { label: 'p99', values: d.attemptMs?.p99 ?? [], tone: 'warn' }],
  }),
  wait: (d) => ({
    title: 'From due to the first attempt', format: duration,
    series: [{ label: 'p50', values: d.waitMs?.p50 ?? [], tone: 'info' }, { label: 'p99', values: d.waitMs?.p99 ?? [], tone: 'warn' }],
  }),
  unfinished: (d) => ({ title: 'Unfinished', format: short, series: [{ label: 'Messages', values: d.unfinished ?? [], tone: 'later', fill: true }] }),
  lag: (d) => ({ title: 'Lag', format: short, series: [{ label: 'Messages', values: d.lag ?? [], tone: 'later', fill: true }] }),
};

/**
 * What was counted over time. A drag over a chart opens the logs of that span.
 * @param {{series: string, charts: string[], info?: any}} props
 */
export function StatCharts({ series, charts }) {
  const range = route.get().query.range?.[0] ?? '1h';
  const length = (ranges.find(([word]) => word === range) ?? ranges[0])[1];
  // The server chooses the step; whole minutes keep the question the same for a minute.
  const to = Math.ceil(now() / minute) * minute;
  const found = useResource('busqstash/stats', { from: to - length, to, series: series === 'all' ? undefined : series }, { every: 10_000, keep: true });
  const filter = series.startsWith('queue:') ? { queueName: series.slice(6) } : series.startsWith('host:') ? { host: series.slice(5) } : {};
  const open = (from, until) => go(link(['logs'], { ...filter, fromDate: from, toDate: until }));
  if (found.error?.status === 404) return null;
  return html`
    <${Panel} title="Over time" actions=${html`<${Choice} label="Span" value=${range} options=${ranges.map(([word]) => [word, word])} onChange=${(v) => go(changed({ range: v === '1h' ? null : v }), { replace: true })} />`}>
      <${Shown} of=${found}>${(d) => html`<div class="charts">${charts.map((name) => {
        const chart = kinds[name](d);
        return html`<${Chart} key=${`${name} ${d.step}`} ...${chart} at=${d.at} onSpan=${open} />`;
      })}</div><p class="note">Drag over a chart to see the log entries of that span.</p>`}<//>
    <//>`;
}
