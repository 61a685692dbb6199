import { assert, client, eventually, pause, refused, unique } from "../kit.mjs";

const everySecond = "* * * * * *";
const yearly = "0 0 1 1 *";
const { schedules } = client;

const create = async (request) => (await schedules.create(request)).scheduleId;

export const Delivers_at_every_instant_what_the_schedule_was_made_with = async (destination) => {
  const hook = destination.hook();
  const callback = destination.hook();
  const scheduleId = await create({
    destination: `${hook.url}?a=b`,
    cron: everySecond,
    body: "hello",
    method: "PUT",
    headers: { "Content-Type": "text/x-test", "My-Header": "mine" },
    callback: callback.url,
  });
  const [first, second] = await hook.received(2);
  await schedules.delete(scheduleId);
  assert.equal(first.text, "hello");
  assert.equal(first.method, "PUT");
  assert.equal(new URL(first.url).search, "?a=b");
  assert.equal(first.headers["content-type"], "text/x-test");
  assert.equal(first.headers["my-header"], "mine");
  assert.equal(first.headers["upstash-schedule-id"], scheduleId);
  assert.notEqual(first.headers["upstash-message-id"], second.headers["upstash-message-id"]);
  const [told] = await callback.received(1);
  assert.equal(told.json().scheduleId, scheduleId);
};

export const Shows_all_that_the_schedule_was_made_with = async () => {
  const before = Date.now();
  const scheduleId = await create({
    destination: "http://127.0.0.1:9/a",
    cron: "CRON_TZ=Europe/Berlin 0 9 * * 1-5",
    body: "text",
    headers: { "Test-Header": "value" },
    retries: 5,
    retryDelay: "1000 * retried",
    delay: 90,
    timeout: 30,
    callback: "http://127.0.0.1:9/cb",
    failureCallback: "http://127.0.0.1:9/fail",
    queueName: "scheduled-orders",
    flowControl: { key: "key", parallelism: 2, rate: 10, period: "1m" },
    label: "nightly",
  });
  // The SDK adds ratePerSecond, its older name of rate.
  const { createdAt, nextScheduleTime, callerIP, header, ratePerSecond, ...rest } = await schedules.get(scheduleId);
  assert.deepEqual(rest, {
    scheduleId,
    cron: "CRON_TZ=Europe/Berlin 0 9 * * 1-5",
    destination: "http://127.0.0.1:9/a",
    method: "POST",
    body: "text",
    retries: 5,
    retryDelayExpression: "1000 * retried",
    delay: 90,
    timeout: 30_000,
    callback: "http://127.0.0.1:9/cb",
    failureCallback: "http://127.0.0.1:9/fail",
    isPaused: false,
    queueName: "scheduled-orders",
    flowControlKey: "key",
    parallelism: 2,
    rate: 10,
    period: 60,
    label: "nightly",
    labels: ["nightly"],
  });
  assert.deepEqual(header["Test-Header"], ["value"]);
  assert.ok(createdAt >= before - 1000 && nextScheduleTime > createdAt && callerIP.length > 0 && ratePerSecond === 10);
  await schedules.delete(scheduleId);
};

export const Lists_and_deletes_schedules = async () => {
  const scheduleId = await create({ destination: "http://127.0.0.1:9/a", cron: yearly });
  assert.ok((await schedules.list()).some((schedule) => schedule.scheduleId === scheduleId));
  await schedules.delete(scheduleId);
  await refused(schedules.get(scheduleId), 404);
  assert.ok(!(await schedules.list()).some((schedule) => schedule.scheduleId === scheduleId));
};

export const Replaces_the_schedule_of_an_id = async () => {
  const scheduleId = unique("schedule");
  assert.equal(await create({ scheduleId, destination: "http://127.0.0.1:9/a", cron: yearly, body: "old", retries: 9 }), scheduleId);
  assert.equal(await create({ scheduleId, destination: "http://127.0.0.1:9/b", cron: "*/5 * * * *" }), scheduleId);
  const { destination, cron, body, retries } = await schedules.get(scheduleId);
  assert.deepEqual({ destination, cron, body, retries }, { destination: "http://127.0.0.1:9/b", cron: "*/5 * * * *", body: undefined, retries: 3 });
  await schedules.delete(scheduleId);
};

export const Fires_nothing_while_paused = async (destination) => {
  const hook = destination.hook();
  const schedule = await create({ destination: hook.url, cron: everySecond });
  await hook.received(1);
  await schedules.pause({ schedule });
  assert.equal((await schedules.get(schedule)).isPaused, true);
  // What was on its way when the pause came.
  await pause(500);
  const before = hook.requests.length;
  await pause(2500);
  assert.equal(hook.requests.length, before);
  await schedules.resume({ schedule });
  assert.equal((await schedules.get(schedule)).isPaused, false);
  await hook.received(before + 2);
  await schedules.delete(schedule);
};

export const Puts_its_messages_into_a_queue = async (destination) => {
  const queueName = unique("queue");
  const hook = destination.hook();
  await client.queue({ queueName }).upsert({ parallelism: 3 });
  const scheduleId = await create({ destination: hook.url, cron: everySecond, queueName });
  await hook.received(2);
  await schedules.delete(scheduleId);
  assert.equal((await client.queue({ queueName }).get()).parallelism, 3);
  const { logs } = await client.logs({ filter: { messageId: hook.requests[0].headers["upstash-message-id"] } });
  assert.equal(logs[0].queueName, queueName);
};

export const Delivers_to_every_endpoint_of_a_group = async (destination) => {
  const [one, two] = [destination.hook(), destination.hook()];
  const name = unique("group");
  await client.urlGroups.addEndpoints({ name, endpoints: [{ url: one.url }, { url: two.url }] });
  const scheduleId = await create({ destination: name, cron: everySecond });
  await Promise.all([one.received(1), two.received(1)]);
  await schedules.delete(scheduleId);
  assert.equal(one.requests[0].headers["upstash-topic-name"], name);
  await client.urlGroups.delete(name);
};

export const Tells_the_states_of_the_last_messages = async (destination) => {
  const hook = destination.hook({ status: 500 });
  const scheduleId = await create({ destination: hook.url, cron: everySecond, retries: 0 });
  const [{ headers }] = await hook.received(1);
  await schedules.pause({ schedule: scheduleId });
  const states = await eventually(async () => {
    const { lastScheduleStates } = await schedules.get(scheduleId);
    return lastScheduleStates && Object.values(lastScheduleStates).every((state) => state === "FAIL") && lastScheduleStates;
  }, "failed messages");
  assert.ok(Object.keys(states)[0].startsWith("msg_") && headers["upstash-message-id"].startsWith("msg_"));
  const { lastScheduleTime } = await schedules.get(scheduleId);
  assert.equal(lastScheduleTime % 1000, 0);
  await schedules.delete(scheduleId);
};

export const Finds_its_messages_in_the_logs = async (destination) => {
  const hook = destination.hook();
  const scheduleId = await create({ destination: hook.url, cron: everySecond });
  const [{ headers }] = await hook.received(1);
  await schedules.delete(scheduleId);
  const { logs } = await client.logs({ filter: { messageId: headers["upstash-message-id"] } });
  assert.ok(logs.length > 0 && logs.every((entry) => entry.scheduleId === scheduleId));
};

export const Refuses_a_cron_and_an_id_that_are_none = async () => {
  const destination = "http://127.0.0.1:9/a";
  assert.match((await refused(schedules.create({ destination, cron: "every day" }), 400)).message, /Upstash-Cron/);
  assert.match((await refused(schedules.create({ destination, cron: "CRON_TZ=Nowhere/Land 0 9 * * *" }), 400)).message, /Nowhere\/Land/);
  assert.match((await refused(schedules.create({ destination, cron: yearly, scheduleId: "no blanks" }), 400)).message, /Upstash-Schedule-Id/);
};
