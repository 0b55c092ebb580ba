import type { CommandBody, CommandOption, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { positionalsOf } from "../parse-command-line";
import { runSimulator, runOptions, UsageError as SimulatorUsageError, type RunOption } from "../../simulator";

const flags: Readonly<Record<string, RunOption>> = runOptions;

/** `simulate`: a local VPC API until it is interrupted. */
export const command: CommandBody = {
  usage: ["simulate [options]"],
  notes: [
    "Prints `url <url>` and `access-key <id> <secret>`, then answers until Ctrl-C. The URL shows a page with\n" +
      "every tunnel.",
    'Point a program at it with alicloud:endpoints \'[{"vpc": "<url>"}]\', or this tool with --endpoint <url>.',
  ],
  options: Object.fromEntries(Object.entries(flags).map(([name, flag]): [string, CommandOption] => [name, flag])),
  examples: [
    { what: "a ready topology, on a port of its own", line: "npx pulumi-alicloud-vpn simulate --port 4510" },
    {
      what: "500 connections, kept across restarts",
      line: "npx pulumi-alicloud-vpn simulate --generate gateways=10,connections=500 --data state.json",
    },
    { what: "keys that come back masked", line: "npx pulumi-alicloud-vpn simulate --psk masked" },
  ],
  async run(invocation: Invocation): Promise<number> {
    positionalsOf(invocation);
    const { streams } = invocation;
    const values = Object.fromEntries(
      Object.entries(flags).map(([name, { type }]) => [
        name,
        type === "boolean" ? invocation.isSet(name) : invocation.text(name),
      ]),
    );
    if (streams.err.isTerminal) streams.err.write("Ctrl-C ends it.\n");
    try {
      await runSimulator(values, {
        print: (line) => streams.out.write(`${line}\n`),
        ...(streams.signal === undefined ? {} : { signal: streams.signal }),
      });
    } catch (error) {
      if (error instanceof SimulatorUsageError) throw new UsageError(error.message);
      throw error;
    }
    return EXIT.ok;
  },
};
