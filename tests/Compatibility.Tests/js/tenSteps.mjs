// A workflow of ten steps with two sleeps, a call, a wait and an invocation, at PORT. It says what it executes, and when it is about to return.
import { randomUUID } from "node:crypto";
import express from "express";
import { createWorkflow, serveMany } from "@upstash/workflow/express";
import { pause } from "./kit.mjs";

const origin = `http://127.0.0.1:${process.env.PORT}`;

// The servers are away for seconds at a time: what they are asked meanwhile is tried again soon, and for long.
const patient = { retries: 500, retryDelay: "500" };

// What a step returned is the same in every later call of the function, however often the step was executed.
const results = new Map();

const step = async (context, name) => {
  const result = await context.run(name, async () => {
    console.log(`executes ${name} of ${context.workflowRunId}`);
    await pause(300);
    return randomUUID();
  });
  const key = `${name} of ${context.workflowRunId}`;
  if ((results.get(key) ?? result) !== result) console.log(`has another result for ${key}`);
  results.set(key, result);
  return result;
};

const child = createWorkflow(async (context) => {
  await step(context, "child");
  return context.requestPayload;
});

const parent = createWorkflow(async (context) => {
  const one = await step(context, "one");
  await context.sleep("nap", 2);
  const three = await step(context, "three");
  const { body: called } = await context.call("call", { url: `${origin}/echo`, method: "POST", body: JSON.stringify({ three }), headers: { "content-type": "application/json" }, ...patient });
  const five = await step(context, "five");
  const { eventData: paid } = await context.waitForEvent("wait", `paid-${context.workflowRunId}`, { timeout: "1h" });
  const { body: invoked } = await context.invoke("invoke", { workflow: child, body: { five }, ...patient });
  const eight = await step(context, "eight");
  await context.sleep("rest", 2);
  const ten = await step(context, "ten");
  const joined = { one, three, called: called.three, five, paid: paid.amount, invoked: invoked.five, eight, ten };
  console.log(`returns ${context.workflowRunId}`);
  return joined;
});

const app = express();
app.use(express.json());
app.post("/echo", (request, response) => response.json(request.body));
app.use("/flows", serveMany({ parent, child }, { disableTelemetry: true }));
app.listen(process.env.PORT, "127.0.0.1", () => console.log("listens"));
