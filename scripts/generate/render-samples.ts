import { CASES } from "../../tests/policies/cases";
import { jsonText } from "./render-policies";

/**
 * policies/samples: the cases of each rule as files, which people read, which the pages of rules show, and which
 * `policy-test` runs.
 */
export function sampleFiles(): Readonly<Record<string, string>> {
  const entries = Object.entries(CASES).flatMap(([rule, cases]) =>
    [cases]
      .flat()
      .flatMap(({ pass, fail, config, passConfig = config }, index) => [
        [pathOf(rule, "allowed", index), textOf(pass, passConfig)] as const,
        [pathOf(rule, "disallowed", index), textOf(fail, config)] as const,
      ]),
  );
  return Object.fromEntries(entries);
}

const pathOf = (rule: string, kind: string, index: number): string =>
  `policies/samples/${rule}/${kind}/${kind}-${index + 1}.json`;

const textOf = (resources: readonly object[], config: object | undefined): string =>
  `${jsonText({ resources, ...(config === undefined ? {} : { config }) })}\n`;
