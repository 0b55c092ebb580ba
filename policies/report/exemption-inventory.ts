/** The exemptions of configuration files and lists, and which of them somebody should look at. */

import { dayOf, daysUntil } from "../subjects/calendar-day";
import { coversResource, coversRule, periodOf } from "../assembly/exemption";
import type { Exemption, NamedResource } from "../assembly/exemption";
import type { RecordedFinding } from "../assembly/finding-record";
import { parseExemption } from "../assembly/parse-exemption";
import type { Place } from "../assembly/parse-exemption";
import { isRecord } from "../subjects/reading";
import { JUDGED_TYPES } from "../subjects/resource";
import { metadataOf } from "./finding";
import { resourceName } from "./report";

export type ExemptionState = "holds" | "soon" | "ended" | "invalid";

export interface InventoryEntry {
  readonly file: string;
  /** The place in the file: `alicloud-vpn-tunnel-ike-version.exempt[0]`. */
  readonly place: string;
  readonly state: ExemptionState;
  /** Undefined for an invalid one. */
  readonly exemption: Exemption | undefined;
  /** What it is from: rules, a group, or `every rule`. */
  readonly from: string;
  /** How many resources or findings it was needed for; undefined where nothing was given to find that out. */
  readonly used: number | undefined;
  readonly problems: readonly InventoryProblem[];
}

export interface InventoryProblem {
  readonly kind: "invalid" | "ended" | "unused" | "too wide";
  readonly text: string;
}

/** What tells whether an exemption is needed. */
export interface Usage {
  readonly recorded: readonly RecordedFinding[] | undefined;
  /** The resources of exported stacks. */
  readonly resources: readonly NamedResource[] | undefined;
}

interface Given {
  readonly place: string;
  readonly kind: Place;
  readonly item: unknown;
  /** The rule in whose settings it stands. */
  readonly rule: string | undefined;
}

/** The exemptions in a configuration file, a list, or an object with a list as `exempt`; undefined for others. */
function itemsIn(content: unknown): readonly Given[] | undefined {
  const list = (items: unknown, at: string, kind: Place, rule: string | undefined): readonly Given[] =>
    Array.isArray(items) ? items.map((item: unknown, index) => ({ place: `${at}[${index}]`, kind, item, rule })) : [];
  if (Array.isArray(content)) return list(content, "", "pack", undefined);
  if (!isRecord(content)) return undefined;
  return Object.entries(content).flatMap(([name, value]) => {
    if (name === "exempt") return list(value, name, "pack", undefined);
    return isRecord(value) ? list(value["exempt"], `${name}.exempt`, "rule", name) : [];
  });
}

export function inventoryOf(
  file: string,
  content: unknown,
  usage: Usage,
  now: Date,
): readonly InventoryEntry[] | undefined {
  const today = dayOf(now);
  return itemsIn(content)?.map(({ place, kind, item, rule }): InventoryEntry => {
    const parsed = parseExemption(item, kind, today);
    if (!parsed.ok) {
      const problems = [{ kind: "invalid", text: parsed.reason }] as const;
      return { file, place, state: "invalid", exemption: undefined, from: rule ?? "", used: undefined, problems };
    }
    const exemption = rule === undefined ? parsed.value : { ...parsed.value, rules: [rule] };
    const used = usedBy(exemption, usage);
    return {
      file,
      place,
      state: periodOf(exemption, today),
      exemption,
      from: exemption.rules?.join(", ") ?? (exemption.group === undefined ? "every rule" : `group ${exemption.group}`),
      used,
      problems: problemsOf(exemption, used, usage, today),
    };
  });
}

/** By the record, the findings that it set aside; else the resources that fit it. */
function usedBy(exemption: Exemption, { recorded, resources }: Usage): number | undefined {
  if (recorded !== undefined) return recorded.filter((finding) => isSetAsideBy(finding, exemption)).length;
  return resources?.filter((resource) => coversResource(exemption, resource)).length;
}

const PARTS = ["resource", "value", "owner", "ticket", "reason", "until"] as const;

function isSetAsideBy({ rule, exemption: by }: RecordedFinding, exemption: Exemption): boolean {
  if (by === undefined || PARTS.some((part) => String(by[part]) !== String(exemption[part]))) return false;
  const metadata = metadataOf(rule);
  return metadata === undefined ? (exemption.rules ?? [rule]).includes(rule) : coversRule(exemption, metadata);
}

function problemsOf(
  exemption: Exemption,
  used: number | undefined,
  usage: Usage,
  today: string,
): readonly InventoryProblem[] {
  const problems: InventoryProblem[] = [];
  const past = -daysUntil(exemption.until, today);
  if (past > 0)
    problems.push({
      kind: "ended",
      text: `ended on ${exemption.until}, ${past === 1 ? "yesterday" : `${past} days ago`}`,
    });
  // After its end an exemption sets nothing aside, so a record cannot tell whether it was needed.
  if (used === 0 && (past <= 0 || usage.recorded === undefined))
    problems.push({
      kind: "unused",
      text: usage.recorded === undefined ? "fits no resource of these stacks" : "sets no finding aside",
    });
  const wide = widthOf(exemption, usage.resources);
  if (wide !== undefined) problems.push({ kind: "too wide", text: wide });
  return problems;
}

/** The fewest characters of a name that a pattern has to have beside its stars. */
const FEWEST = 3;
/** Of so many resources, an exemption should not fit more than half. */
const MANY = 4;

/** Why an exemption covers more than somebody can have looked at; undefined where it does not. */
function widthOf(exemption: Exemption, resources: readonly NamedResource[] = []): string | undefined {
  const { resource, rules, group } = exemption;
  if (rules === undefined && group === undefined) return "is from every rule; name rules or a group";
  const name = resourceName(resource);
  const own = name.replaceAll("*", "").length;
  if (name.includes("*") && own < FEWEST)
    return own === 0 ? "names no resource" : `has only ${own} ${own === 1 ? "character" : "characters"} of a name`;
  const covered = resources.filter((one) => coversResource(exemption, one)).length;
  if (resources.length >= MANY && covered > resources.length / 2)
    return `fits ${covered} of ${resources.length} resources`;
  return undefined;
}

/** The judged resources of an exported stack; undefined where the value is none. */
export function resourcesIn(state: unknown): readonly NamedResource[] | undefined {
  const deployment = isRecord(state) ? state["deployment"] : undefined;
  if (!isRecord(deployment)) return undefined;
  const resources: unknown = deployment["resources"] ?? [];
  if (!Array.isArray(resources)) return undefined;
  return resources.flatMap((one: unknown) => {
    if (!isRecord(one) || !JUDGED_TYPES.some((type) => type === one["type"])) return [];
    const { urn } = one;
    return typeof urn === "string" ? [{ urn, name: resourceName(urn) }] : [];
  });
}
