/** The values of a resource that the rules of a pack could not judge, and why. */

import type { Rule } from "../rule/rule";
import { connectionOf, SIDES } from "../subjects/connection";
import { ownTunnelsOf } from "../subjects/own-tunnels";
import { keyOf } from "../subjects/pre-shared-key";
import { Ledger, pathText } from "../subjects/reading";
import type { Gap } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import { CUSTOMER_GATEWAY, VPN_GATEWAY } from "../subjects/stack";
import { BGP_FIELDS } from "../subjects/tunnel-fields";
import type { FieldName } from "../subjects/tunnel-fields";
import { tunnelsOf } from "../subjects/tunnels-of";
import type { Tunnel } from "../subjects/tunnel";
import type { NotRead } from "../subjects/vpn-tunnel";
import type { GapRecord } from "./gap-record";

export interface Gaps {
  readonly notRead: NotRead | undefined;
  /** Properties that are neither declared nor found in force. */
  readonly missing: readonly string[];
  /** Properties that have a value which a rule could not judge. */
  readonly unreadable: readonly Required<Gap>[];
}

/** The rules whose gaps count. */
export interface Coverage {
  readonly rules: readonly Rule[];
  /** Names of rules whose gaps do not count. */
  readonly except: readonly string[];
  /** What the rules over one resource left in this run. Without it, each of them is asked here. */
  readonly record?: GapRecord | undefined;
}

/** The values that the rules could not judge. */
export function gapsOf({ rules, except, record }: Coverage, resource: JudgedResource): Gaps {
  const counted = rules.filter(({ name }) => !except.includes(name));
  const single = record?.of(resource.urn, except) ?? counted.flatMap((rule) => gapsLeftBy(rule, resource));
  const gaps = [...single, ...notCompared(counted, resource)];
  const unreadable = new Map<string, Required<Gap>>();
  for (const { what, why } of gaps) if (why !== undefined) unreadable.set(`${what} ${why}`, { what, why });
  return {
    notRead: notReadOf(resource),
    missing: [...new Set(gaps.flatMap(({ what, why }) => (why === undefined ? [what] : [])))].sort(),
    unreadable: [...unreadable.values()].sort((one, other) => (one.what < other.what ? -1 : 1)),
  };
}

/**
 * Why a live tunnel was not read; undefined where each was, and for a resource without a live tunnel. An outage goes
 * before other reasons, because it stops.
 */
export function notReadOf(resource: JudgedResource): NotRead | undefined {
  const reasons = ownTunnelsOf(resource).map(({ notRead }) => notRead);
  return reasons.includes("outage") ? "outage" : reasons.find((reason) => reason !== undefined);
}

const gapsLeftBy = (rule: Rule, resource: JudgedResource): readonly Gap[] =>
  rule.scope === "resource" ? rule.evaluate(resource, {}).notJudged : [];

/**
 * What the rules over a stack could not compare of a resource. A rule over a stack runs after all others, and reads a
 * value only where there is another one to compare it with. So each value that it compares is read here.
 */
function notCompared(rules: readonly Rule[], resource: JudgedResource): readonly Gap[] {
  const compared = new Set(rules.flatMap((rule) => (rule.scope === "stack" ? rule.compares : [])));
  const ledger = new Ledger();
  if (compared.has("networks")) for (const side of SIDES) connectionOf(resource, ledger)?.selectors(side);
  if (compared.has("gateways")) for (const gateway of missingGateways(resource)) ledger.noteNotJudged(gateway);
  for (const tunnel of tunnelsOf(resource, ledger) ?? [])
    for (const field of compared) if (field !== "networks" && field !== "gateways") readCompared(tunnel, field);
  return ledger.notJudged;
}

function readCompared(tunnel: Tunnel, field: FieldName): void {
  if (field === "psk") readKey(tunnel);
  // A tunnel without BGP has none of its values, and nothing to compare.
  else if (BGP_FIELDS.some((name) => name === field)) tunnel.hasAny(BGP_FIELDS, "tunnelBgpConfig");
  else tunnel.required(field);
}

/** Of a key that only the provider has seen, its strength is known, and not which other tunnels have it. */
function readKey(tunnel: Tunnel): void {
  if (keyOf(tunnel).kind === "facts")
    tunnel.noteNotJudged("psk", "whether another tunnel has the same key: no rule sees it");
}

/** The gateways that are missing. */
function missingGateways(resource: JudgedResource): readonly string[] {
  return ownTunnelsOf(resource).flatMap((values) => {
    const gateways = [
      [VPN_GATEWAY, values.connection("vpnGatewayId")],
      [pathText(values.place(CUSTOMER_GATEWAY)), values.value(CUSTOMER_GATEWAY).reading],
    ] as const;
    return gateways.flatMap(([what, reading]) => (reading.state === "absent" ? [what] : []));
  });
}
