// `npm run generate`: rewrites what is generated from the field table.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("ts-node").register({
  transpileOnly: true,
  compilerOptions: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
});
require("./generate/main.ts");
