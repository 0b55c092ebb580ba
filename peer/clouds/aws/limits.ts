/** The limits of AWS Site-to-Site VPN. */

import { parseCidr, usableHosts } from "../../../ipsec/cidr";
import { NOT_VERIFIED, type Limit, type Source } from "../limit";
import { addressesAsIdentities, asn, isPrivateAsn, key, lifetime, oneOf, onAlibaba } from "../limit-rows";

/** The model of the EC2 API in botocore 1.44.8, which is also the text of the API reference. */
export const API: Source = { page: "EC2 API reference, VpnTunnelOptionsSpecification", read: "2026-12-01" };
const GATEWAYS: Source = { page: "EC2 API reference, CreateVpnGateway and CreateTransitGateway", read: "2026-12-01" };
export const GUIDE: Source = {
  page: "AWS Site-to-Site VPN user guide, Your customer gateway device",
  read: "2026-12-01",
};
const ENDS: Source = { page: "Microsoft's guide to AWS and Azure with BGP of 2026-02-18", read: "2026-12-01" };

const RESERVED = [0, 1, 2, 3, 4, 5].map((third) => `169.254.${third}.0/30`).concat("169.254.169.252/30");

function keyProblem(psk: string): string | undefined {
  if (psk.length < 8 || psk.length > 64) return `has ${psk.length} characters`;
  if (psk.startsWith("0")) return "begins with a zero";
  return /^[A-Za-z0-9._]+$/.test(psk) ? undefined : "holds a character that is none of these";
}

export const AWS_LIMITS: readonly Limit[] = [
  oneOf("tunnelIkeConfig.ikeMode", ["main"], GUIDE, ({ ike }) => ike.version === "ikev1"),
  oneOf("tunnelIkeConfig.ikeEncAlg", ["aes256", "aes"], API),
  oneOf("tunnelIkeConfig.ikeAuthAlg", ["sha256", "sha1", "sha384", "sha512"], API),
  oneOf("tunnelIkeConfig.ikePfs", ["group14", "group2"], API),
  lifetime(1, { min: 900, max: 28_800 }, API),
  oneOf("tunnelIpsecConfig.ipsecEncAlg", ["aes256", "aes"], API),
  oneOf("tunnelIpsecConfig.ipsecAuthAlg", ["sha256", "sha1", "sha384", "sha512"], API),
  oneOf("tunnelIpsecConfig.ipsecPfs", ["group14", "group5", "group2"], API),
  lifetime(2, { min: 900, max: 3600 }, API),
  {
    property: "tunnelIpsecConfig.ipsecLifetime",
    takes: "less than the lifetime of phase 1",
    source: API,
    misfit: ({ tunnel: { ike, esp } }) =>
      esp.lifetime < ike.lifetime
        ? undefined
        : {
            given: `is ${esp.lifetime}, and that of phase 1 is ${ike.lifetime}`,
            change: "Change it on Alibaba Cloud: ikeLifetime: 28800",
          },
  },
  key("8 to 64 letters, digits, dots and underscores that do not begin with 0", API, keyProblem),
  {
    property: "tunnelBgpConfig.tunnelCidr",
    takes: `a /30 block of 169.254.0.0/16 without ${RESERVED.join(", ")}`,
    source: API,
    misfit: ({ tunnel: { bgp } }) =>
      bgp !== undefined && RESERVED.includes(bgp.tunnelCidr)
        ? { given: `is ${bgp.tunnelCidr}`, change: "Change it on Alibaba Cloud: tunnelCidr and localBgpIp" }
        : undefined,
  },
  {
    property: "tunnelBgpConfig.localBgpIp",
    takes: "the first address of the block itself, and gives Alibaba Cloud the second one",
    source: ENDS,
    misfit({ tunnel: { bgp } }) {
      const block = bgp === undefined ? undefined : parseCidr(bgp.tunnelCidr);
      if (bgp === undefined || block?.ok !== true) return undefined;
      const { last } = usableHosts(block.cidr);
      return bgp.cloud.address === last.text
        ? undefined
        : { given: `is ${bgp.cloud.address}`, change: onAlibaba("tunnelBgpConfig.localBgpIp", last.text) };
    },
  },
  asn("the other cloud's", "a private AS number (64512 to 65534, 4200000000 to 4294967294)", GATEWAYS, isPrivateAsn),
  {
    property: "localSubnet",
    takes: "one block on each side, or 0.0.0.0/0",
    source: { page: "EC2 API reference, VpnConnectionOptionsSpecification", read: "2026-12-01" },
    misfit: ({ model }) =>
      model.cloudSubnets.length > 1 || model.deviceSubnets.length > 1
        ? {
            given: "or remoteSubnet names several blocks",
            change: "Use 0.0.0.0/0 on both sides of the connection, and routes",
          }
        : undefined,
  },
  ...addressesAsIdentities(NOT_VERIFIED),
];
