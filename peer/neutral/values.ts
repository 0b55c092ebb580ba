/**
 * A table in words, for a device with a graphical interface that no other renderer knows: pfSense, OPNsense, SonicWall,
 * Sangfor, Hillstone, Cato, Magic WAN. A second table says what vendors call each setting.
 */

import { device } from "../renderer/device";
import type { Lines } from "../renderer/lines";
import type { Check, DeviceConnection, DeviceTunnel } from "../renderer/spec";
import { NEUTRAL } from "./neutral";
import { SECTIONS, type Section } from "./settings";

/** The settings of a section that the tunnel has, each with its value. */
const rowsOf = (
  section: Section,
  tunnel: DeviceTunnel,
  connection: DeviceConnection,
): readonly (readonly [string, string])[] =>
  section.settings.flatMap(({ name, value }) => {
    const text = value(tunnel, connection);
    return text === undefined ? [] : [[name, text] as const];
  });

const WIDTH = Math.max(...SECTIONS.flatMap(({ settings }) => settings.map(({ name }) => name.length)));
const row = ([name, text]: readonly [string, string]): string => `    ${name.padEnd(WIDTH)}  ${text}`;

/** Lines of a tunnel are indented under its name: `--diff` finds the tunnel of a line by that. */
const table = (tunnel: DeviceTunnel, connection: DeviceConnection): Lines => [
  "",
  `${tunnel.name}${tunnel.role === undefined || tunnel.role === "" ? "" : ` (${tunnel.role})`}`,
  SECTIONS.map((section) => {
    const rows = rowsOf(section, tunnel, connection);
    return rows.length === 0 ? undefined : [`  ${section.title}`, rows.map(row)];
  }),
];

/** The settings that vendors know by other names, each once. */
function otherNames(connection: DeviceConnection): Lines {
  const all = SECTIONS.flatMap(({ settings }) => settings).filter(({ value }) =>
    connection.tunnels.some((tunnel) => value(tunnel, connection) !== undefined),
  );
  const named = new Map(
    all.flatMap(({ name, alsoCalled }) => (alsoCalled === undefined ? [] : [[name, alsoCalled] as const])),
  );
  return ["", "Vendors call it", [...named].map(row)];
}

const FREEBSD_LACKS = ["des", "3des", "md5"];

function checksOf({ tunnels, routingChecks }: DeviceConnection): readonly Check[] {
  return [
    tunnels.some(({ esp }) => FREEBSD_LACKS.includes(esp.encryption) || FREEBSD_LACKS.includes(esp.integrity)) &&
      "pfSense and OPNsense have no DES, 3DES and MD5 in phase 2: choose other algorithms on both sides for them.",
    tunnels.some(({ ike, esp }) => [ike.integrity, esp.integrity].some((name) => /^sha(?:256|384|512)$/.test(name))) &&
      "SHA-2 is cut to half of its bits, as RFC 4868 says: a switch such as `SHA-256 with 96 bits` has to be off.",
    "the device offers these values and no list beside them.",
    ...routingChecks,
  ];
}

export const values = device({
  ...NEUTRAL,
  id: "values",
  title: "any other device, in words",
  comment: "#",
  files: (connection) => [
    {
      ending: ".values.txt",
      checks: checksOf(connection),
      lines: [connection.tunnels.map((tunnel) => table(tunnel, connection)), otherNames(connection)],
    },
  ],
});
