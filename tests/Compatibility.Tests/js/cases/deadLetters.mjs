import { assert, client, eventually } from "../kit.mjs";

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
