import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { follow } from '../lib/live.js';
import { exact } from '../lib/numbers.js';
import { Table } from '../parts/table.js';
import { keyOfEntry, logColumns } from '../parts/log-columns.js';

const kept = 1000;

/** Rows that are drawn at a time. The rest of those kept is drawn when somebody scrolls towards it: what nobody sees would be laid out anew with every batch. */
const drawn = 50;
const columns = logColumns.filter((c) => c.key !== 'next');

/**
 * Entries as they come, the newest first. Whoever scrolls is reading: then nothing moves until they say so.
 * @param {{asked: object}} props
 */
export function Live({ asked }) {
  const [rows, setRows] = useState([]);
  const [state, setState] = useState(['waiting']);
  const [skipped, setSkipped] = useState(0);
  const [held, setHeld] = useState(0);
  const [shown, setShown] = useState(drawn);
  const box = useRef();
  const waiting = useRef([]);
  const reading = useRef(false);
  const { fromDate, toDate, order, ...filter } = asked;
  const key = JSON.stringify(filter);

  useEffect(() => {
    setRows([]);
    setSkipped(0);
    setShown(drawn);
    waiting.current = [];
    // What comes within a moment is drawn at once: two hundred entries a second are not two hundred drawings.
    const draw = setInterval(() => {
      if (reading.current) {
        setHeld(waiting.current.length);
      } else if (waiting.current.length > 0) {
        const fresh = waiting.current.splice(0).reverse();
        setRows((old) => [...fresh, ...old].slice(0, kept));
        setHeld(0);
      }
    }, 250);
    const end = follow(filter, {
      onEntry: (entry) => { waiting.current.push(entry); if (waiting.current.length > kept) waiting.current.shift(); },
      onSkipped: (count) => setSkipped((n) => n + count),
      onState: (...s) => setState(s),
    });
    return () => { clearInterval(draw); end(); };
  }, [key]);

  const onScroll = ({ target }) => {
    reading.current = target.scrollTop > 4;
    if (!reading.current) setShown(drawn);
    else if (target.scrollHeight - target.scrollTop < 2 * target.clientHeight) setShown((n) => Math.min(n + drawn, kept));
  };
  const goOn = () => { box.current.querySelector('.tablebox')?.scrollTo(0, 0); reading.current = false; };
  const words = { open: 'Live', waiting: 'Connecting…', hidden: 'Resting' };
  return html`
    <div ref=${box} onScrollCapture=${onScroll}>
      <p class="filterbar" role="status"><span class="live">${state[0] === 'open' && html`<i></i>`}${words[state[0]]}</span>
        ${state[1] && html`<span class="wrong">${state[1].message}</span>`}
        ${skipped > 0 && html`<span class="note">${exact(skipped)} more than are shown</span>`}
        ${held > 0 && html`<button type="button" class="button small primary" onClick=${goOn}>${exact(held)} new, go on</button>`}</p>
      ${rows.length === 0 ? html`<div class="empty"><h3>Nothing yet.</h3><p class="note">Entries that match stand here a second or two after they were written.</p></div>`
        : html`<${Table} name="logs" label="Live entries" columns=${columns} rows=${rows.slice(0, shown)} keyOf=${keyOfEntry} scrolls />`}
    </div>`;
}
