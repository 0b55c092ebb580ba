/** The JSON schema of a topology file (draft 2020-12), for editors; the loader is stricter and explains itself better. */

const text = { type: "string" };
const flag = { type: "boolean" };
const whole = { type: "integer", minimum: 0 };
const flagText = { enum: [true, false, "true", "false"] };
const wholeText = { anyOf: [whole, { type: "string", pattern: "^\\d{1,15}$" }] };
const id = (prefix: string) => ({ type: "string", pattern: `^${prefix}-` });
const oneOf = (...values: string[]) => ({ enum: values });

function object(properties: Readonly<Record<string, unknown>>, ...required: string[]) {
  return { type: "object", properties, required, additionalProperties: false };
}

function list(items: unknown) {
  return { type: "array", items };
}

const status = oneOf(
  "ike_sa_not_established",
  "ike_sa_established",
  "ipsec_sa_not_established",
  "ipsec_sa_established",
);
const auth = oneOf("md5", "sha1", "sha256", "sha384", "sha512");
const cipher = oneOf("aes", "aes192", "aes256", "des", "3des");
const groups = ["group1", "group2", "group5", "group14"];

const owned = { RegionId: text, AccountId: text, ConfiguringUntil: whole };

const ike = object({
  IkeVersion: oneOf("ikev1", "ikev2"),
  IkeMode: oneOf("main", "aggressive"),
  IkeEncAlg: cipher,
  IkeAuthAlg: auth,
  IkePfs: oneOf(...groups),
  IkeLifetime: wholeText,
  LocalId: text,
  RemoteId: text,
  Psk: { type: "string", pattern: "^\\S{0,100}$" },
});

const ipsec = object({
  IpsecEncAlg: cipher,
  IpsecAuthAlg: auth,
  IpsecPfs: oneOf("disabled", ...groups),
  IpsecLifetime: wholeText,
});

const bgp = object({
  TunnelCidr: { type: "string", pattern: "^169\\.254\\.\\d+\\.\\d+/30$" },
  LocalBgpIp: text,
  LocalAsn: wholeText,
  PeerBgpIp: text,
  PeerAsn: wholeText,
  BgpStatus: text,
  Status: text,
  EnableBgp: flagText,
  AuthKey: text,
});

const link = {
  CustomerGatewayId: text,
  InternetIp: text,
  EnableDpd: flagText,
  EnableNatTraversal: flagText,
  RemoteCaCertificate: text,
  Status: { anyOf: [status, { const: "" }] },
  State: text,
  Sa: { type: "object" },
};

const tunnel = object(
  {
    ...link,
    TunnelId: id("tun"),
    TunnelIndex: { enum: [1, 2] },
    Role: oneOf("master", "slave"),
    ZoneNo: text,
    ConfiguringUntil: whole,
    TunnelIkeConfig: ike,
    TunnelIpsecConfig: ipsec,
    TunnelBgpConfig: bgp,
  },
  "TunnelId",
  "CustomerGatewayId",
);

const tags = list(object({ Key: text, Value: text }, "Key"));

const connection = object(
  {
    ...owned,
    ...link,
    RequestId: text,
    VpnConnectionId: id("vco"),
    Name: text,
    VpnGatewayId: text,
    AttachType: oneOf("VPNGW", "CEN", "NO_ASSOCIATED"),
    AttachInstanceId: text,
    TransitRouterId: text,
    TransitRouterName: text,
    NetworkType: oneOf("public", "private"),
    Spec: text,
    TunnelBandwidth: text,
    ZoneNo: text,
    CrossAccountAuthorized: flag,
    LocalSubnet: text,
    RemoteSubnet: text,
    CreateTime: whole,
    EffectImmediately: flag,
    EnableTunnelsBgp: flag,
    ResourceGroupId: text,
    FinancialLocked: flag,
    Traffic: flag,
    Tags: { anyOf: [tags, object({ Tag: tags })] },
    Tag: { anyOf: [tags, object({ Tag: tags })] },
    VcoHealthCheck: object({
      Enable: flagText,
      Sip: text,
      Dip: text,
      Interval: whole,
      Retry: whole,
      Policy: oneOf("revoke_route", "reserve_route"),
      Status: text,
    }),
    TunnelOptionsSpecification: object({ TunnelOptions: list(tunnel) }),
    IkeConfig: ike,
    IpsecConfig: ipsec,
    VpnBgpConfig: bgp,
  },
  "VpnConnectionId",
);

const device = {
  type: "object",
  description: "what the device has otherwise than the cloud side: IkeVersion, Psk, LocalSubnet, Asn ...",
};

const peer = object({
  Mirror: flag,
  Down: flag,
  SourceIp: text,
  Symptom: text,
  Config: device,
  Tunnels: { type: "object", additionalProperties: device },
  Frozen: { type: "object", additionalProperties: device },
});

export const topologySchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Topology of the IPsec-VPN simulator",
  ...object({
    $schema: text,
    RegionId: text,
    AccountId: text,
    VpnGateways: list(
      object(
        {
          ...owned,
          VpnGatewayId: id("vpn"),
          Name: text,
          InternetIp: text,
          DisasterRecoveryInternetIp: text,
          FinancialLocked: flag,
          RouteEntries: list(object({ RouteDest: text, NextHop: text }, "RouteDest")),
        },
        "VpnGatewayId",
      ),
    ),
    CustomerGateways: list(
      object(
        {
          RegionId: text,
          AccountId: text,
          CustomerGatewayId: id("cgw"),
          IpAddress: text,
          Name: text,
          Asn: { type: "integer", minimum: 1, maximum: 4294967295 },
          Peer: peer,
        },
        "CustomerGatewayId",
        "IpAddress",
      ),
    ),
    VpnConnections: list(connection),
  }),
};
