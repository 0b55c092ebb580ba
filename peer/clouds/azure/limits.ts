/** The limits of an Azure VPN gateway with a custom IPsec policy. */

import { cidrFact, containsAddress, parseAddress } from "../../../ipsec/cidr";
import { NOT_VERIFIED, type Limit, type Source } from "../limit";
import { addressesAsIdentities, asn, key, lifetime, oneOf } from "../limit-rows";

export const FAQ: Source = { page: "Azure VPN Gateway FAQ", read: "2026-12-01" };
const APIPA: Source = { page: "Microsoft's guide to AWS and Azure with BGP of 2026-02-18", read: "2026-12-01" };

/** Azure's own blocks for BGP addresses of link-local kind. */
const BGP_BLOCKS = [cidrFact("169.254.21.0/24"), cidrFact("169.254.22.0/24")];

const RESERVED_ASNS = [8074, 8075, 12_076, 65_515, 65_517, 65_518, 65_519, 65_520, 23_456, 429_496_729];
const isFreeAsn = (number: number): boolean =>
  !RESERVED_ASNS.includes(number) && !(number >= 64_496 && number <= 64_511) && !(number >= 65_535 && number <= 65_551);

export const AZURE_LIMITS: readonly Limit[] = [
  {
    property: "enableTunnelsBgp",
    takes: "two tunnels to the same place with BGP only",
    source: FAQ,
    misfit: ({ model, tunnel }) =>
      model.tunnels.length > 1 && tunnel.bgp === undefined
        ? {
            given: "is off, and the connection has two tunnels",
            change: "Switch BGP on for the connection, or write one tunnel with --tunnel",
          }
        : undefined,
  },
  oneOf("tunnelIkeConfig.ikeEncAlg", ["aes256", "aes192", "aes"], FAQ),
  oneOf("tunnelIkeConfig.ikeAuthAlg", ["sha256", "sha384", "sha1", "md5"], FAQ),
  oneOf("tunnelIkeConfig.ikePfs", ["group14", "group2", "group1"], FAQ),
  oneOf("tunnelIpsecConfig.ipsecEncAlg", ["aes256", "aes192", "aes", "3des", "des"], FAQ),
  oneOf("tunnelIpsecConfig.ipsecAuthAlg", ["sha256", "sha1", "md5"], FAQ),
  oneOf("tunnelIpsecConfig.ipsecPfs", ["group14", "group2", "group1", "disabled"], FAQ),
  lifetime(2, { min: 300 }, FAQ),
  key("printable ASCII without blanks, hyphens and tildes", FAQ, (psk) =>
    /^[\x21-\x7E]+$/.test(psk) && !/[-~]/.test(psk) ? undefined : "holds another character",
  ),
  key("up to 128 characters", NOT_VERIFIED, (psk) => (psk.length > 128 ? `has ${psk.length} characters` : undefined)),
  {
    property: "tunnelBgpConfig.tunnelCidr",
    takes: "a block in 169.254.21.0/24 or 169.254.22.0/24",
    source: APIPA,
    misfit({ tunnel: { bgp } }) {
      const address = bgp === undefined ? undefined : parseAddress(bgp.device.address);
      if (bgp === undefined || address?.ok !== true) return undefined;
      return BGP_BLOCKS.some((block) => containsAddress(block, address.address))
        ? undefined
        : { given: `is ${bgp.tunnelCidr}`, change: "Change it on Alibaba Cloud: tunnelCidr and localBgpIp" };
    },
  },
  asn(
    "Alibaba Cloud's",
    "no AS number that Azure or IANA reserves (8074, 8075, 12076, 23456, 64496 to 64511, 65515, 65517 to 65520, " +
      "65535 to 65551, 429496729)",
    FAQ,
    isFreeAsn,
  ),
  asn(
    "the other cloud's",
    "65515, which every gateway has at first, or an AS number that nobody reserves",
    FAQ,
    (number) => number === 65_515 || isFreeAsn(number),
  ),
  oneOf("tunnelIkeConfig.ikeMode", ["main"], NOT_VERIFIED, ({ ike }) => ike.version === "ikev1"),
  ...addressesAsIdentities(NOT_VERIFIED),
];
