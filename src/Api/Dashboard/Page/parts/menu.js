import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { whyNot } from '../lib/actions.js';
import { Icon } from './icons.js';

/**
 * A button with a few actions behind it.
 * @param {{label: string, items: {text: string, run: () => any, writes?: boolean|'publish', danger?: boolean, href?: string}[], icon?: string, text?: string}} props
 */
export function Menu({ label, items, icon = 'more', text }) {
  const [place, setPlace] = useState(null);
  const button = useRef(), list = useRef();
  const close = (back) => { setPlace(null); if (back) button.current?.focus(); };

  useEffect(() => {
    if (!place) return undefined;
    list.current.querySelector('[role=menuitem]')?.focus();
    const away = (e) => { if (!list.current?.contains(e.target) && !button.current?.contains(e.target)) close(false); };
    const moved = () => close(false);
    document.addEventListener('pointerdown', away);
    addEventListener('scroll', moved, true);
    return () => { document.removeEventListener('pointerdown', away); removeEventListener('scroll', moved, true); };
  }, [place]);

  function open() {
    if (place) return close(true);
    // Fixed to the window: a table that scrolls would cut it off.
    const box = button.current.getBoundingClientRect();
    const below = box.bottom + 8 + items.length * 32 < innerHeight;
    return setPlace({ right: `${Math.max(8, innerWidth - box.right)}px`, ...(below ? { top: `${box.bottom + 4}px` } : { bottom: `${innerHeight - box.top + 4}px` }) });
  }

  function onKeyDown(e) {
    const all = [...list.current.querySelectorAll('[role=menuitem]')];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      all[(to + all.length) % all.length].focus();
    } else if (e.key === 'Escape' || e.key === 'Tab') {
      e.preventDefault();
      e.stopPropagation();
      close(true);
    }
  }

  const whyNotThis = ({ writes }) => (writes ? whyNot(writes === true ? undefined : writes) : null);
  return html`
    <button ref=${button} type="button" class=${text ? 'button small' : 'bare'} data-menu aria-haspopup="menu" aria-expanded=${place ? 'true' : 'false'}
      aria-label=${text ? null : label} title=${label} onClick=${open}><${Icon} name=${icon} />${text}</button>
    ${place && html`
      <div ref=${list} class="menu" role="menu" aria-label=${label} style=${place} onKeyDown=${onKeyDown}>${items.map((item) => [item, whyNotThis(item)]).map(([item, why]) => html`
        <button type="button" role="menuitem" tabindex="-1" key=${item.text} class=${item.danger ? 'danger' : ''} title=${why}
          data-writes=${Boolean(item.writes) || null} aria-disabled=${why ? 'true' : null}
          onClick=${() => { if (why) return; close(true); item.run(); }}>${item.text}</button>`)}</div>`}`;
}
