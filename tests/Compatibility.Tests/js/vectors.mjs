// node vectors.mjs FILE   has the official receiver judge requests, one JSON object a line; prints how many it took and refused
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Receiver } from "@upstash/qstash";

const takes = async ({ currentKey, nextKey, token, body, url }) => {
  try {
    const receiver = new Receiver({ currentSigningKey: currentKey, nextSigningKey: nextKey });
    return (await receiver.verify({ signature: token, body, url })) === true;
  } catch {
    return false;
  }
};

let [taken, refused] = [0, 0];
const wrong = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  const vector = JSON.parse(line);
  const took = await takes(vector);
  if (took) taken++;
  else refused++;
  if (took !== vector.isGenuine) wrong.push(line);
}
for (const line of wrong.slice(0, 20)) console.log(`wrong: ${line}`);
console.log(`${taken} taken, ${refused} refused, ${wrong.length} wrong`);
