/** Palo Alto Networks PAN-OS: a tunnel interface per tunnel, as `set` commands. */

import { isIpAddress } from "../../ipsec/identity";
import { ENCRYPTION_WITH_MODE, GROUPS, INTEGRITY, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { plainKeyProblem } from "../renderer/encoding";
import { PACKET_SIZE } from "../renderer/segment-size";
import type { Lines } from "../renderer/lines";
import { refuseUntracked } from "../renderer/refusals";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, Refusal } from "../renderer/spec";

const SHORT = { des: "des", "3des": "3des" };
const NAMES: AlgorithmNames = sameInBothPhases({
  encryption: { ...ENCRYPTION_WITH_MODE, ...SHORT },
  integrity: INTEGRITY,
  group: GROUPS,
});

const VIRTUAL_ROUTER = "set network virtual-router default";

const identity = (id: string): string => `type ${isIpAddress(id) ? "ipaddr" : "fqdn"} id ${id}`;

function refuseKey(psk: string): string | undefined {
  if (/["'\\?]/.test(psk))
    return "holds a quote, a backslash or a question mark, which the command line reads otherwise";
  return plainKeyProblem(psk);
}

/** A tunnel is taken for dead, and its routes with it, when the address does not answer: the interface stays up. */
function monitor({ name: profile }: DeviceConnection, { name, bgp, track }: DeviceTunnel): Lines {
  const target = bgp?.cloud.address ?? track;
  return (
    target !== undefined && [
      `set network tunnel ipsec ${name} tunnel-monitor enable yes`,
      `set network tunnel ipsec ${name} tunnel-monitor destination-ip ${target}`,
      `set network tunnel ipsec ${name} tunnel-monitor tunnel-monitor-profile ${profile}`,
    ]
  );
}

function phase1({ name, algorithms, ike, dpd, ...tunnel }: DeviceTunnel): Lines {
  const profile = `set network ike crypto-profiles ike-crypto-profiles ${name}`;
  const gateway = `set network ike gateway ${name}`;
  const version = `${gateway} protocol ${ike.version}`;
  return [
    `${profile} encryption ${algorithms.ikeEncryption}`,
    `${profile} hash ${algorithms.ikeIntegrity}`,
    `${profile} dh-group ${algorithms.ikeGroup}`,
    `${profile} lifetime seconds ${ike.lifetime}`,
    `${gateway} authentication pre-shared-key key ${tunnel.key}`,
    `${gateway} protocol version ${ike.version}`,
    `${version} ike-crypto-profile ${name}`,
    ike.version === "ikev1" && `${version} exchange-mode ${ike.mode}`,
    `${version} dpd enable ${dpd ? "yes" : "no"}`,
    dpd && `${version} dpd interval 10`,
    ike.version === "ikev1" && dpd && `${version} dpd retry 3`,
    `${gateway} protocol-common nat-traversal enable ${tunnel.natTraversal ? "yes" : "no"}`,
    `${gateway} local-address interface ${tunnel.outside}`,
    `${gateway} peer-address ip ${tunnel.cloud.address}`,
    `${gateway} local-id ${identity(tunnel.device.id)}`,
    `${gateway} peer-id ${identity(tunnel.cloud.id)}`,
  ];
}

/** An address for a tunnel interface without BGP, so that the monitor has a source. */
const ownAddress = ({ number }: DeviceTunnel): string => `169.254.250.${4 * (number % 64) + 1}`;

function phase2(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, number, algorithms, esp, bgp, routes, distance } = tunnel;
  const profile = `set network ike crypto-profiles ipsec-crypto-profiles ${name}`;
  const ipsec = `set network tunnel ipsec ${name}`;
  const unit = `set network interface tunnel units tunnel.${number}`;
  const pairs = connection.deviceSubnets.flatMap((own) => connection.cloudSubnets.map((far) => [own, far] as const));
  return [
    `${profile} esp encryption ${algorithms.espEncryption}`,
    `${profile} esp authentication ${algorithms.espIntegrity}`,
    `${profile} dh-group ${algorithms.espGroup ?? "no-pfs"}`,
    `${profile} lifetime seconds ${esp.lifetime}`,
    `${unit} mtu ${PACKET_SIZE}`,
    `${unit} ip ${bgp?.device.address ?? ownAddress(tunnel)}/30`,
    `${ipsec} tunnel-interface tunnel.${number}`,
    `${ipsec} auto-key ike-gateway ${name}`,
    `${ipsec} auto-key ipsec-crypto-profile ${name}`,
    // Without a proxy id the device negotiates 0.0.0.0/0.
    !connection.routeBased &&
      pairs.map(
        ([own, far], at) => `${ipsec} auto-key proxy-id ${name}-${at + 1} protocol any local ${own} remote ${far}`,
      ),
    monitor(connection, tunnel),
    `${VIRTUAL_ROUTER} interface tunnel.${number}`,
    // One zone for both: a session may change from one tunnel to the other.
    `set zone ${connection.name} network layer3 tunnel.${number}`,
    routes.map((block, at) => {
      const route = `${VIRTUAL_ROUTER} routing-table ip static-route ${name}-${at + 1}`;
      return [`${route} destination ${block}`, `${route} interface tunnel.${number}`, `${route} metric ${distance}`];
    }),
  ];
}

const dropped = ({ name, blackholes }: DeviceConnection): Lines =>
  blackholes.map((block, at) => {
    const route = `${VIRTUAL_ROUTER} routing-table ip static-route ${name}-drop-${at + 1}`;
    // After every route of a tunnel, static or BGP's.
    return [
      `${route} destination ${block}`,
      `${route} nexthop discard`,
      `${route} admin-dist 240`,
      `${route} metric 254`,
    ];
  });

function routing({ bgp, tunnels, advertise }: DeviceConnection): Lines {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster, timers } = bgp;
  const protocol = `${VIRTUAL_ROUTER} protocol bgp`;
  return [
    `${protocol} enable yes`,
    `${protocol} router-id ${routerId}`,
    `${protocol} local-as ${asn}`,
    `${protocol} install-route yes`,
    sessions.map(({ tunnel, cloud, device: own, isMaster }) => {
      const number = tunnels.find((each) => each.name === tunnel)?.number ?? 0;
      const group = `${protocol} peer-group ${tunnel}`;
      const peer = `${group} peer ${tunnel}`;
      const rule = (way: string): string => `${protocol} policy ${way} rules ${tunnel}`;
      return [
        `${group} type ebgp`,
        `${peer} enable yes`,
        `${peer} peer-as ${cloud.asn}`,
        `${peer} peer-address ip ${cloud.address}`,
        `${peer} local-address interface tunnel.${number}`,
        `${peer} local-address ip ${own.address}/30`,
        `${peer} connection-options keep-alive-interval ${timers.keepalive}`,
        `${peer} connection-options hold-time ${timers.hold}`,
        `${rule("import")} used-by ${tunnel}`,
        `${rule("import")} action allow update local-preference ${hasMaster && isMaster ? 200 : 100}`,
        `${rule("export")} used-by ${tunnel}`,
        `${rule("export")} action allow update as-path ${hasMaster && !isMaster ? "prepend 3" : "none"}`,
      ];
    }),
    advertise.map((block) => `${protocol} redist-rules ${block} enable yes`),
  ];
}

function refuseConnection(connection: DeviceConnection): Refusal | undefined {
  const tooFast = connection.bgp !== undefined && connection.bgp.timers.hold < 3;
  return tooFast ? { property: "options.bgpTimers", reason: "has a hold time under 3 s" } : refuseUntracked(connection);
}

export const panOs = device({
  id: "pan-os",
  title: "Palo Alto PAN-OS",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  needs: ["interface"],
  handling: {
    apply: () => [
      "set cli scripting-mode on",
      "configure",
      "# enter the lines of this file without these comments, then look at the candidate and commit:",
      "validate full",
      "commit",
    ],
    entered: ["# enter the commands above, then look at the candidate and commit:", "validate full", "commit"],
    reset: ({ name }) => [
      `clear vpn ike-sa gateway ${name}`,
      `clear vpn ipsec-sa tunnel ${name}`,
      `test vpn ipsec-sa tunnel ${name}`,
      "# the last one starts the negotiation",
    ],
  },
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 180, max: 86_400 },
  espLifetime: { min: 180, max: 86_400 },
  selectors: "several",
  key: { refuse: refuseKey, write: (psk) => psk },
  refuseConnection,
  files: (connection) => [
    {
      ending: ".pan-os.conf",
      checks: [
        "the virtual router is `default`, and each outside interface has one address only: otherwise give the gateway its " +
          `\`local-address ip\` with the mask (${[...new Set(connection.tunnels.map((tunnel) => tunnel.ownAddress))].join(", ")}).`,
        `security rules let the traffic through both ways between the zone ${connection.name}, which is made here, and the ` +
          "inside's, and IKE and ESP on the outside's; a NAT rule without translation stands before the others for what goes " +
          "to the VPC's blocks.",
        connection.tunnels.length > 1 &&
          connection.equalPaths &&
          "`set network virtual-router default ecmp enable yes` makes the device use both tunnels at once. It is for the whole " +
            "virtual router, restarts it, and is not written here.",
        connection.tunnels.some(({ track, bgp }) => track !== undefined && bgp === undefined) &&
          "each tracked address answers to a ping, and is reached through its own tunnel only.",
        ...connection.routingChecks,
      ],
      lines: [
        `set network profiles monitor-profile ${connection.name} action fail-over`,
        `set network profiles monitor-profile ${connection.name} interval 3`,
        `set network profiles monitor-profile ${connection.name} threshold 5`,
        connection.tunnels.map((tunnel) => [phase1(tunnel), phase2(connection, tunnel)]),
        dropped(connection),
        routing(connection),
      ],
    },
  ],
});
