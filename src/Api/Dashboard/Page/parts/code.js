import { html } from '../vendor/preact.js';
import { copy } from '../lib/copy.js';

/** A command ready to paste. @param {{text: string, label?: string}} props */
export const Code = ({ text, label = 'Command' }) => html`
  <div class="code"><pre tabindex="0" role="region" aria-label=${label}>${text}</pre>
    <button type="button" class="button small" onClick=${() => copy(text, `Copied: ${label.toLowerCase()}.`)}>Copy</button></div>`;
