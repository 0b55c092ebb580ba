/** The resources that rules judge. */

/** Ours; one tunnel of an existing connection. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";
/** Ours; both tunnels of an existing connection. */
export const VPN_TUNNEL_PAIR_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair";
/** Those of @pulumi/alicloud. */
export const CONNECTION_TYPE = "alicloud:vpn/connection:Connection";
export const ATTACHMENT_TYPE = "alicloud:vpn/gatewayVpnAttachment:GatewayVpnAttachment";

/** How rules read a resource. Types of one kind have the same properties. */
export type ResourceKind = "tunnel" | "pair" | "connection" | "attachment";

const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  [VPN_TUNNEL_TYPE, "tunnel"],
  [VPN_TUNNEL_PAIR_TYPE, "pair"],
  [CONNECTION_TYPE, "connection"],
  [ATTACHMENT_TYPE, "attachment"],
]);

export const JUDGED_TYPES: readonly string[] = [...KINDS.keys()];

/** Undefined for a type that no rule judges. */
export const kindOf = ({ type }: Pick<JudgedResource, "type">): ResourceKind | undefined => KINDS.get(type);

export interface JudgedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** As Pulumi hands them over: reading an unknown value may throw. */
  readonly props: unknown;
  /**
   * True in `pulumi policy analyze`, where Pulumi hands over a stored stack and may keep its secrets from the rules.
   * Elsewhere each text is what the program says, also one that looks like a mask.
   */
  readonly mayHideSecrets?: boolean;
  /** For a rule about a whole stack: the URNs of the resources that a property was made from. */
  readonly madeFrom?: (property: string) => readonly string[];
}
