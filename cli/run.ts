import { categoryOf } from "../provider/api/errors";
import { NotFound } from "../provider/lookups/not-found";
import { COMMANDS } from "./commands";
import { didYouMean } from "./did-you-mean";
import { EXIT, UsageError } from "./exit-code";
import { HELP_OPTION, commandHelp, TOOL, toolHelp } from "./help";
import { printableLines } from "./output/printable";
import { packageVersion } from "./package-version";
import { parseCommandLine } from "./parse-command-line";
import type { Streams } from "./streams";

/** Runs the tool with the arguments that follow its name. Returns the exit code and never throws. */
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
    const names = COMMANDS.map((candidate) => candidate.name);
    const hint = didYouMean(name, names);
    streams.err.write(`${TOOL}: there is no command ${JSON.stringify(name)}${hint}\nSee npx ${TOOL} --help\n`);
    return EXIT.usage;
  }
  const command = entry.load();
  if (args.includes("--help") || args.includes("-h")) {
    streams.out.write(commandHelp(command));
    return EXIT.ok;
  }
  return command.run(parseCommandLine(args, { ...command.options, ...HELP_OPTION }, streams));
}

/** Shows an error, without characters that steer a terminal. Errors of the API hold no secret by construction. */
function failure(error: unknown, name: string, { err }: Streams): number {
  if (error instanceof UsageError) {
    err.write(`${TOOL} ${name}: ${printableLines(error.message)}\nSee npx ${TOOL} ${name} --help\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? error.message : String(error);
  err.write(`${TOOL} ${name}: ${printableLines(text)}\n`);
  // The error names the settings of a program; a command has options in their place.
  if (categoryOf(error) === "configuration")
    err.write(`Here it is --region, --profile, --endpoint or the environment. See npx ${TOOL} ${name} --help\n`);
  if (categoryOf(error) !== undefined || error instanceof NotFound) return EXIT.service;
  if (error instanceof Error && error.stack !== undefined) err.write(`${printableLines(error.stack)}\n`);
  return EXIT.internal;
}
