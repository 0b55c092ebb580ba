/** One passing and one failing case for every rule. The conformance test runs each rule on its cases. */

import { STRONG_PSK, dualConnection, goodBgp, goodIke, goodIpsec, observed, tunnelOption, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import type { GivenResource } from "./policy-runner";

export interface Case {
  readonly pass: readonly GivenResource[];
  readonly fail: readonly GivenResource[];
  readonly config?: object;
}

const ike = (changes: Props): Case => ({
  pass: [vpnTunnel()],
  fail: [vpnTunnel({ tunnelIkeConfig: goodIke(changes) })],
});
const key = (preSharedKey: string | undefined): Case => ({
  pass: [vpnTunnel()],
  fail: [vpnTunnel({ preSharedKey })],
});
const ipsec = (changes: Props): Case => ({
  pass: [vpnTunnel()],
  fail: [vpnTunnel({ tunnelIpsecConfig: goodIpsec(changes) })],
});
const bgp = (changes: Props): Case => ({
  pass: [vpnTunnel()],
  fail: [vpnTunnel({ tunnelBgpConfig: goodBgp(changes) })],
});
const selectors = (changes: Props): Case => ({ pass: [dualConnection()], fail: [dualConnection(changes)] });

/** Another connection of the same gateway. */
const second = (changes: Props, seen: Props = {}): GivenResource =>
  vpnTunnel(
    {
      vpnConnectionId: "vco-2",
      preSharedKey: "hT5$eW8^nB3&yM6!qZ1@kV4*",
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
      observed: observed({ customerGatewayId: "cgw-2", remoteSubnets: ["192.168.64.0/20"], ...seen }),
      ...changes,
    },
    "second",
  );
const pair = (changes: Props, seen: Props = {}): Case => ({
  pass: [vpnTunnel(), second({})],
  fail: [vpnTunnel(), second(changes, seen)],
});

/** The cases of a rule, by its name; an error for a rule without them. */
export function caseOf(rule: string): Case {
  const own = CASES[rule];
  if (own === undefined)
    throw new Error(`${rule} has no cases: add a passing and a failing one to tests/policies/cases.ts`);
  return own;
}

export const CASES: Readonly<Record<string, Case>> = {
  "alicloud-vpn-tunnel-ike-version": ike({ ikeVersion: "ikev1" }),
  "alicloud-vpn-tunnel-ike-aggressive-mode": ike({ ikeVersion: "ikev1", ikeMode: "aggressive" }),
  "alicloud-vpn-tunnel-ike-encryption": ike({ ikeEncAlg: "3des" }),
  "alicloud-vpn-tunnel-ike-integrity": ike({ ikeAuthAlg: "md5" }),
  "alicloud-vpn-tunnel-ike-dh-group": ike({ ikePfs: "group2" }),
  "alicloud-vpn-tunnel-ike-lifetime": ike({ ikeLifetime: 60 }),
  "alicloud-vpn-tunnel-ipsec-encryption": ipsec({ ipsecEncAlg: "des" }),
  "alicloud-vpn-tunnel-ipsec-integrity": ipsec({ ipsecAuthAlg: "sha1" }),
  "alicloud-vpn-tunnel-ipsec-pfs": ipsec({ ipsecPfs: "disabled" }),
  "alicloud-vpn-tunnel-ipsec-lifetime": ipsec({ ipsecLifetime: 86_400 }),
  "alicloud-vpn-tunnel-pfs-matches-ike-group": ipsec({ ipsecPfs: "group2" }),
  "alicloud-vpn-tunnel-lifetime-order": ipsec({ ipsecLifetime: 28_800 }),
  "alicloud-vpn-tunnel-explicit-crypto": { pass: [vpnTunnel()], fail: [vpnTunnel({ tunnelIkeConfig: {} })] },
  "alicloud-vpn-tunnel-crypto-profile": ike({ ikeAuthAlg: "sha1" }),
  "alicloud-vpn-tunnel-upgrade-crypto": ike({ ikeAuthAlg: "sha1" }),
  "alicloud-vpn-tunnel-bgp-addressing": bgp({ tunnelCidr: "169.254.0.0/30" }),
  "alicloud-vpn-tunnel-bgp-cidr-unique": pair({ tunnelBgpConfig: goodBgp() }),
  "alicloud-vpn-connection-selectors-canonical": selectors({ remoteSubnets: ["192.168.1.1/24"] }),
  "alicloud-vpn-connection-any-selector": selectors({ remoteSubnets: ["0.0.0.0/0"] }),
  "alicloud-vpn-connection-remote-cidrs": selectors({ remoteSubnets: ["8.8.8.0/24"] }),
  "alicloud-vpn-connection-local-cidrs": selectors({ localSubnets: ["8.8.8.0/24"] }),
  "alicloud-vpn-connection-special-purpose-cidrs": selectors({ remoteSubnets: ["169.254.0.0/24"] }),
  "alicloud-vpn-connection-local-remote-disjoint": selectors({ remoteSubnets: ["10.0.8.0/24"] }),
  "alicloud-vpn-connection-ikev1-single-selector": {
    pass: [dualConnection({ remoteSubnets: ["192.168.0.0/24", "192.168.1.0/24"] })],
    fail: [
      dualConnection({
        remoteSubnets: ["192.168.0.0/24", "192.168.1.0/24"],
        tunnelOptionsSpecifications: [tunnelOption({ tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }) })],
      }),
    ],
  },
  "alicloud-vpn-connection-selector-overlap": pair(
    {},
    { customerGatewayId: "cgw-1", remoteSubnets: ["192.168.0.0/24"] },
  ),
  "alicloud-vpn-tunnel-psk-strength": key("Zk4!vT9q"),
  "alicloud-vpn-tunnel-psk-explicit": key(undefined),
  "alicloud-vpn-tunnel-psk-unique": pair({ preSharedKey: STRONG_PSK }),
  "alicloud-vpn-tunnel-dpd-enabled": { pass: [vpnTunnel()], fail: [vpnTunnel({ enableDpd: false })] },
  "alicloud-vpn-tunnel-nat-traversal-enabled": {
    pass: [vpnTunnel()],
    fail: [vpnTunnel({ enableNatTraversal: false })],
  },
  "alicloud-vpn-tunnel-bgp-private-asn": bgp({ localAsn: 45_104 }),
  "alicloud-vpn-connection-tunnel-parity": {
    pass: [dualConnection()],
    fail: [
      dualConnection({
        tunnelOptionsSpecifications: [
          tunnelOption(),
          tunnelOption({ role: "slave", tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) }),
        ],
      }),
    ],
  },
  "alicloud-vpn-connection-ike-config-consistent": pair({}, { customerGatewayId: "cgw-1" }),
  "alicloud-vpn-not-judged": { pass: [vpnTunnel()], fail: [vpnTunnel({ observed: { notRead: "outage" } })] },
  "alicloud-vpn-not-known": { pass: [vpnTunnel()], fail: [vpnTunnel({ observed: { notRead: "off" } })] },
};
