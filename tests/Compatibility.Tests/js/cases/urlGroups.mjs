import { assert, client, refused, unique } from "../kit.mjs";

const newGroup = async (...endpoints) => {
  const name = unique("group");
  await client.urlGroups.addEndpoints({ name, endpoints });
  return name;
};

export const Delivers_to_every_endpoint_of_the_group = async (destination) => {
  const [one, two] = [destination.hook(), destination.hook()];
  const urlGroup = await newGroup({ url: one.url, name: "one" }, { url: two.url });
  const answers = await client.publishJSON({ urlGroup, body: { n: 1 } });
  assert.deepEqual(answers.map(({ url }) => url).sort(), [one.url, two.url].sort());
  for (const hook of [one, two]) {
    const [request] = await hook.received(1);
    assert.equal(request.headers["upstash-topic-name"], urlGroup);
    assert.equal(request.headers["upstash-message-id"], answers.find(({ url }) => url === hook.url).messageId);
  }
  await client.urlGroups.delete(urlGroup);
};

export const Retries_one_endpoint_without_troubling_the_other = async (destination) => {
  const failing = destination.hook((_, number) => ({ status: number === 1 ? 500 : 200 }));
  const healthy = destination.hook();
  const urlGroup = await newGroup({ url: failing.url }, { url: healthy.url });
  await client.publish({ urlGroup, body: "x", retries: 1, retryDelay: "200" });
  await failing.received(2);
  assert.equal(healthy.requests.length, 1);
  await client.urlGroups.delete(urlGroup);
};

export const Adds_and_lists_and_removes_endpoints = async () => {
  const [a, b] = ["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"];
  const name = await newGroup({ url: a, name: "first" });
  await client.urlGroups.addEndpoints({ name, endpoints: [{ url: b }] });
  const group = await client.urlGroups.get(name);
  assert.equal(group.name, name);
  assert.deepEqual(group.endpoints, [{ url: a, name: "first" }, { url: b }]);
  assert.ok((await client.urlGroups.list()).some((listed) => listed.name === name));
  await client.urlGroups.removeEndpoints({ name, endpoints: [{ name: "first" }] });
  assert.deepEqual((await client.urlGroups.get(name)).endpoints, [{ url: b }]);
  await client.urlGroups.delete(name);
  await refused(client.urlGroups.get(name), 404);
};

export const Refuses_to_publish_to_a_group_that_is_not_there = async () => {
  await refused(client.publish({ urlGroup: unique("nobody"), body: "x" }), 400);
};
