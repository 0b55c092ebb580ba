/** VyOS 1.5 (keys in base64 are newer than 1.4): a VTI per tunnel. */

import {
  DH_GROUPS,
  ENCRYPTION_WITH_BITS,
  GROUP_NUMBERS,
  INTEGRITY,
  sameInBothPhases,
} from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { base64 } from "../renderer/encoding";
import { natTraversalCheck } from "../renderer/header";
import type { Lines } from "../renderer/lines";
import { refuseSharedIdentities } from "../renderer/refusals";
import { CONNECT_RETRY } from "../renderer/bgp";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, GlobalLine, Handling } from "../renderer/spec";

const HANDLING: Handling = {
  apply: (files) => [
    "configure",
    ...files.map((name) => `source /config/${name}`),
    "# the commit applies everything as a whole",
    "commit",
    "save",
    "exit",
  ],
  entered: ["# enter the commands above: the commit applies them as a whole"],
  reset: ({ name }) => [
    `reset vpn ipsec site-to-site peer ${name}`,
    "# the device negotiates again by itself (connection-type initiate)",
  ],
};

const ROUTES_BY_HAND: GlobalLine = {
  line: "set vpn ipsec options disable-route-autoinstall",
  does: "leaves routes to the lines below",
  touches: "every IPsec peer without a tunnel interface",
  before: "`show configuration commands | match disable-route-autoinstall`",
  back: "`delete vpn ipsec options disable-route-autoinstall`",
};

const NAMES: AlgorithmNames = {
  ...sameInBothPhases({ encryption: ENCRYPTION_WITH_BITS, integrity: INTEGRITY, group: GROUP_NUMBERS }),
  espGroup: DH_GROUPS,
};

function groups({ name, algorithms, ike, esp, dpd }: DeviceTunnel): Lines {
  const phase1 = `set vpn ipsec ike-group ${name}`;
  const phase2 = `set vpn ipsec esp-group ${name}`;
  return [
    `${phase1} key-exchange '${ike.version}'`,
    ike.version === "ikev1" && `${phase1} mode '${ike.mode}'`,
    `${phase1} lifetime '${ike.lifetime}'`,
    `${phase1} proposal 10 dh-group '${algorithms.ikeGroup}'`,
    `${phase1} proposal 10 encryption '${algorithms.ikeEncryption}'`,
    `${phase1} proposal 10 hash '${algorithms.ikeIntegrity}'`,
    ike.version === "ikev2" && `${phase1} proposal 10 prf 'prf${algorithms.ikeIntegrity}'`,
    dpd && [
      `${phase1} dead-peer-detection action 'restart'`,
      `${phase1} dead-peer-detection interval '30'`,
      ike.version === "ikev1" && `${phase1} dead-peer-detection timeout '150'`,
    ],
    `${phase1} close-action 'start'`,
    `${phase2} lifetime '${esp.lifetime}'`,
    `${phase2} mode 'tunnel'`,
    `${phase2} pfs '${algorithms.espGroup ?? "disable"}'`,
    `${phase2} proposal 10 encryption '${algorithms.espEncryption}'`,
    `${phase2} proposal 10 hash '${algorithms.espIntegrity}'`,
  ];
}

function peer(connection: DeviceConnection, { name, number, bgp, ...tunnel }: DeviceTunnel): Lines {
  const psk = `set vpn ipsec authentication psk ${name}`;
  const site = `set vpn ipsec site-to-site peer ${name}`;
  const vti = `set interfaces vti vti${number}`;
  return [
    [...new Set([tunnel.device.id, tunnel.cloud.id])].map((id) => `${psk} id '${id}'`),
    `${psk} secret '${tunnel.key}'`,
    `${psk} secret-type 'base64'`,
    `${site} authentication mode 'pre-shared-secret'`,
    `${site} authentication local-id '${tunnel.device.id}'`,
    `${site} authentication remote-id '${tunnel.cloud.id}'`,
    `${site} connection-type 'initiate'`,
    `${site} ike-group '${name}'`,
    `${site} default-esp-group '${name}'`,
    `${site} local-address '${tunnel.ownAddress}'`,
    `${site} remote-address '${tunnel.cloud.address}'`,
    `${site} vti bind 'vti${number}'`,
    !connection.routeBased && [
      connection.deviceSubnets.map((block) => `${site} vti traffic-selector local prefix '${block}'`),
      connection.cloudSubnets.map((block) => `${site} vti traffic-selector remote prefix '${block}'`),
    ],
    vti,
    `${vti} ip adjust-mss '${SEGMENT_SIZE}'`,
    bgp !== undefined && `${vti} address '${bgp.device.address}/30'`,
    tunnel.routes.map(
      (block) => `set protocols static route ${block} interface vti${number} distance '${tunnel.distance}'`,
    ),
  ];
}

function routing({ name, bgp, advertise }: DeviceConnection): Lines {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster, timers, bfd, paths } = bgp;
  const inbound = `set policy route-map ${name}-master-in rule 10`;
  const outbound = `set policy route-map ${name}-standby-out rule 10`;
  return [
    hasMaster && [
      `${inbound} action 'permit'`,
      `${inbound} set local-preference '200'`,
      `${outbound} action 'permit'`,
      `${outbound} set as-path prepend '${asn} ${asn}'`,
    ],
    `set protocols bgp system-as '${asn}'`,
    `set protocols bgp parameters router-id '${routerId}'`,
    advertise.map((block) => `set protocols bgp address-family ipv4-unicast network ${block}`),
    paths > 1 && `set protocols bgp address-family ipv4-unicast maximum-paths ebgp '${paths}'`,
    sessions.map(({ cloud, isMaster }) => {
      const neighbor = `set protocols bgp neighbor ${cloud.address}`;
      const map = isMaster ? `import '${name}-master-in'` : `export '${name}-standby-out'`;
      return [
        `${neighbor} remote-as '${cloud.asn}'`,
        `${neighbor} timers keepalive '${timers.keepalive}'`,
        `${neighbor} timers holdtime '${timers.hold}'`,
        `${neighbor} timers connect '${CONNECT_RETRY}'`,
        bfd && `${neighbor} bfd`,
        `${neighbor} address-family ipv4-unicast${hasMaster ? ` route-map ${map}` : ""}`,
      ];
    }),
  ];
}

export const vyos = device({
  id: "vyos",
  title: "VyOS",
  proof: "schema",
  writes: "tunnels and BGP",
  comment: "#",
  handling: HANDLING,
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 30, max: 86_400 },
  espLifetime: { min: 30, max: 86_400 },
  bfd: true,
  // The prefixes of a traffic selector are joined into one child.
  selectors: "several",
  // In quotes, the device cannot have a key with a single quote, and reads one that begins with 0x or 0s differently.
  key: { write: base64 },
  refuseConnection: refuseSharedIdentities,
  files: (connection) => [
    {
      ending: ".vyos.conf",
      checks: [
        "the release knows `secret-type` (1.5; show version).",
        "the firewall forwards between the inside and the tunnel interfaces, both in one zone, and `nat source` has an " +
          "`exclude` rule for what goes to the VPC's blocks.",
        natTraversalCheck(connection.tunnels),
        ...connection.routingChecks,
      ],
      globals: [ROUTES_BY_HAND],
      lines: [
        ROUTES_BY_HAND.line,
        connection.tunnels.map((tunnel) => [groups(tunnel), peer(connection, tunnel)]),
        connection.blackholes.map((block) => `set protocols static route ${block} blackhole distance '254'`),
        routing(connection),
      ],
    },
  ],
});
