import { html } from '../vendor/preact.js';
import { whyNot } from '../lib/actions.js';
import { session } from '../lib/api.js';
import { duration } from '../lib/time.js';
import { Code } from './code.js';

/** What a status means for the reader, beyond the server's own sentence. */
function advice({ status, retryAfter }, retention) {
  if (status === 0) return 'It is asked again by itself.';
  if (status === 403) return whyNot() ?? 'This session may not do that.';
  if (status === 404) return `Gone, or never here.${retention ? ` Finished messages are kept ${duration(retention)}.` : ''}`;
  if (status === 503) return `Asked again in ${retryAfter ?? 1} s.`;
  return null;
}

/** The path itself is unknown: an older server, or something that is switched off. */
const isMissing = (error) => error.status === 404 && error.message.startsWith('unknown path');

/**
 * Why a panel shows nothing: what was asked, what the server said, and a way to try again.
 * @param {{error: any, retry?: () => void, retention?: number}} props
 */
export function Failure({ error, retry, retention }) {
  if (isMissing(error)) return html`<p class="note inset" data-missing>This server does not tell that.</p>`;
  const more = advice(error, retention);
  return html`
    <div class="failure" role="alert">
      <p><strong>${error.message}</strong>${more && html` ${more}`}</p>
      <p class="note"><code>${error.asked}</code>${error.status ? ` answered ${error.status}.` : ''}</p>
      ${retry && html`<button type="button" class="button small" onClick=${retry}>Try again</button>`}
    </div>`;
}

/** Something is on its way. Says so only after a moment: most answers are faster. */
export const Loading = () => html`<p class="loading" role="status"><span>Loading…</span></p>`;

/**
 * Nothing here: why, and what to do.
 * @param {{title: string, children?: any, curl?: string}} props
 */
export const Empty = ({ title, children, curl }) => html`
  <div class="empty"><h3>${title}</h3>${children && html`<div class="note">${children}</div>`}
    ${curl && html`<${Code} text=${curl} />`}</div>`;

/** Nothing matches is another thing than nothing yet. @param {{clear: string}} props */
export const NothingMatches = ({ clear }) => html`
  <${Empty} title="Nothing matches these filters."><a href=${clear}>Clear the filters</a><//>`;

/**
 * What a resource has to show: its content, why there is none, or that it is on its way.
 * @param {{of: ReturnType<import('../lib/resource.js').useResource>, children: (data: any) => any, retention?: number}} props
 */
export function Shown({ of, children, retention }) {
  if (of.data !== undefined) {
    return html`${of.error && html`<${Failure} error=${of.error} retry=${of.reload} />`}${children(of.data)}`;
  }
  if (of.error) return html`<${Failure} error=${of.error} retry=${of.reload} retention=${retention} />`;
  return session.get()?.access ? html`<${Loading} />` : null;
}
