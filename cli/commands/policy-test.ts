import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { writeText } from "../files";
import { jsonText } from "../output/json";
import { printableText } from "../output/printable";
import { table } from "../output/table";
import { choiceOf, positionalsOf } from "../parse-command-line";
import { samplesAsJunit } from "../../policies/testing/junit";
import { PackError } from "../../policies/testing/pack-process";
import { runSamples } from "../../policies/testing/run-samples";
import type { SampleResult, SampleRun } from "../../policies/testing/run-samples";
import { SAMPLE_KINDS, SampleError, readSamples } from "../../policies/testing/samples";

const FORMATS = ["table", "json", "junit"] as const;

/** `policy-test`: holds a policy pack against samples of what it must accept and refuse. */
export const command: CommandBody = {
  usage: ["policy-test <pack> <samples> [--format table|json|junit] [--output FILE] [--complete]"],
  notes: [
    "The samples are files <samples>/<rule>/allowed/* and <samples>/<rule>/disallowed/*, in JSON or YAML: a resource\n" +
      "(type, name, props), a list of resources, or an object with `resources` and the rule's `config`. Each\n" +
      "disallowed sample must have a violation of its rule, and each allowed one must have none.",
    "`{ $unknown: true }` is a value that is not known in a preview, and `{ $secret: text }` a secret one.",
    "The pack runs as the Pulumi CLI runs it, in a process of its own. It needs its packages, and no CLI.",
  ],
  options: {
    format: { type: "string", value: "FORMAT", default: "table", help: "table, json or junit" },
    output: { type: "string", value: "FILE", help: "write the result there; the standard output has the table" },
    complete: {
      type: "boolean",
      help: "fail if a rule of the pack that is on lacks an allowed or a disallowed sample",
    },
  },
  examples: [
    { what: "a pack of one's own", line: "npx pulumi-alicloud-vpn policy-test policy-pack policy-pack/samples" },
    {
      what: "for a CI system, with a sample each way for every rule",
      line: "npx pulumi-alicloud-vpn policy-test pack samples --complete --format junit --output samples.xml",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const [pack = "", samples = ""] = positionalsOf(invocation, "<pack>", "<samples>");
    const format = choiceOf(invocation, "format", FORMATS);
    const [output, isComplete] = [invocation.text("output"), invocation.isSet("complete")];
    const run = await sampleRun(pack, samples);
    const { out } = invocation.streams;
    const rendered = {
      table: () => overview(run, isComplete),
      json: () => asJson(run),
      junit: () => samplesAsJunit(run),
    };
    if (output === undefined) out.write(rendered[format]());
    else {
      await writeText(output, rendered[format]());
      if (format !== "table") out.write(overview(run, isComplete));
    }
    const isWrong = run.results.some(({ problem }) => problem !== undefined);
    return isWrong || (isComplete && run.missing.length > 0) ? EXIT.findings : EXIT.ok;
  },
};

async function sampleRun(pack: string, samples: string): Promise<SampleRun> {
  try {
    return await runSamples(pack, readSamples(samples));
  } catch (error) {
    if (error instanceof SampleError || error instanceof PackError) throw new UsageError(error.message);
    throw error;
  }
}

const asJson = ({ results, missing }: SampleRun): string =>
  `${jsonText({ results: results.map((one) => ({ ...one, ok: one.problem === undefined })), missing }, 2)}\n`;

/** A line for each rule, then each sample that is not as it should be. */
function overview({ results, missing }: SampleRun, isComplete: boolean): string {
  const rules = [...new Set(results.map(({ rule }) => rule))];
  const cell = (rule: string, kind: SampleResult["kind"]): string => {
    const own = results.filter((one) => one.rule === rule && one.kind === kind);
    const wrong = own.filter(({ problem }) => problem !== undefined).length;
    if (own.length === 0) return "-";
    return wrong === 0 ? `${own.length}` : `${own.length}, of which ${wrong} wrong`;
  };
  const rows = rules.map((rule) => [printableText(rule), ...SAMPLE_KINDS.map((kind) => cell(rule, kind))]);
  const wrong = results.flatMap(({ file, problem }) => (problem === undefined ? [] : [`${file}: ${problem}`]));
  const lacking = missing.map(({ rule, kind }) => `${rule}: no ${kind} sample`);
  const verdict = wrong.length === 0 ? "all as they should be" : `${wrong.length} not as they should be`;
  return [
    table(["RULE", "ALLOWED", "DISALLOWED"], rows),
    ...[...wrong, ...(isComplete ? lacking : [])].map((line) => `${printableText(line)}\n`),
    `${results.length} samples of ${rules.length} rules: ${verdict}\n`,
  ].join("");
}
