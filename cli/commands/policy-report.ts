import type { CommandBody, Invocation } from "../command";
import { EXIT, POLICY_EXIT_HELP, UsageError } from "../exit-code";
import { writeText } from "../files";
import { jsonText } from "../output/json";
import { packageVersion } from "../package-version";
import { choiceOf } from "../parse-command-line";
import { reportOn } from "../policy-report/inputs";
import {
  baselineText,
  overviewMarkdown,
  overviewOf,
  renderJunit,
  renderMarkdown,
  renderSarif,
  reportData,
  statusText,
  summaryText,
  type Report,
  type RunStatus,
} from "../../policies/report";

const FORMATS = ["markdown", "sarif", "junit", "json"] as const;
const FAIL_ON = ["never", "mandatory", "advisory"] as const;
const MERGE = "merge";

/** `policy-report`: policy results for a pull request, for code scanning, for a CI system. */
export const command: CommandBody = {
  usage: [
    "policy-report [file] [--format markdown|sarif|junit|json] [--record FILE] [--output FILE]",
    "policy-report [file] --baseline FILE [--write-baseline]",
    "policy-report merge <file>... [--record FILE]...",
  ],
  notes: [
    "Reads what `pulumi policy analyze --json` prints, or the engine events of a preview\n" +
      "(PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json), from a file or the standard input.",
    "With ALICLOUD_VPN_POLICY_RECORD=/absolute/path in the environment of the Pulumi CLI, the packs append their\n" +
      "findings to that file. With --record the report then has fields, VPN gateways and the exempt findings.",
    "merge reports on many stacks: counts by rule, stack and gateway, and what would break if a rule were mandatory.",
    "The report names the policy packs, and how many resources they judged. In each format it also says if no pack\n" +
      "was loaded, if the events end early, or if the run failed. The exit code is then 4, 5 or 6, whatever\n" +
      "--fail-on is. A run that failed only for mandatory violations counts as judged.",
  ],
  exitCodes: POLICY_EXIT_HELP,
  options: {
    format: { type: "string", value: "FORMAT", default: "markdown", help: "markdown, sarif, junit or json" },
    output: { type: "string", value: "FILE", help: "write the report there, and its summary to the standard error" },
    record: {
      type: "string",
      value: "FILE",
      multiple: true,
      help: "what the packs recorded of the same run (ALICLOUD_VPN_POLICY_RECORD); may be repeated",
    },
    baseline: { type: "string", value: "FILE", help: "findings that are known: they are listed and fail nothing" },
    "write-baseline": { type: "boolean", help: "write the present findings to the file of --baseline" },
    state: {
      type: "string",
      value: "FILE",
      help: "the file that `policy analyze` was given, to count in it what was judged (the CLI does not tell)",
    },
    artifact: {
      type: "string",
      value: "FILE",
      default: "Pulumi.yaml",
      help: "file of the repository at which SARIF shows the findings",
    },
    "fail-on": {
      type: "string",
      value: "LEVEL",
      default: "never",
      help: "exit with 1 where there is a finding of this level: never, mandatory or advisory (which is any)",
    },
  },
  examples: [
    {
      what: "a comment for a pull request",
      line:
        "pulumi policy analyze --file state.json --policy-pack policies --json | " +
        "npx pulumi-alicloud-vpn policy-report",
    },
    {
      what: "for code scanning, failing the job on a mandatory violation",
      line: "npx pulumi-alicloud-vpn policy-report events.json --format sarif --output vpn.sarif --fail-on mandatory",
    },
    {
      what: "failing the job on new findings only",
      line: "npx pulumi-alicloud-vpn policy-report events.json --baseline vpn-baseline.json --fail-on advisory",
    },
    {
      what: "many stacks",
      line: "npx pulumi-alicloud-vpn policy-report merge dev.json prod.json --record findings.jsonl",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { streams } = invocation;
    const format = choiceOf(invocation, "format", FORMATS);
    const failOn = choiceOf(invocation, "fail-on", FAIL_ON);
    const baseline = invocation.text("baseline");
    if (invocation.isSet("write-baseline") && baseline === undefined)
      throw new UsageError("--write-baseline needs --baseline FILE, the file to write");
    const { files, isMerge } = filesOf(invocation);
    const report = await reportOn(files, invocation);
    const code = EXIT_OF[report.evidence.status];
    if (baseline !== undefined && invocation.isSet("write-baseline")) {
      // Findings that a run did not come to would look new in the next one.
      if (code !== EXIT.ok) {
        streams.err.write(`${baseline} is not written: ${statusText(report.evidence)}\n`);
        return code;
      }
      await writeText(baseline, baselineText(report));
      streams.err.write(`${baseline}: ${summaryText(report)}\n`);
      return EXIT.ok;
    }
    const rendered = render(report, format, invocation.text("artifact") ?? "Pulumi.yaml", isMerge);
    const output = invocation.text("output");
    if (output === undefined) streams.out.write(rendered);
    else {
      await writeText(output, rendered);
      streams.err.write(`${output}: ${summaryText(report)}. ${statusText(report.evidence)}\n`);
    }
    return code === EXIT.ok && isFailure(report, failOn) ? EXIT.findings : code;
  },
};

function filesOf({ positionals }: Invocation): { readonly files: readonly string[]; readonly isMerge: boolean } {
  const [first, ...rest] = positionals;
  if (first === MERGE) {
    if (rest.length === 0) throw new UsageError("merge needs the files with the events of the stacks");
    return { files: rest, isMerge: true };
  }
  if (rest[0] !== undefined)
    throw new UsageError(`unexpected argument ${JSON.stringify(rest[0])}; \`policy-report merge\` takes several files`);
  return { files: [first ?? "-"], isMerge: false };
}

const EXIT_OF: Readonly<Record<RunStatus, number>> = {
  judged: EXIT.ok,
  "no-pack": EXIT.noPolicies,
  cut: EXIT.cutShort,
  failed: EXIT.failedRun,
};

function render(report: Report, format: (typeof FORMATS)[number], artifact: string, isMerge: boolean): string {
  switch (format) {
    case "markdown":
      return renderMarkdown(report, isMerge ? { intro: overviewMarkdown(overviewOf(report)) } : {});
    case "junit":
      return renderJunit(report);
    case "json":
      return `${jsonText(reportData(report), 2)}\n`;
    default:
      return renderSarif(report, { version: packageVersion(), artifact });
  }
}

function isFailure({ findings }: Report, failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === "never") return false;
  return findings.some(({ level, isKnown }) => !isKnown && (failOn === "advisory" || level === "mandatory"));
}
