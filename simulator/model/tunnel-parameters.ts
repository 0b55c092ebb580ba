import { apiError } from "../api/error";
import { bgpIp, certificate, identity, preSharedKey, text as anyText, tunnelCidr } from "../api/values";
import { formatIpv4, parseBlock } from "../ipv4";
import { type AnyParameter, type Rows, type Values, choice, flag, text, wholeNumber } from "./parameter";

/**
 * The parameters of a tunnel, one row each. From a row follow: the parameter of ModifyTunnelAttribute and the rule for
 * its value, what a change and a reset do to it, its place in each answer, in a topology, in an export and in a patch,
 * and its member of the stored tunnel. A rule that looks at more than one value is in `operations/modify`, and what a
 * parameter does to a negotiation in `negotiation/compare.ts`.
 */

const MODIFY = "ModifyTunnelAttribute, TunnelOptionsSpecification";
const IKE = `${MODIFY}.TunnelIkeConfig`;
const IPSEC = `${MODIFY}.TunnelIpsecConfig`;
const BGP = `${MODIFY}.TunnelBgpConfig`;

const HASHES = ["md5", "sha1", "sha256", "sha384", "sha512"];
const CIPHERS = ["aes", "aes192", "aes256", "des", "3des"];
const GROUPS = ["group1", "group2", "group5", "group14"];

/** The first usable host of the tunnel's /30. */
function firstHost(cidr: string): string {
  const first = parseBlock(cidr)?.first;
  return first === undefined ? "" : formatIpv4(first + 1);
}

export const tunnelParameters = {
  /** Those that stand in no block. */
  direct: {
    CustomerGatewayId: {
      source: `${MODIFY}.CustomerGatewayId`,
      says: "The ID of the customer gateway associated with the tunnel.",
      doc: "the customer gateway at the other end",
      type: text(anyText, "^cgw-"),
    },
    EnableDpd: {
      source: `${MODIFY}.EnableDpd`,
      says: "Specifies whether to enable dead peer detection (DPD).",
      doc: "dead peer detection",
      type: flag,
      default: true,
    },
    EnableNatTraversal: {
      source: `${MODIFY}.EnableNatTraversal`,
      says: "Specifies whether to enable NAT traversal.",
      doc: "NAT traversal",
      type: flag,
      default: true,
    },
    RemoteCaCertificate: {
      source: `${MODIFY}.RemoteCaCertificate`,
      says: "The peer certificate authority (CA) certificate",
      doc: "the peer's CA certificate, in PEM",
      type: text(certificate),
      optional: true,
      emptyMeansAbsent: true,
    },
  },
  // Defaults are those of CreateVpnConnection, "Default value: ..." of the parameter with the same name.
  IkeConfig: {
    IkeVersion: {
      source: `${IKE}.IkeVersion`,
      says: "Valid values: ikev1 and ikev2.",
      doc: "version of the IKE protocol",
      type: choice(["ikev1", "ikev2"]),
      default: "ikev1",
      download: "IkeVersion",
    },
    IkeMode: {
      source: `${IKE}.IkeMode`,
      says: "The negotiation mode of IKE. Valid values:",
      doc: "negotiation mode of IKEv1",
      // "main: This mode offers higher security during negotiations. aggressive: This mode is faster ..."
      type: choice(["main", "aggressive"]),
      default: "main",
      download: "IkeMode",
    },
    IkeEncAlg: {
      source: `${IKE}.IkeEncAlg`,
      says: "Valid values: aes, aes192, aes256, des, and 3des.",
      doc: "encryption of phase 1",
      type: choice(CIPHERS),
      default: "aes",
      download: "IkeEncAlg",
    },
    IkeAuthAlg: {
      source: `${IKE}.IkeAuthAlg`,
      says: "Valid values: md5, sha1, sha256, sha384, and sha512.",
      doc: "integrity of phase 1",
      type: choice(HASHES),
      default: "md5",
      download: "IkeAuthAlg",
    },
    IkePfs: {
      source: `${IKE}.IkePfs`,
      says: "Valid values: group1, group2, group5, and group14.",
      doc: "Diffie-Hellman group of phase 1",
      type: choice(GROUPS),
      default: "group2",
      download: "IkePfs",
    },
    IkeLifetime: {
      source: `${IKE}.IkeLifetime`,
      says: "Unit: seconds Valid values: 0 to 86400.",
      doc: "lifetime of the IKE SA, in seconds",
      type: wholeNumber(0, 86400),
      default: 86400,
      download: "IkeLifetime",
    },
    LocalId: {
      source: `${IKE}.LocalId`,
      says: "The default value is the IP address of the tunnel.",
      doc: "identity that the tunnel presents; absent: its InternetIp",
      type: text(identity),
      defaultFrom: ({ internetIp }) => internetIp,
      // DownloadVpnConnectionConfig: "RemoteId: the identifier of the VPN gateway".
      download: "RemoteId",
    },
    RemoteId: {
      source: `${IKE}.RemoteId`,
      says: "The default identifier is the IP address of the customer gateway associated with the tunnel.",
      doc: "identity that the peer has to present; absent: the IpAddress of the customer gateway",
      type: text(identity),
      defaultFrom: ({ peerIp }) => peerIp,
      // DownloadVpnConnectionConfig: "LocalId: the identifier of the customer gateway".
      download: "LocalId",
    },
    Psk: {
      source: `${IKE}.Psk`,
      says: "The pre-shared key that is used to verify identities between the tunnel and peer.",
      doc: "pre-shared key; absent: a random one",
      type: text(preSharedKey, "^\\S{0,100}$"),
      defaultFrom: ({ random }) => random.preSharedKey(),
      emptyMeansAbsent: true,
      secret: true,
      download: "Psk",
    },
  },
  IpsecConfig: {
    IpsecEncAlg: {
      source: `${IPSEC}.IpsecEncAlg`,
      says: "Valid values: aes, aes192, aes256, des, and 3des.",
      doc: "encryption of phase 2",
      type: choice(CIPHERS),
      default: "aes",
      download: "IpsecEncAlg",
    },
    IpsecAuthAlg: {
      source: `${IPSEC}.IpsecAuthAlg`,
      says: "Valid values: md5, sha1, sha256, sha384, and sha512.",
      doc: "integrity of phase 2",
      type: choice(HASHES, () => apiError("NotSupportVpnConnectionParameter.IpsecAuthAlg")),
      default: "md5",
      download: "IpsecAuthAlg",
    },
    IpsecPfs: {
      source: `${IPSEC}.IpsecPfs`,
      says: "Valid values: disabled, group1, group2, group5, and group14.",
      doc: "Diffie-Hellman group of phase 2",
      type: choice(["disabled", ...GROUPS], () => apiError("NotSupportVpnConnectionParameter.IpsecPfs")),
      default: "group2",
      download: "IpsecPfs",
    },
    IpsecLifetime: {
      source: `${IPSEC}.IpsecLifetime`,
      says: "Unit: seconds Valid values: 0 to 86400.",
      doc: "lifetime of the IPsec SA, in seconds",
      type: wholeNumber(0, 86400),
      default: 86400,
      download: "IpsecLifetime",
    },
  },
  // PeerAsn is the customer gateway's and PeerBgpIp the other host of TunnelCidr: neither is a parameter.
  BgpConfig: {
    TunnelCidr: {
      source: `${BGP}.TunnelCidr`,
      says: "The CIDR block must fall within 169.254.0.0/16 and the mask of the CIDR block must be 30 bits in length.",
      doc: "the tunnel's /30; absent: the tunnel has no BGP",
      type: text(tunnelCidr, "^169\\.254\\.\\d+\\.\\d+/30$"),
      download: "TunnelCidr",
    },
    LocalBgpIp: {
      source: `${BGP}.LocalBgpIp`,
      says: "The address needs to be an IP address within the TunnelCidr.",
      doc: "address of the cloud side; absent: the first host of TunnelCidr",
      type: text(bgpIp),
      defaultFrom: ({ tunnelCidr: cidr }) => firstHost(cidr),
      download: "PeerBgpIp",
    },
    LocalAsn: {
      source: `${BGP}.LocalAsn`,
      says: "Valid values: 1 to 4294967295.",
      doc: "ASN of the cloud side",
      type: wholeNumber(1, 4294967295, () => apiError("IllegalParam.LocalAsn")),
      // "LocalAsn ... Default value: 45104" (CreateVpnConnection).
      default: 45104,
      download: "PeerAsn",
    },
  },
} satisfies Readonly<Record<string, Readonly<Record<string, AnyParameter>>>>;

/** The name of each block: in a tunnel, and at the top level of a single-tunnel connection. */
export const blockNames = {
  IkeConfig: { tunnel: "TunnelIkeConfig", single: "IkeConfig" },
  IpsecConfig: { tunnel: "TunnelIpsecConfig", single: "IpsecConfig" },
  BgpConfig: { tunnel: "TunnelBgpConfig", single: "VpnBgpConfig" },
} as const;

export type DirectValues = Values<typeof tunnelParameters.direct>;
export type IkeConfig = Values<typeof tunnelParameters.IkeConfig>;
export type IpsecConfig = Values<typeof tunnelParameters.IpsecConfig>;
export type BgpConfig = Values<typeof tunnelParameters.BgpConfig>;

export const directRows: Rows<DirectValues> = tunnelParameters.direct;
export const ikeRows: Rows<IkeConfig> = tunnelParameters.IkeConfig;
export const ipsecRows: Rows<IpsecConfig> = tunnelParameters.IpsecConfig;
export const bgpRows: Rows<BgpConfig> = tunnelParameters.BgpConfig;

/** Every row by its name on the wire, without the prefix `TunnelOptionsSpecification.`. */
export const rowsByWirePath: ReadonlyMap<string, AnyParameter> = new Map([
  ...pathsIn("", tunnelParameters.direct),
  ...pathsIn(`${blockNames.IkeConfig.tunnel}.`, tunnelParameters.IkeConfig),
  ...pathsIn(`${blockNames.IpsecConfig.tunnel}.`, tunnelParameters.IpsecConfig),
  ...pathsIn(`${blockNames.BgpConfig.tunnel}.`, tunnelParameters.BgpConfig),
]);

function pathsIn(prefix: string, rows: Readonly<Record<string, AnyParameter>>): [string, AnyParameter][] {
  return Object.entries(rows).map(([name, row]) => [prefix + name, row]);
}
