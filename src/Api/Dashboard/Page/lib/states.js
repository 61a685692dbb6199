/**
 * States in the words of people. The contract's own name is shown on hover.
 * @typedef {{word: string, tone: string, shape: string}} State
 * @type {Record<string, State>}
 */
const states = {
  CREATED: { word: 'Waiting', tone: 'quiet', shape: 'ring' },
  ACTIVE: { word: 'Running', tone: 'info', shape: 'play' },
  ERROR: { word: 'Attempt failed', tone: 'warn', shape: 'cross' },
  RETRY: { word: 'Retrying', tone: 'warn', shape: 'turn' },
  DELIVERED: { word: 'Delivered', tone: 'good', shape: 'check' },
  FAILED: { word: 'Failed', tone: 'bad', shape: 'cross' },
  CANCEL_REQUESTED: { word: 'Cancel asked', tone: 'quiet', shape: 'slash' },
  CANCELED: { word: 'Canceled', tone: 'quiet', shape: 'slash' },
  WAITING: { word: 'Waiting', tone: 'quiet', shape: 'ring' },
  DELAYED: { word: 'Delayed', tone: 'later', shape: 'clock' },
  RUNNING: { word: 'Running', tone: 'info', shape: 'play' },
  RETRYING: { word: 'Retrying', tone: 'warn', shape: 'turn' },
  PAUSED: { word: 'Paused', tone: 'warn', shape: 'pause' },
  SUCCESS: { word: 'Delivered', tone: 'good', shape: 'check' },
  FAIL: { word: 'Failed', tone: 'bad', shape: 'cross' },
  IN_PROGRESS: { word: 'Running', tone: 'info', shape: 'play' },
  RUN_STARTED: { word: 'Running', tone: 'info', shape: 'play' },
  RUN_SUCCESS: { word: 'Done', tone: 'good', shape: 'check' },
  RUN_FAILED: { word: 'Failed', tone: 'bad', shape: 'cross' },
  RUN_CANCELED: { word: 'Canceled', tone: 'quiet', shape: 'slash' },
  STEP_SUCCESS: { word: 'Done', tone: 'good', shape: 'check' },
  STEP_RETRY: { word: 'Retrying', tone: 'warn', shape: 'turn' },
  STEP_FAILED: { word: 'Failed', tone: 'bad', shape: 'cross' },
  STEP_PROGRESS: { word: 'Under way', tone: 'info', shape: 'play' },
  STEP_CANCELED: { word: 'Canceled', tone: 'quiet', shape: 'slash' },
  WAITER_ADDED: { word: 'Waits', tone: 'later', shape: 'clock' },
  INVOKED: { word: 'Invoked', tone: 'info', shape: 'play' },
  CALLBACK_INPROGRESS: { word: 'Running', tone: 'info', shape: 'play' },
  CALLBACK_SUCCESS: { word: 'Done', tone: 'good', shape: 'check' },
  CALLBACK_FAIL: { word: 'Failed', tone: 'bad', shape: 'cross' },
  CALLBACK_CANCELED: { word: 'Canceled', tone: 'quiet', shape: 'slash' },
  FINISHED: { word: 'Done', tone: 'good', shape: 'check' },
};

/** @param {string|null|undefined} name as the API spells it, in any case @returns {State} */
export const stateOf = (name) => states[snake(name ?? '')] ?? { word: name || 'Unknown', tone: 'quiet', shape: 'ring' };

/** `cancelRequested` and `CANCEL_REQUESTED` are one. */
const snake = (name) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

/** States the logs can be narrowed to. */
export const logStates = ['CREATED', 'ACTIVE', 'ERROR', 'RETRY', 'DELIVERED', 'FAILED', 'CANCEL_REQUESTED', 'CANCELED'];
