import { call, session } from './api.js';
import { say } from './toast.js';

/**
 * Why something may not be done; `null` when it may. The server decides it again for every call.
 * @param {'full'|'publish'} [needs] publishing needs less than everything else
 */
export function whyNot(needs = 'full') {
  const { access, limitedToRead, token } = session.get() ?? {};
  if (access === 'full' || access === needs) return null;
  if (limitedToRead) return 'This server’s dashboard only reads (BusQStash__Dashboard__ReadOnly).';
  return token === 'read-only' ? 'The read-only token changes nothing.' : `The token ${token} lacks the right ${needs === 'publish' ? 'publish' : 'admin'}.`;
}

/**
 * Does something and says how it went.
 * @param {string} done what is said afterwards
 * @param {() => Promise<any>} work
 * @param {{undo?: {label: string, run: () => void}, link?: (answer: any) => {label: string, href: string} | undefined}} [options]
 * @returns {Promise<any>} the answer, or `undefined` when it failed
 */
export async function act(done, work, { undo, link } = {}) {
  try {
    const answer = await work();
    const said = typeof done === 'function' ? done(answer) : done;
    if (said) say(said, { undo, link: link?.(answer) });
    return answer ?? true;
  } catch (error) {
    say(error.message, { bad: true });
    return undefined;
  }
}

/** Changes something by any method. */
export const send = (method, path, options) => call(method, path, options);
export const post = (path, options) => call('POST', path, options);
export const remove = (path, options) => call('DELETE', path, options);
