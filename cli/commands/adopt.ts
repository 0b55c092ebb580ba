import { dirname } from "node:path";
import type { ConnectionWire } from "../../provider/api/wire";
import { listConnections, NotFound } from "../../provider/lookups";
import { adoptedConnection, type AdoptedConnection, type Declaration } from "../adopt/declaration";
import { checkSize, setInStack, type Keys } from "../adopt/keys";
import { earlierPairNames, namesFor, namesIn } from "../adopt/names";
import { pairOf, type PairDeclaration } from "../adopt/pair";
import { HEADER, isPair, KEYS_SETTING, keysOf, programText } from "../adopt/program-text";
import { adoptionReport, type Adoption, type Places } from "../adopt/report";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { readTextIfPresent, writePrivateFile, writeText } from "../files";
import { printableText } from "../output/printable";
import type { Streams } from "../streams";

/** `adopt`: writes a program that declares live tunnels as they are. */
export const command: CommandBody = {
  usage: ["adopt [id]... [filters] [--pair] [--output FILE] [--stack NAME | --keys-file FILE]"],
  notes: [
    "Writes a Pulumi program in TypeScript with a VpnTunnel for each tunnel of the connections (vco-…) that\n" +
      "the ids or filters select. `pulumi up` on it sends nothing. A second run keeps every name.",
    "With --pair it writes one VpnTunnelPair for both tunnels of a connection: settings that are equal in both\n" +
      "stand at its top, all others in `master` and `slave`. A connection whose roles the service does not tell\n" +
      "keeps a VpnTunnel for each tunnel, and the report says why.",
    "Keys are never in the program and never on a command line. With --stack they become one secret of the\n" +
      `stack's configuration (${KEYS_SETTING}), passed to \`pulumi config set --secret\` by its standard input. With\n` +
      "--keys-file they go to a file that only you can read, and the report has the command for it. Without\n" +
      "either option, and for a key that the service masks, the key is left undeclared: it stays unmanaged.",
  ],
  options: {
    output: {
      type: "string",
      value: "FILE",
      help: "the program's file, such as index.ts; otherwise the standard output",
    },
    pair: { type: "boolean", help: "one VpnTunnelPair for both tunnels of a connection" },
    stack: { type: "string", value: "NAME", help: "stack of the project in the program's folder, for the keys" },
    "keys-file": { type: "string", value: "FILE", help: "write the keys there instead, readable by you only" },
    ...FILTER_OPTIONS,
    ...CLOUD_OPTIONS,
  },
  examples: [
    {
      what: "production, with its keys as a secret of stack dev",
      line: "npx pulumi-alicloud-vpn adopt --tag environment=production --output index.ts --stack dev",
    },
    {
      what: "the same with a pair for each connection",
      line: "npx pulumi-alicloud-vpn adopt --tag environment=production --pair --output index.ts --stack dev",
    },
    { what: "one connection, to look at", line: "npx pulumi-alicloud-vpn adopt vco-bp1bbi27hojx80nck" },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { out, err } = invocation.streams;
    const output = invocation.text("output");
    const [stack, keysFile] = [invocation.text("stack"), invocation.text("keys-file")];
    if (stack !== undefined && keysFile !== undefined)
      throw new UsageError("--stack and --keys-file exclude each other");
    const earlier = output === undefined ? "" : await earlierProgram(output);
    const api = apiFor(invocation);
    const places: Places = { output, stack, keysFile, region: api.account.region };
    const connections = await selectConnections(invocation, api);
    const adoption = adoptionOf(connections, earlier, invocation.isSet("pair"));
    const { declarations } = adoption;
    // A program without tunnels in place of an earlier one would have `pulumi up` let go of all of them.
    if (declarations.length === 0) return nothingWritten(connections, adoption, places, err);
    // The keys first: a program without its keys does not run.
    await writeKeys(adoption, places, invocation.streams);
    const withKeys = stack !== undefined || keysFile !== undefined;
    const program = programText(declarations, { region: places.region, withKeys });
    if (output === undefined) out.write(program);
    else await writeText(output, program);
    for (const line of adoptionReport(adoption, places)) err.write(`${printableText(line)}\n`);
    return EXIT.ok;
  },
};

/** The program of an earlier run. A file that adopt did not write is not overwritten. */
async function earlierProgram(file: string): Promise<string> {
  const text = (await readTextIfPresent(file)) ?? "";
  if (text.startsWith(HEADER) || text.trim() === "") return text;
  throw new UsageError(`${file} was not written by adopt and is left as it is: choose another --output, or remove it`);
}

/** The connections that the ids or the filters of the command line select. */
async function selectConnections(
  invocation: Invocation,
  api: ReturnType<typeof apiFor>,
): Promise<readonly ConnectionWire[]> {
  const ids = invocation.positionals;
  const progress = progressLine(invocation.streams, "connections");
  const all = await listConnections(api, filtersOf(invocation), progress.show).finally(progress.clear);
  const missing = ids.filter((id) => !all.some((connection) => connection.VpnConnectionId === id));
  if (missing.length > 0) throw new NotFound(missing);
  return ids.length === 0 ? all : all.filter((connection) => ids.includes(connection.VpnConnectionId));
}

/** The declarations of all tunnels, under the names that an earlier program gave them. */
function adoptionOf(connections: readonly ConnectionWire[], earlier: string, asPairs: boolean): Adoption {
  const adopted = connections.map((connection) => (asPairs ? paired : unpaired)(adoptedConnection(connection)));
  const unnamed = adopted.flatMap(({ declarations }) => declarations);
  const earlierNames = namesIn(earlier);
  const names = namesFor(unnamed, earlierNames);
  const declarations = unnamed.map((each, index) => ({ ...each, name: names[index] ?? "" }));
  const joined = declarations.filter(isPair).flatMap((pair) => {
    const tunnels = earlierPairNames(pair, earlierNames).filter((name) => name !== undefined);
    return tunnels.length === 0 ? [] : [{ pair: pair.name, tunnels }];
  });
  const kept = new Set([...names, ...joined.flatMap(({ tunnels }) => tunnels)]);
  return {
    declarations,
    remarks: adopted.flatMap(({ remarks }) => remarks),
    single: connections.filter((connection) => connection.TunnelOptionsSpecification.length === 0),
    gone: [...earlierNames.values()].filter((name) => !kept.has(name)),
    joined,
  };
}

/** The declarations of one connection, and remarks about it. */
interface Adopted {
  readonly declarations: readonly (Declaration | PairDeclaration)[];
  readonly remarks: readonly string[];
}

const unpaired = (adopted: AdoptedConnection): Adopted => adopted;

/** The connection as one pair, or as before with the reason. */
function paired({ declarations, remarks }: AdoptedConnection): Adopted {
  const [first] = declarations;
  if (first === undefined) return { declarations, remarks };
  const pair = pairOf(declarations);
  if (typeof pair !== "string") return { declarations: [pair], remarks };
  return { declarations, remarks: [...remarks, `${first.vpnConnectionId}: declared without a pair: ${pair}`] };
}

/** Says why there is no program to write. */
function nothingWritten(
  connections: readonly ConnectionWire[],
  { single, remarks }: Adoption,
  { region }: Places,
  err: Streams["err"],
): number {
  const isOnlySingle = connections.length === single.length;
  const found = isOnlySingle ? "only single-tunnel connections were found" : "no tunnel that can be declared was found";
  const reason = connections.length === 0 ? "no connection was found" : found;
  for (const line of remarks) err.write(`${printableText(line)}\n`);
  err.write(`Nothing is written: ${reason} in ${region} with these filters.\n`);
  return EXIT.findings;
}

/** Writes the keys to the place that the command line names, if it names one. */
async function writeKeys(
  { declarations }: Adoption,
  { output, stack, keysFile }: Places,
  { env }: Streams,
): Promise<void> {
  if (stack === undefined && keysFile === undefined) return;
  const keys: Keys = Object.fromEntries(
    declarations.flatMap(keysOf).flatMap(([name, key]) => (key === undefined ? [] : [[name, key]])),
  );
  checkSize(keys);
  if (stack !== undefined) await setInStack(keys, stack, output === undefined ? "." : dirname(output), env);
  if (keysFile !== undefined) await writePrivateFile(keysFile, `${JSON.stringify(keys, undefined, 2)}\n`);
}
