import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ConnectionWire } from "../../provider/api/wire";
import { listConnections, NotFound } from "../../provider/lookups";
import { adoptedConnection, type Declaration } from "../adopt/declaration";
import { checkSize, setInStack, type Keys } from "../adopt/keys";
import { namesFor, namesIn } from "../adopt/names";
import { HEADER, KEYS_SETTING, programText, type NamedDeclaration } from "../adopt/program-text";
import { adoptionReport } from "../adopt/report";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { printableText } from "../output/printable";
import { writePrivateFile } from "../private-file";
import { codeOf } from "../read-file";

/** `adopt`: a program that declares live tunnels as they are. */
export const command: CommandBody = {
  usage: ["adopt [id]... [filters] [--output FILE] [--stack NAME | --keys-file FILE]"],
  notes: [
    "Writes a Pulumi program in TypeScript with a VpnTunnel for each tunnel of the connections (vco-…) that the ids or\n" +
      "filters choose. `pulumi up` on it sends nothing. Run again, it keeps every name.",
    "Keys are never in the program and never on a command line. With --stack they become one secret of the stack's\n" +
      `configuration (${KEYS_SETTING}), handed to \`pulumi config set --secret\` through its standard input. With --keys-file\n` +
      "they go to a file that only you can read, and you are told the command. With neither, and where the service masks\n" +
      "a key, the tunnel's key is left undeclared: it stays as it is, unmanaged.",
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
    const { out, err, env } = invocation.streams;
    const output = invocation.text("output");
    const stack = invocation.text("stack");
    const keysFile = invocation.text("keys-file");
    if (stack !== undefined && keysFile !== undefined)
      throw new UsageError("--stack and --keys-file exclude each other");
    const before = output === undefined ? "" : await earlierProgram(output);
    const api = apiFor(invocation);
    const connections = await chosen(invocation, api);
    const adopted = connections.map(adoptedConnection);
    const declarations = named(
      adopted.flatMap((each) => each.declarations),
      before,
    );
    const remarks = adopted.flatMap((each) => each.remarks);
    const single = connections.filter((connection) => connection.TunnelOptionsSpecification.length === 0);
    if (declarations.length === 0) {
      // A program without tunnels in place of an earlier one would have `pulumi up` let go of all of them.
      const found =
        connections.length === 0
          ? "no connection was found"
          : connections.length === single.length
            ? "only single-tunnel connections were found"
            : "no tunnel that can be declared was found";
      for (const line of remarks) err.write(`${printableText(line)}\n`);
      err.write(`Nothing is written: ${found} in ${api.account.region} with these filters.\n`);
      return EXIT.findings;
    }
    const withKeys = stack !== undefined || keysFile !== undefined;
    const keys: Keys = Object.fromEntries(
      declarations.flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])),
    );
    if (withKeys) checkSize(keys);
    // The keys first: a program without its keys does not run.
    if (stack !== undefined) await setInStack(keys, stack, output === undefined ? "." : dirname(output), env);
    if (keysFile !== undefined) await writePrivateFile(keysFile, `${JSON.stringify(keys, undefined, 2)}\n`);
    const program = programText(declarations, { region: api.account.region, withKeys });
    if (output === undefined) out.write(program);
    else await write(output, program);
    const places = { output, stack, keysFile, region: api.account.region };
    const names = new Set(declarations.map(({ name }) => name));
    const gone = [...namesIn(before).values()].filter((name) => !names.has(name));
    for (const line of adoptionReport({ declarations, single, remarks, gone, places }))
      err.write(`${printableText(line)}\n`);
    return EXIT.ok;
  },
};

async function chosen(invocation: Invocation, api: ReturnType<typeof apiFor>): Promise<readonly ConnectionWire[]> {
  const ids = invocation.positionals;
  const progress = progressLine(invocation.streams, "connections");
  const all = await listConnections(api, filtersOf(invocation), progress.show).finally(progress.clear);
  const missing = ids.filter((id) => !all.some((connection) => connection.VpnConnectionId === id));
  if (missing.length > 0) throw new NotFound(missing);
  return ids.length === 0 ? all : all.filter((connection) => ids.includes(connection.VpnConnectionId));
}

function named(declarations: readonly Declaration[], before: string): readonly NamedDeclaration[] {
  const names = namesFor(declarations, namesIn(before));
  return declarations.map((declaration, index) => ({ ...declaration, name: names[index] ?? "" }));
}

/** The program of an earlier run; a file that is not ours is not overwritten. */
async function earlierProgram(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw new UsageError(`cannot read ${file} (${codeOf(error)})`);
  }
  if (text.startsWith(HEADER) || text.trim() === "") return text;
  throw new UsageError(`${file} was not written by adopt and is left as it is: choose another --output, or remove it`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file} (${codeOf(error)})`);
  }
}
