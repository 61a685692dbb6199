import { html } from '../vendor/preact.js';
import { prefs, setPrefs } from '../lib/prefs.js';
import { useStore } from '../lib/store.js';
import { Menu } from './menu.js';

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} title
 * @property {(row: any) => any} cell
 * @property {boolean} [num] numbers stand under each other
 * @property {boolean} [wide] takes the room that is left, and is cut off at its end
 * @property {boolean} [fixed] cannot be left out
 * @property {boolean} [hidden] left out until somebody wants it
 */

/** Which columns of a table are shown: what this browser remembers, else the usual ones. */
function shownColumns(name, columns, remembered) {
  const chosen = remembered[name];
  return columns.filter((c) => c.fixed || (chosen ? chosen.includes(c.key) : !c.hidden));
}

/** @param {{name: string, columns: Column[]}} props Chooses columns. */
export function ColumnMenu({ name, columns }) {
  const { columns: remembered } = useStore(prefs);
  const shown = shownColumns(name, columns, remembered).map((c) => c.key);
  const toggle = (key) => setPrefs({
    columns: { ...remembered, [name]: shown.includes(key) ? shown.filter((k) => k !== key) : [...shown, key] },
  });
  return html`<${Menu} label="Columns" icon="columns" items=${columns.filter((c) => !c.fixed).map((c) => ({
    text: `${shown.includes(c.key) ? '✓' : '\u2003'} ${c.title}`, run: () => toggle(c.key),
  }))} />`;
}

/**
 * A table that scrolls sideways inside itself, never with the page.
 * @param {{name: string, label: string, columns: Column[], rows: any[], keyOf: (row: any) => string, actions?: (row: any) => any[],
 *   selected?: Set<string>, onSelect?: (selected: Set<string>) => void, tone?: (row: any) => string|undefined, scrolls?: boolean}} props
 */
export function Table({ name, label, columns, rows, keyOf, actions, selected, onSelect, tone, scrolls }) {
  const { columns: remembered } = useStore(prefs);
  const shown = shownColumns(name, columns, remembered);
  const all = selected && rows.length > 0 && rows.every((row) => selected.has(keyOf(row)));
  const some = selected && !all && rows.some((row) => selected.has(keyOf(row)));
  const toggle = (key) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  };
  const classOf = (c) => [c.num && 'num', c.wide && 'wide'].filter(Boolean).join(' ') || null;
  return html`
    <div class=${scrolls ? 'tablebox livebox' : 'tablebox'} role="region" aria-label=${label} tabindex="0">
      <table>
        <thead><tr>
          ${selected && html`<th scope="col" class="tick"><input type="checkbox" aria-label="Select all shown" checked=${all}
            indeterminate=${some} onChange=${() => onSelect(all ? new Set() : new Set(rows.map(keyOf)))} /></th>`}
          ${shown.map((c) => html`<th scope="col" key=${c.key} class=${classOf(c)}>${c.title}</th>`)}
          ${actions && html`<th scope="col" class="acts"><span class="offscreen">Actions</span></th>`}
        </tr></thead>
        <tbody>${rows.map((row) => {
          const key = keyOf(row);
          return html`<tr key=${key} data-row=${key} class=${[selected?.has(key) && 'selected', tone?.(row)].filter(Boolean).join(' ') || null}>
            ${selected && html`<td class="tick"><input type="checkbox" aria-label=${`Select ${key}`} checked=${selected.has(key)} onChange=${() => toggle(key)} /></td>`}
            ${shown.map((c) => html`<td key=${c.key} class=${classOf(c)}>${c.cell(row)}</td>`)}
            ${actions && html`<td class="acts"><${Menu} label=${`Actions for ${key}`} items=${actions(row)} /></td>`}
          </tr>`;
        })}</tbody>
      </table>
    </div>`;
}

/** @param {{newer?: () => void, older?: () => void, back?: string, forth?: string, children?: any}} props Forwards and back by cursor: there are no page numbers, and no totals. */
export const Pager = ({ newer, older, back = '← Newer', forth = 'Older →', children }) => html`
  <nav class="pager" aria-label="Pages">
    <button type="button" class="button small" aria-disabled=${newer ? null : 'true'} onClick=${() => newer?.()}>${back}</button>
    <button type="button" class="button small" aria-disabled=${older ? null : 'true'} onClick=${() => older?.()}>${forth}</button>
    <span class="note">${children}</span>
  </nav>`;
