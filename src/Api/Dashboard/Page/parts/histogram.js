import { html, useRef, useState } from '../vendor/preact.js';
import { exact } from '../lib/numbers.js';
import { prefs } from '../lib/prefs.js';
import { useResource } from '../lib/resource.js';
import { useStore } from '../lib/store.js';
import { absolute, clock } from '../lib/time.js';
import { stateOf } from '../lib/states.js';
import { Panel } from './bits.js';
import { Failure } from './notices.js';

const order = ['FAILED', 'ERROR', 'RETRY', 'CANCELED', 'CANCEL_REQUESTED', 'CREATED', 'ACTIVE', 'DELIVERED'];
const high = 80;

/**
 * How many entries of which state, in equal spans; a drag narrows the list to what was drawn over.
 * @param {{asked: object, onSpan: (from: number, to: number) => void}} props
 */
export function Histogram({ asked, onSpan }) {
  const found = useResource('busqstash/logs/histogram', { ...asked, bars: 60 });
  const [drag, setDrag] = useState(null);
  const [over, setOver] = useState(null);
  const picture = useRef();
  const { zone } = useStore(prefs);
  if (found.error?.status === 404) return null;
  if (found.error) return html`<${Failure} error=${found.error} retry=${found.reload} />`;
  const bars = found.data?.items ?? [];
  if (bars.length === 0) return null;
  const sum = (b) => Object.values(b.counts).reduce((a, n) => a + n, 0);
  const most = Math.max(1, ...bars.map(sum));
  const barAt = (e) => {
    const box = picture.current.getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((e.clientX - box.left) / box.width) * bars.length)));
  };
  const [from, to] = drag ? [Math.min(...drag), Math.max(...drag)] : [0, -1];
  const shown = bars[over];
  return html`<${Panel}>
    <svg ref=${picture} class="histogram" viewBox=${`0 0 ${bars.length} ${high}`} preserveAspectRatio="none" role="img" aria-label="Entries over time; the table below says the same"
      onPointerDown=${(e) => { picture.current.setPointerCapture(e.pointerId); setDrag([barAt(e), barAt(e)]); }}
      onPointerMove=${(e) => { const at = barAt(e); setOver(at); if (drag) setDrag([drag[0], at]); }}
      onPointerLeave=${() => setOver(null)}
      onPointerUp=${() => { setDrag(null); onSpan(bars[from].at, bars[to].toDate); }}>
      ${bars.map((b, x) => {
        let y = high;
        return order.filter((s) => b.counts[s]).map((s) => {
          const h = Math.max(1, (b.counts[s] / most) * (high - 2));
          y -= h;
          return html`<rect key=${`${x}${s}`} class=${stateOf(s).tone} x=${x + 0.08} width="0.84" y=${y} height=${h} />`;
        });
      })}
      ${drag && html`<rect class="pick" x=${from} width=${to - from + 1} y="0" height=${high} />`}
    </svg>
    <p class="note">${shown
      ? `${absolute(shown.at, zone, false)}: ${order.filter((s) => shown.counts[s]).map((s) => `${stateOf(s).word} ${exact(shown.counts[s])}`).join(', ') || 'nothing'}${shown.capped ? ' (≥ 1,000 in all)' : ''}`
      : `${clock(bars[0].at, zone)} to ${clock(bars.at(-1).toDate, zone)}${bars.some((b) => b.capped) ? '; a bar stops at 1,000 entries' : ''}. Drag to narrow.`}</p>
    <details class="astable"><summary>As a table</summary><div class="tablebox" role="region" aria-label="Entries over time, as a table" tabindex="0"><table>
      <thead><tr><th scope="col">From</th>${order.map((s) => html`<th scope="col" class="num" key=${s}>${stateOf(s).word}</th>`)}</tr></thead>
      <tbody>${bars.filter(sum).map((b) => html`<tr key=${b.at}><td class="mono">${absolute(b.at, zone, false)}</td>${order.map((s) => html`<td class="num" key=${s}>${exact(b.counts[s] ?? 0)}</td>`)}</tr>`)}</tbody>
    </table></div></details><//>`;
}
