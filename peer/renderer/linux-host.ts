/**
 * What a Linux machine needs beside its IPsec daemon: interfaces, routes, and a program that keeps the static routes of
 * dead tunnels away. The interfaces are up whether a tunnel is or not, so the routes cannot tell by themselves.
 */

import type { Lines } from "./lines";
import type { Proof } from "./proof";
import { PACKET_SIZE, SEGMENT_SIZE } from "./segment-size";
import type { Check, DeviceConnection, DeviceFile } from "./spec";

/** What differs between the daemons. */
export interface LinuxHost {
  /** Makes the interface of a tunnel; absent where the daemon does. */
  readonly interfaceOf?: (tunnel: DeviceConnection["tunnels"][number]) => Lines;
  /** The shell's condition that the tunnel whose name is in `$1` is up. */
  readonly isUp: string;
  readonly service: string;
  /** How far the program that follows the tunnels is proven. */
  readonly proof: Proof;
}

const FIRST_LINE = "#!/bin/sh";
/** After every route of a tunnel. */
const LAST_METRIC = 4_000;

/** The script that makes the interfaces; it can run again. */
export function interfaceScript(connection: DeviceConnection, host: LinuxHost): DeviceFile {
  const { name, tunnels, blackholes } = connection;
  const interfaces = tunnels.map((tunnel) => `"${tunnel.name}"`).join(", ");
  return {
    ending: "-interfaces.sh",
    proof: "documentation",
    firstLine: FIRST_LINE,
    checks: [
      "no rule of the machine's own firewall stands against it: forwarding between the inside and the tunnels' interfaces, " +
        "both in one zone; no masquerading of what leaves by them.",
      ...connection.routingChecks,
    ],
    lines: [
      "set -e",
      "sysctl -q -w net.ipv4.ip_forward=1",
      host.interfaceOf !== undefined && tunnels.map(host.interfaceOf),
      "# Packets larger than the tunnel's are never acknowledged as such everywhere: TCP is told its size.",
      "nft -f - <<'RULES'",
      `table inet ${name}`,
      `delete table inet ${name}`,
      `table inet ${name} {`,
      "  chain forward {",
      "    type filter hook forward priority mangle; policy accept;",
      ["oifname", "iifname"].map(
        (side) =>
          `    ${side} { ${interfaces} } tcp flags syn tcp option maxseg size > ${SEGMENT_SIZE} ` +
          `tcp option maxseg size set ${SEGMENT_SIZE}`,
      ),
      "  }",
      "}",
      "RULES",
      blackholes.map((block) => `ip route replace blackhole ${block} metric ${LAST_METRIC}`),
    ],
  };
}

/** An interface that is there once, however often the script runs. */
export const interfaceLines = ({ name, bgp }: DeviceConnection["tunnels"][number], made: string): Lines => [
  `ip link show ${name} >/dev/null 2>&1 || ip link add ${name} ${made}`,
  `ip link set ${name} mtu ${PACKET_SIZE} up`,
  bgp !== undefined && `ip address replace ${bgp.device.address}/30 dev ${name}`,
  "# An answer may come back through the other tunnel.",
  `sysctl -q -w net.ipv4.conf.${name}.rp_filter=2`,
];

/** True if routes of the connection have to follow the tunnels. */
export const needsTracker = ({ needsInterfaces, tunnels }: DeviceConnection): boolean =>
  needsInterfaces && tunnels.some(({ routes }) => routes.length > 0);

/** The program that gives each tunnel its routes while it is up, and takes them away while it is not. */
export function tracker(connection: DeviceConnection, { isUp, proof }: LinuxHost): DeviceFile {
  const { tunnels, equalPaths } = connection;
  return {
    ending: "-routes.sh",
    proof,
    firstLine: FIRST_LINE,
    checks: [
      "it runs all the time: the service's file is beside it. A tunnel is taken for dead when the daemon says so, which " +
        "after a silent death is when DPD gives up.",
      "a file NAME.drained in /etc/swanctl/conf.d takes the tunnel of that name for dead, as the roll-out's hook does.",
    ],
    lines: [
      "# Without an argument it never ends; with `once` it looks once.",
      `is_up() { [ ! -e "\${DRAINED:-/etc/swanctl/conf.d}/$1.drained" ] && ${isUp}; }`,
      equalPaths ? bothWays(connection) : eachWay(tunnels),
      'while follow; [ "$1" != once ]; do sleep 1; done',
    ],
  };
}

/** A route for each tunnel that is up; the kernel takes the one with the lowest metric. */
function eachWay(tunnels: DeviceConnection["tunnels"]): Lines {
  return [
    "follow() {",
    tunnels
      .filter(({ routes }) => routes.length > 0)
      .map(({ name, routes, distance }) => [
        `  if is_up ${name}; then`,
        routes.map((block) => `    ip route replace ${block} dev ${name} metric ${distance}`),
        "  else",
        routes.map((block) => `    ip route del ${block} dev ${name} metric ${distance} 2>/dev/null || :`),
        "  fi",
      ]),
    "}",
  ];
}

/** One route over all tunnels that are up: they share the traffic. */
function bothWays({ tunnels }: DeviceConnection): Lines {
  const [routed] = tunnels.filter(({ routes }) => routes.length > 0);
  if (routed === undefined) return "follow() { :; }";
  return [
    "follow() {",
    "  hops=",
    tunnels.map(({ name }) => `  if is_up ${name}; then hops="$hops nexthop dev ${name}"; fi`),
    `  for block in ${routed.routes.join(" ")}; do`,
    `    if [ -n "$hops" ]; then ip route replace $block metric ${routed.distance} $hops`,
    `    else ip route del $block metric ${routed.distance} 2>/dev/null || :; fi`,
    "  done",
    "}",
  ];
}

/** The service that makes the interfaces at the start, and follows the tunnels. */
export function service(connection: DeviceConnection, host: LinuxHost): DeviceFile {
  const path = (ending: string): string => `/usr/local/sbin/${connection.name}${ending}`;
  const checks: readonly Check[] = [];
  return {
    ending: ".service",
    proof: "documentation",
    checks,
    lines: [
      "[Unit]",
      `Description=Interfaces and routes of IPsec-VPN connection ${connection.connectionId}`,
      `After=network-online.target ${host.service}`,
      "[Service]",
      needsTracker(connection)
        ? [`ExecStartPre=${path("-interfaces.sh")}`, `ExecStart=${path("-routes.sh")}`, "Restart=always"]
        : ["Type=oneshot", "RemainAfterExit=yes", `ExecStart=${path("-interfaces.sh")}`],
      "[Install]",
      "WantedBy=multi-user.target",
    ],
  };
}

/** The files of a connection that has interfaces. */
export function hostFiles(connection: DeviceConnection, host: LinuxHost): readonly DeviceFile[] {
  if (!connection.needsInterfaces) return [];
  return [
    interfaceScript(connection, host),
    ...(needsTracker(connection) ? [tracker(connection, host)] : []),
    service(connection, host),
  ];
}

const named = (files: readonly string[], ending: RegExp): readonly string[] =>
  files.filter((name) => ending.test(name));

/** How those files get into use. */
export function hostCommands(files: readonly string[]): readonly string[] {
  const services = named(files, /\.service$/);
  return [
    ...named(files, /-(?:interfaces|routes)\.sh$/).map((name) => `install -m 755 ${name} /usr/local/sbin/${name}`),
    ...services.map((name) => `install -m 644 ${name} /etc/systemd/system/${name}`),
    ...(services.length === 0 ? [] : ["systemctl daemon-reload"]),
    ...services.map((name) => `systemctl enable ${name} && systemctl restart ${name}`),
  ];
}
