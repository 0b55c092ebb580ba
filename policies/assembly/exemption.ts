/** Exemptions: which resource a rule does not apply to, why, and until when. The rule reports one that has ended. */

import type { Setting } from "../rule/settings";
import { isRecord } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";

export interface Exemption {
  /** The whole name or URN of a resource; `*` stands for any characters. */
  readonly resource: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD in UTC. */
  readonly until: string;
}

const KEYS = ["resource", "reason", "until"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function parseExemption(value: unknown): Exemption | string {
  if (!isRecord(value)) return "must be a list of objects";
  const extra = Object.keys(value).find((key) => !KEYS.some((possible) => possible === key));
  if (extra !== undefined) return `has an unknown property ${extra}`;
  const { resource, reason, until } = value;
  if (typeof resource !== "string" || resource === "") return "needs resource, a name or URN";
  if (typeof reason !== "string" || reason.trim() === "") return "needs a reason";
  if (typeof until !== "string" || !DAY.test(until) || Number.isNaN(Date.parse(until))) {
    return "needs until, the last day it holds as YYYY-MM-DD";
  }
  return { resource, reason, until };
}

const text = (description: string): { type: "string"; minLength: number; description: string } => ({
  type: "string",
  minLength: 1,
  description,
});

/** The setting that every rule has. */
export const EXEMPT: Setting<readonly Exemption[]> = {
  schema: {
    type: "array",
    description: "Resources that this rule does not apply to, each with a reason and an end.",
    items: {
      type: "object",
      additionalProperties: false,
      required: [...KEYS],
      properties: {
        resource: text("The whole name or URN of a resource; * stands for any characters."),
        reason: text("Why it is exempt."),
        until: {
          type: "string",
          pattern: DAY.source,
          description: "The last day on which this holds, YYYY-MM-DD in UTC.",
        },
      },
    },
    default: [],
  },
  fallback: [],
  parse(value) {
    if (!Array.isArray(value)) return { ok: false, reason: "must be a list" };
    const exemptions: Exemption[] = [];
    for (const item of value) {
      const parsed = parseExemption(item);
      if (typeof parsed === "string") return { ok: false, reason: parsed };
      exemptions.push(parsed);
    }
    return { ok: true, value: exemptions };
  },
};

function matches(pattern: string, candidate: string): boolean {
  const source = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${source.join(".*")}$`, "s").test(candidate);
}

export type NamedResource = Pick<JudgedResource, "name" | "urn">;

export interface ExemptionStatus {
  readonly isExempt: boolean;
  /** The exemptions to report: the resource is not exempt, because they have ended. */
  readonly ended: readonly Exemption[];
}

/** Whether a resource is exempt on this day. */
export function exemptionOf(resource: NamedResource, exemptions: readonly Exemption[], now: Date): ExemptionStatus {
  const own = exemptions.filter(({ resource: pattern }) =>
    [resource.name, resource.urn].some((id) => matches(pattern, id)),
  );
  const today = now.toISOString().slice(0, 10);
  const ended = own.filter(({ until }) => until < today);
  // A new exemption may stand next to the one that it renews.
  const isExempt = ended.length < own.length;
  return { isExempt, ended: isExempt ? [] : ended };
}

export function describeEnded(exemption: Exemption): string {
  return (
    `the exemption of ${exemption.resource} ("${exemption.reason}") ended on ${exemption.until}. ` +
    `Fix the resource and remove the exemption, or give it a new end.`
  );
}
