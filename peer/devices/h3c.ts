/** H3C Comware 7: a tunnel interface with an IPsec profile per tunnel. */

import { isIpAddress } from "../../ipsec/identity";
import { DH_GROUPS, GROUPS, INTEGRITY, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import { natTraversalCheck } from "../renderer/header";
import type { Lines } from "../renderer/lines";
import { refuseWithoutInterface } from "../renderer/refusals";
import { bgpCommands, ikev2Policies, VRP_BGP_WORDS, type BgpWords } from "../renderer/router-commands";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel } from "../renderer/spec";

const IKEV2_NAMES: AlgorithmNames = {
  ...sameInBothPhases({
    encryption: {
      aes: "aes-cbc-128",
      aes192: "aes-cbc-192",
      aes256: "aes-cbc-256",
      des: "des-cbc",
      "3des": "3des-cbc",
    },
    integrity: INTEGRITY,
    group: GROUPS,
  }),
  espGroup: DH_GROUPS,
};
const IKEV1_NAMES: AlgorithmNames = { ...IKEV2_NAMES, ikeIntegrity: { ...INTEGRITY, sha1: "sha" } };

function refuseKey(psk: string): string | undefined {
  return (
    plainKeyProblem(psk) ??
    (/[?"\\]/.test(psk)
      ? "holds a question mark, a double quote or a backslash, which releases read differently"
      : undefined)
  );
}

const ownIdentity = (id: string): string => `${isIpAddress(id) ? "address" : "fqdn"} ${id}`;
const peerIdentity = (id: string): string => (isIpAddress(id) ? `address ${id} 255.255.255.255` : `fqdn ${id}`);

const ikev1 = ({ name, number, algorithms, ike, ...tunnel }: DeviceTunnel): Lines => [
  `ike proposal ${number}`,
  ` encryption-algorithm ${algorithms.ikeEncryption}`,
  " authentication-method pre-share",
  ` authentication-algorithm ${algorithms.ikeIntegrity}`,
  ` dh ${algorithms.ikeGroup}`,
  ` sa duration ${ike.lifetime}`,
  `ike keychain ${name}`,
  ` pre-shared-key address ${tunnel.cloud.address} 255.255.255.255 key simple ${tunnel.key}`,
  `ike profile ${name}`,
  ` keychain ${name}`,
  ` proposal ${number}`,
  ` exchange-mode ${ike.mode}`,
  ` local-identity ${ownIdentity(tunnel.device.id)}`,
  ` match remote identity ${peerIdentity(tunnel.cloud.id)}`,
  tunnel.dpd && " dpd interval 10 retry 3 periodic",
];

const ikev2 = ({ name, algorithms, ike, ...tunnel }: DeviceTunnel): Lines => [
  `ikev2 proposal ${name}`,
  ` encryption ${algorithms.ikeEncryption}`,
  ` integrity ${algorithms.ikeIntegrity}`,
  ` prf ${algorithms.ikeIntegrity}`,
  ` dh ${algorithms.ikeGroup}`,
  `ikev2 keychain ${name}`,
  ` peer ${name}`,
  `  address ${tunnel.cloud.address} 255.255.255.255`,
  `  pre-shared-key plaintext ${tunnel.key}`,
  `ikev2 profile ${name}`,
  " authentication-method local pre-share",
  " authentication-method remote pre-share",
  ` keychain ${name}`,
  ` identity local ${ownIdentity(tunnel.device.id)}`,
  ` match remote identity ${peerIdentity(tunnel.cloud.id)}`,
  ` sa duration ${ike.lifetime}`,
  tunnel.dpd && " dpd interval 10 retry 3 periodic",
];

function phase2(
  connection: DeviceConnection,
  { name, number, algorithms, esp, ike, bgp, ...tunnel }: DeviceTunnel,
): Lines {
  return [
    `ipsec transform-set ${name}`,
    " protocol esp",
    " encapsulation-mode tunnel",
    ` esp encryption-algorithm ${algorithms.espEncryption}`,
    ` esp authentication-algorithm ${algorithms.espIntegrity}`,
    algorithms.espGroup !== undefined && ` pfs ${algorithms.espGroup}`,
    `ipsec profile ${name} isakmp`,
    ` transform-set ${name}`,
    ` ${ike.version === "ikev1" ? "ike-profile" : "ikev2-profile"} ${name}`,
    ` sa duration time-based ${esp.lifetime}`,
    `interface Tunnel${number} mode ipsec`,
    bgp === undefined
      ? ` ip address unnumbered interface ${connection.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).prefixLength}`,
    ` source ${tunnel.ownAddress}`,
    ` destination ${tunnel.cloud.address}`,
    ` tunnel protection ipsec profile ${name}`,
    "quit",
    tunnel.routes
      .map(blockOf)
      .map(
        ({ address, prefixLength }) =>
          `ip route-static ${address} ${prefixLength} Tunnel${number} preference ${tunnel.distance}`,
      ),
  ];
}

const BGP_WORDS: BgpWords = {
  ...VRP_BGP_WORDS,
  routePolicies: (masterIn, standbyOut, asn) => [
    `route-policy ${masterIn} permit node 10`,
    " apply local-preference 200",
    "quit",
    `route-policy ${standbyOut} permit node 10`,
    ` apply as-path ${asn} ${asn}`,
    "quit",
  ],
  addressFamily: "address-family ipv4 unicast",
  network: ({ address, prefixLength }) => `${address} ${prefixLength}`,
};

export const h3c = device({
  id: "h3c",
  title: "H3C Comware 7",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  algorithmNames: (version) => (version === "ikev1" ? IKEV1_NAMES : IKEV2_NAMES),
  ikeLifetime: { min: 120, max: 86_400 },
  espLifetime: { min: 180, max: 604_800 },
  selectors: "everything",
  key: { refuse: refuseKey, write: (psk) => psk },
  refuseConnection: refuseWithoutInterface,
  files: (connection) => [
    {
      ending: ".h3c.conf",
      checks: [
        "the device is not in FIPS mode where DES, 3DES, MD5 or a small group is used.",
        "no traffic-based lifetime is set: ipsec sa global-duration traffic-based is high enough for a day of traffic.",
        natTraversalCheck(connection.tunnels),
        ...connection.routingChecks,
      ],
      lines: [
        connection.tunnels.map((tunnel) => (tunnel.ike.version === "ikev1" ? ikev1(tunnel) : ikev2(tunnel))),
        ikev2Policies(connection, { policy: "ikev2 policy", match: "match local address" }),
        connection.tunnels.map((tunnel) => phase2(connection, tunnel)),
        bgpCommands(connection, BGP_WORDS),
      ],
    },
  ],
});
