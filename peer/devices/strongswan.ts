/** strongSwan 5.8 or later, configured by swanctl. */

import { isIpAddress } from "../../ipsec/identity";
import { ENCRYPTION_WITH_BITS, INTEGRITY, MODP_GROUPS, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { prefixedBase64 } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { hostCommands, hostFiles, interfaceLines, type LinuxHost } from "../renderer/linux-host";
import { refuseSharedIdentities } from "../renderer/refusals";
import type { DeviceConnection, DeviceFile, DeviceTunnel, Handling } from "../renderer/spec";

const NAMES = sameInBothPhases({
  encryption: { ...ENCRYPTION_WITH_BITS, des: "des" },
  integrity: INTEGRITY,
  group: MODP_GROUPS,
});

/** Without a prefix, strongSwan guesses the kind of an identity from its text. */
const identity = (id: string): string => (isIpAddress(id) ? id : `fqdn:${id}`);

/** The start of a renewal (rekey_time), early enough to end within the lifetime that the cloud has. */
const renewalAt = (seconds: number): number => Math.max(1, Math.floor(seconds * 0.9));

function connectionSection(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, number, algorithms, ike, esp } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  const { espEncryption, espIntegrity, espGroup } = algorithms;
  const espProposal = [espEncryption, espIntegrity, espGroup].filter((part) => part !== undefined).join("-");
  return [
    `  ${name} {`,
    `    version = ${isVersion1 ? 1 : 2}`,
    isVersion1 && `    aggressive = ${ike.mode === "aggressive" ? "yes" : "no"}`,
    `    local_addrs = ${tunnel.ownAddress}`,
    `    remote_addrs = ${tunnel.cloud.address}`,
    `    proposals = ${algorithms.ikeEncryption}-${algorithms.ikeIntegrity}-${algorithms.ikeGroup}`,
    `    rekey_time = ${renewalAt(ike.lifetime)}s`,
    `    over_time = ${ike.lifetime - renewalAt(ike.lifetime)}s`,
    "    reauth_time = 0s",
    `    dpd_delay = ${tunnel.dpd ? "30s" : "0s"}`,
    isVersion1 && tunnel.dpd && "    dpd_timeout = 150s",
    "    encap = no",
    "    mobike = no",
    "    keyingtries = 0",
    connection.needsInterfaces && [`    if_id_in = ${number}`, `    if_id_out = ${number}`],
    "    local {",
    "      auth = psk",
    `      id = ${identity(tunnel.device.id)}`,
    "    }",
    "    remote {",
    "      auth = psk",
    `      id = ${identity(tunnel.cloud.id)}`,
    "    }",
    "    children {",
    `      ${name} {`,
    `        local_ts = ${connection.deviceSubnets.join(",")}`,
    `        remote_ts = ${connection.cloudSubnets.join(",")}`,
    `        esp_proposals = ${espProposal}`,
    `        life_time = ${esp.lifetime}s`,
    `        rekey_time = ${renewalAt(esp.lifetime)}s`,
    "        rekey_bytes = 0",
    "        rekey_packets = 0",
    "        start_action = start",
    "        close_action = start",
    tunnel.dpd && "        dpd_action = restart",
    "      }",
    "    }",
    "  }",
  ];
}

const secretSection = ({ name, device: own, cloud, key }: DeviceTunnel): Lines => [
  `  ike-${name} {`,
  `    id-1 = ${identity(own.id)}`,
  `    id-2 = ${identity(cloud.id)}`,
  `    secret = ${key}`,
  "  }",
];

/** xfrm interfaces are up whether a tunnel is or not. */
const HOST: LinuxHost = {
  interfaceOf: (tunnel) => interfaceLines(tunnel, `type xfrm dev ${tunnel.outside || "lo"} if_id ${tunnel.number}`),
  isUp: 'swanctl --list-sas --ike "$1" --raw | grep -q state=INSTALLED',
  service: "strongswan.service",
  proof: "negotiated",
};

/** The connection's own file, and those of the machine around it. */
const HANDLING: Handling = {
  apply: (files) => [
    ...files
      .filter((name) => name.endsWith(".swanctl.conf"))
      .map((name) => `install -m 600 ${name} /etc/swanctl/conf.d/${name}`),
    ...hostCommands(files),
    "swanctl --load-all",
  ],
  reset: ({ name }) => [
    "# After a change of the key alone nothing is negotiated by itself, so both commands are needed.",
    `swanctl --terminate --ike ${name} --force`,
    `swanctl --initiate --child ${name}`,
  ],
};

function connectionsFile(connection: DeviceConnection): DeviceFile {
  const { name, tunnels, needsInterfaces } = connection;
  return {
    ending: ".swanctl.conf",
    checks: [
      needsInterfaces && `the interfaces are there (${name}-interfaces.sh).`,
      needsInterfaces && "charon.install_routes is no in strongswan.conf: the routes are not the daemon's.",
      tunnels.some(({ ike }) => ike.version === "ikev1" && ike.mode === "aggressive") &&
        "to answer in aggressive mode, strongswan.conf needs " +
          "charon.i_dont_care_about_security_and_use_aggressive_mode_psk.",
      tunnels.some((tunnel) => !tunnel.natTraversal) &&
        "NAT traversal is off at the cloud: there may be no NAT on the way, which strongSwan would answer with it.",
    ],
    lines: [
      "connections {",
      tunnels.map((tunnel) => connectionSection(connection, tunnel)),
      "}",
      "secrets {",
      tunnels.map(secretSection),
      "}",
    ],
  };
}

export const strongswan = device({
  id: "strongswan",
  title: "strongSwan (swanctl)",
  proof: "run",
  writes: "tunnels",
  comment: "#",
  handling: HANDLING,
  forms: "BGP beside it (frr)",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 1, max: 86_400 },
  espLifetime: { min: 1, max: 86_400 },
  selectors: "several",
  // In any other form, also in quotes, strongSwan reads a key that begins with 0x or 0s as hexadecimal or base64.
  key: { write: prefixedBase64 },
  refuseConnection: refuseSharedIdentities,
  files: (connection) => [connectionsFile(connection), ...hostFiles(connection, HOST)],
});
