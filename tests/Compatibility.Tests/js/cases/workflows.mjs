import { assert, call, eventually, pause, unique } from "../kit.mjs";
import { qstash, runIn, startApp, workflow } from "../workflow.mjs";

export const Runs_its_steps_once_each_and_returns = async () => {
  const app = await startApp();
  const ran = [];
  const route = app.workflow(async (context) => {
    const one = await context.run("one", () => (ran.push("one"), 1));
    const two = await context.run("two", () => (ran.push("two"), one + 1));
    return { two, payload: context.requestPayload, header: context.headers.get("x-mine") };
  });
  const { workflowRunId } = await workflow.trigger({ url: route.url, body: { a: 1 }, headers: { "X-Mine": "kept" } });
  const [{ result, runId }] = await route.done();
  assert.deepEqual(result, { two: 2, payload: { a: 1 }, header: "kept" });
  assert.equal(runId, workflowRunId);
  assert.deepEqual(ran, ["one", "two"]);
  assert.equal(route.calls.length, 3);
  assert.equal((await runIn("RUN_SUCCESS", workflowRunId)).steps.length, 3);
};

export const Joins_parallel_steps_of_every_kind = async () => {
  const app = await startApp();
  const route = app.workflow(async (context) => {
    const [left, right] = await Promise.all([context.run("left", () => "l"), context.run("right", () => "r"), context.sleep("nap", 1)]);
    return left + right;
  });
  await workflow.trigger({ url: route.url });
  const [{ result }] = await route.done();
  assert.equal(result, "lr");
  assert.equal(route.calls.length, 7);
};

export const Delivers_every_result_of_a_block = async () => {
  const app = await startApp();
  const steps = Array.from({ length: 30 }, (_, i) => i);
  let ran = 0;
  const route = app.workflow((context) => Promise.all(steps.map((i) => context.run(`step${i}`, () => (ran++, i)))));
  await workflow.trigger({ url: route.url });
  assert.deepEqual((await route.done())[0].result, steps);
  // Those too that are still on their way when the last one has ended the run.
  await eventually(() => route.calls.length >= 61, "a call for the plan, each step and each result");
  assert.deepEqual([route.calls.length, ran, route.finished.length], [61, 30, 1]);
};

export const Is_not_moved_by_a_result_that_comes_after_the_end = async () => {
  const app = await startApp();
  const ran = [];
  const statuses = [];
  const route = app.workflow(async (context) => {
    await Promise.all([context.run("left", () => ran.push("left")), context.run("right", () => ran.push("right"))]);
    await context.run("after", () => ran.push("after"));
  });
  // Both places of the run's key are held by the steps until their results wait in line, and the run has ended.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const { handler } = route;
  route.handler = async (request) => {
    const number = route.calls.length;
    const response = await handler(request);
    if (number === 2 || number === 3) await released;
    statuses.push(response.status);
    return response;
  };
  const { workflowRunId } = await workflow.trigger({ url: route.url, flowControl: { key: unique("key"), parallelism: 2 } });
  await eventually(() => ran.length === 2, "both steps");
  await eventually(async () => (await call("GET", `/v2/workflows/runs/${workflowRunId}`)).length === 5, "both results");
  await qstash.http.request({ path: ["v2", "workflows", "runs", `${workflowRunId}?cancel=false`], method: "DELETE", body: "early", parseResponseAsJson: false });
  release();
  await eventually(() => statuses.length === 4, "the call with the result that others overtook");
  const run = await runIn("RUN_SUCCESS", workflowRunId);
  assert.equal(run.workflowRunResponse, "early");
  assert.deepEqual([statuses, ran.toSorted(), route.calls.length], [[200, 200, 200, 200], ["left", "right"], 4]);
  assert.equal(route.calls[3]["upstash-retried"], "0");
};

export const Sleeps_for_and_until = async () => {
  const app = await startApp();
  const start = Date.now();
  const route = app.workflow(async (context) => {
    await context.sleep("nap", 2);
    await context.sleepUntil("until", new Date(start + 5000));
    return await context.run("woke", () => Date.now());
  });
  await workflow.trigger({ url: route.url });
  const [{ result }] = await route.done();
  // The SDK rounds a date to whole seconds.
  assert.ok(result >= Math.floor((start + 5000) / 1000) * 1000, `woke after ${result - start} ms`);
};

export const Calls_and_gets_the_answer_of_the_last_attempt = async (destination) => {
  const app = await startApp();
  const hook = destination.hook((request, number) => ({ status: number === 1 ? 503 : 200, body: "hi" }));
  const route = app.workflow(async (context) => {
    const { status, body } = await context.call("ask", { url: hook.url, method: "POST", body: { q: 1 }, headers: { "x-h": "v" }, retries: 1, retryDelay: "100" });
    return { status, body };
  });
  await workflow.trigger({ url: route.url });
  const [{ result }] = await route.done();
  assert.equal(result.status, 200);
  assert.equal(route.calls.length, 3);
  const requests = await hook.received(2);
  assert.equal(requests[0].headers["x-h"], "v");
  assert.equal(requests[0].text, '{"q":1}');
  assert.equal(requests[0].headers["upstash-workflow-runid"], undefined);
};

export const Waits_for_an_event_and_for_none = async () => {
  const app = await startApp();
  const event = unique("event");
  const route = app.workflow(async (context) => {
    const got = await context.waitForEvent("wait", event, { timeout: "60s" });
    const missed = await context.waitForEvent("miss", unique("never"), { timeout: "1s" });
    return [got.eventData, got.timeout, missed.timeout];
  });
  await workflow.trigger({ url: route.url });
  await eventually(async () => (await workflow.getWaiters({ eventId: event })).length === 1, "the waiter");
  const notified = await workflow.notify({ eventId: event, eventData: { paid: true } });
  assert.equal(notified.length, 1);
  const [{ result }] = await route.done();
  assert.deepEqual(result, [{ paid: true }, false, true]);
};

export const Takes_webhooks = async () => {
  const app = await startApp();
  const route = app.workflow(async (context) => {
    const webhook = await context.createWebhook("make");
    await context.run("call", async () => (await fetch(webhook.webhookUrl, { method: "PUT", body: "soon" })).status);
    const { request, timeout } = await context.waitForWebhook("wait", webhook, "60s");
    return [request?.method, await request?.text(), timeout];
  });
  await workflow.trigger({ url: route.url });
  const [{ result }] = await route.done();
  assert.deepEqual(result, ["PUT", "soon", false]);
};

export const Invokes_another_workflow = async () => {
  const app = await startApp();
  const { url } = app.many({
    parent: async (context, all) => {
      const { body, isFailed } = await context.invoke("sub", { workflow: all.child, body: 20 });
      await context.run("end", () => assert.deepEqual([body, isFailed], [21, false]));
      return body;
    },
    child: async (context) => (await context.run("add", () => context.requestPayload)) + 1,
  });
  const { workflowRunId } = await workflow.trigger({ url: url("parent") });
  assert.equal((await runIn("RUN_SUCCESS", workflowRunId)).workflowRunResponse, "21");
};

export const Tells_the_failure_function_once_and_resumes_at_the_failed_step = async () => {
  const app = await startApp();
  let broken = true;
  const ran = [];
  const route = app.workflow(async (context) => {
    await context.run("kept", () => void ran.push("kept"));
    await context.run("fragile", () => {
      ran.push("fragile");
      if (broken) throw new Error("broken");
    });
    return "mended";
  });
  const { workflowRunId } = await workflow.trigger({ url: route.url, retries: 1, retryDelay: "100" });
  const [failure] = await route.failed();
  assert.equal(failure.failStatus, 500);
  assert.equal(failure.failResponse, "broken");
  const entry = await eventually(async () => (await workflow.dlq.list({ filter: { workflowRunId } })).messages[0], "the dead letter");
  broken = false;
  await workflow.dlq.resume(entry.dlqId);
  const [{ result }] = await route.done();
  assert.equal(result, "mended");
  assert.deepEqual(ran, ["kept", "fragile", "fragile", "fragile"]);
  assert.equal(route.failures.length, 1);
};

export const Cancels_a_run = async () => {
  const app = await startApp();
  const route = app.workflow(async (context) => {
    await context.sleep("long", 3600);
    await context.run("never", () => assert.fail("it ran"));
  });
  const { workflowRunId } = await workflow.trigger({ url: route.url });
  await eventually(async () => (await workflow.logs({ workflowRunId })).runs[0]?.steps.length === 2, "the sleep");
  assert.deepEqual(await workflow.cancel(workflowRunId), { cancelled: 1 });
  assert.deepEqual(await workflow.cancel(workflowRunId), { cancelled: 0 });
  await runIn("RUN_CANCELED", workflowRunId);
};

export const Fetches_what_is_too_large_to_be_sent = async () => {
  const app = await startApp();
  const large = "x".repeat(900_000);
  const route = app.workflow(async (context) => {
    const a = await context.run("a", () => large);
    const b = await context.run("b", () => large);
    return a.length + b.length;
  });
  await workflow.trigger({ url: route.url, body: large });
  const [{ result }] = await route.done();
  assert.equal(result, 1_800_000);
};

export const Starts_without_the_sdk = async (destination) => {
  const app = await startApp();
  const route = app.workflow(async (context) => await context.run("one", () => context.requestPayload));
  const { workflowRunId } = await call("POST", `/v2/trigger/${route.url}`);
  const [{ runId }] = await route.done();
  assert.equal(runId, workflowRunId);
  const plain = destination.hook();
  const other = await call("POST", `/v2/trigger/${plain.url}`);
  const failed = await runIn("RUN_FAILED", other.workflowRunId);
  assert.match(failed.steps.at(-1).steps[0].errors[0].error, /non-workflow destination/);
};

export const Sends_the_flow_control_of_a_run_with_all_its_messages = async () => {
  const app = await startApp();
  let active = 0;
  let most = 0;
  const route = app.workflow(async (context) => {
    await context.run("work", async () => {
      most = Math.max(most, ++active);
      await pause(200);
      active -= 1;
    });
  });
  const flowControl = { key: unique("key"), parallelism: 1 };
  await workflow.trigger([1, 2, 3].map(() => ({ url: route.url, flowControl })));
  await route.done(3);
  assert.equal(most, 1);
};
