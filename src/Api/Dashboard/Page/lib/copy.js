import { say } from './toast.js';

/**
 * Puts text on the clipboard. Over plain http from another machine browsers have no clipboard: there the text is selected and the old command copies it.
 * @param {string} text @param {string} what
 */
export async function copy(text, what = 'Copied.') {
  try {
    if (navigator.clipboard && isSecureContext) await navigator.clipboard.writeText(text);
    else copyBySelection(text);
    say(what);
  } catch {
    say('The browser did not let the page copy. Select the text and copy it by hand.', { bad: true });
  }
}

function copyBySelection(text) {
  const area = Object.assign(document.createElement('textarea'), { value: text, className: 'offscreen' });
  // An open dialog keeps everything outside of it from being focused.
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  const before = document.activeElement;
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  before?.focus?.();
  if (!copied) throw new Error('not copied');
}
