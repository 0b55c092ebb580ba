/** The resources that rules judge. */

/** Ours; one tunnel of an existing connection. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";
/** Ours; both tunnels of an existing connection. */
export const VPN_TUNNEL_PAIR_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair";
/** The same two resources of the native provider, from a program in any language. */
export const NATIVE_TUNNEL_TYPE = "alicloud-vpn:index:VpnTunnel";
export const NATIVE_PAIR_TYPE = "alicloud-vpn:index:VpnTunnelPair";
/** Those of @pulumi/alicloud. */
export const CONNECTION_TYPE = "alicloud:vpn/connection:Connection";
export const ATTACHMENT_TYPE = "alicloud:vpn/gatewayVpnAttachment:GatewayVpnAttachment";
export const GATEWAY_TYPE = "alicloud:vpn/gateway:Gateway";
export const CUSTOMER_GATEWAY_TYPE = "alicloud:vpn/customerGateway:CustomerGateway";
export const IPSEC_SERVER_TYPE = "alicloud:vpn/ipsecServer:IpsecServer";
export const SSL_SERVER_TYPE = "alicloud:vpn/sslVpnServer:SslVpnServer";
export const ROUTE_TYPE = "alicloud:vpn/routeEntry:RouteEntry";
export const POLICY_ROUTE_TYPE = "alicloud:vpn/pbrRouteEntry:PbrRouteEntry";
/** A VPC. No rule is about one, but rules over a stack compare networks with it. */
export const NETWORK_TYPE = "alicloud:vpc/network:Network";

/** How rules read a resource. Types of one kind have the same properties. */
export type ResourceKind =
  | "tunnel"
  | "pair"
  | "connection"
  | "attachment"
  | "gateway"
  | "customer-gateway"
  | "ipsec-server"
  | "ssl-server"
  | "route";

const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  [VPN_TUNNEL_TYPE, "tunnel"],
  [VPN_TUNNEL_PAIR_TYPE, "pair"],
  [NATIVE_TUNNEL_TYPE, "tunnel"],
  [NATIVE_PAIR_TYPE, "pair"],
  [CONNECTION_TYPE, "connection"],
  [ATTACHMENT_TYPE, "attachment"],
  [GATEWAY_TYPE, "gateway"],
  ["alicloud:vpn/gatewayEnhancedVpnGateway:GatewayEnhancedVpnGateway", "gateway"],
  [CUSTOMER_GATEWAY_TYPE, "customer-gateway"],
  [IPSEC_SERVER_TYPE, "ipsec-server"],
  [SSL_SERVER_TYPE, "ssl-server"],
  [ROUTE_TYPE, "route"],
  [POLICY_ROUTE_TYPE, "route"],
  ["alicloud:vpn/gatewayVcoRoute:GatewayVcoRoute", "route"],
]);

export const JUDGED_TYPES: readonly string[] = [...KINDS.keys()];

/**
 * Whether a resource of @pulumi/alicloud belongs to a VPN, and no rule judges its type. Scopes know a customer gateway,
 * and rules compare by its id, but none judges its own values.
 */
export const isUnjudgedVpn = (type: string): boolean =>
  /^alicloud:.*vpn/iu.test(type) && (!KINDS.has(type) || type === CUSTOMER_GATEWAY_TYPE);

/** Whether a rule over a stack may ask about a resource of this type. */
export const isInStack = (type: string): boolean => KINDS.has(type) || type === NETWORK_TYPE || isUnjudgedVpn(type);

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
  /** The provider that it has, with its configuration. */
  readonly provider?: { readonly props: unknown };
  /** For a rule about a whole stack: the URNs of the resources that a property was made from. */
  readonly madeFrom?: (property: string) => readonly string[];
}
