// A small workflow application, served by the SDK's own serve and serveMany, and the SDK's client.
import http from "node:http";
import { Client as QStash } from "@upstash/qstash";
import { Client, serve } from "@upstash/workflow";
import { createWorkflow, serveMany } from "@upstash/workflow/nextjs";
import { BASE_URL, TOKEN, currentReceiver, eventually, unique } from "./kit.mjs";

const settings = { baseUrl: BASE_URL, token: TOKEN, retry: false, enableTelemetry: false };

export const qstash = new QStash(settings);
export const workflow = new Client(settings);

export const startApp = async () => {
  const receiver = await currentReceiver();
  const routes = new Map();
  const server = http.createServer(async (req, res) => {
    const parts = [];
    for await (const part of req) parts.push(part);
    const body = Buffer.concat(parts);
    const route = routes.get(req.url.split(/[/?]/)[1]);
    const headers = new Headers();
    for (let i = 0; i < req.rawHeaders.length; i += 2) headers.append(req.rawHeaders[i], req.rawHeaders[i + 1]);
    route.calls.push(req.headers);
    const response = await route.handler(new Request(`${origin}${req.url}`, { method: req.method, headers, body: body.length ? body : undefined }));
    res.writeHead(response.status, Object.fromEntries(response.headers));
    res.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  const add = (handler) => {
    const id = unique("w");
    const route = { url: `${origin}/${id}`, calls: [], finished: [], failures: [], handler };
    routes.set(id, route);
    route.done = (n = 1) => eventually(() => route.finished.length >= n && route.finished, `${n} finished runs`, 60_000);
    route.failed = (n = 1) => eventually(() => route.failures.length >= n && route.failures, `${n} calls of the failure function`, 60_000);
    return route;
  };

  return {
    /** A workflow endpoint: what its function returns lands in finished, what its failure function gets in failures. */
    workflow(fn, options = {}) {
      const route = add();
      const run = async (context) => {
        const result = await fn(context);
        route.finished.push({ result, runId: context.workflowRunId });
        return result;
      };
      const failureFunction = async (failure) => {
        route.failures.push(failure);
        await options.onFailure?.(failure);
      };
      route.handler = serve(run, { qstashClient: qstash, receiver, url: route.url, disableTelemetry: true, failureFunction }).handler;
      return route;
    },
    /** Several workflows behind one endpoint that can invoke each other. */
    many(functions) {
      const route = add();
      const workflows = {};
      for (const [name, fn] of Object.entries(functions)) {
        workflows[name] = createWorkflow((context) => fn(context, workflows), { receiver, qstashClient: qstash });
      }
      route.handler = serveMany(workflows, { qstashClient: qstash, receiver, disableTelemetry: true, baseUrl: origin }).POST;
      return { route, url: (name) => `${route.url}/${name}` };
    },
    plain: add,
  };
};

/** The log of a run, once it is in this state. */
export const runIn = (state, workflowRunId) =>
  eventually(async () => (await workflow.logs({ workflowRunId })).runs.find((run) => run.workflowState === state), `the run in ${state}`, 60_000);
