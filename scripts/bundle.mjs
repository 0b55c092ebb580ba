// Bundles the plugin into one executable file that needs Node and nothing else. Pulumi runs it from its own plugin
// folder, far from any node_modules.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(fileURLToPath(import.meta.url), "..", "..");
const folder = join(root, "dist", "plugin");
const executable = join(folder, "pulumi-resource-alicloud-vpn");

mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(root, "provider", "adapters", "plugin", "main.ts")],
  outfile: executable,
  bundle: true,
  minify: true,
  // An error names its class, and a name is looked up.
  keepNames: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  banner: { js: "#!/usr/bin/env node" },
  legalComments: "none",
  logLevel: "warning",
});
chmodSync(executable, 0o755);
// Windows starts no file by its first line.
writeFileSync(`${executable}.cmd`, '@node "%~dp0pulumi-resource-alicloud-vpn" %*\r\n');
