import { html } from '../vendor/preact.js';
import { exact } from '../lib/numbers.js';

/**
 * What finished in each of the last minutes, as thin bars. A gap is a minute nobody counted in.
 * @param {{values?: (number|null)[], label: string}} props
 */
export function Spark({ values = [], label }) {
  const most = Math.max(1, ...values.map((v) => v ?? 0));
  const sum = values.reduce((a, v) => a + (v ?? 0), 0);
  const width = 3;
  return html`<svg class="spark" role="img" aria-label=${`${label}: ${exact(sum)}`} viewBox=${`0 0 ${Math.max(1, values.length) * width} 18`} width=${Math.max(1, values.length) * width} height="18">
    <title>${label}: ${exact(sum)}</title>
    ${values.map((v, at) => v > 0 && html`<rect key=${at} x=${at * width} width=${width - 1} y=${18 - Math.max(2, (v / most) * 18)} height=${Math.max(2, (v / most) * 18)} />`)}</svg>`;
}
