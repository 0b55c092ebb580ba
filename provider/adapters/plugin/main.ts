import { watchEngine } from "../engine/watch";
import schema from "./schema.json";
import { servePlugin } from "./serve";

/**
 * The executable that Pulumi starts: `pulumi-resource-alicloud-vpn ENGINE`. It prints its port and serves until the
 * engine ends. Without an address it serves whoever attaches to it.
 */
async function main(): Promise<void> {
  const address = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  // A promise that nobody waits for any more, as after an interruption, is no reason to end in the middle of a change.
  process.on("unhandledRejection", (reason) => {
    process.stderr.write(`alicloud-vpn: ${reason instanceof Error ? reason.name : typeof reason}, and nobody waited\n`);
  });
  const plugin = await servePlugin({ version: schema.version, schema: JSON.stringify(schema) }, { env: process.env });
  if (address !== undefined) {
    plugin.attach(address);
    watchEngine(address, () => process.exit(1));
  }
  process.stdout.write(`${plugin.port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`alicloud-vpn: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
