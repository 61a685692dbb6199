import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { stepsOf } from '../lib/numbers.js';
import { prefs } from '../lib/prefs.js';
import { useStore } from '../lib/store.js';
import { absolute } from '../lib/time.js';

const height = 170;
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The time axis in 24 hours, as everywhere on the page: from which step on (seconds), how an instant is written, and what stands beneath the first one of a day or a year. */
const day = '\n{D} {MMM}';
const ticks = [
  [28 * 86400, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1], [86400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', day, null, day, null, null, null, 1], [1, '{HH}:{mm}:{ss}', day, null, day, null, null, null, 1],
];

/** Charts are fetched when the first one is drawn: not every page has any. */
let loading;
const library = () => (loading ??= import('../vendor/uplot.js').then((m) => m.default));

/**
 * @typedef {{label: string, values: (number|null)[], tone: string, fill?: boolean, dash?: number[]}} Series `tone`: the name of a colour of ours
 */

/** A value between two gaps is no line: it is drawn as a point. */
function alone(u, line) {
  const values = u.data[line];
  const is = (at) => values[at] !== null && values[at] !== undefined;
  const found = values.flatMap((_, at) => (is(at) && !is(at - 1) && !is(at + 1) ? [at] : []));
  return found.length > 0 ? found : null;
}

function options(uPlot, { at, series, format, zone, width, sync, onSpan, onPoint }) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = { stroke: colour('quiet'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1, size: 4 }, font: '11px system-ui, sans-serif' };
  return {
    width, height,
    padding: [8, 18, 0, 0],
    tzDate: (seconds) => (zone === 'utc' ? uPlot.tzDate(new Date(seconds * 1000), 'UTC') : new Date(seconds * 1000)),
    legend: { show: false },
    cursor: { sync: { key: sync }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    scales: { y: { range: (u, low, high) => [0, high > 0 ? high * 1.08 : 1] } },
    axes: [{ ...axis, space: 70, values: ticks }, { ...axis, size: 52, ...(stepsOf(format) && { incrs: stepsOf(format) }), values: (u, ticks) => ticks.map((v) => format(v)) }],
    series: [{}, ...series.map((s) => ({
      label: s.label, stroke: colour(s.tone), width: 1.6, dash: s.dash, spanGaps: false, points: { show: at.length < 3, filter: alone },
      fill: s.fill ? `${colour(s.tone)}22` : undefined,
    }))],
    hooks: {
      setCursor: [(u) => onPoint(u.cursor.idx ?? null)],
      setSelect: [(u) => {
        if (u.select.width < 4) return;
        onSpan?.(Math.round(u.posToVal(u.select.left, 'x') * 1000), Math.round(u.posToVal(u.select.left + u.select.width, 'x') * 1000));
        u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      }],
    },
  };
}

/**
 * Lines over time; all charts of a page share one cursor. A gap is a gap. The same as a table for who does not see it.
 * @param {{title: string, at: number[], series: Series[], format: (n: number|null) => string, sync?: string, onSpan?: (from: number, to: number) => void, note?: string}} props
 */
export function Chart({ title, at, series, format, sync = 'page', onSpan, note }) {
  const box = useRef();
  const [point, setPoint] = useState(null);
  const { zone, theme } = useStore(prefs);
  const [scheme, setScheme] = useState(dark.matches);
  useEffect(() => {
    const changed = () => setScheme(dark.matches);
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }, []);

  const data = [at.map((t) => t / 1000), ...series.map((s) => s.values)];
  const latest = useRef();
  latest.current = { onSpan, data };
  const shape = `${zone} ${theme} ${scheme} ${series.map((s) => s.label).join()}`;
  const plot = useRef();

  useEffect(() => {
    let gone = false;
    let watch;
    library().then((uPlot) => {
      if (gone || !box.current) return;
      plot.current = new uPlot(options(uPlot, {
        at, series, format, zone, sync, width: box.current.clientWidth, onSpan: (from, to) => latest.current.onSpan?.(from, to), onPoint: setPoint,
      }), latest.current.data, box.current);
      watch = new ResizeObserver(() => box.current && plot.current?.setSize({ width: box.current.clientWidth, height }));
      watch.observe(box.current);
    });
    return () => { gone = true; watch?.disconnect(); plot.current?.destroy(); plot.current = undefined; };
  }, [shape]);
  useEffect(() => { plot.current?.setData(data); }, [at.at(-1), at.length, JSON.stringify(series.map((s) => s.values.slice(-2)))]);

  const shown = point ?? lastCounted(series);
  return html`
    <figure class="chart"><figcaption><h3>${title}</h3>${note && html`<span class="note">${note}</span>`}
        <span class="legend">${series.map((s) => html`<span key=${s.label}><i class=${`swatch ${s.tone}${s.dash ? ' dashed' : ''}`}></i>${s.label} <b>${format(s.values[shown] ?? null)}</b></span>`)}</span>
      </figcaption>
      <div class="plot" ref=${box} aria-hidden="true"></div>
      <details class="astable"><summary>As a table</summary><div class="tablebox" role="region" aria-label=${`${title}, as a table`} tabindex="0"><table>
        <thead><tr><th scope="col">Time</th>${series.map((s) => html`<th scope="col" class="num" key=${s.label}>${s.label}</th>`)}</tr></thead>
        <tbody>${at.map((t, i) => html`<tr key=${t}><td class="mono">${absolute(t, zone, false)}</td>${series.map((s) => html`<td class="num" key=${s.label}>${format(s.values[i])}</td>`)}</tr>`)}</tbody>
      </table></div></details>
    </figure>`;
}

function lastCounted(series) {
  for (let at = (series[0]?.values.length ?? 0) - 1; at >= 0; at--) {
    if (series.some((s) => s.values[at] !== null && s.values[at] !== undefined)) return at;
  }
  return -1;
}
