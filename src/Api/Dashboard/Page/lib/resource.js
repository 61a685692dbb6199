import { useCallback, useEffect, useRef, useState } from '../vendor/preact.js';
import { get, search, session } from './api.js';
import { useStore } from './store.js';

const longestWait = 30_000;

/**
 * Reads something of the server and, if asked to, keeps it fresh: never again before the last answer, never in a hidden tab, and less and less often while
 * no answer comes.
 * @param {string|null} path `null` reads nothing
 * @param {object} [query]
 * @param {{every?: number, keep?: boolean}} [options] `every` in ms; `keep` shows the old answer while another question is on its way
 * @returns {{data: any, error: any, loading: boolean, reload: () => void, set: (data: any) => void}}
 */
export function useResource(path, query, { every, keep = false } = {}) {
  const key = path === null ? null : path + search(query);
  const [state, setState] = useState({ key: null });
  const [round, setRound] = useState(0);
  const signedIn = Boolean(useStore(session)?.access);
  const latest = useRef();
  latest.current = { path, query };

  useEffect(() => {
    if (key === null || !signedIn) return undefined;
    const stop = new AbortController();
    let timer, waits = 1000;
    const later = (ms) => { timer = setTimeout(visible, ms); };
    // A hidden tab asks nothing; when it is looked at again it asks at once.
    const visible = () => (document.hidden ? document.addEventListener('visibilitychange', visible, { once: true, signal: stop.signal }) : ask());
    async function ask() {
      try {
        const data = await get(latest.current.path, latest.current.query, stop.signal);
        if (stop.signal.aborted) return;
        waits = 1000;
        setState({ key, data, at: Date.now() });
        if (every) later(every);
      } catch (error) {
        if (stop.signal.aborted) return;
        setState((old) => ({ key, data: old.key === key || keep ? old.data : undefined, at: old.at, error }));
        const again = error.status === 0 || error.status === 503;
        if (again) later(error.retryAfter ? error.retryAfter * 1000 : waits);
        else if (every && error.status !== 401) later(every * 3);
        waits = Math.min(waits * 2, longestWait);
      }
    }
    visible();
    return () => { stop.abort(); clearTimeout(timer); };
  }, [key, round, every, signedIn]);

  const current = state.key === key;
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((data) => setState({ key, data, at: Date.now() }), [key]);
  return {
    data: current || keep ? state.data : undefined,
    error: current ? state.error : undefined,
    at: state.at,
    loading: key !== null && !current,
    reload,
    set,
  };
}
