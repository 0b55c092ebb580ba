#!/usr/bin/env node
/** The command-line tool: `npx pulumi-alicloud-vpn <command>`. */
import { run } from "./run";
import { processStreams } from "./streams";

// Set the exit code instead of calling exit: a pipe must first receive everything that was written.
void run(process.argv.slice(2), processStreams()).then((code) => {
  process.exitCode = code;
});
// A reader such as head may end before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
