import { assert, client, eventually, unique } from "../kit.mjs";

export const Answers_in_the_order_of_the_items = async (destination) => {
  const hooks = [destination.hook(), destination.hook(), destination.hook()];
  const answers = await client.batchJSON(hooks.map((hook, i) => ({ url: hook.url, body: { i } })));
  assert.equal(answers.length, 3);
  for (const [i, hook] of hooks.entries()) {
    const [request] = await hook.received(1);
    assert.equal(request.headers["upstash-message-id"], answers[i].messageId);
    assert.deepEqual(request.json(), { i });
  }
};

export const Gives_every_item_its_own_options = async (destination) => {
  const [plain, shaped] = [destination.hook(), destination.hook()];
  await client.batch([
    { url: plain.url, body: "a" },
    { url: shaped.url, body: "b", method: "PUT", headers: { "X-Own": "1" } },
  ]);
  assert.equal((await plain.received(1))[0].method, "POST");
  const [request] = await shaped.received(1);
  assert.equal(request.method, "PUT");
  assert.equal(request.headers["x-own"], "1");
};

export const Keeps_the_order_of_items_for_the_same_queue = async (destination) => {
  const queueName = unique("batch");
  const hook = destination.hook();
  const bodies = Array.from({ length: 10 }, (_, i) => String(i));
  await client.batch(bodies.map((body) => ({ url: hook.url, body, queueName })));
  await hook.received(10);
  assert.deepEqual(hook.texts, bodies);
  await client.queue({ queueName }).delete();
};

export const Answers_one_list_for_a_url_group = async (destination) => {
  const urlGroup = unique("group");
  const hooks = [destination.hook(), destination.hook()];
  await client.urlGroups.addEndpoints({ name: urlGroup, endpoints: hooks.map(({ url }) => ({ url })) });
  const [answer] = await client.batch([{ urlGroup, body: "to all" }]);
  assert.equal(answer.length, 2);
  for (const hook of hooks) {
    const [request] = await hook.received(1);
    assert.ok(answer.some(({ messageId }) => messageId === request.headers["upstash-message-id"]));
  }
  await client.urlGroups.delete(urlGroup);
};

export const Accepts_the_other_items_when_one_is_refused = async (destination) => {
  const hook = destination.hook();
  const answers = await client.batch([{ url: "ftp://example.com", body: "bad" }, { url: hook.url, body: "good" }]);
  assert.equal(typeof answers[0].error, "string");
  await hook.received(1);
  await eventually(() => hook.requests[0].headers["upstash-message-id"] === answers[1].messageId, "the good item");
};
