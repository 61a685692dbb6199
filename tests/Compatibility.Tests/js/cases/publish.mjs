import { assert, client, clientWith, refused, unique } from "../kit.mjs";

export const Delivers_json_under_the_id_the_caller_got = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await client.publishJSON({ url: hook.url, body: { greeting: "hellö" } });
  const [request] = await hook.received(1);
  assert.match(messageId, /^msg_/);
  assert.equal(request.method, "POST");
  assert.equal(request.headers["content-type"], "application/json");
  assert.equal(request.headers["upstash-message-id"], messageId);
  assert.equal(request.headers["upstash-retried"], "0");
  assert.deepEqual(request.json(), { greeting: "hellö" });
};

export const Delivers_with_the_method_and_the_headers_of_the_caller = async (destination) => {
  const hook = destination.hook();
  await client.publish({ url: hook.url, method: "PATCH", body: "text", headers: { "X-Own": "value", "Content-Type": "text/csv" } });
  const [request] = await hook.received(1);
  assert.equal(request.method, "PATCH");
  assert.equal(request.headers["x-own"], "value");
  assert.equal(request.headers["content-type"], "text/csv");
  assert.equal(request.headers.authorization, undefined);
  assert.equal(request.text, "text");
};

export const Delivers_every_byte_of_a_binary_body = async (destination) => {
  const hook = destination.hook();
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  await client.publish({ url: hook.url, body: bytes });
  const [request] = await hook.received(1);
  assert.ok(request.bytes.equals(bytes));
};

export const Keeps_path_and_query_of_the_destination = async (destination) => {
  const hook = destination.hook();
  await client.publish({ url: `${hook.url}/a%20b//c?x=1&y=%2F&x=2` });
  const [request] = await hook.received(1);
  assert.ok(request.path.endsWith("/a%20b//c?x=1&y=%2F&x=2"), request.path);
};

export const Waits_for_the_delay = async (destination) => {
  const hook = destination.hook();
  const before = Date.now();
  await client.publish({ url: hook.url, delay: 2 });
  const [request] = await hook.received(1);
  assert.ok(request.at - before >= 1900, `came after ${request.at - before} ms`);
};

export const Waits_until_the_time_given = async (destination) => {
  const hook = destination.hook();
  const notBefore = Math.ceil(Date.now() / 1000) + 2;
  await client.publish({ url: hook.url, notBefore });
  const [request] = await hook.received(1);
  assert.ok(request.at >= notBefore * 1000 - 50, `came ${notBefore * 1000 - request.at} ms early`);
};

export const Answers_a_duplicate_with_the_id_of_the_first = async (destination) => {
  const hook = destination.hook();
  const deduplicationId = unique("once");
  const first = await client.publish({ url: hook.url, body: "one", deduplicationId });
  const second = await client.publish({ url: hook.url, body: "two", deduplicationId });
  assert.equal(second.messageId, first.messageId);
  assert.equal(second.deduplicated, true);
  await client.publish({ url: hook.url, body: "last" });
  await hook.received(2);
  assert.deepEqual(hook.texts.sort(), ["last", "one"]);
};

export const Recognises_the_same_content = async (destination) => {
  const hook = destination.hook();
  const message = { url: hook.url, body: unique("same"), contentBasedDeduplication: true };
  const first = await client.publish(message);
  const second = await client.publish(message);
  const other = await client.publish({ ...message, body: unique("other") });
  assert.equal(second.messageId, first.messageId);
  assert.equal(second.deduplicated, true);
  assert.notEqual(other.messageId, first.messageId);
};

export const Refuses_a_destination_that_is_none = async () => {
  const error = await refused(client.publish({ url: "ftp://example.com", body: "x" }), 400);
  assert.match(JSON.parse(error.message).error, /invalid scheme/);
};

export const Refuses_a_wrong_token = async (destination) => {
  const hook = destination.hook();
  const error = await refused(clientWith("wrong").publish({ url: hook.url, body: "x" }), 401);
  assert.equal(typeof JSON.parse(error.message).error, "string");
};
