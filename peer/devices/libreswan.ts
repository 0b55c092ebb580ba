/** libreswan 4.10 as Debian builds it, without DES and without the groups below 1536 bits. */

import { isIpAddress } from "../../ipsec/identity";
import { ENCRYPTION_WITH_BITS, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { prefixedBase64 } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { hostCommands, hostFiles, type LinuxHost } from "../renderer/linux-host";
import { refuseSharedIdentities } from "../renderer/refusals";
import type { DeviceConnection, DeviceFile, DeviceTunnel, Handling } from "../renderer/spec";

const NAMES = sameInBothPhases({
  encryption: ENCRYPTION_WITH_BITS,
  integrity: { md5: "md5", sha1: "sha1", sha256: "sha2_256", sha384: "sha2_384", sha512: "sha2_512" },
  group: { group5: "modp1536", group14: "modp2048" },
});

const identity = (id: string): string => (isIpAddress(id) ? id : `@${id}`);

/** The seconds before the end of a lifetime at which a renewal starts. The default of 540 exceeds a short lifetime. */
const margin = ({ ike, esp }: DeviceTunnel): number =>
  Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, esp.lifetime) / 10)));

function connectionSection(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, number, algorithms, ike, esp, bgp } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  const group = algorithms.espGroup === undefined ? "" : `;${algorithms.espGroup}`;
  return [
    `conn ${name}`,
    `    ikev2=${isVersion1 ? "no" : "yes"}`,
    isVersion1 && `    aggressive=${ike.mode === "aggressive" ? "yes" : "no"}`,
    "    authby=secret",
    `    left=${tunnel.ownAddress}`,
    `    leftid=${identity(tunnel.device.id)}`,
    `    leftsubnet=${connection.deviceSubnets.join(",")}`,
    `    right=${tunnel.cloud.address}`,
    `    rightid=${identity(tunnel.cloud.id)}`,
    `    rightsubnet=${connection.cloudSubnets.join(",")}`,
    `    ike=${algorithms.ikeEncryption}-${algorithms.ikeIntegrity};${algorithms.ikeGroup}`,
    `    esp=${algorithms.espEncryption}-${algorithms.espIntegrity}${group}`,
    `    pfs=${algorithms.espGroup === undefined ? "no" : "yes"}`,
    `    ikelifetime=${ike.lifetime}s`,
    `    salifetime=${esp.lifetime}s`,
    `    rekeymargin=${margin(tunnel)}s`,
    tunnel.dpd && ["    dpddelay=30", "    dpdtimeout=120", "    dpdaction=restart"],
    `    encapsulation=${tunnel.natTraversal ? "auto" : "no"}`,
    connection.needsInterfaces && [
      `    vti-interface=${name}`,
      `    mark=${number}/0xffffffff`,
      "    vti-routing=no",
      bgp !== undefined && `    leftvti=${bgp.device.address}/30`,
    ],
    "    auto=start",
    "",
  ];
}

/** The addresses are listed too: in main mode, a responder has only the address when it looks the key up. */
const secretLine = ({ device: own, cloud, ownAddress, key }: DeviceTunnel): string =>
  `${[...new Set([identity(own.id), identity(cloud.id), ownAddress, cloud.address])].join(" ")} : PSK ${key}`;

/** libreswan makes a tunnel's interface when the tunnel comes up first, and leaves it. */
const HOST: LinuxHost = {
  isUp: 'ipsec whack --trafficstatus | grep -q "\\"$1\\""',
  service: "ipsec.service",
  proof: "documentation",
};

const HANDLING: Handling = {
  apply: (files) => [
    ...files
      .filter((name) => name.endsWith(".ipsec.conf"))
      .map((name) => `install -m 600 ${name} /etc/ipsec.d/${name.replace(/\.ipsec\.conf$/, ".conf")}`),
    ...files
      .filter((name) => name.endsWith(".ipsec.secrets"))
      .map((name) => `install -m 600 ${name} /etc/ipsec.d/${name.replace(/\.ipsec\.secrets$/, ".secrets")}`),
    ...hostCommands(files),
    "ipsec auto --rereadsecrets",
  ],
  reset: ({ name }) => [`ipsec auto --replace ${name}`, `ipsec auto --up ${name}`],
};

function connectionsFile(connection: DeviceConnection): DeviceFile {
  return {
    ending: ".ipsec.conf",
    checks: [
      connection.tunnels.some(({ ike }) => ike.version === "ikev1") &&
        "config setup of ipsec.conf has ikev1-policy=accept: without it, libreswan drops IKEv1.",
      connection.needsInterfaces && "vti-routing is off: the routes are not the daemon's.",
    ],
    lines: connection.tunnels.map((tunnel) => connectionSection(connection, tunnel)),
  };
}

export const libreswan = device({
  id: "libreswan",
  title: "libreswan",
  proof: "negotiated",
  writes: "tunnels",
  comment: "#",
  handling: HANDLING,
  forms: "BGP beside it (frr)",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 60, max: 86_400 },
  selectors: "one pair",
  // The quoted form has no escapes and cannot hold a quote.
  key: { write: prefixedBase64 },
  refuseConnection: refuseSharedIdentities,
  files: (connection) => [
    connectionsFile(connection),
    { ending: ".ipsec.secrets", checks: [], lines: connection.tunnels.map(secretLine) },
    ...hostFiles(connection, HOST),
  ],
});
