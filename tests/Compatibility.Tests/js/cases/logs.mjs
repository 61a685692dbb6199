import { assert, client, decode, eventually, unique } from "../kit.mjs";

/** The entries of a message, oldest first, once it has come to that end. */
const history = (messageId, end) =>
  eventually(async () => {
    const { logs } = await client.logs({ filter: { messageId } });
    return logs.some(({ state }) => state === end) && logs.reverse();
  }, `${end} in the logs of ${messageId}`);

export const Tells_the_way_of_a_delivered_message = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "logged" });
  const logs = await history(messageId, "DELIVERED");
  assert.deepEqual(logs.map(({ state }) => state), ["CREATED", "ACTIVE", "DELIVERED"]);
  for (const entry of logs) {
    assert.equal(entry.messageId, messageId);
    assert.equal(entry.url, hook.url);
    assert.equal(typeof entry.time, "number");
  }
  assert.equal(decode(logs[0].body), "logged");
};

export const Tells_the_way_of_a_message_that_failed = async (destination) => {
  const hook = destination.hook({ status: 500 });
  const { messageId } = await client.publish({ url: hook.url, body: "x", retries: 1, retryDelay: "200" });
  const states = (await history(messageId, "FAILED")).map(({ state }) => state);
  assert.equal(states[0], "CREATED");
  assert.equal(states.at(-1), "FAILED");
  assert.equal(states.filter((state) => state === "ACTIVE").length, 2);
  assert.ok(states.includes("RETRY"));
};

export const Tells_that_a_message_was_cancelled = async (destination) => {
  const { messageId } = await client.publish({ url: destination.hook().url, delay: 600 });
  await client.messages.cancel(messageId);
  assert.ok(await history(messageId, "CANCELED"));
};

export const Finds_entries_by_label_and_turns_pages = async (destination) => {
  const hook = destination.hook();
  const label = unique("label");
  await client.publish({ url: hook.url, label });
  await client.publish({ url: hook.url, label });
  const find = (count, cursor) => client.logs({ filter: { label, state: "DELIVERED" }, count, cursor });
  await eventually(async () => (await find(10)).logs.length === 2, "both messages in the logs");
  const first = await find(1);
  assert.equal(first.logs.length, 1);
  const second = await find(1, first.cursor);
  assert.equal(second.logs.length, 1);
  assert.notEqual(second.logs[0].messageId, first.logs[0].messageId);
};

export const Finds_entries_by_each_filter = async (destination) => {
  const hook = destination.hook();
  const own = unique("own");
  const url = `${hook.url}?${own}`;
  const { messageId } = await client.queue({ queueName: own }).enqueue({ url, label: own, flowControl: { key: own, parallelism: 1 } });
  await history(messageId, "DELIVERED");
  const { host, pathname } = new URL(url);
  const filters = [{ url }, { queueName: own }, { label: own }, { flowControlKey: own }, { host, label: own }, { path: pathname, label: own }];
  for (const filter of filters) {
    const { logs } = await client.logs({ filter });
    assert.deepEqual(logs.map(({ state }) => state), ["DELIVERED", "ACTIVE", "CREATED"], JSON.stringify(filter));
    assert.ok(logs.every((entry) => entry.messageId === messageId));
    const failed = await client.logs({ filter: { ...filter, state: "FAILED" } });
    assert.deepEqual(failed.logs, []);
  }
  const named = await client.logs({ filter: { messageIds: [messageId] } });
  assert.equal(named.logs.length, 3);
  const before = await client.logs({ filter: { label: own, toDate: Date.now() - 3_600_000 } });
  assert.deepEqual(before.logs, []);
};
