/** Runs a pack over samples: each disallowed one must have a violation of its rule, and each allowed one none. */

import { SAMPLE_KINDS } from "./samples";
import type { Sample, SampleKind } from "./samples";
import { ServedPack } from "./served-pack";
import type { Answer } from "./served-pack";

export interface SampleResult extends Pick<Sample, "rule" | "kind" | "file"> {
  /** The messages of the violations. */
  readonly violations: readonly string[];
  /** Why this is not what the sample asks for; undefined where it is. */
  readonly problem: string | undefined;
}

export interface SampleRun {
  readonly results: readonly SampleResult[];
  /** What no sample asks for: a rule of the pack that is on, and `allowed` or `disallowed`. */
  readonly missing: readonly { readonly rule: string; readonly kind: SampleKind }[];
}

/** @throws PackError if the pack does not start, or if a rule throws. */
export async function runSamples(packFolder: string, samples: readonly Sample[]): Promise<SampleRun> {
  const pack = await ServedPack.start(packFolder);
  try {
    const results: SampleResult[] = [];
    for (const sample of samples) results.push(await resultOf(pack, sample));
    const on = pack.rules.filter(({ isDisabled }) => !isDisabled);
    const missing = on.flatMap(({ name }) =>
      SAMPLE_KINDS.filter((kind) => !samples.some((one) => one.rule === name && one.kind === kind)).map((kind) => ({
        rule: name,
        kind,
      })),
    );
    return { results, missing };
  } finally {
    pack.end();
  }
}

async function resultOf(pack: ServedPack, { rule, kind, file, resources, config }: Sample): Promise<SampleResult> {
  const served = pack.rules.find(({ name }) => name === rule);
  if (served === undefined) return { rule, kind, file, violations: [], problem: "the pack has no such rule" };
  const answer = await pack.ask(served, resources, config);
  return { rule, kind, file, violations: answer.violations, problem: problemOf(kind, answer) };
}

function problemOf(kind: SampleKind, { violations, unknown: [unknown] }: Answer): string | undefined {
  if (kind === "disallowed") return violations.length > 0 ? undefined : (unknown ?? "the rule found nothing");
  const [violation] = violations;
  return violation === undefined ? unknown : `the rule found: ${violation}`;
}
