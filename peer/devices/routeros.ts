/** MikroTik RouterOS 7: IPsec policies without a tunnel interface, so that only one tunnel can be in use. */

import { isIpAddress } from "../../ipsec/identity";
import { EVERYTHING } from "../model/model";
import { INTEGRITY, MODP_GROUPS } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { plainKeyProblem } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, Refusal } from "../renderer/spec";

const NAMES: AlgorithmNames = {
  ikeEncryption: { aes: "aes-128", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" },
  ikeIntegrity: INTEGRITY,
  ikeGroup: MODP_GROUPS,
  espEncryption: { aes: "aes-128-cbc", aes192: "aes-192-cbc", aes256: "aes-256-cbc", des: "des", "3des": "3des" },
  espIntegrity: { md5: "md5", sha1: "sha1", sha256: "sha256", sha512: "sha512" },
  espGroup: MODP_GROUPS,
};

function refuseKey(psk: string): string | undefined {
  return (
    plainKeyProblem(psk) ??
    (/^0x/i.test(psk) ? "begins with 0x, which the device takes for a hexadecimal key" : undefined)
  );
}

/** Writes every character except letters and digits by its number, so that the device gives none a meaning. */
const writeKey = (psk: string): string =>
  `"${psk.replace(/[^A-Za-z0-9]/g, (one) => `\\${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}"`;

const identity = (id: string): string => `${isIpAddress(id) ? "address" : "fqdn"}:${id}`;

function refuseConnection({ tunnels, cloudSubnets, bgp }: DeviceConnection): Refusal | undefined {
  if (tunnels.length > 1)
    return {
      property: "options.tunnelIds",
      reason: "must name one tunnel: of two policies with the same blocks the device uses only one",
    };
  if (bgp !== undefined)
    return { property: "enableTunnelsBgp", reason: "is on, and the device has no tunnel interface for a BGP session" };
  if (cloudSubnets.includes(EVERYTHING))
    return {
      property: "localSubnet",
      reason: "is 0.0.0.0/0, and a policy with it would take all of the device's traffic",
    };
  return undefined;
}

/** Each command on one line, as the device wants it; its settings one below the other here. */
function tunnelCommands(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, algorithms, ike, esp, dpd } = tunnel;
  return [
    command("/ip ipsec profile add", {
      name,
      "enc-algorithm": algorithms.ikeEncryption,
      "hash-algorithm": algorithms.ikeIntegrity,
      "dh-group": algorithms.ikeGroup,
      lifetime: `${ike.lifetime}s`,
      "nat-traversal": tunnel.natTraversal ? "yes" : "no",
      "dpd-interval": dpd ? "10s" : "disable-dpd",
      ...(dpd ? { "dpd-maximum-failures": "3" } : {}),
      "proposal-check": "obey",
    }),
    command("/ip ipsec proposal add", {
      name,
      "enc-algorithms": algorithms.espEncryption,
      "auth-algorithms": algorithms.espIntegrity,
      "pfs-group": algorithms.espGroup ?? "none",
      lifetime: `${esp.lifetime}s`,
    }),
    command("/ip ipsec peer add", {
      name,
      address: `${tunnel.cloud.address}/32`,
      "local-address": tunnel.ownAddress,
      profile: name,
      "exchange-mode": ike.version === "ikev2" ? "ike2" : ike.mode,
    }),
    command("/ip ipsec identity add", {
      peer: name,
      "auth-method": "pre-shared-key",
      secret: tunnel.key,
      "my-id": identity(tunnel.device.id),
      "remote-id": identity(tunnel.cloud.id),
    }),
    command("/ip ipsec policy add", {
      peer: name,
      proposal: name,
      tunnel: "yes",
      "src-address": connection.deviceSubnets.join(","),
      "dst-address": connection.cloudSubnets.join(","),
    }),
  ];
}

const command = (path: string, settings: Readonly<Record<string, string>>): string =>
  [path, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join(" ");

export const routeros = device({
  id: "routeros",
  title: "MikroTik RouterOS 7",
  proof: "documentation",
  writes: "tunnels",
  comment: "#",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 60, max: 86_400 },
  selectors: "one pair",
  key: { refuse: refuseKey, write: writeKey },
  refuseConnection,
  files: (connection) => [
    {
      ending: ".routeros.conf",
      checks: [
        "no masquerading for traffic to the VPC: an accept rule in the srcnat chain stands before it.",
        connection.tunnels.some((tunnel) => !tunnel.dpd) &&
          "with DPD off, the device does not renew phase 1 when it expires.",
      ],
      lines: connection.tunnels.map((tunnel) => tunnelCommands(connection, tunnel)),
    },
  ],
});
