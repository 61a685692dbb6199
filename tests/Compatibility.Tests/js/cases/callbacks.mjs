import { assert, client, decode, pause } from "../kit.mjs";

export const Tells_the_callback_what_the_destination_answered = async (destination) => {
  const hook = destination.hook({ status: 201, body: "résult", headers: { "X-Answer": "42" } });
  const callback = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "source", callback: callback.url, retries: 2 });
  const [request] = await callback.received(1);
  const body = request.json();
  assert.equal(body.status, 201);
  assert.equal(decode(body.body), "résult");
  assert.deepEqual(body.header["X-Answer"], ["42"]);
  assert.equal(body.sourceMessageId, messageId);
  assert.equal(decode(body.sourceBody), "source");
  assert.equal(body.url, hook.url);
  assert.equal(body.maxRetries, 2);
  assert.notEqual(request.headers["upstash-message-id"], messageId);
};

export const Calls_back_after_every_attempt = async (destination) => {
  const hook = destination.hook((_, number) => ({ status: number === 1 ? 502 : 200 }));
  const callback = destination.hook();
  await client.publish({ url: hook.url, body: "x", callback: callback.url, retries: 3, retryDelay: "300" });
  await callback.received(2);
  const bodies = callback.requests.map((request) => request.json()).sort((a, b) => (a.retried ?? 0) - (b.retried ?? 0));
  assert.deepEqual(bodies.map(({ status }) => status), [502, 200]);
};

export const Calls_the_failure_callback_once_all_retries_are_used_up = async (destination) => {
  const hook = destination.hook({ status: 500, body: "broken" });
  const failed = destination.hook();
  const { messageId } = await client.publish({ url: hook.url, body: "x", retries: 1, retryDelay: "200", failureCallback: failed.url });
  const [request] = await failed.received(1);
  assert.equal(hook.requests.length, 2);
  const body = request.json();
  assert.equal(body.sourceMessageId, messageId);
  assert.equal(body.status, 500);
  assert.equal(decode(body.body), "broken");
  assert.equal(body.retried, 1);
  assert.equal((await client.dlq.listMessages({ filter: { messageId } })).messages[0].dlqId, body.dlqId);
  await pause(500);
  assert.equal(failed.requests.length, 1);
};

export const Shapes_the_callback_by_its_own_headers = async (destination) => {
  const hook = destination.hook();
  const callback = destination.hook();
  await client.publish({
    url: hook.url,
    body: "x",
    callback: callback.url,
    headers: { "Upstash-Callback-Method": "PUT", "Upstash-Callback-Forward-X-Own": "mine" },
  });
  const [request] = await callback.received(1);
  assert.equal(request.method, "PUT");
  assert.equal(request.headers["x-own"], "mine");
};
