import { createStore } from './store.js';

/** What was done, or why not: the latest few. @type {ReturnType<typeof createStore<{id: number, text: string, bad?: boolean, undo?: () => void}[]>>} */
export const toasts = createStore([]);

let last = 0;

/** @param {string} text @param {{bad?: boolean, undo?: {label: string, run: () => void}, link?: {label: string, href: string}}} [options] */
export function say(text, options = {}) {
  const id = ++last;
  toasts.set([...toasts.get().slice(-3), { id, text, ...options }]);
  // What went wrong stays until it is read.
  if (!options.bad) setTimeout(() => dismiss(id), 8000);
}

/** @param {number} id */
export const dismiss = (id) => toasts.set(toasts.get().filter((t) => t.id !== id));
