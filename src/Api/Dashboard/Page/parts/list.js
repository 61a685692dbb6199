import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { get } from '../lib/api.js';
import { useResource } from '../lib/resource.js';
import { changed, go, route } from '../lib/route.js';

export const pageSize = 50;

/** Cursors behind the reader, so that Newer leads back; a loaded address starts without. */
const behind = new Map();

/**
 * A list read page by page. The cursor stands in the address: whoever reloads or shares it sees the same rows.
 * @param {string} path @param {object} query @param {{items: string, keyOf: (row: any) => string, every?: number, size?: number}} options
 */
export function usePages(path, query, { items, keyOf, every = 5000, size = pageSize }) {
  const cursor = route.get().query.cursor?.[0];
  const resource = useResource(path, { ...query, count: size, cursor });
  const rows = resource.data?.[items];
  const waiting = useNewRows(cursor ? null : path, query, { items, keyOf, every, rows, size });
  const list = JSON.stringify([path, query]);
  const trail = behind.get(list) ?? [];
  const next = resource.data?.cursor;
  return {
    ...resource,
    rows,
    waiting,
    showNew: resource.reload,
    older: next ? () => { behind.set(list, [...trail, cursor ?? '']); go(changed({ cursor: next })); top(); } : undefined,
    newer: cursor ? () => { behind.set(list, trail.slice(0, -1)); go(changed({ cursor: trail.at(-1) || null })); top(); } : undefined,
  };
}

const top = () => document.querySelector('main')?.scrollTo(0, 0);

/** How many rows came since: they wait for a click, so that nothing moves under the reader. */
function useNewRows(path, query, { items, keyOf, every, rows, size }) {
  const [count, setCount] = useState(0);
  const known = useRef();
  known.current = rows;
  const key = JSON.stringify([path, query]);
  useEffect(() => {
    setCount(0);
    if (path === null || rows === undefined) return undefined;
    const stop = new AbortController();
    let timer;
    const look = async () => {
      if (!document.hidden) {
        try {
          const found = (await get(path, { ...query, count: size }, stop.signal))[items];
          const old = new Set(known.current.map(keyOf));
          const at = found.findIndex((row) => old.has(keyOf(row)));
          setCount(at < 0 ? found.length : at);
        } catch {
          // The list itself says what is wrong, when it is asked for again.
        }
      }
      if (!stop.signal.aborted) timer = setTimeout(look, every);
    };
    timer = setTimeout(look, every);
    return () => { stop.abort(); clearTimeout(timer); };
  }, [key, rows, every]);
  return count;
}

/** @param {{count: number, show: () => void}} props */
export const NewRows = ({ count, show }) => html`
  <div class="newrows" aria-live="polite">${count > 0 && html`
    <button type="button" class="button small primary" onClick=${show}>${count >= pageSize ? `${pageSize}+` : count} new</button>`}</div>`;
