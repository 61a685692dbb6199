import { createStore } from './store.js';

const key = 'busqstash';
const usual = { theme: 'system', zone: 'local', keys: true, columns: {} };

function read() {
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return usual;
  }
}

/** What this browser was told to remember: theme, zone, keyboard, columns. Never a token. */
export const prefs = createStore(read());

/** @param {Partial<typeof usual>} change */
export function setPrefs(change) {
  prefs.set({ ...prefs.get(), ...change });
  try {
    localStorage.setItem(key, JSON.stringify(prefs.get()));
  } catch {
    // A browser that stores nothing forgets the choice with the page.
  }
  const { theme } = prefs.get();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
