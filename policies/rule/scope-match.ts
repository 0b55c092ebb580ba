/** Which resources a scope is for: every fact that it names must hold. */

import { gatewayIdsOf, regionOf, tagOf } from "../subjects/whereabouts";
import { Ledger } from "../subjects/reading";
import type { Reading } from "../subjects/reading";
import { kindOf } from "../subjects/resource";
import type { JudgedResource, ResourceKind } from "../subjects/resource";
import { tunnelsOf } from "../subjects/tunnels-of";
import { matchesName } from "./name-pattern";

/** Kinds of resources that a scope can name, each with the test for it. */
const KINDS = {
  tunnel: isA("tunnel"),
  pair: isA("pair"),
  connection: isA("connection"),
  attachment: isA("attachment"),
  gateway: isA("gateway"),
  "customer-gateway": isA("customer-gateway"),
  "ipsec-server": isA("ipsec-server"),
  "ssl-server": isA("ssl-server"),
  route: isA("route"),
  /** A tunnel, pair, connection or attachment of a ShangMi gateway. */
  shangmi: (resource) => (tunnelsOf(resource, new Ledger()) ?? []).some(({ isShangMi }) => isShangMi),
} as const satisfies Record<string, (resource: JudgedResource) => Answer>;

export type ScopeKind = keyof typeof KINDS;

export const SCOPE_KINDS: readonly string[] = Object.keys(KINDS);

export const isScopeKind = (value: unknown): value is ScopeKind => SCOPE_KINDS.some((kind) => kind === value);

export interface ScopeMatch {
  /** The whole name or URN of a resource; `*` stands for any characters. */
  readonly name?: string | undefined;
  /** The id of its VPN gateway, of a customer gateway, or of the connection or attachment itself. */
  readonly gateway?: string | undefined;
  /** A tag of the resource, as `key` or `key=value`. */
  readonly tag?: string | undefined;
  /** Its region. */
  readonly region?: string | undefined;
  readonly kind?: ScopeKind | undefined;
}

/** Whether something holds; the reading of a value that is not known where only that value can tell. */
type Answer = boolean | Unknown;
type Unknown = Reading & { readonly state: "unknown" };

function isA(kind: ResourceKind): (resource: JudgedResource) => boolean {
  return (resource) => kindOf(resource) === kind;
}

/** Whether one of the values is this text. */
function holds(readings: readonly Reading[], text: string): Answer {
  if (readings.some((reading) => reading.state === "known" && reading.value === text)) return true;
  return readings.find((reading) => reading.state === "unknown") ?? false;
}

function hasTag(resource: JudgedResource, tag: string): Answer {
  const [key = "", ...value] = tag.split("=");
  const reading = tagOf(resource, key);
  if (value.length > 0) return holds([reading], value.join("="));
  return reading.state === "unknown" ? reading : reading.state === "known";
}

export function matchesScope(match: ScopeMatch, resource: JudgedResource): Answer {
  const { name, gateway, tag, region, kind } = match;
  const named = name === undefined || [resource.name, resource.urn].some((id) => matchesName(name, id));
  const answers = [
    named,
    kind === undefined || KINDS[kind](resource),
    tag === undefined || hasTag(resource, tag),
    region === undefined || holds([regionOf(resource)], region),
    gateway === undefined || holds(gatewayIdsOf(resource), gateway),
  ];
  if (answers.includes(false)) return false;
  return answers.find((answer) => answer !== true) ?? true;
}
