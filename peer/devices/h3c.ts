/** H3C Comware 7: a tunnel interface with an IPsec profile per tunnel. */

import { isIpAddress } from "../../ipsec/identity";
import { DH_GROUPS, GROUPS, INTEGRITY, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import { natTraversalCheck } from "../renderer/header";
import type { Lines } from "../renderer/lines";
import { aclNumber } from "../renderer/numbering";
import { refuseSharedPolicy, refuseUntracked, refuseWithoutInterface } from "../renderer/refusals";
import {
  bgpCommands,
  ikev2Policies,
  ikev2PolicyCheck,
  VRP_BGP_WORDS,
  type BgpWords,
  permitRules,
} from "../renderer/router-commands";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, Handling } from "../renderer/spec";

const HANDLING: Handling = {
  apply: () => ["system-view", "# enter the lines of this file, then keep them over a restart:", "return", "save"],
  entered: ["# enter the commands above, then keep them over a restart:", "save"],
  reset: ({ cloud }) => [
    `# IKEv1: display ike sa; then for each connection id of ${cloud}, and of no other address: reset ike sa connection-id ID`,
    `# IKEv2: display ikev2 sa; then for each tunnel id of ${cloud}, and of no other address: reset ikev2 sa tunnel ID`,
    `reset ipsec sa remote ${cloud}`,
    "# traffic into the tunnel starts the negotiation again, such as a ping from an inside address",
  ],
};

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

const transformSet = ({ name, algorithms }: DeviceTunnel): Lines => [
  `ipsec transform-set ${name}`,
  " protocol esp",
  " encapsulation-mode tunnel",
  ` esp encryption-algorithm ${algorithms.espEncryption}`,
  ` esp authentication-algorithm ${algorithms.espIntegrity}`,
  algorithms.espGroup !== undefined && ` pfs ${algorithms.espGroup}`,
];

const phase2 = ({ name, esp, ike }: DeviceTunnel): Lines => [
  ` transform-set ${name}`,
  ` ${ike.version === "ikev1" ? "ike-profile" : "ikev2-profile"} ${name}`,
  ` sa duration time-based ${esp.lifetime}`,
];

/** A tunnel interface, which negotiates 0.0.0.0/0. */
function tunnelInterface(tunnel: DeviceTunnel): Lines {
  const { name, number, bgp } = tunnel;
  return [
    `ipsec profile ${name} isakmp`,
    phase2(tunnel),
    `interface Tunnel${number} mode ipsec`,
    bgp === undefined
      ? ` ip address unnumbered interface ${tunnel.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).prefixLength}`,
    ` tcp mss ${SEGMENT_SIZE}`,
    ` source ${tunnel.ownAddress}`,
    ` destination ${tunnel.cloud.address}`,
    ` tunnel protection ipsec profile ${name}`,
    "quit",
    routes(tunnel),
  ];
}

/** The static routes; with a test of the tunnel where there are two, as the interface stays up. */
function routes({ name, number, track, distance, ...tunnel }: DeviceTunnel): Lines {
  const tracked = track !== undefined && tunnel.routes.length > 0;
  return [
    tracked && [
      `ip route-static ${track} 32 Tunnel${number}`,
      `nqa entry ${name} icmp`,
      " type icmp-echo",
      `  destination ip ${track}`,
      "  frequency 5000",
      "  reaction 1 checked-element probe-fail threshold-type consecutive 3 action-type trigger-only",
      "quit",
      `nqa schedule ${name} icmp start-time now lifetime forever`,
      `track ${number} nqa entry ${name} icmp reaction 1`,
    ],
    tunnel.routes
      .map(blockOf)
      .map(
        ({ address, prefixLength }) =>
          `ip route-static ${address} ${prefixLength} Tunnel${number} ${tracked ? `track ${number} ` : ""}` +
          `preference ${distance}`,
      ),
  ];
}

/** A policy on the outside interface, which negotiates blocks: a rule of the access list is a pair of them. */
const policy = (connection: DeviceConnection, tunnel: DeviceTunnel): Lines => [
  `acl advanced ${aclNumber(tunnel.number)}`,
  permitRules(connection),
  `ipsec policy ${tunnel.name} 10 isakmp`,
  phase2(tunnel),
  ` security acl ${aclNumber(tunnel.number)}`,
  ` local-address ${tunnel.ownAddress}`,
  ` remote-address ${tunnel.cloud.address}`,
  `interface ${tunnel.outside}`,
  ` ipsec apply policy ${tunnel.name}`,
  "quit",
];

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
  paths: (count) => `balance ${count}`,
  network: ({ address, prefixLength }) => `${address} ${prefixLength}`,
};

export const h3c = device({
  id: "h3c",
  title: "H3C Comware 7",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  handling: HANDLING,
  forms: "these by a policy on the outside interface, one tunnel for each such interface",
  numbers: { min: 101, max: 1000 },
  algorithmNames: (version) => (version === "ikev1" ? IKEV1_NAMES : IKEV2_NAMES),
  ikeLifetime: { min: 120, max: 86_400 },
  espLifetime: { min: 180, max: 604_800 },
  selectors: "several",
  key: { refuse: refuseKey, write: (psk) => psk },
  refuseConnection: (connection) =>
    refuseWithoutInterface(connection) ??
    (connection.routeBased ? refuseUntracked(connection) : refuseSharedPolicy(connection)),
  files: (connection) => [
    {
      ending: ".h3c.conf",
      checks: [
        "the device is not in FIPS mode where DES, 3DES, MD5 or a small group is used.",
        "no traffic-based lifetime is set: ipsec sa global-duration traffic-based is high enough for a day of traffic.",
        "on a firewall, both tunnel interfaces are in one zone (`security-zone name Untrust`, `import interface TunnelN`), " +
          "and `security-policy ip` lets IKE and the traffic through: an interface without a zone passes nothing.",
        "the access list of `nat outbound` denies what goes from the data centre's blocks to the VPC's.",
        !connection.routeBased &&
          "the outside interface has no `ipsec apply policy` yet (`display ipsec policy`): it takes one. If it has one, use " +
            "that one's name here and a sequence number of its own.",
        !connection.routeBased && "the VPC's blocks are routed out of the outside interface, as the default route is.",
        connection.bgp !== undefined &&
          "a release that does not know `timer connect-retry` does without: leave those lines out.",
        ikev2PolicyCheck(connection),
        natTraversalCheck(connection.tunnels),
        ...connection.routingChecks,
      ],
      lines: [
        connection.tunnels.map((tunnel) => (tunnel.ike.version === "ikev1" ? ikev1(tunnel) : ikev2(tunnel))),
        ikev2Policies(connection, { policy: "ikev2 policy", match: "match local address" }),
        connection.tunnels.map((tunnel) => [
          transformSet(tunnel),
          connection.routeBased ? tunnelInterface(tunnel) : policy(connection, tunnel),
        ]),
        connection.routeBased &&
          connection.blackholes
            .map(blockOf)
            .map(({ address, prefixLength }) => `ip route-static ${address} ${prefixLength} NULL0 preference 254`),
        bgpCommands(connection, BGP_WORDS),
      ],
    },
  ],
});
