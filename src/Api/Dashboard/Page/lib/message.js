/**
 * What the form of a message holds, as the API takes it.
 * @typedef {{destination: string, queue: string, method: string, body: string, contentType: string, delay: string, retries: string, callback: string, failureCallback: string,
 *   key: string, limits: string, dedup: string, label: string, headers: string}} Form
 * @type {Form}
 */
export const emptyForm = {
  destination: '', queue: '', method: 'POST', body: '', contentType: 'application/json', delay: '', retries: '', callback: '', failureCallback: '', key: '', limits: '', dedup: '', label: '', headers: '',
};

/** Headers to hand on, one a line: `X-Trace: 1`. @param {string} text @returns {[string, string][]} */
export const headerLines = (text) => text.split('\n').map((l) => l.trim()).filter(Boolean).map((l) => {
  const at = l.indexOf(':');
  return at < 0 ? [l, ''] : [l.slice(0, at).trim(), l.slice(at + 1).trim()];
});

/** @param {Form} f @returns {{destination: string, queue?: string, headers: Record<string, string>, body?: string}} an item of a batch */
export function toItem(f) {
  const headers = {};
  const set = (name, value) => { if (value?.trim()) headers[name] = value.trim(); };
  if (f.method !== 'POST') headers['Upstash-Method'] = f.method;
  if (f.body) set('Content-Type', f.contentType);
  set('Upstash-Delay', f.delay);
  set('Upstash-Retries', f.retries);
  set('Upstash-Callback', f.callback);
  set('Upstash-Failure-Callback', f.failureCallback);
  set('Upstash-Flow-Control-Key', f.key);
  set('Upstash-Flow-Control-Value', f.limits);
  set('Upstash-Deduplication-Id', f.dedup);
  set('Upstash-Label', f.label);
  for (const [name, value] of headerLines(f.headers)) headers[`Upstash-Forward-${name}`] = value;
  return { destination: f.destination.trim(), ...(f.queue.trim() ? { queue: f.queue.trim() } : {}), headers, ...(f.body ? { body: f.body } : {}) };
}

const own = /^(content-type|content-length|host|connection|transfer-encoding|upstash-.*)$/i;

/** What a delivery hands on: `[name, value]` of each header that is not hidden. @param {any} m as `GET /v2/messages` shows it @returns {[string, string][]} */
export const forwarded = (m) => Object.entries(m.header ?? {})
  .flatMap(([name, values]) => values.map((value) => [name, value]))
  .filter(([name, value]) => (!own.test(name) || /^content-type$/i.test(name)) && !/^REDACTED:/.test(value));

/** The limits of a flow-control key as a header of a publish; empty without a key. @param {any} m a message or a schedule @returns {string} */
const limitsOf = (m) => (m.flowControlKey ? [m.parallelism && `parallelism=${m.parallelism}`, m.rate && `rate=${m.rate}`, m.rate && m.period && `period=${m.period}s`] : []).filter(Boolean).join(', ');

/** What a schedule sets for each of its messages, as headers of a publish. @param {any} s as `GET /v2/schedules` shows it @returns {Record<string, string>} */
export function scheduleHeaders(s) {
  const headers = { 'Upstash-Method': s.method, 'Upstash-Retries': String(s.retries) };
  const set = (name, value) => { if (value !== undefined && value !== null) headers[name] = String(value); };
  const forward = (prefix, map) => { for (const [name, values] of Object.entries(map ?? {})) headers[`${prefix}Forward-${name}`] = values.join(', '); };
  forward('Upstash-', s.header);
  set('Upstash-Retry-Delay', s.retryDelayExpression);
  set('Upstash-Callback', s.callback);
  forward('Upstash-Callback-', s.callbackHeader);
  set('Upstash-Failure-Callback', s.failureCallback);
  forward('Upstash-Failure-Callback-', s.failureCallbackHeader);
  set('Upstash-Delay', s.delay ? `${s.delay}s` : null);
  set('Upstash-Timeout', s.timeout ? `${Math.ceil(s.timeout / 1000)}s` : null);
  set('Upstash-Label', s.labels?.join(','));
  set('Upstash-Flow-Control-Key', s.flowControlKey);
  set('Upstash-Flow-Control-Value', limitsOf(s) || null);
  return headers;
}

/** A message that was, as a form to change. What was hidden cannot be filled in. @param {any} m as `GET /v2/messages` and `/v2/dlq` show it @returns {Form} */
export function fromMessage(m) {
  const header = Object.entries(m.header ?? {});
  const type = header.find(([name]) => name.toLowerCase() === 'content-type')?.[1]?.[0];
  const shown = header.filter(([name, values]) => !own.test(name) && !/^REDACTED:/.test(values[0]));
  return {
    ...emptyForm,
    destination: m.topicName ?? (m.api ? `api/${m.api}` : m.url) ?? '', queue: m.queueName ?? '', method: m.method ?? 'POST',
    body: /^REDACTED:/.test(m.body ?? '') ? '' : m.body ?? '', contentType: type ?? '', retries: m.maxRetries === undefined ? '' : String(m.maxRetries),
    callback: m.callback ?? '', failureCallback: m.failureCallback ?? '', key: m.flowControlKey ?? '', limits: limitsOf(m), label: m.labels?.join(',') ?? m.label ?? '',
    headers: shown.flatMap(([name, values]) => values.map((v) => `${name}: ${v}`)).join('\n'),
  };
}

/** The same in C#, with nothing but the framework. @param {ReturnType<typeof toItem>} item */
export function csharp({ destination, queue, headers, body }) {
  const text = (s) => `"${s.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
  const lines = Object.entries(headers).map(([name, value]) => `        [${text(name)}] = ${text(value)},`);
  return `using var client = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("QSTASH_URL")!) };
client.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("QSTASH_TOKEN"));
await client.PostAsJsonAsync("/v2/batch", new[]
{
    new
    {
        destination = ${text(destination)},${queue ? `\n        queue = ${text(queue)},` : ''}${body === undefined ? '' : `\n        body = ${text(body)},`}
        headers = new Dictionary<string, string>
        {
${lines.map((l) => `    ${l}`).join('\n')}
        },
    },
});`;
}

/** The same with the official SDK. @param {ReturnType<typeof toItem>} item */
export function typescript({ destination, queue, headers, body }) {
  const target = /^(https?:|api\/)/.test(destination) ? `url: ${JSON.stringify(destination)}` : `urlGroup: ${JSON.stringify(destination)}`;
  return `import { Client } from "@upstash/qstash";

const client = new Client({ baseUrl: process.env.QSTASH_URL, token: process.env.QSTASH_TOKEN });
await client.${queue ? `queue({ queueName: ${JSON.stringify(queue)} }).enqueue` : 'publish'}({
  ${target},${body === undefined ? '' : `\n  body: ${JSON.stringify(body)},`}
  headers: ${JSON.stringify(headers, null, 4).replace(/\n}$/, '\n  }')},
});`;
}
