// `npm run bench -- NAME`: measures the built package (tests/bench); prints a table and writes JSON.
import { createRequire } from "node:module";
import { join } from "node:path";
import { runScript, setup } from "./setup.mjs";
import { repositoryRoot } from "./setup/places.mjs";

await runScript(async () => {
  await setup();
  const require = createRequire(import.meta.url);
  require("ts-node").register({
    transpileOnly: true,
    compilerOptions: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
  });
  return require(join(repositoryRoot, "tests", "bench", "main.ts")).main();
});
