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

/** Something that a rule could not judge. */
export interface Gap {
  /** The property as one writes it; never its value. */
  readonly what: string;
  /** Why it could not be judged; undefined where it is neither declared nor found in force. */
  readonly why?: string;
}

/** What a rule met on its way that it could not judge. Reading a value notes it here, so that no rule can forget to. */
export class Ledger {
  readonly unknown: unknown[] = [];
  readonly notJudged: Gap[] = [];

  noteUnknown(reading: Reading & { readonly state: "unknown" }): void {
    this.unknown.push(reading.cause);
  }

  /** `what` names a property, and `why` gives the reason; neither may hold a key. */
  noteNotJudged(what: string, why?: string): void {
    if (this.notJudged.some((gap) => gap.what === what && gap.why === why)) return;
    this.notJudged.push(why === undefined ? { what } : { what, why });
  }
}
