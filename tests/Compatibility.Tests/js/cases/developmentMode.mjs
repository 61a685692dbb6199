// Runs with QSTASH_DEV=true and QSTASH_DEV_PORT, and with no address or token for the SDK.
import { Client, Receiver } from "@upstash/qstash";
import { assert } from "../kit.mjs";

export const Finds_the_server_and_its_keys_without_any_setting = async (destination) => {
  const hook = destination.hook();
  const { messageId } = await new Client().publish({ url: hook.url, body: "developing" });
  const [request] = await hook.received(1);
  assert.equal(request.headers["upstash-message-id"], messageId);
  const signature = request.headers["upstash-signature"];
  assert.equal(await new Receiver().verify({ signature, body: request.text, url: hook.url }), true);
};
