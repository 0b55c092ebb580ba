/**
 * Passing and failing cases for every rule. The conformance test runs each rule on its cases, and a case with
 * VpnTunnels in each form of them.
 */

import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import {
  OTHER_PSK,
  STRONG_PSK,
  dualConnection,
  goodBgp,
  goodIke,
  goodIpsec,
  observed,
  singleConnection,
  tunnelOption,
  vpnTunnel,
} from "./fixtures";
import type { Props } from "./fixtures";
import { FORMS, SHARING } from "./forms";
import { customerGateway, gateway, network, route, sslServer } from "./gateways";
import { vpnTunnelPair } from "./pairs";
import type { GivenResource } from "./policy-runner";

export interface Case {
  readonly pass: readonly GivenResource[];
  readonly fail: readonly GivenResource[];
  readonly config?: object;
  /** The configuration of the passing case, where it is another one. */
  readonly passConfig?: object;
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
const selectors = (changes: Props): readonly Case[] => [
  { pass: [vpnTunnel()], fail: [vpnTunnel({ observed: observed(changes) })] },
  { pass: [dualConnection()], fail: [dualConnection(changes)] },
];

/** The other tunnel of the same connection. */
export const slave = (changes: Props = {}, name = "hq-slave"): GivenResource =>
  vpnTunnel(
    {
      tunnelId: "tun-b",
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.12.0/30", localBgpIp: "169.254.12.1" }),
      observed: observed({ role: "slave", tunnelId: "tun-b" }),
      ...changes,
    },
    name,
  );
const WITHOUT_BGP: Props = { tunnelBgpConfig: undefined, observed: observed({ tunnelBgpConfig: undefined }) };
const TWO_NETWORKS: Props = { remoteSubnets: ["192.168.0.0/24", "192.168.1.0/24"] };

/** The outputs of a pair whose keys were changed on this day: no inputs have it. */
const storedPair = (keyChangedOn: string): GivenResource => ({
  ...vpnTunnelPair(),
  props: {
    vpnConnectionId: "vco-1",
    managed: ["preSharedKey", "tunnelIkeConfig.psk"],
    masterPreSharedKey: STRONG_PSK,
    slavePreSharedKey: STRONG_PSK,
    master: { tunnelId: "tun-a", keyChangedOn },
    slave: { tunnelId: "tun-b", keyChangedOn },
  },
});

/** Another connection of the same gateway. */
const second = (changes: Props, seen: Props = {}): GivenResource =>
  vpnTunnel(
    {
      vpnConnectionId: "vco-2",
      preSharedKey: OTHER_PSK,
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
      observed: observed({ customerGatewayId: "cgw-2", remoteSubnets: ["192.168.64.0/20"], ...seen }),
      ...changes,
    },
    "second",
  );
const two = (changes: Props, seen: Props = {}): Case => ({
  pass: [vpnTunnel(), second({})],
  fail: [vpnTunnel(), second(changes, seen)],
});

/** A case in one form. */
export interface FormedCase extends Case {
  readonly form: string;
}

const isTunnel = ({ type }: GivenResource): boolean => type === VPN_TUNNEL_TYPE;

function formsOf(one: Case): readonly FormedCase[] {
  const forms = [...one.pass, ...one.fail].some(isTunnel) ? FORMS : [{ ...SHARING, name: "as it is" }];
  return forms.map((form) => ({ ...one, form: form.name, pass: form.of(one.pass), fail: form.of(one.fail) }));
}

/** The cases of a rule in each form, by its name; an error for a rule without them. */
export function casesOf(rule: string): readonly FormedCase[] {
  const own = CASES[rule];
  if (own === undefined)
    throw new Error(`${rule} has no cases: add a passing and a failing one to tests/policies/cases.ts`);
  return [own].flat().flatMap(formsOf);
}

export const CASES: Readonly<Record<string, Case | readonly Case[]>> = {
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
  "alicloud-vpn-tunnel-crypto-profile": ike({ ikeAuthAlg: "md5" }),
  "alicloud-vpn-tunnel-standard-limits": {
    pass: [vpnTunnel()],
    fail: [vpnTunnel()],
    config: { standard: "cnsa-1.0" },
    passConfig: { standard: "asd-ism" },
  },
  "alicloud-vpn-tunnel-upgrade-crypto": {
    pass: [vpnTunnel()],
    // The live value of what is declared is known at adoption alone.
    fail: [vpnTunnel({ tunnelIkeConfig: goodIke({ ikeAuthAlg: "md5" }), observed: observed({ tunnelIkeConfig: {} }) })],
    config: { propose: true },
  },
  "alicloud-vpn-tunnel-bgp-addressing": bgp({ tunnelCidr: "169.254.0.0/30" }),
  "alicloud-vpn-tunnel-bgp-cidr-unique": two({ tunnelBgpConfig: goodBgp() }),
  "alicloud-vpn-connection-selectors-canonical": selectors({ remoteSubnets: ["192.168.1.1/24"] }),
  "alicloud-vpn-connection-any-selector": selectors({ remoteSubnets: ["0.0.0.0/0"] }),
  "alicloud-vpn-connection-remote-cidrs": selectors({ remoteSubnets: ["8.8.8.0/24"] }),
  "alicloud-vpn-connection-local-cidrs": selectors({ localSubnets: ["8.8.8.0/24"] }),
  "alicloud-vpn-connection-special-purpose-cidrs": selectors({ remoteSubnets: ["169.254.0.0/24"] }),
  "alicloud-vpn-connection-local-remote-disjoint": selectors({ remoteSubnets: ["10.0.8.0/24"] }),
  "alicloud-vpn-connection-ikev1-single-selector": [
    {
      pass: [vpnTunnel({ observed: observed(TWO_NETWORKS) })],
      fail: [vpnTunnel({ observed: observed(TWO_NETWORKS), tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }) })],
    },
    {
      pass: [dualConnection(TWO_NETWORKS)],
      fail: [
        dualConnection({
          ...TWO_NETWORKS,
          tunnelOptionsSpecifications: [tunnelOption({ tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }) })],
        }),
      ],
    },
  ],
  "alicloud-vpn-connection-selector-overlap": two(
    {},
    { customerGatewayId: "cgw-1", remoteSubnets: ["192.168.0.0/24"] },
  ),
  "alicloud-vpn-tunnel-psk-strength": key("Zk4!vT9q"),
  "alicloud-vpn-tunnel-psk-explicit": key(undefined),
  "alicloud-vpn-tunnel-psk-names": {
    pass: [vpnTunnel(), network({}, "warehouse")],
    fail: [vpnTunnel({ preSharedKey: "vK7#qT2!mZ9@xR4&Warehouse8^c" }), network({}, "warehouse")],
  },
  // Days that stay young and old, whenever this runs.
  "alicloud-vpn-tunnel-psk-age": { pass: [storedPair("2999-01-01")], fail: [storedPair("2020-01-01")] },
  "alicloud-vpn-tunnel-psk-unique": two({ preSharedKey: STRONG_PSK }),
  "alicloud-vpn-tunnel-dpd-enabled": { pass: [vpnTunnel()], fail: [vpnTunnel({ enableDpd: false })] },
  "alicloud-vpn-tunnel-nat-traversal-enabled": {
    pass: [vpnTunnel()],
    fail: [vpnTunnel({ enableNatTraversal: false })],
  },
  "alicloud-vpn-tunnel-bgp-private-asn": bgp({ localAsn: 45_104 }),
  "alicloud-vpn-tunnel-probe-required": [
    { pass: [vpnTunnel()], fail: [vpnTunnel(WITHOUT_BGP)] },
    { pass: [vpnTunnel({ ...WITHOUT_BGP, probe: { tcp: "192.168.0.5:443" } })], fail: [vpnTunnel(WITHOUT_BGP)] },
  ],
  "alicloud-vpn-connection-rollout-complete": {
    pass: [vpnTunnelPair({ rollout: { stage: "both" } })],
    fail: [vpnTunnelPair({ rollout: { stage: "first" } })],
  },
  "alicloud-vpn-connection-tunnel-parity": [
    {
      pass: [vpnTunnel(), slave()],
      fail: [vpnTunnel(), slave({ tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) })],
    },
    {
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
  ],
  "alicloud-vpn-connection-ike-config-consistent": two({}, { customerGatewayId: "cgw-1" }),
  "alicloud-vpn-connection-dual-tunnel": {
    pass: [gateway({ id: "vpn-1" }), dualConnection()],
    fail: [gateway({ id: "vpn-2" }), singleConnection()],
  },
  "alicloud-vpn-connection-tunnel-roles": {
    pass: [dualConnection()],
    fail: [dualConnection({ tunnelOptionsSpecifications: [tunnelOption(), tunnelOption()] })],
  },
  "alicloud-vpn-connection-health-check": {
    pass: [singleConnection({ healthCheckConfig: { enable: true } })],
    fail: [singleConnection()],
  },
  "alicloud-vpn-gateway-zones": { pass: [gateway()], fail: [gateway({ disasterRecoveryVswitchId: undefined })] },
  "alicloud-vpn-connection-peer-overlap": {
    pass: [dualConnection(), sslServer()],
    fail: [dualConnection(), sslServer({ clientIpPool: "192.168.8.0/24" })],
  },
  "alicloud-vpn-connection-vpc-overlap": {
    pass: [network(), dualConnection()],
    fail: [network({ cidrBlock: "192.168.0.0/16" }), dualConnection()],
  },
  "alicloud-vpn-route-cidrs": { pass: [route()], fail: [route({ routeDest: "8.8.8.0/24" })] },
  "alicloud-vpn-ssl-server-parameters": { pass: [sslServer()], fail: [sslServer({ cipher: "none" })] },
  "alicloud-vpn-types-not-judged": [
    {
      pass: [dualConnection()],
      fail: [{ type: "alicloud:vpn/sslVpnClientCert:SslVpnClientCert", name: "cert", props: {} }],
    },
    { pass: [gateway()], fail: [customerGateway()] },
  ],
  "alicloud-vpn-not-judged": { pass: [vpnTunnel()], fail: [vpnTunnel({ observed: { notRead: "outage" } })] },
  "alicloud-vpn-not-known": { pass: [vpnTunnel()], fail: [vpnTunnel({ observed: { notRead: "off" } })] },
  "alicloud-vpn-exemptions": {
    pass: [vpnTunnel()],
    fail: [vpnTunnel({}, "old-site")],
    config: { exempt: [{ resource: "old-*", reason: "it is replaced", until: "2020-12-31" }] },
  },
};
