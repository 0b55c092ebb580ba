/** Juniper Junos on SRX: a unit of st0 per tunnel, as `set` commands. */

import { isIpAddress } from "../../ipsec/identity";
import { EVERYTHING } from "../model/model";
import { ENCRYPTION_WITH_MODE, GROUPS, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { hex } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, GlobalLine, Handling } from "../renderer/spec";

const HANDLING: Handling = {
  apply: (files) => [
    "configure",
    ...files.map((name) => `load set ${name}`),
    "# `commit confirmed 5` takes everything back after five minutes, unless you commit again",
    "commit confirmed 5",
    "commit and-quit",
  ],
  entered: [
    "# enter the commands above; `commit confirmed 5` in the place of the commit takes them back after five minutes,",
    "# unless you commit again",
  ],
  reset: ({ cloud }) => [
    `clear security ike security-associations ${cloud}`,
    "# the device negotiates again by itself (establish-tunnels immediately)",
  ],
};

const SEGMENTS: GlobalLine = {
  line: `set security flow tcp-mss ipsec-vpn mss ${SEGMENT_SIZE}`,
  does: "tells TCP the size of the tunnel's segments",
  touches: "TCP in every IPsec tunnel of the device",
  before: "`show configuration security flow tcp-mss`",
  back: "`delete security flow tcp-mss ipsec-vpn`, or the size that was there",
};

/** Without it the device looks the next hop up for each packet's route, and keeps to one of two equal ones. */
const SHARING: GlobalLine = {
  line: "set routing-options forwarding-table export",
  does: "uses equal routes at once, a session on one of them",
  touches: "every destination with equal routes",
  before: "`show configuration routing-options forwarding-table`",
  back: "`delete routing-options forwarding-table export` with the policy's name",
};

const NAMES: AlgorithmNames = {
  ...sameInBothPhases({
    encryption: ENCRYPTION_WITH_MODE,
    integrity: { md5: "md5", sha1: "sha1", sha256: "sha-256", sha384: "sha-384", sha512: "sha-512" },
    group: GROUPS,
  }),
  espIntegrity: {
    md5: "hmac-md5-96",
    sha1: "hmac-sha1-96",
    sha256: "hmac-sha-256-128",
    sha384: "hmac-sha-384",
    sha512: "hmac-sha-512",
  },
};

const identity = (id: string): string => `${isIpAddress(id) ? "inet" : "hostname"} ${id}`;

function phase1({ name, algorithms, ike, ...tunnel }: DeviceTunnel): Lines {
  const gateway = `set security ike gateway ${name}`;
  return [
    `set security ike proposal ${name} authentication-method pre-shared-keys`,
    `set security ike proposal ${name} encryption-algorithm ${algorithms.ikeEncryption}`,
    `set security ike proposal ${name} authentication-algorithm ${algorithms.ikeIntegrity}`,
    `set security ike proposal ${name} dh-group ${algorithms.ikeGroup}`,
    `set security ike proposal ${name} lifetime-seconds ${ike.lifetime}`,
    ike.version === "ikev1" && `set security ike policy ${name} mode ${ike.mode}`,
    `set security ike policy ${name} proposals ${name}`,
    `set security ike policy ${name} pre-shared-key hexadecimal ${tunnel.key}`,
    `${gateway} ike-policy ${name}`,
    `${gateway} address ${tunnel.cloud.address}`,
    `${gateway} external-interface ${tunnel.outside}`,
    `${gateway} local-address ${tunnel.ownAddress}`,
    `${gateway} version ${ike.version === "ikev1" ? "v1-only" : "v2-only"}`,
    `${gateway} local-identity ${identity(tunnel.device.id)}`,
    `${gateway} remote-identity ${identity(tunnel.cloud.id)}`,
    tunnel.dpd && `${gateway} dead-peer-detection interval 10 threshold 3`,
    !tunnel.natTraversal && `${gateway} no-nat-traversal`,
  ];
}

function phase2(
  connection: DeviceConnection,
  { name, number, algorithms, esp, bgp, routes, distance }: DeviceTunnel,
): Lines {
  const { deviceSubnets, cloudSubnets } = connection;
  const vpn = `set security ipsec vpn ${name}`;
  const zoneMember = `set security zones security-zone ${connection.name} interfaces st0.${number}`;
  return [
    `set security ipsec proposal ${name} protocol esp`,
    `set security ipsec proposal ${name} encryption-algorithm ${algorithms.espEncryption}`,
    `set security ipsec proposal ${name} authentication-algorithm ${algorithms.espIntegrity}`,
    `set security ipsec proposal ${name} lifetime-seconds ${esp.lifetime}`,
    `set security ipsec policy ${name} proposals ${name}`,
    algorithms.espGroup !== undefined &&
      `set security ipsec policy ${name} perfect-forward-secrecy keys ${algorithms.espGroup}`,
    `${vpn} bind-interface st0.${number}`,
    `${vpn} ike gateway ${name}`,
    `${vpn} ike ipsec-policy ${name}`,
    // The device adds the routes for the selectors itself.
    !connection.routeBased &&
      `${vpn} traffic-selector ${name} local-ip ${deviceSubnets.join(" ")} remote-ip ${cloudSubnets.join(" ")}`,
    `${vpn} establish-tunnels immediately`,
    `set interfaces st0 unit ${number} family inet${bgp === undefined ? "" : ` address ${bgp.device.address}/30`}`,
    `${zoneMember}${bgp === undefined ? "" : " host-inbound-traffic protocols bgp"}`,
    connection.bgp?.bfd === true && `${zoneMember} host-inbound-traffic protocols bfd`,
    connection.routeBased &&
      routes.map((block) =>
        connection.equalPaths
          ? `set routing-options static route ${block} next-hop st0.${number}`
          : `set routing-options static route ${block} qualified-next-hop st0.${number} preference ${distance}`,
      ),
  ];
}

function routing({ name, bgp, advertise }: DeviceConnection): Lines {
  if (bgp === undefined) return undefined;
  const { asn, sessions, hasMaster, timers, bfd, paths } = bgp;
  const announce = `set policy-options policy-statement ${name}-out term announce`;
  return [
    `set routing-options autonomous-system ${asn}`,
    advertise.map((block) => `${announce} from route-filter ${block} exact`),
    advertise.length > 0 && `${announce} then accept`,
    sessions.map(({ tunnel, isMaster, cloud }) => {
      const group = `set protocols bgp group ${tunnel}`;
      const isStandby = hasMaster && !isMaster;
      const policies = [...(isStandby ? [`${name}-standby`] : []), ...(advertise.length > 0 ? [`${name}-out`] : [])];
      return [
        `${group} type external`,
        // The device sends keepalives three times in a hold time.
        `${group} hold-time ${timers.hold}`,
        `${group} neighbor ${cloud.address} peer-as ${cloud.asn}`,
        bfd && [`${group} bfd-liveness-detection minimum-interval 300`, `${group} bfd-liveness-detection multiplier 3`],
        paths > 1 && `${group} multipath`,
        hasMaster && isMaster && `${group} import ${name}-master`,
        policies.map((policy) => `${group} export ${policy}`),
      ];
    }),
    // These policies have no action that ends the evaluation, so the device goes on with the next policy.
    hasMaster && [
      `set policy-options policy-statement ${name}-master then local-preference 200`,
      `set policy-options policy-statement ${name}-standby then as-path-prepend "${asn} ${asn}"`,
    ],
  ];
}

/** Equal routes are used at once only under such a policy. */
const sharing = ({ name, equalPaths, tunnels }: DeviceConnection): Lines =>
  equalPaths &&
  tunnels.length > 1 && [
    `set policy-options policy-statement ${name}-share then load-balance per-packet`,
    `${SHARING.line} ${name}-share`,
  ];

/** A static route has either next hops or this, so only routes of another origin can have it behind them. */
const dropped = ({ blackholes, bgp, routeBased }: DeviceConnection): Lines =>
  (bgp !== undefined || !routeBased) &&
  blackholes.map((block) => [
    `set routing-options static route ${block} discard`,
    `set routing-options static route ${block} preference 254`,
  ]);

export const junos = device({
  id: "junos",
  title: "Junos (SRX)",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  handling: HANDLING,
  needs: ["interface"],
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 180, max: 86_400 },
  espLifetime: { min: 180, max: 86_400 },
  // The manual of `hold-time`: 10 through 65,535 seconds.
  shortestHold: 10,
  bfd: true,
  selectors: "one pair",
  // The device would take a plain key that begins with $9$ for one that is already encrypted.
  key: { write: hex },
  refuseConnection({ routeBased, cloudSubnets, bgp }) {
    if (!routeBased && cloudSubnets.includes(EVERYTHING))
      return {
        property: "localSubnet",
        reason: "is 0.0.0.0/0 on one side only, which a traffic selector may not have as its remote side",
      };
    if (bgp !== undefined && Math.floor(bgp.timers.hold / 3) !== bgp.timers.keepalive)
      return {
        property: "options.bgpTimers",
        reason: `has a keepalive of ${bgp.timers.keepalive} s, and the device sends one after a third of the hold time`,
      };
    return undefined;
  },
  files: (connection) => [
    {
      ending: ".junos.conf",
      checks: [
        `host-inbound-traffic system-services ike is on for the zone of ${[...new Set(connection.tunnels.map(({ outside }) => outside))].join(" and ")}.`,
        "no source NAT rule takes what goes to the VPC's blocks.",
        connection.bgp === undefined &&
          connection.routeBased &&
          "a security policy denies the VPC's blocks from the inside to the zone of the outside interface: while no tunnel " +
            "is up, such traffic would leave by the default route.",
        `security policies in both directions between the zone ${connection.name}, which is made here, and the inside.`,
        connection.bgp !== undefined &&
          connection.bgp.timers.hold < 20 &&
          "with a hold time under 20 s Juniper recommends `set protocols bgp precision-timers`, for all BGP of the device.",
        ...connection.routingChecks,
      ],
      globals: [SEGMENTS, connection.equalPaths && connection.tunnels.length > 1 && SHARING],
      lines: [
        connection.tunnels.map((tunnel) => [phase1(tunnel), phase2(connection, tunnel)]),
        routing(connection),
        sharing(connection),
        dropped(connection),
        SEGMENTS.line,
      ],
    },
  ],
});
