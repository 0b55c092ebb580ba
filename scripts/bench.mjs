// `npm run bench -- NAME`: measures the built package (tests/bench); prints a table and writes JSON.
import { join } from "node:path";
import { loadTypescript } from "./load-typescript.mjs";
import { runScript, setup } from "./setup.mjs";
import { repositoryRoot } from "./setup/places.mjs";

await runScript(async () => {
  await setup();
  return loadTypescript(join(repositoryRoot, "tests", "bench", "main.ts")).main();
});
