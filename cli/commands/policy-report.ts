import type { CommandBody, Invocation } from "../command";
import { EXIT, POLICY_EXIT_HELP, UsageError } from "../exit-code";
import { readJson, readText, writeText } from "../files";
import { packageVersion } from "../package-version";
import { choiceOf } from "../parse-command-line";
import {
  NoPolicyResults,
  countJudged,
  readReport,
  renderJunit,
  renderMarkdown,
  renderSarif,
  statusText,
  summaryText,
  withJudged,
  type Report,
  type RunStatus,
} from "../../policies/report";

const FORMATS = ["markdown", "sarif", "junit"] as const;
const FAIL_ON = ["never", "mandatory", "advisory"] as const;

/** `policy-report`: policy results for a pull request, for code scanning, for a CI system. */
export const command: CommandBody = {
  usage: ["policy-report [file] [--format markdown|sarif|junit] [--output FILE]"],
  notes: [
    "Reads what `pulumi policy analyze --json` prints, or the engine events of a preview\n" +
      "(PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json), from a file or the standard input.",
    "The report names the policy packs, and how many resources they judged. In each format it also says if no pack\n" +
      "was loaded, if the events end early, or if the run failed. The exit code is then 4, 5 or 6, whatever\n" +
      "--fail-on is. A run that failed only for mandatory violations counts as judged.",
  ],
  exitCodes: POLICY_EXIT_HELP,
  options: {
    format: { type: "string", value: "FORMAT", default: "markdown", help: "markdown, sarif or junit" },
    output: { type: "string", value: "FILE", help: "write the report there, and its summary to the standard error" },
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
  ],
  async run(invocation: Invocation): Promise<number> {
    const { streams, positionals } = invocation;
    if (positionals.length > 1) throw new UsageError(`unexpected argument ${JSON.stringify(positionals[1])}`);
    const format = choiceOf(invocation, "format", FORMATS);
    const failOn = choiceOf(invocation, "fail-on", FAIL_ON);
    const report = await withCount(readEvents(await readText(positionals[0] ?? "-", streams)), invocation);
    const rendered = render(report, format, invocation.text("artifact") ?? "Pulumi.yaml");
    const output = invocation.text("output");
    if (output === undefined) streams.out.write(rendered);
    else {
      await writeText(output, rendered);
      streams.err.write(`${output}: ${summaryText(report)}. ${statusText(report.evidence)}\n`);
    }
    const code = EXIT_OF[report.evidence.status];
    return code === EXIT.ok && isFailure(report, failOn) ? EXIT.findings : code;
  },
};

const EXIT_OF: Readonly<Record<RunStatus, number>> = {
  judged: EXIT.ok,
  "no-pack": EXIT.noPolicies,
  cut: EXIT.cutShort,
  failed: EXIT.failedRun,
};

/** The report with the number of judged resources, which `--state` gives. */
async function withCount(report: Report, invocation: Invocation): Promise<Report> {
  const file = invocation.text("state");
  if (file === undefined) return report;
  const judged = countJudged(await readJson(file, invocation.streams));
  if (judged === undefined) throw new UsageError(`${file} is no exported stack`);
  return withJudged(report, judged);
}

function readEvents(text: string): Report {
  try {
    return readReport(text);
  } catch (error) {
    if (error instanceof NoPolicyResults) throw new UsageError(error.message);
    throw error;
  }
}

function render(report: Report, format: (typeof FORMATS)[number], artifact: string): string {
  if (format === "markdown") return renderMarkdown(report);
  return format === "junit" ? renderJunit(report) : renderSarif(report, { version: packageVersion(), artifact });
}

function isFailure({ findings }: Report, failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === "never") return false;
  return findings.some(({ level }) => failOn === "advisory" || level === "mandatory");
}
