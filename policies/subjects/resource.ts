/** The resources that rules judge, and the ledger of what could not be judged about one. */

import type { Reading } from "../rule/reading";

/** Ours; one tunnel of an existing connection. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";
/** Those of @pulumi/alicloud. */
export const CONNECTION_TYPE = "alicloud:vpn/connection:Connection";
export const ATTACHMENT_TYPE = "alicloud:vpn/gatewayVpnAttachment:GatewayVpnAttachment";

export const JUDGED_TYPES: readonly string[] = [VPN_TUNNEL_TYPE, CONNECTION_TYPE, ATTACHMENT_TYPE];

export interface JudgedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** As Pulumi hands them over: reading an unknown value may throw. */
  readonly props: unknown;
  /** For a rule about a whole stack: the URNs of the resources that a property was made from. */
  readonly madeFrom?: (property: string) => readonly string[];
}

/** What a rule met on its way that it could not judge. Reading a value notes it here, so that no rule can forget to. */
export class Ledger {
  readonly unknown: unknown[] = [];
  readonly notJudged: string[] = [];

  noteUnknown(reading: Reading & { readonly state: "unknown" }): void {
    this.unknown.push(reading.cause);
  }

  /** `what` names a property; it must not hold its value. */
  noteNotJudged(what: string): void {
    if (!this.notJudged.includes(what)) this.notJudged.push(what);
  }
}
