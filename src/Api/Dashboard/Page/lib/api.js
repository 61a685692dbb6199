import { createStore } from './store.js';
import { setServerTime } from './time.js';

/** An answer that is no success: what was asked, and the server's own sentence. */
export class ApiError extends Error {
  /** @param {number} status 0 when no answer came @param {string} text @param {string} asked @param {number} [retryAfter] seconds */
  constructor(status, text, asked, retryAfter) {
    super(text);
    Object.assign(this, { status, asked, retryAfter });
  }
}

/** A question that is open for so long is worth a word: what the page shows is old by then. */
const longestSilence = 15_000;

/** Whether the server answers: when it last did, since when nobody reaches it, and whether it keeps everybody waiting. */
export const connection = createStore({ answeredAt: Date.now(), failingSince: null, silent: false });

/** Who is signed in; `null` until the server has said so. */
export const session = createStore(null);

/** @param {Record<string, unknown>} [query] arrays become repeated parameters */
export function search(query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(name, String(one));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/**
 * Asks the server with the session's access.
 * @param {string} method
 * @param {string} path as programs call it, without the slash in front: `v2/logs`, `busqstash/overview`
 * @param {{query?: object, body?: unknown, text?: string, headers?: object, signal?: AbortSignal}} [options] `body` is sent as JSON, `text` as it is
 * @returns {Promise<any>} what the JSON of the answer says; `null` for none
 */
export async function call(method, path, { query, body, text, headers, signal } = {}) {
  const asked = `${method} /${path}${search(query)}`;
  const answer = await send(asked, `api/${path}${search(query)}`, {
    method,
    signal,
    headers: { 'X-BusQStash-Dashboard': '1', ...(method === 'GET' ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const content = await answer.text();
  if (answer.ok) return content ? JSON.parse(content) : null;
  if (path !== 'session') sessionOver(answer.status);
  throw new ApiError(answer.status, sentence(content, answer.status), asked, Number(answer.headers.get('Retry-After')) || undefined);
}

/** @param {string} path @param {object} [query] @param {AbortSignal} [signal] */
export const get = (path, query, signal) => call('GET', path, { query, signal });

/** A part of a path: names may hold anything. */
export const part = (text) => encodeURIComponent(text);

/** An answer that goes on: the caller reads its body. @returns {Promise<Response>} */
export async function stream(path, query, signal, headers = {}) {
  const answer = await send(`GET /${path}`, `api/${path}${search(query)}`, { signal, headers: { 'X-BusQStash-Dashboard': '1', ...headers } });
  sessionOver(answer.status);
  return answer;
}

/** What the page shows stays beneath the question for a token. */
function sessionOver(status) {
  if (status === 401) session.set({ ...session.get(), access: undefined, ended: true });
}

/** Asks who is signed in; also what keeps a used session alive. */
export async function readSession() {
  const found = await get('session');
  setServerTime(found.serverTime);
  session.set(found);
  return found;
}

/** @param {{token?: string, development?: boolean}} credentials */
export async function signIn(credentials) {
  session.set(await call('POST', 'session', { body: credentials }));
}

export async function signOut() {
  session.set(await call('DELETE', 'session'));
}

async function send(asked, address, options) {
  const began = Date.now();
  // An answer to another question shows that the server is there, and this one is only slow.
  const silence = setTimeout(() => {
    const last = connection.get();
    if (last.answeredAt < began) connection.set({ ...last, silent: true });
  }, longestSilence);
  try {
    const answer = await fetch(address, { cache: 'no-store', ...options });
    connection.set({ answeredAt: Date.now(), failingSince: null, silent: false });
    return answer;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    connection.set({ ...connection.get(), failingSince: connection.get().failingSince ?? Date.now() });
    throw new ApiError(0, 'The server does not answer.', asked);
  } finally {
    clearTimeout(silence);
  }
}

function sentence(content, status) {
  try {
    return JSON.parse(content).error ?? content;
  } catch {
    return content || `The server answered with ${status}.`;
  }
}
