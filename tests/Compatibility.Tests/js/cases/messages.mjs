import { assert, call, client, eventually, refused, unique } from "../kit.mjs";

export const Shows_a_message_that_waits = async (destination) => {
  const { url } = destination.hook();
  const headers = { "Content-Type": "text/plain", "X-Own": "1" };
  const { messageId } = await client.publish({ url, body: "waiting", delay: 600, retries: 4, label: "seen", headers });
  const message = await client.messages.get(messageId);
  assert.equal(message.messageId, messageId);
  assert.equal(message.url, url);
  assert.equal(message.method, "POST");
  assert.equal(message.body, "waiting");
  assert.deepEqual(message.header, { "Content-Type": ["text/plain"], "X-Own": ["1"] });
  assert.equal(message.maxRetries, 4);
  assert.equal(message.label, "seen");
  assert.ok(message.notBefore - message.createdAt >= 599_000);
  await client.messages.cancel(messageId);
};

export const Forgets_a_delivered_message = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "x" });
  await hook.received(1);
  await eventually(() => client.messages.get(messageId).then(() => false, ({ status }) => status === 404), "404");
};

export const Cancels_a_message_before_it_is_delivered = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "never", delay: 2 });
  assert.deepEqual(await client.messages.cancel(messageId), { cancelled: 1 });
  await client.publish({ url: hook.url, body: "later", delay: 3 });
  await hook.received(1);
  assert.deepEqual(hook.texts, ["later"]);
  await refused(client.messages.get(messageId), 404);
};

export const Cancels_all_messages_a_filter_finds = async (destination) => {
  const { url } = destination.hook();
  const label = unique("label");
  for (let i = 0; i < 3; i++) await client.publish({ url, delay: 600, label });
  const { messageId } = await client.publish({ url, delay: 600, label: unique("other") });
  assert.deepEqual(await client.messages.cancel({ filter: { label } }), { cancelled: 3 });
  assert.deepEqual(await client.messages.cancel([messageId, "msg_unknown"]), { cancelled: 1 });
};

export const Answers_404_for_a_message_nobody_knows = async () => {
  await refused(client.messages.get("msg_unknown"), 404);
};

export const Cancels_by_url_and_queue_and_time = async (destination) => {
  const hook = destination.hook();
  const queueName = unique("queue");
  const queue = client.queue({ queueName });
  for (let i = 0; i < 2; i++) await queue.enqueue({ url: hook.url, delay: 600 });
  await client.publish({ url: hook.url, delay: 600 });
  assert.deepEqual(await client.messages.cancel({ filter: { queueName, toDate: 1 } }), { cancelled: 0 });
  assert.deepEqual(await client.messages.cancel({ filter: { queueName, fromDate: Date.now() - 60_000 } }), { cancelled: 2 });
  assert.deepEqual(await client.messages.cancel({ filter: { url: hook.url } }), { cancelled: 1 });
  await queue.delete();
};

export const Delivers_a_delayed_message_now = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "now", delay: 600 });
  assert.deepEqual(await call("POST", `/v2/messages/${messageId}/retry`), { messageId });
  const [request] = await hook.received(1);
  assert.equal(request.headers["upstash-message-id"], messageId);
  assert.equal(request.headers["upstash-retried"], "0");
};
