import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { readJson } from "../files";
import { FORMAT_OPTIONS, checkFormat, printData } from "../output/data-format";
import { printable, printableText } from "../output/printable";
import { table } from "../output/table";
import { judgeEstate, storedStack, weakestTunnels } from "../../policies/estate";
import type { EstateVerdict, StoredStack, WeakestTunnel } from "../../policies/estate";
import { inventoryOf } from "../../policies/report";
import type { InventoryEntry } from "../../policies/report";
import type { JudgedResource } from "../../policies/subjects/resource";

/** `policy-estate`: what is wrong between the stacks of an organisation, which no pack sees. */
export const command: CommandBody = {
  usage: ["policy-estate <export>... [--config FILE]... [--format table|json]"],
  notes: [
    "Reads what `pulumi stack export` writes, and runs the rules over a stack on the resources of all stacks together:\n" +
      "one key of several peers, networks that overlap, and inside addresses that clash. Names the weakest\n" +
      "tunnel of each VPN gateway, and the exemptions.",
    "Keys are compared only where an export discloses them (`pulumi stack export --show-secrets`), by a digest whose\n" +
      "salt is new in each run. No key is shown.",
    "The exit code is 1 if there is a mandatory finding that no exemption sets aside.",
  ],
  options: {
    config: {
      type: "string",
      value: "FILE",
      multiple: true,
      help: "a configuration file or a list of exemptions, of which the exemptions count; may be repeated",
    },
    ...FORMAT_OPTIONS,
  },
  examples: [
    {
      what: "all stacks of an organisation, with their exemptions",
      line: "npx pulumi-alicloud-vpn policy-estate net.json branches.json --config policy-config.json",
    },
    {
      what: "the same for programs",
      line: "npx pulumi-alicloud-vpn policy-estate net.json branches.json --format json",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const files = invocation.positionals;
    if (files.length === 0) throw new UsageError("<export> is missing");
    checkFormat(invocation);
    const stacks = await stacksIn(files, invocation);
    const resources = stacks.flatMap((stack) => stack.resources);
    const entries = await exemptionsIn(resources, invocation);
    const exemptions = entries.flatMap(({ exemption }) => exemption ?? []);
    const verdict = judgeEstate(resources, exemptions, new Date());
    const weakest = weakestTunnels(resources);
    const names = stacks.map(({ name }) => name);
    printData(invocation, { stacks: names, ...verdict, weakest, exemptions: entries }, () =>
      textOf(stacks, verdict, weakest, entries),
    );
    const isBroken = verdict.findings.some(({ level, exemption }) => level === "mandatory" && exemption === undefined);
    return isBroken ? EXIT.findings : EXIT.ok;
  },
};

async function stacksIn(files: readonly string[], { streams }: Invocation): Promise<readonly StoredStack[]> {
  const fileOf = new Map<string, string>();
  const stacks: StoredStack[] = [];
  for (const file of files) {
    const stack = storedStack(await readJson(file, streams));
    if (stack === undefined) throw new UsageError(`${file} is no exported stack`);
    const before = fileOf.get(stack.name);
    // Each tunnel would be its own double.
    if (before !== undefined && stack.name !== "")
      throw new UsageError(`${before} and ${file} are both of the stack ${stack.name}; give each stack once`);
    fileOf.set(stack.name, file);
    stacks.push(stack);
  }
  return stacks;
}

async function exemptionsIn(
  resources: readonly JudgedResource[],
  invocation: Invocation,
): Promise<readonly InventoryEntry[]> {
  const entries: InventoryEntry[] = [];
  for (const file of invocation.texts("config")) {
    const content = await readJson(file, invocation.streams);
    const own = inventoryOf(file, content, { recorded: undefined, resources }, new Date());
    if (own === undefined) throw new UsageError(`${file} is no configuration file and no list of exemptions`);
    entries.push(...own);
  }
  return entries;
}

function textOf(
  stacks: readonly StoredStack[],
  { findings, notCompared }: EstateVerdict,
  weakest: readonly WeakestTunnel[],
  entries: readonly InventoryEntry[],
): string {
  const size = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
  const gaps = new Map(
    notCompared.map(({ rule, what, why }) => [`${rule}: ${what}${why === undefined ? "" : `: ${why}`}`, 0]),
  );
  return [
    `${size} resources of ${stacks.length} stack${stacks.length === 1 ? "" : "s"}\n`,
    findings.length === 0 ? "no findings between them\n" : "",
    part(
      ["LEVEL", "STACK", "RULE", "FINDING"],
      findings.map(({ level, stack, rule, message, exemption }) => [
        exemption === undefined ? level : "exempt",
        stack,
        rule,
        message,
      ]),
    ),
    part(
      ["GATEWAY", "STACK", "WEAKEST TUNNEL", "SEVERITIES", "WHY"],
      weakest.map(({ gateway, stack, tunnel, weaknesses }) => [
        gateway,
        stack,
        tunnel,
        countsOf(weaknesses.map(({ severity }) => severity)),
        weaknesses.map(({ title }) => title).join("; "),
      ]),
    ),
    part(
      ["EXEMPTION", "FROM", "UNTIL", "STATE", "FITS", "GRANTED", "PROBLEM"],
      entries.map(({ file, place, exemption, from, state, used, problems }) => [
        exemption?.resource ?? `${file}: ${place}`,
        from,
        exemption?.until ?? "",
        state,
        used === undefined ? "" : String(used),
        [exemption?.owner, exemption?.ticket].filter((each) => each !== undefined).join(", "),
        problems.map(({ text }) => text).join("; "),
      ]),
    ),
    gaps.size === 0 ? "" : "\nnot compared:\n",
    ...[...gaps.keys()].map((gap) => `  ${printableText(gap)}\n`),
  ].join("");
}

/** A table after an empty line; nothing without rows. */
const part = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? "" : `\n${table(heads, printable(rows))}`;

/** `2 high, 1 medium` */
const countsOf = (names: readonly string[]): string =>
  [...new Set(names)].map((name) => `${names.filter((one) => one === name).length} ${name}`).join(", ");
