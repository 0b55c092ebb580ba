/** The results of samples for a CI system: JUnit XML, with a suite for each rule and a case for each sample. */

import { escape } from "../report/junit";
import type { SampleResult, SampleRun } from "./run-samples";

export function samplesAsJunit({ results }: SampleRun): string {
  const rules = [...new Set(results.map(({ rule }) => rule))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pulumi-alicloud-vpn policy-test" ${counts(results)}>`,
    ...rules.map((rule) =>
      suite(
        rule,
        results.filter((one) => one.rule === rule),
      ),
    ),
    "</testsuites>",
    "",
  ].join("\n");
}

const counts = (results: readonly SampleResult[]): string => {
  const failures = results.filter(({ problem }) => problem !== undefined).length;
  return `tests="${results.length}" failures="${failures}" errors="0" skipped="0" time="0"`;
};

const suite = (rule: string, results: readonly SampleResult[]): string =>
  [`  <testsuite name="${escape(rule)}" ${counts(results)}>`, ...results.map(caseOf), "  </testsuite>"].join("\n");

function caseOf({ rule, kind, file, problem }: SampleResult): string {
  const open = `    <testcase name="${escape(file)}" classname="${escape(rule)}" time="0"`;
  if (problem === undefined) return `${open}/>`;
  return `${open}>\n      <failure type="${kind}" message="${escape(problem)}"/>\n    </testcase>`;
}
