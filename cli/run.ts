import { categoryOf } from "../provider/api/errors";
import { NotFound } from "../provider/lookups/not-found";
import { nearest } from "./nearest";
import { COMMANDS } from "./commands";
import { EXIT, UsageError } from "./exit-code";
import { ALWAYS, commandHelp, TOOL, toolHelp } from "./help";
import { printableLines } from "./output/printable";
import { packageVersion } from "./package-version";
import { parseCommandLine } from "./parse-command-line";
import type { Streams } from "./streams";

/** Runs the tool with the arguments that follow its name; answers with the exit code and never throws. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    streams.err.write(toolHelp(COMMANDS));
    return EXIT.usage;
  }
  if (name === "--help" || name === "-h" || (name === "help" && rest.length === 0)) {
    streams.out.write(toolHelp(COMMANDS));
    return EXIT.ok;
  }
  if (name === "--version") {
    streams.out.write(`${packageVersion()}\n`);
    return EXIT.ok;
  }
  if (name === "help") return run([...rest, "--help"], streams);
  try {
    return await runCommand(name, rest, streams);
  } catch (error) {
    return failure(error, name, streams);
  }
}

async function runCommand(name: string, args: readonly string[], streams: Streams): Promise<number> {
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const meant = nearest(
      name,
      COMMANDS.map((candidate) => candidate.name),
    );
    streams.err.write(
      `${TOOL}: there is no command ${JSON.stringify(name)}${meant === undefined ? "" : `; did you mean ${meant}?`}\n` +
        `See npx ${TOOL} --help\n`,
    );
    return EXIT.usage;
  }
  const command = entry.load();
  if (args.includes("--help") || args.includes("-h")) {
    streams.out.write(commandHelp(command));
    return EXIT.ok;
  }
  return command.run(parseCommandLine(args, { ...command.options, ...ALWAYS }, streams));
}

/**
 * Errors of the API are shown as they are, but for what would steer the terminal: whoever made them took care that
 * nothing secret is in them.
 */
function failure(error: unknown, name: string, { err }: Streams): number {
  if (error instanceof UsageError) {
    err.write(`${TOOL} ${name}: ${printableLines(error.message)}\nSee npx ${TOOL} ${name} --help\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? error.message : String(error);
  err.write(`${TOOL} ${name}: ${printableLines(text)}\n`);
  // The error speaks of a program's settings, of which a command has its own.
  if (categoryOf(error) === "configuration")
    err.write(`Here it is --region, --profile, --endpoint or the environment. See npx ${TOOL} ${name} --help\n`);
  if (categoryOf(error) !== undefined || error instanceof NotFound) return EXIT.service;
  if (error instanceof Error && error.stack !== undefined) err.write(`${printableLines(error.stack)}\n`);
  return EXIT.internal;
}
