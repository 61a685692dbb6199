import { assert, client } from "../kit.mjs";

export const Tries_again_until_the_destination_accepts = async (destination) => {
  const hook = destination.hook((_, number) => ({ status: number < 3 ? 503 : 200 }));
  await client.publish({ url: hook.url, body: "x", retries: 5, retryDelay: "200" });
  await hook.received(3);
  assert.deepEqual(hook.requests.map((request) => request.headers["upstash-retried"]), ["0", "1", "2"]);
  assert.equal(new Set(hook.requests.map((request) => request.headers["upstash-message-id"])).size, 1);
};

export const Waits_as_the_expression_says = async (destination) => {
  const hook = destination.hook({ status: 500 });
  await client.publish({ url: hook.url, body: "x", retries: 2, retryDelay: "500 * pow(2, retried)" });
  const [first, second, third] = await hook.received(3);
  const waits = [second.at - first.at, third.at - second.at];
  assert.ok(waits[0] >= 450 && waits[1] >= 950, `waited ${waits}`);
};

export const Waits_as_the_answer_asks = async (destination) => {
  const hook = destination.hook((_, number) => (number === 1 ? { status: 429, headers: { "Retry-After": "2" } } : {}));
  await client.publish({ url: hook.url, body: "x", retries: 1, retryDelay: "60000" });
  const [first, second] = await hook.received(2);
  assert.ok(second.at - first.at >= 1900, `waited ${second.at - first.at} ms`);
};

export const Never_retries_what_the_destination_calls_hopeless = async (destination) => {
  const hook = destination.hook({ status: 489, headers: { "Upstash-NonRetryable-Error": "true" } });
  const failed = destination.hook();
  await client.publish({ url: hook.url, body: "x", retries: 3, retryDelay: "100", failureCallback: failed.url });
  await failed.received(1);
  assert.equal(hook.requests.length, 1);
};
