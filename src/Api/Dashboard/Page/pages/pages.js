/**
 * Every page by the first part of its address, then by how many parts follow. A page is fetched when it is first opened: nobody waits for those they never see.
 * @type {Record<string, {title: string, load: () => Promise<any>}[]>}
 */
export const pages = {
  '': [{ title: 'Overview', load: () => import('./overview.js').then((m) => m.Overview) }],
  messages: [
    { title: 'Messages', load: () => import('./messages.js').then((m) => m.Messages) },
    { title: 'Message', load: () => import('./message.js').then((m) => m.Message) },
  ],
  queues: [
    { title: 'Queues', load: () => import('./queues.js').then((m) => m.Queues) },
    { title: 'Queue', load: () => import('./queue.js').then((m) => m.Queue) },
  ],
  'dead-letters': [
    { title: 'Dead letters', load: () => import('./dead-letters.js').then((m) => m.DeadLetters) },
    { title: 'Dead letter', load: () => import('./dead-letter.js').then((m) => m.DeadLetter) },
  ],
  schedules: [
    { title: 'Schedules', load: () => import('./schedules.js').then((m) => m.Schedules) },
    { title: 'Schedule', load: () => import('./schedule.js').then((m) => m.Schedule) },
  ],
  'flow-control': [
    { title: 'Flow control', load: () => import('./flow-control.js').then((m) => m.FlowControl) },
    { title: 'Flow-control key', load: () => import('./flow-key.js').then((m) => m.FlowKey) },
  ],
  groups: [
    { title: 'URL groups', load: () => import('./groups.js').then((m) => m.Groups) },
    { title: 'URL group', load: () => import('./groups.js').then((m) => m.Group) },
  ],
  workflows: [
    { title: 'Workflows', load: () => import('./workflows.js').then((m) => m.Workflows) },
    { title: 'Workflow run', load: () => import('./workflow.js').then((m) => m.Workflow) },
  ],
  logs: [{ title: 'Logs', load: () => import('./logs.js').then((m) => m.Logs) }],
  send: [{ title: 'Send', load: () => import('./send.js').then((m) => m.Send) }],
  system: [{ title: 'System', load: () => import('./system.js').then((m) => m.System) }],
};
