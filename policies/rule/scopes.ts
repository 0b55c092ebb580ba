/**
 * Settings for some resources only: `scopes: [{ match, settings }]` beside the settings of a rule. A resource has the
 * settings of the first scope that matches it, over those of the rule, so that an exception for one site loosens
 * nobody else.
 */

import { isRecord } from "../subjects/reading";
import type { Ledger } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import type { RawConfig } from "./rule";
import { SCOPE_KINDS, isScopeKind, matchesScope } from "./scope-match";
import type { ScopeMatch } from "./scope-match";
import { parseSettings, rangeProblem } from "./settings";
import type { ConfigOf, Setting, Settings, SettingSchema } from "./settings";

export interface Scope {
  readonly match: ScopeMatch;
  /** Settings of the rule; one that is left out is as it is for other resources. */
  readonly settings: RawConfig;
}

const text = (description: string): SettingSchema => ({ type: "string", minLength: 1, description });

const MATCH = {
  name: text("The whole name or URN of a resource; * stands for any characters."),
  gateway: text("The id of its VPN gateway, of its customer gateway, or of the connection or attachment itself."),
  tag: text("A tag of the resource, as key or key=value."),
  region: text("The region that the resource declares, or that of its provider."),
  kind: { type: "string", description: "The kind of the resource.", enum: [...SCOPE_KINDS] },
} as const satisfies Record<keyof ScopeMatch, SettingSchema>;

/** The setting `scopes` of a rule with these settings. */
export function scopesSetting(settings: Settings): Setting<readonly Scope[]> {
  const own = Object.entries(settings).map(([name, { schema }]) => {
    // A setting that a scope leaves out has the rule's value, so it has no default here.
    const { default: _, ...rest } = schema;
    return [name, rest] as const;
  });
  return {
    schema: {
      type: "array",
      description: "Settings for some resources only; the first scope that matches a resource holds.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["match", "settings"],
        properties: {
          match: { type: "object", additionalProperties: false, minProperties: 1, properties: MATCH },
          settings: { type: "object", additionalProperties: false, properties: Object.fromEntries(own) },
        },
      },
      default: [],
    },
    fallback: [],
    parse(value) {
      if (!Array.isArray(value)) return { ok: false, reason: "must be a list" };
      const scopes: Scope[] = [];
      for (const [index, item] of value.entries()) {
        const parsed = parseScope(item, settings);
        if (typeof parsed === "string") return { ok: false, reason: `(number ${index + 1}) ${parsed}` };
        scopes.push(parsed);
      }
      return { ok: true, value: scopes };
    },
  };
}

const unknownIn = (given: object, possible: readonly string[]): string | undefined =>
  Object.keys(given).find((key) => !possible.includes(key));

/** The scope, or what is wrong with it. */
function parseScope(value: unknown, settings: Settings): Scope | string {
  if (!isRecord(value)) return "must be an object with match and settings";
  const extra = unknownIn(value, ["match", "settings"]);
  if (extra !== undefined) return `has an unknown property ${extra}; possible are match, settings`;
  const match = parseMatch(value["match"]);
  if (typeof match === "string") return match;
  const own = value["settings"];
  if (!isRecord(own)) return "needs settings, an object";
  return settingsProblem(own, settings) ?? { match, settings: own };
}

/** What a scope is for, or what is wrong with it. */
function parseMatch(match: unknown): ScopeMatch | string {
  const possible = Object.keys(MATCH);
  if (!isRecord(match) || Object.keys(match).length === 0) return `needs match, with one of ${possible.join(", ")}`;
  const extra = unknownIn(match, possible);
  if (extra !== undefined) return `has an unknown property match.${extra}; possible are ${possible.join(", ")}`;
  const { name, gateway, tag, region, kind } = match;
  if (![name, gateway, tag, region].every(isTextOrNone)) return "needs a text in each property of match";
  if (kind !== undefined && !isScopeKind(kind))
    return `has an unknown match.kind; possible are ${SCOPE_KINDS.join(", ")}`;
  return { name: textIn(name), gateway: textIn(gateway), tag: textIn(tag), region: textIn(region), kind };
}

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const isTextOrNone = (value: unknown): boolean => value === undefined || (typeof value === "string" && value !== "");

function settingsProblem(given: RawConfig, settings: Settings): string | undefined {
  const possible = Object.keys(settings);
  const extra = unknownIn(given, possible);
  if (extra !== undefined) return `has an unknown property settings.${extra}; possible are ${possible.join(", ")}`;
  for (const [name, setting] of Object.entries(settings)) {
    const value = given[name];
    const parsed = value === undefined ? undefined : setting.parse(value);
    if (parsed?.ok === false) return `has a wrong settings.${name}: it ${parsed.reason}`;
  }
  return undefined;
}

/**
 * The settings of each resource.
 * @throws Error for a wrong setting, also in a scope that matches no resource.
 */
export function scopedSettings<S extends Settings>(
  settings: S,
  raw: RawConfig,
  owner: string,
): (resource: JudgedResource, ledger: Ledger) => ConfigOf<S> {
  const base = parseSettings(settings, raw, owner);
  const { scopes } = parseSettings({ scopes: scopesSetting(settings) }, raw, owner);
  const scoped = scopes.map(({ match, settings: own }) => ({
    match,
    config: parseSettings(settings, { ...raw, ...own }, owner),
  }));
  return (resource, ledger) => {
    for (const { match, config } of scoped) {
      const answer = matchesScope(match, resource);
      if (answer === true) return config;
      // A value that is not known yet may make it match. Until then the resource is judged like all others.
      if (answer !== false) ledger.noteUnknown(answer);
    }
    return base;
  };
}

/** The contradictions among the settings of a file, each with its place; a setting that is left out has its default. */
export function contradictionsIn(settings: Settings, raw: RawConfig): readonly (readonly [string, string])[] {
  const defaults = Object.fromEntries(Object.entries(settings).map(([name, { fallback }]) => [name, fallback]));
  const scopes = Array.isArray(raw["scopes"]) ? raw["scopes"].filter(isRecord) : [];
  const all = [
    ["", {}],
    ...scopes.map(({ settings: own }, index) => [`scopes[${index}].settings`, isRecord(own) ? own : {}] as const),
  ] as const;
  const base = rangeProblem({ ...defaults, ...raw });
  return all.flatMap(([place, own]) => {
    const problem = rangeProblem({ ...defaults, ...raw, ...own });
    return problem === undefined || (place !== "" && problem === base) ? [] : [[place, problem] as const];
  });
}
