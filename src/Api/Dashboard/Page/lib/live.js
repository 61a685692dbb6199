import { stream } from './api.js';

/**
 * Reads the server's event stream with `fetch`: unlike `EventSource` it carries the header that keeps other sites out. It goes on behind the last entry when
 * the connection breaks, and rests in a hidden tab.
 * @param {object} query @param {{onEntry: (entry: any, id: string) => void, onSkipped: (count: number) => void, onState: (state: 'open'|'waiting'|'hidden', error?: Error) => void}} to
 * @returns {() => void} ends it
 */
export function follow(query, to) {
  let ended = false;
  let stop = new AbortController();
  let last, waits = 1000, timer;

  async function run() {
    if (ended) return;
    if (document.hidden) {
      to.onState('hidden');
      return;
    }
    stop = new AbortController();
    try {
      const answer = await stream('busqstash/live', query, stop.signal, last ? { 'Last-Event-ID': last } : {});
      if (!answer.ok) throw new Error(await answer.text().then((t) => { try { return JSON.parse(t).error; } catch { return `The server answered with ${answer.status}.`; } }));
      to.onState('open');
      waits = 1000;
      await read(answer.body, stop.signal);
    } catch (error) {
      if (ended || stop.signal.aborted) return;
      to.onState('waiting', error);
    }
    timer = setTimeout(run, waits);
    waits = Math.min(waits * 2, 30_000);
  }

  async function read(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const parts = rest.split(/\r?\n\r?\n/);
      rest = parts.pop();
      for (const one of parts) deliver(one);
    }
  }

  function deliver(text) {
    const event = parseEvent(text);
    if (event.id) last = event.id;
    if (event.event === 'entry') to.onEntry(JSON.parse(event.data), event.id);
    else if (event.event === 'skipped') to.onSkipped(JSON.parse(event.data).count);
  }

  function onVisibility() {
    clearTimeout(timer);
    stop.abort();
    run();
  }

  document.addEventListener('visibilitychange', onVisibility);
  run();
  return () => {
    ended = true;
    clearTimeout(timer);
    stop.abort();
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** One event of a stream: `event: entry\nid: 1-2\ndata: {…}`. @param {string} text */
export function parseEvent(text) {
  const event = { event: 'message', data: '' };
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(':');
    const [name, value] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
    if (name === 'data') event.data += (event.data ? '\n' : '') + value;
    else if (name === 'event' || name === 'id') event[name] = value;
  }
  return event;
}
