import { html } from '../vendor/preact.js';
import { link } from '../lib/route.js';
import { Id, Sent, State, Time } from './bits.js';

/** @type {import('./table.js').Column[]} */
export const logColumns = [
  { key: 'time', title: 'Time', cell: (e) => html`<${Time} at=${e.time} />` },
  { key: 'state', title: 'State', cell: (e) => html`<${State} name=${e.state} />`, fixed: true },
  { key: 'id', title: 'Message', cell: (e) => html`<${Id} id=${e.messageId} href=${link(['messages', e.messageId])} />`, fixed: true },
  { key: 'url', title: 'Destination', cell: (e) => html`<${Sent} text=${e.api ? `api/${e.api}` : e.url} />`, wide: true },
  { key: 'queue', title: 'Queue', cell: (e) => e.queueName && html`<a href=${link(['queues', e.queueName])}><${Sent} text=${e.queueName} /></a>` },
  { key: 'status', title: 'Status', cell: (e) => e.responseStatus ?? '', num: true },
  { key: 'error', title: 'Error', cell: (e) => e.error && html`<${Sent} text=${e.error} />`, wide: true },
  { key: 'next', title: 'Next try', cell: (e) => e.nextDeliveryTime && html`<${Time} at=${e.nextDeliveryTime} />` },
  { key: 'label', title: 'Label', cell: (e) => e.label && html`<${Sent} text=${e.label} />`, hidden: true },
  { key: 'key', title: 'Flow-control key', cell: (e) => e.flowControlKey && html`<a href=${link(['flow-control', e.flowControlKey])}><${Sent} text=${e.flowControlKey} /></a>`, hidden: true },
  { key: 'schedule', title: 'Schedule', cell: (e) => e.scheduleId && html`<a href=${link(['schedules', e.scheduleId])}><${Sent} text=${e.scheduleId} /></a>`, hidden: true },
];

/** A message has many entries, so the key of one is more than an id. */
export const keyOfEntry = (e) => `${e.messageId} ${e.state} ${e.time}`;
