/** Resources around a VPN gateway that break no rule. */

import {
  CUSTOMER_GATEWAY_TYPE,
  GATEWAY_TYPE,
  IPSEC_SERVER_TYPE,
  NETWORK_TYPE,
  POLICY_ROUTE_TYPE,
  ROUTE_TYPE,
  SSL_SERVER_TYPE,
} from "../../policies/subjects/resource";
import { STRONG_PSK, goodIke, goodIpsec } from "./fixtures";
import type { Props } from "./fixtures";
import type { GivenResource } from "./policy-runner";

const maker =
  (type: string, usual: string, good: Props) =>
  (changes: Props = {}, name = usual): GivenResource => ({ type, name, props: { ...good, ...changes } });

export const gateway = maker(GATEWAY_TYPE, "gateway", {
  vpcId: "vpc-1",
  vswitchId: "vsw-1",
  disasterRecoveryVswitchId: "vsw-2",
});
export const customerGateway = maker(CUSTOMER_GATEWAY_TYPE, "peer", { ipAddress: "8.8.8.8" });
export const ipsecServer = maker(IPSEC_SERVER_TYPE, "phones", {
  vpnGatewayId: "vpn-1",
  localSubnet: "10.0.0.0/16",
  clientIpPool: "192.168.200.0/24",
  psk: STRONG_PSK,
  pskEnabled: true,
  ikeConfigs: [goodIke()],
  ipsecConfigs: [goodIpsec()],
});
export const sslServer = maker(SSL_SERVER_TYPE, "laptops", {
  vpnGatewayId: "vpn-1",
  localSubnet: "10.0.0.0/16",
  clientIpPool: "192.168.201.0/24",
  cipher: "AES-256-CBC",
});
export const route = maker(ROUTE_TYPE, "route", {
  vpnGatewayId: "vpn-1",
  nextHop: "vco-1",
  routeDest: "192.168.0.0/20",
  publishVpc: true,
  weight: 100,
});
export const policyRoute = maker(POLICY_ROUTE_TYPE, "policy-route", {
  vpnGatewayId: "vpn-1",
  nextHop: "vco-1",
  routeSource: "10.0.0.0/16",
  routeDest: "192.168.0.0/20",
  publishVpc: true,
  weight: 100,
});
export const network = maker(NETWORK_TYPE, "vpc", { cidrBlock: "10.0.0.0/16" });
