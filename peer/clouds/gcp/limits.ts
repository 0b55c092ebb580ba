/** The limits of Google Cloud's HA VPN. */

import type { PeerTunnel } from "../../model/model";
import { NOT_VERIFIED, type Limit, type Source } from "../limit";
import { addressesAsIdentities, asn, isPrivateAsn, oneOf } from "../limit-rows";

export const CIPHERS: Source = { page: "Cloud VPN, Supported IKE ciphers, of 2026-04-10", read: "2026-12-01" };
const OVERVIEW: Source = { page: "Cloud VPN overview, as public course notes quote it", read: "2026-12-01" };
const ROUTER: Source = { page: "@pulumi/gcp 9.37.0, RouterBgp.asn", read: "2026-12-01" };

const isVersion1 = ({ ike }: PeerTunnel): boolean => ike.version === "ikev1";
const isVersion2 = ({ ike }: PeerTunnel): boolean => ike.version === "ikev2";

export const GCP_LIMITS: readonly Limit[] = [
  {
    property: "enableTunnelsBgp",
    takes: "tunnels with BGP only",
    source: OVERVIEW,
    misfit: ({ tunnel }) =>
      tunnel.bgp === undefined
        ? { given: "is off", change: "Switch BGP on for the connection on Alibaba Cloud" }
        : undefined,
  },
  oneOf("tunnelIkeConfig.ikeEncAlg", ["aes256", "aes192", "aes", "3des"], CIPHERS, isVersion2),
  oneOf("tunnelIkeConfig.ikeAuthAlg", ["sha256", "sha384", "sha512", "sha1", "md5"], CIPHERS, isVersion2),
  oneOf("tunnelIkeConfig.ikePfs", ["group14", "group5", "group2"], CIPHERS, isVersion2),
  oneOf("tunnelIpsecConfig.ipsecEncAlg", ["aes256", "aes192", "aes"], CIPHERS, isVersion2),
  oneOf("tunnelIpsecConfig.ipsecAuthAlg", ["sha256", "sha512", "sha1"], CIPHERS, isVersion2),
  oneOf("tunnelIpsecConfig.ipsecPfs", ["group14", "group5", "group2"], CIPHERS, isVersion2),
  ...(
    [
      ["tunnelIkeConfig.ikeEncAlg", "aes"],
      ["tunnelIkeConfig.ikeAuthAlg", "sha1"],
      ["tunnelIkeConfig.ikePfs", "group2"],
      ["tunnelIpsecConfig.ipsecEncAlg", "aes"],
      ["tunnelIpsecConfig.ipsecAuthAlg", "sha1"],
      ["tunnelIpsecConfig.ipsecPfs", "group2"],
    ] as const
  ).map(([property, only]) => ({
    ...oneOf(property, [only], CIPHERS, isVersion1),
    takes: `${only} only with ikev1, and more with ikev2`,
  })),
  asn("the other cloud's", "a private AS number (64512 to 65534, 4200000000 to 4294967294)", ROUTER, isPrivateAsn),
  oneOf("tunnelIkeConfig.ikeMode", ["main"], NOT_VERIFIED, isVersion1),
  ...addressesAsIdentities(NOT_VERIFIED),
];
