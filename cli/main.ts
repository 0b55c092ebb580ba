#!/usr/bin/env node
/** The command-line tool: `npx pulumi-alicloud-vpn <command>`. */
import { run } from "./run";
import { processStreams } from "./streams";

void run(process.argv.slice(2), processStreams()).then(async (code) => {
  // A pipe must first receive everything that was written. After that nothing holds the tool back: a watch that was
  // interrupted may still wait for an answer.
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(code);
});

/** Resolves when a stream has passed on all that was written to it. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
// A reader such as head may end before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
