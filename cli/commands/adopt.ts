import { dirname } from "node:path";
import type { ConnectionWire } from "../../provider/api/wire";
import { listConnections, NotFound } from "../../provider/lookups";
import { adoptedConnection } from "../adopt/declaration";
import { checkSize, setInStack, type Keys } from "../adopt/keys";
import { namesFor, namesIn } from "../adopt/names";
import { HEADER, KEYS_SETTING, programText } from "../adopt/program-text";
import { adoptionReport, type Adoption, type Places } from "../adopt/report";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { readTextIfPresent, writePrivateFile, writeText } from "../files";
import { printableText } from "../output/printable";
import type { Streams } from "../streams";

/** `adopt`: writes a program that declares live tunnels as they are. */
export const command: CommandBody = {
  usage: ["adopt [id]... [filters] [--output FILE] [--stack NAME | --keys-file FILE]"],
  notes: [
    "Writes a Pulumi program in TypeScript with a VpnTunnel for each tunnel of the connections (vco-…) that\n" +
      "the ids or filters select. `pulumi up` on it sends nothing. A second run keeps every name.",
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
    const adoption = adoptionOf(connections, earlier);
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
function adoptionOf(connections: readonly ConnectionWire[], earlier: string): Adoption {
  const adopted = connections.map(adoptedConnection);
  const unnamed = adopted.flatMap(({ declarations }) => declarations);
  const earlierNames = namesIn(earlier);
  const names = namesFor(unnamed, earlierNames);
  return {
    declarations: unnamed.map((declaration, index) => ({ ...declaration, name: names[index] ?? "" })),
    remarks: adopted.flatMap(({ remarks }) => remarks),
    single: connections.filter((connection) => connection.TunnelOptionsSpecification.length === 0),
    gone: [...earlierNames.values()].filter((name) => !names.includes(name)),
  };
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
    declarations.flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])),
  );
  checkSize(keys);
  if (stack !== undefined) await setInStack(keys, stack, output === undefined ? "." : dirname(output), env);
  if (keysFile !== undefined) await writePrivateFile(keysFile, `${JSON.stringify(keys, undefined, 2)}\n`);
}
