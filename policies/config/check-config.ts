/** Checks a configuration file. The CLI takes unknown rules and properties without a word; here each one is named. */

import { LEVELS } from "../assembly/create-pack";
import { settingsOf } from "../assembly/to-policy";
import { RULE_PREFIX } from "../rule/rule";
import type { Rule } from "../rule/rule";
import { nearest } from "./nearest";

export interface ConfigProblem {
  /** Where in the file: `alicloud-vpn-tunnel-ike-encryption.allowed`. */
  readonly path: string;
  readonly problem: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isLevel = (value: unknown): boolean => LEVELS.some((level) => level === value);

const levelProblem = `must be one of ${LEVELS.join(", ")}`;

function unknownName(kind: string, name: string, possible: readonly string[], prefix = ""): string {
  const meant = nearest(name, possible) ?? nearest(prefix + name, possible);
  return `there is no ${kind} of this name${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function checkRule(rule: Rule, value: unknown): readonly ConfigProblem[] {
  if (typeof value === "string") return isLevel(value) ? [] : [{ path: rule.name, problem: levelProblem }];
  if (!isRecord(value)) return [{ path: rule.name, problem: "must be a level or an object" }];
  const settings = settingsOf(rule);
  const possible = ["enforcementLevel", ...Object.keys(settings)];
  return Object.entries(value).flatMap(([name, given]): readonly ConfigProblem[] => {
    const path = `${rule.name}.${name}`;
    if (name === "enforcementLevel") return isLevel(given) ? [] : [{ path, problem: levelProblem }];
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) return [{ path, problem: unknownName("setting", name, possible) }];
    const parsed = setting.parse(given);
    return parsed.ok ? [] : [{ path, problem: parsed.reason }];
  });
}

/** All problems at once; none when the file is well. */
export function checkConfig(file: unknown, rules: readonly Rule[]): readonly ConfigProblem[] {
  if (!isRecord(file)) return [{ path: "", problem: "must be an object with the names of rules" }];
  const names = rules.map(({ name }) => name);
  return Object.entries(file).flatMap(([name, value]): readonly ConfigProblem[] => {
    if (name === "$schema") {
      const advice = "the CLI takes it for a rule; name the schema in the editor's settings instead";
      return [{ path: name, problem: `must not be in the file, as ${advice}` }];
    }
    if (name === "all") return isLevel(value) ? [] : [{ path: name, problem: levelProblem }];
    if (name === "environments") {
      const fits = Array.isArray(value) && value.every((item) => typeof item === "string");
      return fits ? [] : [{ path: name, problem: "must be a list of names" }];
    }
    const rule = rules.find((one) => one.name === name);
    return rule === undefined
      ? [{ path: name, problem: unknownName("rule", name, ["all", "environments", ...names], RULE_PREFIX) }]
      : checkRule(rule, value);
  });
}
