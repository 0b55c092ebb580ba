#!/usr/bin/env node
/** The command-line tool: `npx pulumi-alicloud-vpn <command>`. */
import { run } from "./run";
import { processStreams } from "./streams";

// The code is set, not called: what was written to a pipe must get there first.
void run(process.argv.slice(2), processStreams()).then((code) => {
  process.exitCode = code;
});
// Whoever reads (head, less) may go before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
