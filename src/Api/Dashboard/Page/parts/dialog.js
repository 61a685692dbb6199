import { html, useEffect, useRef, useState } from '../vendor/preact.js';

let last = 0;

/**
 * A dialog of the browser's own: it keeps the focus inside, closes with Escape, and gives the focus back.
 * @param {{title: string, onClose: () => void, children: any, wide?: boolean}} props
 */
export function Dialog({ title, onClose, children, wide }) {
  const dialog = useRef();
  const [id] = useState(() => `dialog-${++last}`);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`
    <dialog ref=${dialog} class=${wide ? 'wide' : ''} aria-labelledby=${id} onCancel=${(e) => { e.preventDefault(); onClose(); }}
      onClick=${(e) => e.target === dialog.current && onClose()}>
      <div class="inside"><header><h2 id=${id}>${title}</h2>
        <button type="button" class="bare" aria-label="Close" onClick=${onClose}>✕</button></header>${children}</div>
    </dialog>`;
}

/**
 * Asks before what cannot be undone.
 * @param {{title: string, children?: any, verb: string, typed?: string, onClose: () => void, onConfirm: () => any}} props `typed` must be typed first
 */
export function Confirm({ title, children, verb, typed, onClose, onConfirm }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = !busy && (typed === undefined || text.trim() === typed);
  async function submit(event) {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const done = await onConfirm();
    setBusy(false);
    if (done !== undefined) onClose();
  }
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <form onSubmit=${submit}>
        ${children}
        ${typed !== undefined && html`
          <label class="field"><span>Type <strong class="mono">${typed}</strong> to go on</span>
            <input autocomplete="off" spellcheck="false" value=${text} onInput=${(e) => setText(e.target.value)} /></label>`}
        <footer><button type="button" class="button" onClick=${onClose}>Leave it</button>
          <button type="submit" class="button danger" aria-disabled=${ready ? null : 'true'}>${verb}</button></footer>
      </form>
    <//>`;
}
