import { createRequire } from "node:module";
import type { Command, CommandBody } from "./command";

/** A command before its file is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Command;
}

/** Loads a command's file when the command is used. The help and a mistyped name load no file. */
const load = createRequire(__filename);

const entry = (name: string, summary: string): CommandEntry => ({
  name,
  summary,
  load: () => {
    const { command }: { command: CommandBody } = load(`./commands/${name}`);
    return { name, summary, ...command };
  },
});

/** The commands, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  entry("list", "connections with the status of their tunnels"),
  entry("show", "all that is known of some connections"),
  entry("diagnose", "what is the matter with tunnels, and what to do about it"),
  entry("watch", "tunnels and their changes, live"),
  entry("peer-config", "the configuration for the device at the other end of a connection"),
  entry("adopt", "write a Pulumi program that declares live tunnels as they are"),
  entry("pair-state", "join the VpnTunnels of a stack's state to VpnTunnelPairs"),
  entry("check", "validate declarations of tunnels in a JSON file, without Pulumi and without the cloud"),
  entry("simulate", "run a local VPC API, to try and test without a cloud account"),
  entry("policy-config", "check a policy configuration file: the Pulumi CLI takes unknown rules without a word"),
  entry("policy-pack", "write a policy pack of one's own, to use, test and publish"),
  entry("policy-test", "hold a policy pack against samples of what it must accept and refuse"),
  entry("policy-report", "turn policy results into Markdown, SARIF, JUnit or JSON, also of many stacks"),
  entry("policy-estate", "judge many stacks as one: shared keys, networks that overlap, the weakest tunnels"),
  entry("policy-exemptions", "list the exemptions of policies, and check which have ended, are unused or too wide"),
];
