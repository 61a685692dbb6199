// node run.mjs SITUATION CASE   runs one case against the server named by BASE_URL and TOKEN
// node run.mjs                  lists all cases, one "SITUATION CASE" a line
import { readdirSync } from "node:fs";

const load = (situation) => import(`./cases/${situation}.mjs`);

const list = async () => {
  for (const file of readdirSync(new URL("./cases/", import.meta.url)).sort()) {
    const situation = file.replace(/\.mjs$/, "");
    for (const name of Object.keys(await load(situation))) console.log(`${situation} ${name}`);
  }
};

const run = async (situation, name) => {
  const { [name]: body } = await load(situation);
  if (typeof body !== "function") throw new Error(`cases/${situation}.mjs exports no ${name}`);
  const { startDestination } = await import("./destination.mjs");
  const destination = await startDestination();
  await body(destination);
  if (destination.unplanned.length > 0) throw new Error(`calls nobody planned: ${destination.unplanned}`);
};

const [situation, name] = process.argv.slice(2);
try {
  await (situation ? run(situation, name) : list());
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
