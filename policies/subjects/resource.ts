/** The resources that rules judge. */

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
