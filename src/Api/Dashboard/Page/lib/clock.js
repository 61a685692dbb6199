import { createStore } from './store.js';

/** Ticks for everything that says how long ago something was. One timer for all of them; none in a hidden tab. */
export const ticks = createStore(0);

setInterval(() => {
  if (!document.hidden) ticks.set(ticks.get() + 1);
}, 1000);
