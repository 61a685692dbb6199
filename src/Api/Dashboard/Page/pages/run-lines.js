/**
 * A step on the time axis of its run.
 * @typedef {{key: string, step: any, block: number|null, from: number, to: number, rest: number|null, ticks: number[], failed: boolean}} Line
 *   `block` is the number of the parallel block it stands in; from `rest` on it only waits (a sleep, an event)
 */

const resting = new Set(['SleepFor', 'SleepUntil', 'Wait', 'WaitForWebhook']);
const ended = (step) => ['STEP_SUCCESS', 'STEP_FAILED', 'STEP_CANCELED'].includes(step.state);

/** @param {any} step as the run's log has it */
export const isResting = (step) => resting.has(step.stepType);

/**
 * The steps of a run in order. A step begins where what stands before it ended: nothing tells when the endpoint began to work on it.
 * @param {any} run @param {number} now @returns {Line[]}
 */
export function lines(run, now) {
  const end = run.workflowRunCompletedAt ?? now;
  let from = run.workflowRunCreatedAt, blocks = 0;
  return (run.steps ?? []).flatMap((group, at) => {
    const block = group.type === 'parallel' ? blocks++ : null;
    const made = group.steps.map((step, n) => {
      const wakes = step.sleepUntil ?? (step.sleepFor ? (step.createdAt ?? from) + step.sleepFor : null);
      const to = Math.max(from, ended(step) ? Math.max(step.createdAt ?? from, Math.min(wakes ?? 0, end)) : Math.min(end, now));
      const rest = isResting(step) ? Math.min(Math.max(step.createdAt ?? from, from), to) : null;
      return {
        key: `${at}-${n}`, step, block, from, to, rest: rest === to && !wakes ? from : rest, ticks: (step.errors ?? []).map((e) => e.time).filter(Boolean),
        failed: step.state === 'STEP_FAILED' || Boolean(step.errors?.length),
      };
    });
    from = Math.max(from, ...made.map((line) => line.to));
    return made;
  });
}

/**
 * Where an instant stands on an axis of 0 to 100. Stretches in which nothing works and that are longer than ten times the usual piece of work are folded to that
 * length: a night's sleep would leave nothing of the seconds around it.
 * @param {Line[]} all @param {number} start @param {number} end @returns {{at: (time: number) => number, folds: {from: number, to: number}[]}}
 */
export function scale(all, start, end) {
  const work = all.map((l) => [l.from, l.rest ?? l.to]).filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const lengths = work.map(([from, to]) => to - from).sort((a, b) => a - b);
  const most = Math.max(10 * (lengths[Math.floor(lengths.length / 2)] ?? 0), 1);
  const folds = [];
  let busyUntil = start;
  for (const [from, to] of [...work, [end, end]]) {
    if (from - busyUntil > most && lengths.length > 0) folds.push({ from: busyUntil, to: from });
    busyUntil = Math.max(busyUntil, to);
  }
  const folded = (time) => folds.reduce((sum, f) => sum + Math.max(0, Math.min(time, f.to) - f.from - most * Math.min(1, Math.max(0, time - f.from) / (f.to - f.from))), 0);
  const length = Math.max(1, end - start - folded(end));
  return { at: (time) => Math.min(100, Math.max(0, (100 * (time - start - folded(time))) / length)), folds };
}

/** What a step is about, beyond its name. @param {any} step */
export function about(step) {
  if (step.callUrl) return `${step.callMethod ?? 'GET'} ${step.callUrl}${step.callResponseStatus ? ` → ${step.callResponseStatus}` : ''}`;
  if (step.waitEventId) return `${step.waitEventId}${step.waitTimeout ? ', timed out' : ''}`;
  return step.invokedWorkflowUrl ?? '';
}

/** Kinds of step in words. @param {any} step */
export const kindOf = (step) => ({
  Initial: 'start', Run: 'run', SleepFor: 'sleep', SleepUntil: 'sleep until', Call: 'call', Wait: 'wait for event', Notify: 'notify', Invoke: 'invoke',
  CreateWebhook: 'webhook', WaitForWebhook: 'wait for webhook',
}[step.stepType] ?? step.stepType ?? 'next');
