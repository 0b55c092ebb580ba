import type { CommandBody, Invocation } from "../command";
import { didYouMean } from "../did-you-mean";
import { EXIT, UsageError } from "../exit-code";
import { readJson } from "../files";
import { FORMAT_OPTIONS, checkFormat, printData } from "../output/data-format";
import { printable } from "../output/printable";
import { table } from "../output/table";
import { recordedFindings } from "../policy-report/inputs";
import { inventoryOf, resourcesIn } from "../../policies/report";
import type { InventoryEntry, Usage } from "../../policies/report";

const VERBS = ["list", "check"] as const;

/** `policy-exemptions`: the exemptions of all files in one list, and those that somebody should look at. */
export const command: CommandBody = {
  usage: [
    "policy-exemptions list <file>... [--record FILE] [--state FILE] [--format table|json|yaml]",
    "policy-exemptions check <file>... [--record FILE] [--state FILE] [--format table|json|yaml]",
  ],
  notes: [
    "Reads configuration files of the packs, and JSON lists of exemptions as createPack takes them.",
    "list shows every exemption. check shows those that have ended, are unused, too wide or invalid, and those that\n" +
      "end within 30 days; the last ones alone are no reason to fail.",
    "With --record an exemption is unused if it set no finding aside, with --state if no resource fits it.",
  ],
  options: {
    record: {
      type: "string",
      value: "FILE",
      multiple: true,
      help: "what the packs recorded (ALICLOUD_VPN_POLICY_RECORD); may be repeated",
    },
    state: { type: "string", value: "FILE", multiple: true, help: "an exported stack; may be repeated" },
    ...FORMAT_OPTIONS,
  },
  examples: [
    {
      what: "every exemption, who answers for it, and until when",
      line: "npx pulumi-alicloud-vpn policy-exemptions list policy-config.json",
    },
    {
      what: "as a job of its own, with the stacks that the exemptions are for",
      line: "npx pulumi-alicloud-vpn policy-exemptions check exemptions.json --state prod.json --state dev.json",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const [given = "", ...files] = invocation.positionals;
    const verb = VERBS.find((one) => one === given);
    if (verb === undefined)
      throw new UsageError(
        given === ""
          ? "list or check is missing"
          : `there is no policy-exemptions ${JSON.stringify(given)}${didYouMean(given, VERBS)}`,
      );
    if (files.length === 0) throw new UsageError("<file> is missing");
    checkFormat(invocation);
    const entries = await entriesIn(files, invocation);
    const shown = verb === "list" ? entries : entries.filter((one) => one.problems.length > 0 || one.state === "soon");
    printData(invocation, shown.map(dataOf), () => textOf(shown, verb === "check"));
    return verb === "check" && entries.some(({ problems }) => problems.length > 0) ? EXIT.findings : EXIT.ok;
  },
};

async function entriesIn(files: readonly string[], invocation: Invocation): Promise<readonly InventoryEntry[]> {
  const usage = await usageOf(invocation);
  const entries: InventoryEntry[] = [];
  for (const file of files) {
    const own = inventoryOf(file, await readJson(file, invocation.streams), usage, new Date());
    if (own === undefined) throw new UsageError(`${file} is no configuration file and no list of exemptions`);
    entries.push(...own);
  }
  return entries;
}

async function usageOf(invocation: Invocation): Promise<Usage> {
  const [records, states] = [invocation.texts("record"), invocation.texts("state")];
  const resources: NonNullable<Usage["resources"]>[number][] = [];
  for (const file of states) {
    const found = resourcesIn(await readJson(file, invocation.streams));
    if (found === undefined) throw new UsageError(`${file} is no exported stack`);
    resources.push(...found);
  }
  return {
    recorded: records.length === 0 ? undefined : await recordedFindings(records, invocation),
    resources: states.length === 0 ? undefined : resources,
  };
}

/** For programs: one flat object an exemption. */
function dataOf({ file, place, state, exemption, from, used, problems }: InventoryEntry): object {
  return { file, place, state, ...exemption, from, used, problems };
}

function textOf(entries: readonly InventoryEntry[], isCheck: boolean): string {
  if (entries.length === 0) return isCheck ? "no problems\n" : "no exemptions\n";
  const rows = entries.map(({ file, place, state, exemption, from, used, problems }) => [
    exemption?.resource ?? `${file}: ${place}`,
    from,
    exemption?.value === undefined ? "any" : String(exemption.value),
    exemption?.until ?? "",
    state,
    ...(used === undefined ? [] : [String(used)]),
    [exemption?.owner, exemption?.ticket].filter((part) => part !== undefined).join(", "),
    isCheck
      ? problems.map(({ text }) => text).join("; ") || "ends soon"
      : (exemption?.reason ?? problems[0]?.text ?? ""),
  ]);
  const hasUse = entries.some(({ used }) => used !== undefined);
  const heads = ["RESOURCE", "FROM", "VALUE", "UNTIL", "STATE", ...(hasUse ? ["USED"] : []), "GRANTED"];
  return table([...heads, isCheck ? "PROBLEM" : "REASON"], printable(rows));
}
