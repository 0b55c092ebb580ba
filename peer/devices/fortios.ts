/** Fortinet FortiOS: an IPsec interface per tunnel. */

import { isIpAddress } from "../../ipsec/identity";
import { ENCRYPTION_WITH_BITS, GROUP_NUMBERS, INTEGRITY, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import { CONNECT_RETRY } from "../renderer/bgp";
import type { Lines } from "../renderer/lines";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { DeviceConnection, DeviceTunnel, Handling } from "../renderer/spec";

const HANDLING: Handling = {
  apply: () => ["# enter the commands: each `end` applies and saves what stands before it"],
  entered: ["# enter the commands above: each `end` applies and saves what stands before it"],
  reset: ({ name }) => [
    `diagnose vpn ike gateway flush name ${name}`,
    "# the device negotiates again by itself (auto-negotiate)",
  ],
};

const NAMES = sameInBothPhases({
  encryption: { ...ENCRYPTION_WITH_BITS, des: "des" },
  integrity: INTEGRITY,
  group: GROUP_NUMBERS,
});

function refuseKey(psk: string): string | undefined {
  if (psk.length < 6) return `has ${psk.length} characters; the device takes 6 to 128`;
  if (psk.includes("?")) return "holds a question mark, which the command line takes for a call for help";
  if (/^00+x/.test(psk)) return "begins with zeros and an x, which the device's rule for hexadecimal keys leaves open";
  return plainKeyProblem(psk);
}

/** The device takes 0x for the beginning of a hexadecimal key, and 00x for the text 0x. */
const writeKey = (psk: string): string => `"${(psk.startsWith("0x") ? `0${psk}` : psk).replace(/["\\]/g, "\\$&")}"`;

const phase1 = ({ name, algorithms, ike, ...tunnel }: DeviceTunnel): Lines => [
  `    edit "${name}"`,
  `        set interface "${tunnel.outside}"`,
  `        set local-gw ${tunnel.ownAddress}`,
  `        set ike-version ${ike.version === "ikev1" ? 1 : 2}`,
  ike.version === "ikev1" && `        set mode ${ike.mode}`,
  // For a gateway with one address and a key, the address is what the device tells its peer by. The handbook wants a
  // peer's identity in aggressive mode only, where the device looks the key up by it.
  ike.version === "ikev1" && ike.mode === "aggressive"
    ? ["        set peertype one", `        set peerid "${tunnel.cloud.id}"`]
    : "        set peertype any",
  "        set net-device disable",
  `        set proposal ${algorithms.ikeEncryption}-${algorithms.ikeIntegrity}`,
  `        set dhgrp ${algorithms.ikeGroup}`,
  `        set keylife ${ike.lifetime}`,
  `        set localid-type ${isIpAddress(tunnel.device.id) ? "address" : "fqdn"}`,
  `        set localid "${tunnel.device.id}"`,
  `        set nattraversal ${tunnel.natTraversal ? "enable" : "disable"}`,
  `        set dpd ${tunnel.dpd ? "on-idle" : "disable"}`,
  tunnel.dpd && "        set dpd-retryinterval 10",
  `        set remote-gw ${tunnel.cloud.address}`,
  `        set psksecret ${tunnel.key}`,
  "    next",
];

const phase2 = ({ deviceSubnets, cloudSubnets }: DeviceConnection, { name, algorithms, esp }: DeviceTunnel): Lines => [
  `    edit "${name}"`,
  `        set phase1name "${name}"`,
  `        set proposal ${algorithms.espEncryption}-${algorithms.espIntegrity}`,
  `        set pfs ${algorithms.espGroup === undefined ? "disable" : "enable"}`,
  algorithms.espGroup !== undefined && `        set dhgrp ${algorithms.espGroup}`,
  "        set keylife-type seconds",
  `        set keylifeseconds ${esp.lifetime}`,
  "        set auto-negotiate enable",
  deviceSubnets.map(blockOf).map(({ address, mask }) => `        set src-subnet ${address} ${mask}`),
  cloudSubnets.map(blockOf).map(({ address, mask }) => `        set dst-subnet ${address} ${mask}`),
  "    next",
];

function addresses({ tunnels, bgp: router }: DeviceConnection): Lines {
  const lines = tunnels.map(({ name, bgp }) =>
    bgp === undefined
      ? [`    edit "${name}"`, `        set tcp-mss ${SEGMENT_SIZE}`, "    next"]
      : [
          `    edit "${name}"`,
          `        set tcp-mss ${SEGMENT_SIZE}`,
          `        set ip ${bgp.device.address} 255.255.255.255`,
          `        set remote-ip ${bgp.cloud.address} ${blockOf(bgp.tunnelCidr).mask}`,
          router?.bfd === true && [
            "        set bfd enable",
            "        set bfd-desired-min-tx 300",
            "        set bfd-required-min-rx 300",
            "        set bfd-detect-mult 3",
          ],
          "    next",
        ],
  );
  return ["config system interface", lines, "end"];
}

/** One zone for both tunnels: a session may change from one to the other, and a policy names the zone. */
const zone = ({ name, tunnels }: DeviceConnection): Lines => [
  "config system zone",
  `    edit "${name}"`,
  "        set intrazone deny",
  `        set interface ${tunnels.map((tunnel) => `"${tunnel.name}"`).join(" ")}`,
  "    next",
  "end",
];

function routing({ name, bgp, advertise }: DeviceConnection): Lines {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster, timers, bfd, paths } = bgp;
  return [
    hasMaster && [
      "config router route-map",
      [
        [`${name}-in`, "set-local-preference 200"],
        [`${name}-out`, `set-aspath "${asn} ${asn}"`],
      ].map(([map, setting]) => [
        `    edit "${map}"`,
        "        config rule",
        "            edit 1",
        `                set ${setting}`,
        "            next",
        "        end",
        "    next",
      ]),
      "end",
    ],
    "config router bgp",
    `    set as ${asn}`,
    `    set router-id ${routerId}`,
    paths > 1 && "    set ebgp-multipath enable",
    "    config neighbor",
    sessions.map(({ cloud, isMaster }) => [
      `        edit "${cloud.address}"`,
      `            set remote-as ${cloud.asn}`,
      `            set keep-alive-timer ${timers.keepalive}`,
      `            set holdtime-timer ${timers.hold}`,
      `            set connect-timer ${CONNECT_RETRY}`,
      bfd && "            set bfd enable",
      hasMaster && `            set ${isMaster ? `route-map-in "${name}-in"` : `route-map-out "${name}-out"`}`,
      "        next",
    ]),
    "    end",
    advertise.length > 0 && [
      "    config network",
      advertise
        .map(blockOf)
        .map(({ address, mask }, at) => [
          `        edit ${at + 1}`,
          `            set prefix ${address} ${mask}`,
          "        next",
        ]),
      "    end",
    ],
    "end",
  ];
}

function staticRoutes({ tunnels, blackholes }: DeviceConnection): Lines {
  const dropped = blackholes
    .map(blockOf)
    .map(({ address, mask }) => [
      "    edit 0",
      `        set dst ${address} ${mask}`,
      "        set blackhole enable",
      "        set distance 254",
      "    next",
    ]);
  const lines = tunnels.flatMap(({ name, routes, distance }) =>
    routes
      .map(blockOf)
      .map(({ address, mask }) => [
        "    edit 0",
        `        set dst ${address} ${mask}`,
        `        set device "${name}"`,
        `        set distance ${distance}`,
        "    next",
      ]),
  );
  return lines.length + dropped.length === 0 ? undefined : ["config router static", lines, dropped, "end"];
}

export const fortios = device({
  id: "fortios",
  title: "FortiOS",
  proof: "schema",
  writes: "tunnels and BGP",
  comment: "#",
  handling: HANDLING,
  needs: ["interface"],
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 120, max: 172_800 },
  espLifetime: { min: 120, max: 172_800 },
  bfd: true,
  selectors: "one pair",
  key: { refuse: refuseKey, write: writeKey },
  files: (connection) => [
    {
      ending: ".fortios.conf",
      checks: [
        `firewall policies in both directions between the zone ${connection.name}, which is made here, and the inside, with ` +
          "`set nat disable`: without a policy, a tunnel stays down.",
        connection.tunnels.length > 1 &&
          "`config system settings`, `set auxiliary-session enable` keeps a session whose answers change the tunnel; it is " +
            "for the whole device, and not written here (`get system settings | grep auxiliary` shows it).",
        ...connection.tunnels.map(
          ({ name, ike, cloud }) =>
            !(ike.version === "ikev1" && ike.mode === "aggressive") &&
            `the device takes the cloud's identity for ${name} as it comes (${cloud.id}): it knows the cloud by address and key.`,
        ),
        "the build has full encryption; an evaluation licence has DES only.",
        ...connection.routingChecks,
      ],
      lines: [
        "config vpn ipsec phase1-interface",
        connection.tunnels.map(phase1),
        "end",
        "config vpn ipsec phase2-interface",
        connection.tunnels.map((tunnel) => phase2(connection, tunnel)),
        "end",
        addresses(connection),
        zone(connection),
        routing(connection),
        staticRoutes(connection),
      ],
    },
  ],
});
