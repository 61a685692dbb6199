import { html } from '../vendor/preact.js';

/** Drawn by hand on a grid of 16: lines, no fill, the colour of the text. */
const paths = {
  overview: 'M2 13V8m4 5V3m4 10V6m4 7V9',
  messages: 'M2 4h12v9H2zM2 4.5l6 5 6-5',
  queues: 'M2 4h8M2 8h12M2 12h6M12.5 2.5v3M11 4h3',
  'dead-letters': 'M2 4h12v9H2zM6 7l4 4m0-4l-4 4',
  schedules: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3.2l2.2 1.6',
  'flow-control': 'M2 3h12L9.5 8.5V13l-3-1.5v-3z',
  groups: 'M3 8h4m0 0l5-4.5M7 8h5M7 8l5 4.5M12 2.5h2v2h-2zM12 7h2v2h-2zM12 11.5h2v2h-2z',
  workflows: 'M2 3h4v3H2zM10 6.500h4v3h-4zM2 10h4v3H2zM6 4.500h2.500L10 8M6 11.500h2.500L10 8',
  logs: 'M3 3h10M3 6.300h10M3 9.700h7M3 13h9',
  send: 'M14 2L2 7l5 2 2 5zM14 2L7 9',
  system: 'M2.500 3h11v4h-11zM2.500 9h11v4h-11zM5 5h.01M5 11h.01',
  search: 'M7 2.500a4.500 4.500 0 100 9 4.500 4.500 0 000-9zM10.500 10.500L14 14',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5V2.500h-8v8H5',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  close: 'M4 4l8 8m0-8l-8 8',
  menu: 'M2 4h12M2 8h12M2 12h12',
  columns: 'M2.500 3h11v10h-11zM6.200 3v10M9.800 3v10',
  refresh: 'M13 8a5 5 0 11-1.500-3.600M13 2.500v2.500h-2.500',
  sun: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.9.9M11.700 11.700l.9.9M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  download: 'M8 2v8m0 0l3-3m-3 3L5 7M2.500 13.500h11',
  // States: each its own shape, so that colour is not needed to tell them apart.
  ring: 'M8 3.500a4.500 4.500 0 100 9 4.500 4.500 0 000-9z',
  clock: 'M8 2.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11zM8 5.500V8l2 1.500',
  play: 'M5 3.500v9l7.500-4.500z',
  turn: 'M12.500 8a4.500 4.500 0 11-1.300-3.200M12.500 2.500V5H10',
  check: 'M3 8.500l3.500 3.500L13 4.500',
  cross: 'M4 4l8 8m0-8l-8 8',
  slash: 'M8 2.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11zM4.200 4.200l7.600 7.600',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
};

/** @param {{name: string}} props A picture beside a word; alone it needs a label on what holds it. */
export const Icon = ({ name }) => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d=${paths[name]} /></svg>`;
