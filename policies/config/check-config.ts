/** Checks a configuration file. The CLI accepts unknown rules and settings without a word; here each one is named. */

import { LEVELS } from "../assembly/levels";
import { dayOf } from "../subjects/calendar-day";
import { periodOf } from "../assembly/exemption";
import { parseExemptions } from "../assembly/parse-exemption";
import { settingsOf } from "../assembly/to-policy";
import { RULE_PREFIX } from "../rule/rule";
import type { Rule } from "../rule/rule";
import { contradictionsIn } from "../rule/scopes";
import { isRecord } from "../subjects/reading";

export interface ConfigProblem {
  /** The place in the file: `alicloud-vpn-tunnel-ike-encryption.allowed`. */
  readonly path: string;
  readonly problem: string;
}

/** Finds the name that a mistyped one most likely means. */
type Nearest = (name: string, candidates: readonly string[]) => string | undefined;

/** All problems of a file at once; none when the file is right. `now` tells the day, for exemptions. */
export function checkConfig(
  file: unknown,
  rules: readonly Rule[],
  nearest: Nearest,
  now: () => Date = () => new Date(),
): readonly ConfigProblem[] {
  if (!isRecord(file)) return [{ path: "", problem: "must be an object with the names of rules" }];
  const names = rules.map(({ name }) => name);
  return Object.entries(file).flatMap(([name, value]): readonly ConfigProblem[] => {
    if (name === "$schema") {
      const advice = "the CLI takes it for a rule; name the schema in the editor's settings instead";
      return [{ path: name, problem: `must not be in the file, as ${advice}` }];
    }
    if (name === "all") return isLevel(value) ? [] : [{ path: name, problem: LEVEL_PROBLEM }];
    if (name === "environments") {
      const fits = Array.isArray(value) && value.every((item) => typeof item === "string");
      return fits ? [] : [{ path: name, problem: "must be a list of names" }];
    }
    const rule = rules.find((one) => one.name === name);
    if (rule !== undefined) return checkRule(rule, value, nearest, now);
    const possible = ["all", "environments", ...names];
    const meant = nearest(name, possible) ?? nearest(RULE_PREFIX + name, possible);
    return [{ path: name, problem: unknownName("rule", meant) }];
  });
}

function checkRule(rule: Rule, value: unknown, nearest: Nearest, now: () => Date): readonly ConfigProblem[] {
  const levelProblem = (level: unknown): string | undefined => {
    if (!isLevel(level)) return LEVEL_PROBLEM;
    const isVain = rule.alwaysAdvisory === true && level !== "advisory" && level !== "disabled";
    return isVain ? "is always advisory; it can be disabled" : undefined;
  };
  const problemsOf = (path: string, level: unknown): readonly ConfigProblem[] => {
    const problem = levelProblem(level);
    return problem === undefined ? [] : [{ path, problem }];
  };
  if (typeof value === "string") return problemsOf(rule.name, value);
  if (!isRecord(value)) return [{ path: rule.name, problem: "must be a level or an object" }];
  const settings = settingsOf(rule, now);
  const contradictions = contradictionsIn(rule.settings, value).map(([place, problem]): ConfigProblem => {
    return { path: place === "" ? rule.name : `${rule.name}.${place}`, problem };
  });
  const problems = Object.entries(value).flatMap(([name, given]): readonly ConfigProblem[] => {
    const path = `${rule.name}.${name}`;
    if (name === "enforcementLevel") return problemsOf(path, given);
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) {
      const meant = nearest(name, ["enforcementLevel", ...Object.keys(settings)]);
      return [{ path, problem: unknownName("setting", meant) }];
    }
    const parsed = setting.parse(given);
    if (!parsed.ok) return [{ path, problem: parsed.reason }];
    return name === "exempt" ? endedIn(given, path, dayOf(now())) : [];
  });
  return [...problems, ...contradictions];
}

/** The exemptions that set nothing aside any more. */
function endedIn(given: unknown, path: string, today: string): readonly ConfigProblem[] {
  const parsed = parseExemptions(given, "rule", today);
  if (!parsed.ok) return [];
  return parsed.value.flatMap((exemption, index) =>
    periodOf(exemption, today) === "ended"
      ? [{ path: `${path}[${index}]`, problem: `(${exemption.resource}) ended on ${exemption.until}; take it away` }]
      : [],
  );
}

const isLevel = (value: unknown): boolean => LEVELS.some((level) => level === value);

const LEVEL_PROBLEM = `must be one of ${LEVELS.join(", ")}`;

const unknownName = (kind: string, meant: string | undefined): string =>
  `there is no ${kind} of this name${meant === undefined ? "" : `; did you mean ${meant}?`}`;
