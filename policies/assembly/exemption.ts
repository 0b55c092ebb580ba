/** Exemptions: which resource a rule does not apply to, why, and until when. Each one ends, and its end is reported. */

import type { JudgedResource } from "../subjects/resource";
import type { Setting } from "../rule/settings";

export interface Exemption {
  /** The whole name or URN of a resource; `*` stands for any characters. */
  readonly resource: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD in UTC. */
  readonly until: string;
}

const KEYS = ["resource", "reason", "until"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseExemption(value: unknown): Exemption | string {
  if (!isRecord(value)) return "must be a list of objects";
  const extra = Object.keys(value).find((key) => !KEYS.some((known) => known === key));
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

export interface Standing {
  readonly exempt: boolean;
  /** Exemptions of this resource that have ended. */
  readonly ended: readonly Exemption[];
}

/** What the exemptions say about a resource on this day. */
export function standingOf(
  exemptions: readonly Exemption[],
  resource: Pick<JudgedResource, "name" | "urn">,
  now: Date,
): Standing {
  const own = exemptions.filter(({ resource: pattern }) =>
    [resource.name, resource.urn].some((id) => matches(pattern, id)),
  );
  const today = now.toISOString().slice(0, 10);
  const ended = own.filter(({ until }) => until < today);
  // A renewal next to the exemption that it renews is no fault.
  const exempt = ended.length < own.length;
  return { exempt, ended: exempt ? [] : ended };
}

export function describeEnded(exemption: Exemption): string {
  return (
    `the exemption of ${exemption.resource} ("${exemption.reason}") ended on ${exemption.until}. ` +
    `Fix the resource and remove the exemption, or give it a new end.`
  );
}
