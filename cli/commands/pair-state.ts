import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { readJson } from "../files";
import { jsonText } from "../output/json";
import { printableText } from "../output/printable";
import { joinTunnels } from "../pair-state/join";
import { pairStateReport } from "../pair-state/report";
import { stackExportIn, withResources } from "../pair-state/stack-export";

/** `pair-state`: a stack's state with pairs in place of tunnels. */
export const command: CommandBody = {
  usage: ["pair-state [file] [--name CONNECTION=NAME]..."],
  notes: [
    "Reads what `pulumi stack export` writes, from a file or the standard input, and writes it anew: every two\n" +
      "VpnTunnels of one connection become one VpnTunnelPair, with all that they know, such as the values that\n" +
      '`onDestroy: "restore"` puts back. Secrets stay in ciphertext. No tunnel is changed, and no API is called.',
    "The standard error says what to write in the program. The pair has what the names of the tunnels have in\n" +
      "common (office-master and office-slave become office), or the name of --name.",
  ],
  options: {
    name: {
      type: "string",
      value: "CONNECTION=NAME",
      multiple: true,
      help: "name of the pair of a connection, such as vco-bp1bbi27hojx80nck=office",
    },
  },
  examples: [
    {
      what: "join the tunnels of a stack",
      line: "pulumi stack export | npx pulumi-alicloud-vpn pair-state > pairs.json",
    },
    { what: "and give the stack the new state", line: "pulumi stack import --file pairs.json" },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { streams, positionals } = invocation;
    if (positionals.length > 1) throw new UsageError(`unexpected argument ${JSON.stringify(positionals[1])}`);
    const names = namesOf(invocation);
    const stack = stackExportIn(await readJson(positionals[0] ?? "-", streams));
    const state = joinTunnels(stack.resources, names);
    const known = new Set([...state.joined, ...state.left].map(({ vpnConnectionId }) => vpnConnectionId));
    const unknown = [...names.keys()].filter((id) => !known.has(id));
    if (unknown.length > 0) throw new UsageError(`--name: the stack has no VpnTunnel of ${unknown.join(", ")}`);
    for (const line of pairStateReport(state)) streams.err.write(`${printableText(line)}\n`);
    if (state.joined.length === 0) return EXIT.findings;
    streams.out.write(`${jsonText(withResources(stack, state.resources), 4)}\n`);
    return EXIT.ok;
  },
};

/** The names of `--name` by their connections. */
function namesOf(invocation: Invocation): ReadonlyMap<string, string> {
  return new Map(
    invocation.texts("name").map((text): [string, string] => {
      const [id = "", ...rest] = text.split("=");
      const name = rest.join("=");
      if (id === "" || name === "") throw new UsageError(`--name takes CONNECTION=NAME, not ${JSON.stringify(text)}`);
      return [id, name];
    }),
  );
}
