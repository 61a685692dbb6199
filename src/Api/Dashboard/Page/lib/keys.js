import { prefs } from './prefs.js';
import { go } from './route.js';
import { createStore } from './store.js';

/** Whether the list of keys is shown. */
export const helpShown = createStore(false);

const places = { o: '#/', m: '#/messages', q: '#/queues', d: '#/dead-letters', s: '#/schedules', f: '#/flow-control', w: '#/workflows', l: '#/logs' };

/** What the keyboard does, for the list of it. No single key changes anything. */
export const described = [
  ['/', 'Search'], ['?', 'This list'], ['g then o m q d s f w l', 'Go to Overview, Messages, Queues, Dead letters, Schedules, Flow control, Workflows, Logs'],
  ['j, k', 'Next, previous row'], ['Enter', 'Open the row'], ['x', 'Select the row'], ['.', 'Actions of the row'], ['Esc', 'Close; leave a field'],
];

let pending = 0;

const rows = () => [...document.querySelectorAll('main tr[data-row]')];
const currentRow = () => document.activeElement?.closest?.('tr[data-row]');

function step(by) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  (next?.querySelector('a') ?? next?.querySelector('button, input'))?.focus();
}

const single = {
  '/': () => document.querySelector('#search')?.focus(),
  '?': () => helpShown.set(true),
  j: () => step(1),
  k: () => step(-1),
  x: () => currentRow()?.querySelector('input[type=checkbox]')?.click(),
  '.': () => currentRow()?.querySelector('[data-menu]')?.click(),
};

addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape' && typing && !event.target.closest('dialog')) event.target.blur();
  if (!prefs.get().keys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if ((typing && event.target.type !== 'checkbox') || document.querySelector('dialog[open]')) return;
  const isSecond = Date.now() - pending < 1500;
  pending = 0;
  if (isSecond && places[event.key]) {
    event.preventDefault();
    go(places[event.key]);
  } else if (event.key === 'g') {
    pending = Date.now();
  } else if (single[event.key]) {
    event.preventDefault();
    single[event.key]();
  }
});
