import { createStore } from './store.js';

/**
 * Where the reader is: `#/queues/orders?state=waiting` → `{ path: ['queues', 'orders'], query: Map }`. All of it stands in the fragment: no server and no
 * proxy needs to know the page's addresses.
 * @param {string} hash
 */
export function parse(hash) {
  const text = hash.replace(/^#\/?/, '');
  const at = text.indexOf('?');
  const path = (at < 0 ? text : text.slice(0, at)).split('/').filter(Boolean).map(decode);
  const query = {};
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : text.slice(at + 1))) (query[name] ??= []).push(value);
  return { path, query, hash };
}

/**
 * @param {string[]} path @param {Record<string, string|string[]|undefined|null>} [query]
 * @returns {string} an address for `href`
 */
export function link(path, query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(name, one);
    }
  }
  const text = params.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

export const route = createStore(parse(location.hash));

addEventListener('hashchange', () => route.set(parse(location.hash)));

/** @param {string} address of {@link link} */
export function go(address, { replace = false } = {}) {
  if (address === location.hash) return;
  if (replace) {
    history.replaceState(history.state, '', address);
    route.set(parse(address));
  } else {
    location.hash = address;
  }
}

/** The page's own address with some of its parameters changed. @param {Record<string, string|string[]|undefined|null>} change */
export const changed = (change) => link(route.get().path, { ...route.get().query, ...change });

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
