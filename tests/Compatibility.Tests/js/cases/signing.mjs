import { SignatureError } from "@upstash/qstash";
import { assert, call, client, currentReceiver, verify } from "../kit.mjs";

export const Signs_what_the_official_receiver_accepts = async (destination) => {
  const hook = destination.hook();
  await client.publishJSON({ url: `${hook.url}?a=1`, body: { signed: "wörd" } });
  const [request] = await hook.received(1);
  assert.equal(await verify(await currentReceiver(), request), true);
};

export const Signs_a_request_without_a_body = async (destination) => {
  const hook = destination.hook();
  await client.publish({ url: hook.url, method: "GET" });
  const [request] = await hook.received(1);
  assert.equal(await verify(await currentReceiver(), request), true);
};

export const Signs_so_that_another_body_or_address_is_noticed = async (destination) => {
  const hook = destination.hook();
  await client.publish({ url: hook.url, body: "signed" });
  const [request] = await hook.received(1);
  const receiver = await currentReceiver();
  await assert.rejects(verify(receiver, request, { body: "signed!" }), SignatureError);
  await assert.rejects(verify(receiver, request, { url: `${hook.url}/else` }), SignatureError);
};

export const Signs_callbacks_too = async (destination) => {
  const [hook, callback] = [destination.hook(), destination.hook()];
  await client.publish({ url: hook.url, body: "x", callback: callback.url });
  const [request] = await callback.received(1);
  assert.equal(await verify(await currentReceiver(), request), true);
};

// Changes the server's keys, so this case needs a server of its own.
export const Receivers_that_knew_the_next_key_go_on_after_a_rotation = async (destination) => {
  const hook = destination.hook();
  const before = await call("GET", "/v2/keys");
  const receiver = await currentReceiver();
  const after = await call("POST", "/v2/keys/rotate");
  assert.equal(after.current, before.next);
  assert.notEqual(after.next, before.next);
  assert.deepEqual(await call("GET", "/v2/keys"), after);
  await client.publish({ url: hook.url, body: "signed anew" });
  const [request] = await hook.received(1);
  assert.equal(await verify(receiver, request), true);
  assert.equal(await verify(await currentReceiver(), request), true);
};
