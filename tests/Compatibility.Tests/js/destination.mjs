// The HTTP server the cases have their messages delivered to.
import http from "node:http";
import { eventually } from "./kit.mjs";

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

/** One path: `answer` is {status, body, headers, delay} or a function of the request and its number that gives one. */
class Hook {
  requests = [];

  constructor(url, answer) {
    this.url = url;
    this.answer = answer;
  }

  get texts() {
    return this.requests.map((request) => request.text);
  }

  /** The requests, once there are so many. */
  async received(count, timeout) {
    await eventually(() => this.requests.length >= count, () => `${count} requests at ${this.url} (got ${this.requests.length})`, timeout);
    return this.requests;
  }

  async serve(incoming, response) {
    const bytes = await bodyOf(incoming);
    const request = {
      method: incoming.method,
      path: incoming.url,
      url: new URL(incoming.url, this.url).href,
      headers: incoming.headers,
      bytes,
      text: bytes.toString("utf8"),
      at: Date.now(),
      json: () => JSON.parse(bytes.toString("utf8")),
    };
    this.requests.push(request);
    const answer = typeof this.answer === "function" ? this.answer(request, this.requests.length) : this.answer;
    await new Promise((resolve) => setTimeout(resolve, answer?.delay ?? 0));
    response.writeHead(answer?.status ?? 200, answer?.headers);
    response.end(answer?.body);
    request.endedAt = Date.now();
  }
}

export const startDestination = async () => {
  const hooks = new Map();
  const unplanned = [];
  const server = http.createServer((request, response) => {
    const hook = hooks.get(request.url.split(/[/?]/)[1]);
    if (hook) return hook.serve(request, response);
    unplanned.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    /** Calls to paths that no hook has. */
    unplanned,
    /** A new path. */
    hook(answer) {
      const name = `hook${hooks.size + 1}`;
      const hook = new Hook(`http://127.0.0.1:${port}/${name}`, answer);
      hooks.set(name, hook);
      return hook;
    },
  };
};
