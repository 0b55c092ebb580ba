/** The lines that Huawei's routers (AR) and firewalls (USG) have in common: VRP. */

import { isIpAddress } from "../../ipsec/identity";
import { DH_GROUPS, GROUPS, sameInBothPhases } from "../renderer/algorithm-names";
import { blockOf } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { aclNumber, ikeProposalNumber } from "../renderer/numbering";
import { permitRules, VRP_BGP_WORDS, type BgpWords } from "../renderer/router-commands";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel } from "../renderer/spec";

export const NAMES: AlgorithmNames = {
  ...sameInBothPhases({
    encryption: { aes: "aes-128", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" },
    integrity: { md5: "md5", sha1: "sha1", sha256: "sha2-256", sha384: "sha2-384", sha512: "sha2-512" },
    group: GROUPS,
  }),
  espGroup: DH_GROUPS,
};

/** IKEv2 has its own names for the algorithms of IKEv1's authentication. */
const IKEV2_INTEGRITY: Readonly<Record<string, string>> = {
  md5: "hmac-md5-96",
  sha1: "hmac-sha1-96",
  "sha2-256": "hmac-sha2-256",
  "sha2-384": "hmac-sha2-384",
  "sha2-512": "hmac-sha2-512",
};

/** True if phase 2 has a hash that devices cut in two ways. */
export const hasSha2 = ({ tunnels }: DeviceConnection): boolean =>
  tunnels.some(({ esp }) => esp.integrity.startsWith("sha") && esp.integrity !== "sha1");

/** True if a value is one that newer releases leave out until a package for weak algorithms is installed. */
export const hasWeakAlgorithm = ({ tunnels }: DeviceConnection): boolean =>
  tunnels.some(({ ike, esp }) =>
    [ike.encryption, ike.integrity, ike.group, esp.encryption, esp.integrity, esp.pfs].some((value) =>
      ["md5", "sha1", "des", "3des", "group1", "group2", "group5"].includes(value),
    ),
  );

export function phase1(
  { name, number, algorithms, ike, ...tunnel }: DeviceTunnel,
  keyWord: "pre-shared-key" | "pre-shared-key cipher",
): Lines {
  const isVersion1 = ike.version === "ikev1";
  const integrity = IKEV2_INTEGRITY[algorithms.ikeIntegrity] ?? algorithms.ikeIntegrity;
  const proposal = ikeProposalNumber(number);
  return [
    `ike proposal ${proposal}`,
    ` encryption-algorithm ${algorithms.ikeEncryption}`,
    " authentication-method pre-share",
    isVersion1
      ? ` authentication-algorithm ${algorithms.ikeIntegrity}`
      : [` integrity-algorithm ${integrity}`, ` prf ${integrity.replace(/-96$/, "")}`],
    ` dh ${algorithms.ikeGroup}`,
    ` sa duration ${ike.lifetime}`,
    `ike peer ${name}`,
    ` undo version ${isVersion1 ? 2 : 1}`,
    isVersion1 && ` exchange-mode ${ike.mode}`,
    ` ${keyWord} ${tunnel.key}`,
    ` ike-proposal ${proposal}`,
    isIpAddress(tunnel.device.id) ? " local-id-type ip" : [" local-id-type fqdn", ` local-id ${tunnel.device.id}`],
    isIpAddress(tunnel.cloud.id) ? " remote-id-type ip" : [" remote-id-type fqdn", ` remote-id ${tunnel.cloud.id}`],
    ` remote-address ${tunnel.cloud.address}`,
    tunnel.dpd && [" dpd type periodic", " dpd msg seq-hash-notify"],
    tunnel.natTraversal ? " nat traversal" : " undo nat traversal",
  ];
}

export const proposal = ({ name, algorithms }: DeviceTunnel): Lines => [
  `ipsec proposal ${name}`,
  " encapsulation-mode tunnel",
  " transform esp",
  ` esp encryption-algorithm ${algorithms.espEncryption}`,
  ` esp authentication-algorithm ${algorithms.espIntegrity}`,
];

const phase2 = ({ name, algorithms, esp }: DeviceTunnel): Lines => [
  ` ike-peer ${name}`,
  ` proposal ${name}`,
  algorithms.espGroup !== undefined && ` pfs ${algorithms.espGroup}`,
  ` sa duration time-based ${esp.lifetime}`,
  " sa duration traffic-based 0",
];

/** For a tunnel interface that negotiates 0.0.0.0/0. */
export const profile = (tunnel: DeviceTunnel): Lines => [`ipsec profile ${tunnel.name}`, phase2(tunnel)];

/** For blocks: a rule of the access list is a pair of them. */
export const policy = (connection: DeviceConnection, tunnel: DeviceTunnel): Lines => [
  `acl number ${aclNumber(tunnel.number)}`,
  permitRules(connection),
  `ipsec policy ${tunnel.name} 10 isakmp`,
  ` security acl ${aclNumber(tunnel.number)}`,
  phase2(tunnel),
  ` tunnel local ${tunnel.ownAddress}`,
  " sa trigger-mode auto",
];

/** The tunnel's interface, which a profile or a policy is bound to. */
export const tunnelInterface = (
  tunnel: DeviceTunnel,
  interfaceName: string,
  bound: "ipsec profile" | "ipsec policy",
): Lines => [
  `interface ${interfaceName}`,
  tunnel.bgp === undefined
    ? ` ip address unnumbered interface ${tunnel.outside}`
    : ` ip address ${tunnel.bgp.device.address} ${blockOf(tunnel.bgp.tunnelCidr).mask}`,
  ` tcp adjust-mss ${SEGMENT_SIZE}`,
  " tunnel-protocol ipsec",
  ` source ${tunnel.ownAddress}`,
  ` destination ${tunnel.cloud.address}`,
  ` ${bound} ${tunnel.name}`,
  "quit",
];

/** The static routes; with a test of the tunnel where there are two, as the interface stays up. */
export function routes(tunnel: DeviceTunnel, interfaceName: string): Lines {
  const { name, track, distance } = tunnel;
  const tracked = track !== undefined && tunnel.routes.length > 0;
  return [
    tracked && [
      `ip route-static ${track} 255.255.255.255 ${interfaceName}`,
      `nqa test-instance ${name} icmp`,
      " test-type icmp",
      ` destination-address ipv4 ${track}`,
      " frequency 5",
      " start now",
      "quit",
    ],
    tunnel.routes
      .map(blockOf)
      .map(
        ({ address, mask }) =>
          `ip route-static ${address} ${mask} ${interfaceName} preference ${distance}` +
          (tracked ? ` track nqa ${name} icmp` : ""),
      ),
  ];
}

export const dropped = ({ blackholes }: DeviceConnection): Lines =>
  blackholes.map(blockOf).map(({ address, mask }) => `ip route-static ${address} ${mask} NULL0 preference 254`);

export const BGP_WORDS: BgpWords = {
  ...VRP_BGP_WORDS,
  routePolicies: (masterIn, standbyOut, asn) => [
    `route-policy ${masterIn} permit node 10`,
    " apply local-preference 200",
    `route-policy ${standbyOut} permit node 10`,
    ` apply as-path ${asn} ${asn} additive`,
    "quit",
  ],
  bfd: ["bfd enable", "bfd min-tx-interval 300 min-rx-interval 300 detect-multiplier 3"],
  addressFamily: "ipv4-family unicast",
  paths: (count) => `maximum load-balancing ${count}`,
  network: ({ address, mask }) => `${address} ${mask}`,
};
