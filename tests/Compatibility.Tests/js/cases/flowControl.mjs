import { assert, client, eventually, refused, unique } from "../kit.mjs";

export const Never_has_more_in_flight_than_the_parallelism = async (destination) => {
  const key = unique("flow");
  const hook = destination.hook({ delay: 150 });
  for (let i = 0; i < 6; i++) {
    await client.publish({ url: hook.url, body: `${i}`, flowControl: { key, parallelism: 2 } });
  }
  await hook.received(6);
  await eventually(() => hook.requests.every((request) => request.endedAt), "all answers");
  for (const request of hook.requests) {
    const together = hook.requests.filter((other) => other.at <= request.at && other.endedAt > request.at).length;
    assert.ok(together <= 2, `${together} together`);
  }
};

export const Starts_no_more_in_a_window_than_the_rate = async (destination) => {
  const key = unique("flow");
  const hook = destination.hook();
  for (let i = 0; i < 7; i++) {
    await client.publish({ url: hook.url, body: `${i}`, flowControl: { key, rate: 3, period: "1s" } });
  }
  await hook.received(7);
  const times = hook.requests.map((request) => request.at);
  assert.ok(times[3] - times[0] >= 1000 && times[6] - times[3] >= 1000, times.join(" "));
};

export const Shows_pauses_pins_and_resets_a_key = async (destination) => {
  const key = unique("flow");
  const hook = destination.hook();
  await client.flowControl.pause(key);
  await client.publish({ url: hook.url, body: "held", flowControl: { key, parallelism: 4, rate: 9, period: 60 } });
  const held = await client.flowControl.get(key);
  assert.equal(held.flowControlKey, key);
  assert.deepEqual([held.waitListSize, held.isPaused, held.parallelismMax, held.rateMax, held.ratePeriod], [1, true, 4, 9, 60]);
  await client.flowControl.pin(key, { parallelism: 2, rate: 5, period: 30 });
  const pinned = await client.flowControl.get(key);
  assert.deepEqual([pinned.parallelismMax, pinned.rateMax, pinned.ratePeriod, pinned.isPinnedParallelism, pinned.isPinnedRate], [2, 5, 30, true, true]);
  await client.flowControl.unpin(key, { parallelism: true, rate: true });
  await client.flowControl.resetRate(key);
  await client.flowControl.resume(key);
  await hook.received(1);
  await eventually(async () => (await client.flowControl.get(key)).waitListSize === 0, "an empty line");
  await refused(client.flowControl.get(unique("nobody")), 404);
};

export const Tells_the_global_parallelism = async () => {
  const { parallelismMax, parallelismCount } = await eventually(async () => {
    const answer = await client.flowControl.getGlobalParallelism();
    return answer.parallelismMax > 0 && answer;
  }, "the worker's capacity");
  assert.ok(parallelismMax >= parallelismCount && parallelismCount >= 0);
};
