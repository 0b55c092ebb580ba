import type { TunnelView } from "../../simulator";
import type { Answer } from "./client";
import { EVERY_PUNCTUATION, LARGEST_ASN, SPARE_DEVICE } from "./world";

const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB7zCC+/A=\n-----END CERTIFICATE-----\n";

const ike = {
  IkeVersion: "ikev1",
  IkeMode: "aggressive",
  IkeEncAlg: "3des",
  IkeAuthAlg: "sha512",
  IkePfs: "group5",
  LocalId: "cloud.example.com",
  RemoteId: "device@example.com",
  Psk: EVERY_PUNCTUATION,
};
const ipsec = { IpsecEncAlg: "aes192", IpsecAuthAlg: "sha384", IpsecPfs: "disabled" };
const bgp = { TunnelCidr: "169.254.20.4/30", LocalBgpIp: "169.254.20.6" };

/**
 * A TunnelOptionsSpecification with every member there is, each another than before, at the edge where there is one.
 */
export const WHOLE_CHANGE = {
  CustomerGatewayId: SPARE_DEVICE,
  EnableDpd: false,
  EnableNatTraversal: false,
  RemoteCaCertificate: CERTIFICATE,
  TunnelIkeConfig: { ...ike, IkeLifetime: 0 },
  TunnelIpsecConfig: { ...ipsec, IpsecLifetime: 1 },
  TunnelBgpConfig: { ...bgp, LocalAsn: LARGEST_ASN },
};

/** What ModifyTunnelAttribute answers to it: numbers and booleans. */
export const CHANGE_REPLY: Answer = {
  Role: "master",
  CustomerGatewayId: SPARE_DEVICE,
  EnableDpd: false,
  EnableNatTraversal: false,
  RemoteCaCertificate: CERTIFICATE,
  TunnelIkeConfig: { ...ike, IkeLifetime: 0 },
  TunnelIpsecConfig: { ...ipsec, IpsecLifetime: 1 },
  TunnelBgpConfig: { ...bgp, EnableBgp: true, LocalAsn: LARGEST_ASN, PeerBgpIp: "169.254.20.5", PeerAsn: 65008 },
};

/** How the tunnel looks in both Describes afterwards: strings. */
export const CHANGED_TUNNEL: Answer = {
  State: "active",
  CustomerGatewayId: SPARE_DEVICE,
  EnableDpd: "false",
  EnableNatTraversal: "false",
  RemoteCaCertificate: CERTIFICATE,
  TunnelIkeConfig: { ...ike, IkeLifetime: "0" },
  TunnelIpsecConfig: { ...ipsec, IpsecLifetime: "1" },
  TunnelBgpConfig: { ...bgp, LocalAsn: String(LARGEST_ASN), PeerBgpIp: "169.254.20.5", PeerAsn: "65008" },
};

/** What the simulator has stored then. */
export const STORED_TUNNEL: Partial<TunnelView> = {
  CustomerGatewayId: SPARE_DEVICE,
  EnableDpd: false,
  EnableNatTraversal: false,
  RemoteCaCertificate: CERTIFICATE,
  IkeConfig: { ...ike, IkeLifetime: 0 },
  IpsecConfig: { ...ipsec, IpsecLifetime: 1 },
  BgpConfig: { ...bgp, LocalAsn: LARGEST_ASN },
};
