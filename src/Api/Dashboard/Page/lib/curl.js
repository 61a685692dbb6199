/** @param {string} text A word for a POSIX shell: whatever it holds, the shell hands it on unchanged. */
export const quote = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/**
 * A command that does what the page did. The address and the token stay with the reader: `$QSTASH_URL`, `$QSTASH_TOKEN`.
 * @param {string} method @param {string} path with its query @param {{headers?: [string, string][], body?: string}} [options]
 */
export function curl(method, path, { headers = [], body } = {}) {
  const parts = [`curl${method === 'GET' ? '' : ` -X ${method}`} "$QSTASH_URL"${quote(path)}`, '-H "Authorization: Bearer $QSTASH_TOKEN"'];
  for (const [name, value] of headers) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(' \\\n  ');
}

/**
 * A command that sends a message of a batch by itself.
 * @param {{destination: string, queue?: string, headers?: Record<string, string>, body?: string}} message
 */
export function publishCurl({ destination, queue, headers = {}, body }) {
  const path = queue ? `/v2/enqueue/${encodeURIComponent(queue)}/${destination}` : `/v2/publish/${destination}`;
  return curl('POST', path, { headers: Object.entries(headers), body });
}

/** A command that calls the destination itself, as a delivery would. */
export function destinationCurl({ url, method, headers = [], body }) {
  const parts = [`curl -X ${method ?? 'POST'} ${quote(url)}`];
  for (const [name, value] of headers) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined && body !== null) parts.push(`--data-raw ${quote(body)}`);
  return parts.join(' \\\n  ');
}
