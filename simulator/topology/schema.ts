import type { HealthCheck, RouteEntry, Tag } from "../model/entities";
import {
  type JsonSchema,
  anything,
  described,
  flag,
  list,
  object,
  oneOf,
  text,
  titled,
  whole,
} from "../schema/json-schema";
import { bgpSchema, ikeSchema, ipsecSchema, linkSchemas, singleLinkSchemas } from "./link-schema";
import { peerSchema } from "./peer-schema";
import type {
  Topology,
  TopologyConnection,
  TopologyCustomerGateway,
  TopologyGateway,
  TopologyTunnel,
} from "./topology";

/**
 * The JSON schema of a topology file. It is what the reader checks, what `GET /-/schema` gives to editors, and where
 * the table of README.md comes from. Rules that look at more than one value are in cross-rules.ts.
 */

const LATEST = Number.MAX_SAFE_INTEGER;

const region = described("absent: the topology's", text());
const account = described("absent: the topology's", text());
const until = described("in an export: when the change that is being configured is done", whole(0, LATEST));

export const gatewaySchema = titled(
  "VPN gateway",
  object<TopologyGateway>(
    {
      VpnGatewayId: described("its id", text("^vpn-")),
      RegionId: region,
      AccountId: account,
      Name: described("its name", text()),
      InternetIp: described("address of the first tunnel of each connection", text()),
      DisasterRecoveryInternetIp: described("address of the second one", text()),
      FinancialLocked: described("in arrears: no change is taken", flag),
      RouteEntries: described(
        "routes that a TunnelCidr may collide with",
        list(
          titled(
            "route",
            object<RouteEntry>({ RouteDest: described("CIDR block", text()), NextHop: described("any text", text()) }, [
              "RouteDest",
            ]),
          ),
        ),
      ),
      ConfiguringUntil: until,
    },
    ["VpnGatewayId"],
  ),
);

export const customerGatewaySchema = titled(
  "customer gateway",
  object<TopologyCustomerGateway>(
    {
      CustomerGatewayId: described("its id", text("^cgw-")),
      RegionId: region,
      AccountId: account,
      Name: described("its name", text()),
      IpAddress: described("address of the device", { type: "string", format: "ipv4" }),
      Asn: described("ASN of the device; 65000", whole(1, 4294967295)),
      Peer: described("the device behind it; absent: one that is kept in step with the cloud side", peerSchema),
    },
    ["CustomerGatewayId", "IpAddress"],
  ),
);

const tunnel = titled(
  "tunnel",
  object<TopologyTunnel>(
    {
      TunnelId: described("its id", text("^tun-")),
      ...linkSchemas,
      TunnelIndex: described("absent: its place in the list", whole(1, 2)),
      Role: described("absent: the first is the master", oneOf(["master", "slave"])),
      ZoneNo: described("its zone", text()),
      ConfiguringUntil: until,
      TunnelIkeConfig: described("phase 1", ikeSchema),
      TunnelIpsecConfig: described("phase 2", ipsecSchema),
      TunnelBgpConfig: described("absent or empty: the tunnel has no BGP", bgpSchema),
    },
    ["TunnelId", "CustomerGatewayId"],
    { State: anything },
  ),
);

const tagList = list(
  titled("tag", object<Tag>({ Key: described("its key", text()), Value: described('""', text()) }, ["Key"])),
);
const tags: JsonSchema = {
  ...tagList,
  type: ["array", "object"],
  properties: { Tag: tagList },
  additionalProperties: false,
};

const healthCheck = titled(
  "health check",
  object<HealthCheck>(
    {
      Enable: described("false", flag),
      Sip: described("source address", text()),
      Dip: described("destination address", text()),
      Interval: described("seconds between two checks", whole(0, 3600)),
      Retry: described("checks that have to fail", whole(0, 3600)),
      Policy: described("what happens to the route", oneOf(["revoke_route", "reserve_route"])),
    },
    [],
    { Status: anything },
  ),
);

const hasTunnels: JsonSchema = {
  required: ["TunnelOptionsSpecification"],
  properties: {
    TunnelOptionsSpecification: { required: ["TunnelOptions"], properties: { TunnelOptions: { minItems: 1 } } },
  },
};

/** The names of a record, each with the schema that allows everything. */
function unread<T extends object>(schemas: T): { readonly [K in keyof T]: JsonSchema } {
  const any: Partial<Record<keyof T, JsonSchema>> = {};
  for (const name in schemas) any[name] = anything;
  return any as { readonly [K in keyof T]: JsonSchema };
}

export const connectionSchema: JsonSchema = {
  title: "connection",
  ...object<TopologyConnection>(
    {
      VpnConnectionId: described("its id", text("^vco-")),
      RegionId: region,
      AccountId: account,
      Name: described("its name", text()),
      VpnGatewayId: described('its VPN gateway; absent or "": it is attached to a transit router', text("^(vpn-.+)?$")),
      AttachType: described("absent: VPNGW on a VPN gateway, else CEN", oneOf(["VPNGW", "CEN", "NO_ASSOCIATED"])),
      AttachInstanceId: described("the CEN instance", text()),
      TransitRouterId: described("the transit router", text()),
      TransitRouterName: described("its name", text()),
      NetworkType: described("public", oneOf(["public", "private"])),
      Spec: described("bandwidth of a private connection", text()),
      TunnelBandwidth: described("bandwidth of a tunnel", text()),
      ZoneNo: described("its zone", text()),
      CrossAccountAuthorized: described("false", flag),
      LocalSubnet: described("CIDR blocks of the cloud's side, joined by commas; 0.0.0.0/0", text()),
      RemoteSubnet: described("CIDR blocks of the device's side, joined by commas; 0.0.0.0/0", text()),
      CreateTime: described("milliseconds since 1970; absent: now", whole(0, LATEST)),
      EffectImmediately: described("a change renegotiates at once, and does not wait for traffic; false", flag),
      ResourceGroupId: described("its resource group", text()),
      FinancialLocked: described("the transit router's account is in arrears: no change is taken; false", flag),
      Traffic: described("there is always traffic; true", flag),
      Tags: described("its tags, as a list or as in DescribeVpnConnection", tags),
      Tag: described("the same, as in DescribeVpnConnections", tags),
      VcoHealthCheck: described("absent: none", healthCheck),
      ConfiguringUntil: until,
      TunnelOptionsSpecification: described(
        "TunnelOptions: the two tunnels of a dual-tunnel connection",
        object<{ TunnelOptions: TopologyTunnel[] }>({ TunnelOptions: list(tunnel) }),
      ),
      ...unread(singleLinkSchemas),
    },
    ["VpnConnectionId"],
    { RequestId: anything, State: anything, EnableTunnelsBgp: anything },
  ),
  // An answer about a dual-tunnel connection has these fields, too, and they mean nothing there.
  if: hasTunnels,
  else: { properties: singleLinkSchemas, required: ["CustomerGatewayId"] },
};

export const topologySchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Topology of the IPsec-VPN simulator",
  ...object<Topology>(
    {
      RegionId: described("region of everything that does not name its own; cn-hangzhou", text()),
      AccountId: described("account of everything that does not name its own", text()),
      VpnGateways: described("the VPN gateways", list(gatewaySchema)),
      CustomerGateways: described("the customer gateways", list(customerGatewaySchema)),
      VpnConnections: described("the connections, as DescribeVpnConnections answers them", list(connectionSchema)),
    },
    [],
    { $schema: text() },
  ),
};
