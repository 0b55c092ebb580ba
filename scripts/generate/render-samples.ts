import { CASES } from "../../tests/policies/cases";
import { jsonText } from "./render-policies";

interface SampleFile {
  readonly resources: readonly object[];
  readonly config?: object;
}

/**
 * policies/samples: the cases of each rule as files, which people read, which the pages of rules show, and which
 * `policy-test` runs.
 */
export function sampleFiles(): Readonly<Record<string, string>> {
  const entries = Object.entries(CASES).flatMap(([rule, cases]) =>
    [cases].flat().flatMap(({ pass, fail, config }, index) => {
      const settings = config === undefined ? {} : { config };
      return [
        [pathOf(rule, "allowed", index), textOf({ resources: pass, ...settings })] as const,
        [pathOf(rule, "disallowed", index), textOf({ resources: fail, ...settings })] as const,
      ];
    }),
  );
  return Object.fromEntries(entries);
}

const pathOf = (rule: string, kind: string, index: number): string =>
  `policies/samples/${rule}/${kind}/${kind}-${index + 1}.json`;

const textOf = (sample: SampleFile): string => `${jsonText(sample)}\n`;
