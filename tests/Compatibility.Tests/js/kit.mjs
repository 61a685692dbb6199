// What the cases share: the SDK's client, a call without the SDK, waiting, unique names.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Client, Receiver } from "@upstash/qstash";

export { assert };

export const { BASE_URL, TOKEN } = process.env;

export const clientWith = (token) => new Client({ baseUrl: BASE_URL, token, retry: false });

export const client = clientWith(TOKEN);

export const unique = (prefix) => `${prefix}-${randomUUID()}`;

export const decode = (base64) => Buffer.from(base64 ?? "", "base64").toString("utf8");

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The first truthy value of the probe. */
export const eventually = async (probe, what, timeout = 30_000) => {
  const end = Date.now() + timeout;
  let last;
  while (Date.now() < end) {
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`Waited ${timeout} ms for ${typeof what === "function" ? what() : what}, in vain.`, { cause: last });
};

/** A call of the API that the SDK has no method for. */
export const call = async (method, path) => {
  const response = await fetch(`${BASE_URL}${path}`, { method, headers: { authorization: `Bearer ${TOKEN}` } });
  assert.equal(response.ok, true, `${method} ${path} answered ${response.status}`);
  return response.json();
};

/** Asserts that the SDK throws an error of this status, and returns it. */
export const refused = async (promise, status) => {
  const error = await promise.then(() => assert.fail("the call was accepted"), (error_) => error_);
  assert.equal(error.status, status, `refused with ${error.status}: ${error.message}`);
  return error;
};

/** A receiver that knows the keys the server signs with now. */
export const currentReceiver = async () => {
  const { current, next } = await call("GET", "/v2/keys");
  return new Receiver({ currentSigningKey: current, nextSigningKey: next });
};

export const verify = (receiver, request, change = {}) =>
  receiver.verify({ signature: request.headers["upstash-signature"], body: request.text, url: request.url, ...change });
