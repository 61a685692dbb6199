// node webhooks.mjs FILE   has Standard Webhooks' own package (v1) and node's crypto (v1a) judge requests, one JSON object a line
import { createPublicKey, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

const symmetric = ({ secret, headers, body }) => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

// The package has no v1a: id.timestamp.body by ed25519, as the specification has it, with a key of 32 bytes behind whpk_.
const asymmetric = ({ publicKey, headers, body }) => {
  const x = Buffer.from(publicKey.slice("whpk_".length), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const content = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  return (headers["webhook-signature"] ?? "").split(" ")
    .filter((part) => part.startsWith("v1a,"))
    .some((part) => verify(null, content, key, Buffer.from(part.slice("v1a,".length), "base64")));
};

for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  console.log(`${request.name}: ${[symmetric(request) && "v1", asymmetric(request) && "v1a"].filter(Boolean).join(" ") || "none"}`);
}
