import type { Field, FieldTable, Group } from "../../../core/field";
import { anyText, flag, integer, oneOf, text } from "../../../core/rules";
import {
  ASN_RANGE,
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../../../ipsec/algorithms";
import { checkPemCertificate } from "../../../../ipsec/certificate";
import { isMaskedPsk } from "../../../../ipsec/psk";
import { checkLocalBgpIp, checkTunnelCidr } from "../../../../ipsec/tunnel-cidr";
import { isAddress } from "./identities";
import { optionFields, optionGroups } from "./options";
import { relations } from "./relations";
import { algorithm, identifier, identity, lifetime, plainText, presharedKey } from "./rules";
import { SAMPLE_CERTIFICATE } from "./samples";

/**
 * The field table of VpnTunnel: one row per property, in the order of the reference page.
 * A new parameter of ModifyTunnelAttribute is one new row; the file headed "generated" follows by `npm run generate`.
 */

const MODIFY = "ModifyTunnelAttribute";
const DESCRIBE = "DescribeVpnConnections";
const setting = (wire: string): Pick<Field, "kind" | "wire" | "source"> => ({
  kind: "setting",
  wire,
  source: `${MODIFY}, TunnelOptionsSpecification.${wire}`,
});
const reported = (wire: string): Pick<Field, "kind" | "wire" | "source" | "rule"> => ({
  kind: "output",
  wire,
  source: `${DESCRIBE}, TunnelOptions.${wire}`,
  rule: anyText(),
});

const groups: readonly Group[] = [
  {
    path: "tunnelIkeConfig",
    wire: "TunnelIkeConfig",
    doc: "IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same.",
  },
  {
    path: "tunnelIpsecConfig",
    wire: "TunnelIpsecConfig",
    doc: "IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same.",
  },
  {
    path: "tunnelBgpConfig",
    wire: "TunnelBgpConfig",
    doc: "Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource.",
  },
  ...optionGroups,
];

const fields: readonly Field[] = [
  {
    path: "vpnConnectionId",
    kind: "identity",
    required: true,
    rule: identifier("vco"),
    doc: "The IPsec-VPN connection that the tunnel belongs to.",
    source: `${MODIFY}, VpnConnectionId`,
  },
  {
    path: "tunnelId",
    kind: "identity",
    wire: "TunnelId",
    rule: identifier("tun"),
    doc: "The tunnel. Declare either this or `role`.",
    absent: "found by `role`",
    source: `${MODIFY}, TunnelId`,
  },
  {
    path: "role",
    kind: "identity",
    wire: "Role",
    rule: oneOf(["master", "slave"]),
    doc: "The tunnel by its part in the connection: `master` is the active one. Declare either this or `tunnelId`; moving from one to the other for the same tunnel is no replacement.",
    absent: "found by `tunnelId`",
    source: `${DESCRIBE}, TunnelOptions.Role`,
  },
  {
    path: "regionId",
    kind: "identity",
    rule: plainText("a region id such as cn-hangzhou", "cn-hangzhou", /^[a-z0-9]+(-[a-z0-9]+)+$/u),
    doc: "The region of the connection.",
    absent: "the configured region (`alicloud:region`)",
    source: `${MODIFY}, RegionId`,
  },
  {
    path: "customerGatewayId",
    ...setting("CustomerGatewayId"),
    rule: identifier("cgw"),
    doc: "The customer gateway at the other end. With a new one the API derives `tunnelIkeConfig.remoteId` anew, unless that is a name.",
  },
  {
    path: "enableDpd",
    ...setting("EnableDpd"),
    rule: flag(),
    doc: "Dead peer detection: find out that the peer is gone, and drop its security associations.",
  },
  {
    path: "enableNatTraversal",
    ...setting("EnableNatTraversal"),
    rule: flag(),
    doc: "NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500.",
  },
  {
    path: "remoteCaCertificate",
    ...setting("RemoteCaCertificate"),
    rule: text("a certificate in PEM form", checkPemCertificate, {
      accepted: [SAMPLE_CERTIFICATE],
      refused: ["", "MIIB7zCCAZW", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----"],
      canonical: (pem) => pem.replaceAll(/\s+/gu, ""),
    }),
    doc: "The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate.",
  },
  {
    path: "tunnelIkeConfig.ikeVersion",
    ...setting("TunnelIkeConfig.IkeVersion"),
    rule: oneOf(IKE_VERSIONS),
    doc: "Version of the IKE protocol.",
  },
  {
    path: "tunnelIkeConfig.ikeMode",
    ...setting("TunnelIkeConfig.IkeMode"),
    rule: oneOf(IKE_MODES),
    doc: "Negotiation mode of IKE version 1; `aggressive` sends identities in clear.",
  },
  {
    path: "tunnelIkeConfig.ikeEncAlg",
    ...setting("TunnelIkeConfig.IkeEncAlg"),
    rule: algorithm(ENCRYPTION_ALGORITHMS),
    doc: "Encryption of phase 1; `aes` is AES with a 128-bit key.",
  },
  {
    path: "tunnelIkeConfig.ikeAuthAlg",
    ...setting("TunnelIkeConfig.IkeAuthAlg"),
    rule: algorithm(INTEGRITY_ALGORITHMS),
    doc: "Integrity of phase 1.",
  },
  {
    path: "tunnelIkeConfig.ikePfs",
    ...setting("TunnelIkeConfig.IkePfs"),
    rule: oneOf(IKE_DH_GROUPS),
    doc: "Diffie-Hellman group of phase 1.",
  },
  {
    path: "tunnelIkeConfig.ikeLifetime",
    ...setting("TunnelIkeConfig.IkeLifetime"),
    rule: lifetime,
    doc: "Lifetime of the IKE security association.",
  },
  {
    path: "tunnelIkeConfig.localId",
    ...setting("TunnelIkeConfig.LocalId"),
    rule: identity,
    doc: "Identity that the tunnel presents to the peer.",
  },
  {
    path: "tunnelIkeConfig.remoteId",
    ...setting("TunnelIkeConfig.RemoteId"),
    rule: identity,
    derivedFrom: { path: "customerGatewayId", keeps: (value) => !isAddress(value) },
    doc: "Identity that the peer must present.",
  },
  {
    path: "tunnelIkeConfig.psk",
    ...setting("TunnelIkeConfig.Psk"),
    rule: presharedKey,
    secret: true,
    storedAs: "preSharedKey",
    disclosed: (key) => !isMaskedPsk(key),
    doc: "Pre-shared key, the same at both ends. Secret in state, previews and outputs, whatever the program passes.",
  },
  {
    path: "tunnelIpsecConfig.ipsecEncAlg",
    ...setting("TunnelIpsecConfig.IpsecEncAlg"),
    rule: algorithm(ENCRYPTION_ALGORITHMS),
    doc: "Encryption of phase 2; `aes` is AES with a 128-bit key.",
  },
  {
    path: "tunnelIpsecConfig.ipsecAuthAlg",
    ...setting("TunnelIpsecConfig.IpsecAuthAlg"),
    rule: algorithm(INTEGRITY_ALGORITHMS),
    doc: "Integrity of phase 2.",
  },
  {
    path: "tunnelIpsecConfig.ipsecPfs",
    ...setting("TunnelIpsecConfig.IpsecPfs"),
    rule: oneOf(IPSEC_PFS_GROUPS),
    doc: "Perfect forward secrecy: the Diffie-Hellman group of phase 2.",
  },
  {
    path: "tunnelIpsecConfig.ipsecLifetime",
    ...setting("TunnelIpsecConfig.IpsecLifetime"),
    rule: lifetime,
    doc: "Lifetime of the IPsec security association.",
  },
  {
    path: "tunnelBgpConfig.localAsn",
    ...setting("TunnelBgpConfig.LocalAsn"),
    rule: integer(ASN_RANGE.min, ASN_RANGE.max),
    doc: "Autonomous system number of the Alibaba side; the same on both tunnels of a connection.",
  },
  {
    path: "tunnelBgpConfig.localBgpIp",
    ...setting("TunnelBgpConfig.LocalBgpIp"),
    rule: text("a usable address of the tunnel's /30 block", (ip) => checkLocalBgpIp(ip), {
      accepted: ["169.254.11.1"],
      refused: ["", "169.254.11.0", "10.0.0.1", "169.254.011.1"],
    }),
    derivedFrom: { path: "tunnelBgpConfig.tunnelCidr" },
    doc: "BGP address of the Alibaba side, inside `tunnelCidr`.",
  },
  {
    path: "tunnelBgpConfig.tunnelCidr",
    ...setting("TunnelBgpConfig.TunnelCidr"),
    rule: text("a /30 block inside 169.254.0.0/16 that is not reserved", checkTunnelCidr, {
      accepted: ["169.254.11.0/30", "169.254.255.252/30"],
      refused: ["", "169.254.11.0/29", "10.0.0.0/30", "169.254.11.1/30", "169.254.6.0/30", "169.254.169.252/30"],
    }),
    doc: "Address block inside the tunnel, for BGP. Unique among the tunnels of a VPN gateway.",
  },
  ...optionFields,
  { path: "zoneNo", ...reported("ZoneNo"), doc: "Zone of the tunnel." },
  { path: "internetIp", ...reported("InternetIp"), doc: "Public address of the tunnel on the Alibaba side." },
  { path: "state", ...reported("State"), doc: "Life cycle of the tunnel: `active`, `updating` or `deleting`." },
  {
    path: "status",
    ...reported("Status"),
    doc: "Negotiation: `ike_sa_not_established`, `ike_sa_established`, `ipsec_sa_not_established` or `ipsec_sa_established`.",
  },
  {
    path: "tunnelBgpConfig.peerAsn",
    ...reported("TunnelBgpConfig.PeerAsn"),
    rule: integer(ASN_RANGE.min, ASN_RANGE.max),
    doc: "Autonomous system number of the peer.",
  },
  { path: "tunnelBgpConfig.peerBgpIp", ...reported("TunnelBgpConfig.PeerBgpIp"), doc: "BGP address of the peer." },
  {
    path: "tunnelBgpConfig.bgpStatus",
    ...reported("TunnelBgpConfig.BgpStatus"),
    doc: "Negotiation of BGP: `success`, or another word while it is down.",
  },
];

export const vpnTunnelTable: FieldTable = { fields, groups, relations };
