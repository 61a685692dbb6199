import { html, useState } from '../vendor/preact.js';
import { act, post } from '../lib/actions.js';
import { Action } from '../parts/bits.js';
import { Dialog } from '../parts/dialog.js';

/** @param {{queue: any, onDone: () => void}} props What a queue is set to, changed in place: one field at a time, what is left out stays. */
export function QueueSettings({ queue, onDone }) {
  const [parallelism, setParallelism] = useState(null);
  const change = (what, said) => act(said, () => post('v2/queues', { body: { queueName: queue.name, ...what } })).then((done) => {
    if (done) setParallelism(null);
    onDone();
  });
  const wanted = Number(parallelism ?? queue.parallelism);
  return html`
    <div class="settings">
      <label class="field"><span>Parallelism</span>
        <span class="with"><input type="number" min="1" inputmode="numeric" value=${parallelism ?? queue.parallelism} onInput=${(e) => setParallelism(e.target.value)} />
          <${Action} small disabled=${parallelism === null || wanted === queue.parallelism || !(wanted >= 1)} reason="Nothing is changed yet."
            onClick=${() => change({ parallelism: wanted }, `Parallelism is ${wanted}.`)}>Set<//></span>
        <small>Deliveries at once. 1 keeps strict order.</small></label>
      <div class="field"><span>When the head fails</span>
        <span class="with"><span>${queue.failingHead === 'stepAside' ? 'It steps aside while it waits' : 'All behind it wait'}</span>
          <${Action} small onClick=${() => change({ failingHead: queue.failingHead === 'stepAside' ? 'block' : 'stepAside' }, 'Changed what happens when the head fails.')}>
            ${queue.failingHead === 'stepAside' ? 'Let all wait' : 'Let it step aside'}<//></span>
        <small><code>failingHead: ${queue.failingHead ?? 'block'}</code></small></div>
      <div class="field"><span>Callbacks</span>
        <span class="with"><span>${queue.awaitCallbacks === false ? 'The next does not wait for them' : 'The next waits until they are delivered'}</span>
          <${Action} small onClick=${() => change({ awaitCallbacks: queue.awaitCallbacks === false }, 'Changed whether callbacks are waited for.')}>
            ${queue.awaitCallbacks === false ? 'Wait for them' : 'Do not wait'}<//></span>
        <small><code>awaitCallbacks: ${String(queue.awaitCallbacks ?? true)}</code></small></div>
    </div>`;
}

/** @param {{onClose: () => void, onDone: (name: string) => void}} props */
export function NewQueue({ onClose, onDone }) {
  const [name, setName] = useState('');
  const [parallelism, setParallelism] = useState('1');
  const submit = async () => {
    if (!name.trim()) return;
    const done = await act(`Queue ${name.trim()} is there.`, () => post('v2/queues', { body: { queueName: name.trim(), parallelism: Number(parallelism) || 1 } }));
    if (done) onDone(name.trim());
  };
  return html`
    <${Dialog} title="New queue" onClose=${onClose}>
      <form onSubmit=${(e) => { e.preventDefault(); submit(); }}>
        <label class="field"><span>Name</span><input value=${name} required spellcheck="false" autocomplete="off" onInput=${(e) => setName(e.target.value)} /></label>
        <label class="field"><span>Parallelism</span><input type="number" min="1" value=${parallelism} onInput=${(e) => setParallelism(e.target.value)} />
          <small>Deliveries at once. 1 keeps strict order.</small></label>
        <footer><button type="button" class="button" onClick=${onClose}>Leave it</button><${Action} tone="primary" onClick=${submit}>Create<//></footer>
      </form>
    <//>`;
}
