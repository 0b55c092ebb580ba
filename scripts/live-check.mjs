// `npm run live-check`: asks a real account what the API reference leaves open, and says which simulator modes match.
// Credentials, region and endpoint come from where @pulumi/alicloud and the provider's tools have them. It only reads,
// unless `--write TUNNEL` names a tunnel that it may change and restore.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("ts-node").register({
  transpileOnly: true,
  compilerOptions: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
});
require("./live-check/main.ts");
