import { assert, client, eventually, pause, refused, unique } from "../kit.mjs";

const newQueue = () => client.queue({ queueName: unique("queue") });

export const Delivers_in_the_order_of_enqueueing_one_at_a_time = async (destination) => {
  const queue = newQueue();
  const hook = destination.hook({ delay: 50 });
  const bodies = Array.from({ length: 12 }, (_, i) => ({ i }));
  for (const body of bodies) await queue.enqueueJSON({ url: hook.url, body });
  await hook.received(12);
  assert.deepEqual(hook.requests.map((request) => request.json()), bodies);
  for (let i = 1; i < 12; i++) assert.ok(hook.requests[i].at >= hook.requests[i - 1].endedAt, `${i} overlaps the one before`);
  await queue.delete();
};

export const Holds_the_others_back_while_the_first_is_retried = async (destination) => {
  const queue = newQueue();
  const hook = destination.hook((request, number) => ({ status: number <= 2 ? 500 : 200 }));
  await queue.enqueue({ url: hook.url, body: "first", retries: 3, retryDelay: "500" });
  await queue.enqueue({ url: hook.url, body: "second" });
  await hook.received(4);
  assert.deepEqual(hook.texts, ["first", "first", "first", "second"]);
  await queue.delete();
};

export const Makes_a_queue_of_parallelism_one_on_first_use = async (destination) => {
  const queueName = unique("queue");
  const queue = client.queue({ queueName });
  await queue.enqueue({ url: destination.hook().url });
  const { name, parallelism, paused, createdAt, updatedAt } = await queue.get();
  assert.deepEqual({ name, parallelism, paused }, { name: queueName, parallelism: 1, paused: false });
  assert.ok(Math.abs(Date.now() - createdAt) < 60_000 && updatedAt >= createdAt);
  await queue.delete();
};

export const Changes_and_lists_and_deletes_queues = async () => {
  const queueName = unique("queue");
  const queue = client.queue({ queueName });
  await queue.upsert({ parallelism: 2 });
  await queue.upsert({ parallelism: 5 });
  assert.equal((await queue.get()).parallelism, 5);
  assert.ok((await queue.list()).some(({ name }) => name === queueName));
  await queue.delete();
  await refused(queue.get(), 404);
};

export const Holds_messages_while_paused_and_goes_on_in_order = async (destination) => {
  const queue = newQueue();
  const hook = destination.hook();
  await queue.upsert({ parallelism: 1 });
  await queue.pause();
  for (const body of ["a", "b", "c"]) await queue.enqueue({ url: hook.url, body });
  await pause(1500);
  assert.deepEqual(hook.texts, []);
  const { paused, lag } = await queue.get();
  assert.deepEqual({ paused, lag }, { paused: true, lag: 3 });
  await queue.resume();
  await hook.received(3);
  assert.deepEqual(hook.texts, ["a", "b", "c"]);
  await eventually(async () => (await queue.get()).lag === 0, "lag 0");
  await queue.delete();
};

export const Runs_as_many_side_by_side_as_the_parallelism_allows = async (destination) => {
  const queue = newQueue();
  await queue.upsert({ parallelism: 3 });
  let active = 0;
  let most = 0;
  const hook = destination.hook(() => {
    most = Math.max(most, ++active);
    setTimeout(() => active--, 600);
    return { delay: 600 };
  });
  for (let i = 0; i < 9; i++) await queue.enqueue({ url: hook.url, body: String(i) });
  await hook.received(9);
  assert.equal(most, 3);
  await queue.delete();
};

export const Refuses_a_queue_name_with_other_characters = async () => {
  await refused(client.queue({ queueName: "no blanks" }).upsert({ parallelism: 1 }), 400);
};
