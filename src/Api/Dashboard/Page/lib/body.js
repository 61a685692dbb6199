/** As much of a body as a click shows; the rest by download. */
export const shownBytes = 64 * 1024;

/** @param {string} text base64 @returns {Uint8Array} */
export function fromBase64(text) {
  const binary = atob(text);
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

/**
 * What a body is, for showing: JSON, text, bytes, hidden, or nothing.
 * @param {{text?: string|null, base64?: string|null}} body
 * @returns {{kind: 'none'|'redacted'|'json'|'text'|'binary', text?: string, bytes: Uint8Array, cut: boolean, hash?: string, value?: unknown}}
 */
export function readBody({ text, base64 }) {
  const hidden = /^REDACTED:([0-9a-f]+)$/.exec(text ?? base64 ?? '');
  if (hidden) return { kind: 'redacted', hash: hidden[1], bytes: new Uint8Array(), cut: false };
  if (!text && !base64) return { kind: 'none', bytes: new Uint8Array(), cut: false };
  const bytes = text ? new TextEncoder().encode(text) : fromBase64(base64);
  const cut = bytes.length > shownBytes;
  const plain = text ?? decode(bytes);
  if (plain === null) return { kind: 'binary', bytes, cut };
  if (!cut && /^\s*[[{]/.test(plain)) {
    try {
      return { kind: 'json', value: JSON.parse(plain), text: plain, bytes, cut };
    } catch {
      // Looks like JSON and is none: shown as what it is, text.
    }
  }
  return { kind: 'text', text: cut ? plain.slice(0, shownBytes) : plain, bytes, cut };
}

/** Text only if it is text: control characters other than white space mean that it is something else. */
function decode(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** `00000000  68 65 6c 6c 6f … |hello|`, sixteen bytes a line. @param {Uint8Array} bytes */
export function hex(bytes, limit = 4096) {
  const lines = [];
  for (let at = 0; at < Math.min(bytes.length, limit); at += 16) {
    const row = bytes.subarray(at, at + 16);
    const codes = [...row].map((b) => b.toString(16).padStart(2, '0')).join(' ').padEnd(47);
    const signs = [...row].map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${codes}  ${signs}`);
  }
  return lines.join('\n');
}

/** Characters that would turn the text around them, or that nobody sees, are shown by their code. @param {string} text */
export const visible = (text) => String(text).replace(
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
  (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Hands bytes to the browser as a file. @param {BlobPart} content @param {string} name */
export function download(content, name, type = 'application/octet-stream') {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
