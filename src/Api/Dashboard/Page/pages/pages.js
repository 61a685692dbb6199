import { DeadLetters } from './dead-letters.js';
import { DeadLetter } from './dead-letter.js';
import { Logs } from './logs.js';
import { Messages } from './messages.js';
import { Message } from './message.js';

/**
 * Every page by the first part of its address, then by how many parts follow.
 * @type {Record<string, {title: string, page: any}[]>}
 */
export const pages = {
  messages: [{ title: 'Messages', page: Messages }, { title: 'Message', page: Message }],
  'dead-letters': [{ title: 'Dead letters', page: DeadLetters }, { title: 'Dead letter', page: DeadLetter }],
  logs: [{ title: 'Logs', page: Logs }],
};
