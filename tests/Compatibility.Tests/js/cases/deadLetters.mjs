import { assert, client, eventually, refused, unique } from "../kit.mjs";

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

export const Delivers_a_dead_letter_again_as_a_new_message = async (destination) => {
  const hook = destination.hook((_, number) => ({ status: number === 1 ? 500 : 200 }));
  const { dlqId, messageId } = await failOne(hook);
  const { responses } = await client.dlq.retry(dlqId);
  const [, request] = await hook.received(2);
  assert.equal(request.text, "the body");
  assert.equal(request.headers["upstash-message-id"], responses[0].messageId);
  assert.notEqual(responses[0].messageId, messageId);
  assert.deepEqual((await client.dlq.listMessages({ dlqIds: [dlqId] })).messages, []);
};

export const Deletes_dead_letters = async (destination) => {
  const entries = [await failOne(destination.hook({ status: 500 })), await failOne(destination.hook({ status: 500 }))];
  const { deleted } = await client.dlq.delete(entries.map(({ dlqId }) => dlqId));
  assert.equal(deleted, 2);
  await refused(client.http.request({ method: "GET", path: ["v2", "dlq", entries[0].dlqId] }), 404);
};

export const Delivers_those_named_again = async (destination) => {
  const hook = destination.hook((_, number) => ({ status: number <= 2 ? 500 : 200 }));
  const entries = [await failOne(hook), await failOne(hook)];
  const { responses, cursor } = await client.dlq.retry(entries.map(({ dlqId }) => dlqId));
  assert.equal(responses.length, 2);
  assert.equal(cursor, undefined);
  await hook.received(4);
  assert.deepEqual(new Set(hook.requests.slice(2).map((request) => request.headers["upstash-message-id"])), new Set(responses.map(({ messageId }) => messageId)));
  await refused(client.dlq.retry([entries[0].dlqId, "1-1"]), 404);
};

export const Deletes_one_dead_letter_once = async (destination) => {
  const { dlqId } = await failOne(destination.hook({ status: 500 }));
  assert.deepEqual(await client.dlq.delete(dlqId), { deleted: 1 });
  await refused(client.dlq.delete(dlqId), 404);
};

export const Deletes_dead_letters_by_filter_until_there_is_no_cursor = async (destination) => {
  const hook = destination.hook({ status: 500 });
  for (let i = 0; i < 3; i++) await failOne(hook);
  let [deleted, cursor] = [0, undefined];
  do {
    const page = await client.dlq.delete({ filter: { url: hook.url }, count: 2, cursor });
    deleted += page.deleted;
    cursor = page.cursor;
  } while (cursor);
  assert.equal(deleted, 3);
  assert.deepEqual((await client.dlq.listMessages({ filter: { url: hook.url } })).messages, []);
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
