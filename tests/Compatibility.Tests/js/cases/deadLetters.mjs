import { assert, client, eventually, unique } from "../kit.mjs";

/** Publishes a message that fails at once and returns its entry. */
const failOne = async (hook) => {
  const { messageId } = await client.publish({ url: hook.url, body: "the body", retries: 0, headers: { "X-Own": "1" } });
  const find = async () => (await client.dlq.listMessages({ filter: { messageId } })).messages[0];
  return eventually(find, `the dead letter of ${messageId}`);
};

export const Lists_a_failed_message_with_the_last_answer = async (destination) => {
  const hook = destination.hook({ status: 418, body: "no coffee", headers: { "X-Why": "teapot" } });
  const entry = await failOne(hook);
  assert.match(entry.dlqId, /^\d+-\d+$/);
  assert.equal(entry.url, hook.url);
  assert.equal(entry.body, "the body");
  assert.deepEqual(entry.header["X-Own"], ["1"]);
  assert.equal(entry.responseStatus, 418);
  assert.equal(entry.responseBody, "no coffee");
  assert.deepEqual(entry.responseHeader["X-Why"], ["teapot"]);
};

export const Finds_entries_by_each_filter = async (destination) => {
  const hook = destination.hook({ status: 418 });
  const own = unique("own");
  const url = `${hook.url}?${own}`;
  const { messageId } = await client.queue({ queueName: own }).enqueue({ url, retries: 0, label: own, flowControl: { key: own, parallelism: 1 } });
  const list = async (filter) => (await client.dlq.listMessages({ filter })).messages;
  await eventually(async () => (await list({ messageId })).length === 1, `the dead letter of ${messageId}`);
  const filters = [{ url }, { queueName: own }, { label: own }, { flowControlKey: own }, { responseStatus: 418, label: own }, { fromDate: 1, label: own }];
  for (const filter of filters) {
    assert.deepEqual((await list(filter)).map((entry) => entry.messageId), [messageId], JSON.stringify(filter));
  }
  for (const filter of [{ responseStatus: 500, label: own }, { toDate: 1, label: own }, { scheduleId: own }, { label: own, callerIp: "203.0.113.7" }]) {
    assert.deepEqual(await list(filter), [], JSON.stringify(filter));
  }
};
