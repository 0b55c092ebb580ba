/** MikroTik RouterOS 7: IPsec policies without a tunnel interface, so that only one tunnel can be in use. */

import { isIpAddress } from "../../ipsec/identity";
import { EVERYTHING } from "../model/model";
import { INTEGRITY, MODP_GROUPS } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { plainKeyProblem } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, GlobalLine, Handling, Refusal } from "../renderer/spec";

const HANDLING: Handling = {
  apply: (files) => ["# each command applies at once", ...files.map((name) => `/import file-name=${name}`)],
  entered: ["# enter the commands above: each one applies at once"],
  reset: ({ name }) => [
    `/ip ipsec peer disable [find name=${name}]`,
    `/ip ipsec peer enable [find name=${name}]`,
    "# the device negotiates again by itself, as soon as traffic matches the policy",
  ],
};

/** A rule in front of all others of its chain. Its comment finds it again. */
const rule = (menu: string, name: string, settings: Readonly<Record<string, string>>): string =>
  `${command(`${menu} add`, { comment: name, ...settings })} place-before=0`;

/** Fasttrack takes a connection past the IPsec policies; a packet that is accepted before it is not fasttracked. */
const fasttrack = ({ name }: DeviceTunnel): GlobalLine => ({
  line: "/ip firewall filter add … ipsec-policy=…,ipsec place-before=0",
  does: "accepts what comes from a tunnel and goes into one before any other rule, a fasttrack rule above all",
  touches: "the traffic of every IPsec tunnel of the device",
  before: "`/ip firewall filter print` and `/ip firewall mangle print`",
  back: `\`/ip firewall filter remove [find comment~"${name}"]\`, and the same for mangle and nat`,
});

function firewall({ deviceSubnets, cloudSubnets }: DeviceConnection, { name }: DeviceTunnel): Lines {
  const [own, far] = [deviceSubnets.join(","), cloudSubnets.join(",")];
  const ways = [
    ["in", far, own],
    ["out", own, far],
  ] as const;
  return [
    ways.map(([way, from, to]) =>
      rule("/ip firewall filter", `${name}-${way}`, {
        chain: "forward",
        action: "accept",
        "src-address": from,
        "dst-address": to,
        "ipsec-policy": `${way},ipsec`,
      }),
    ),
    ways.map(([way, from, to]) =>
      rule("/ip firewall mangle", `${name}-${way}`, {
        chain: "forward",
        action: "change-mss",
        "new-mss": String(SEGMENT_SIZE),
        passthrough: "yes",
        protocol: "tcp",
        "tcp-flags": "syn",
        "tcp-mss": `${SEGMENT_SIZE + 1}-65535`,
        "src-address": from,
        "dst-address": to,
        "ipsec-policy": `${way},ipsec`,
      }),
    ),
    rule("/ip firewall nat", `${name}-out`, {
      chain: "srcnat",
      action: "accept",
      "src-address": own,
      "dst-address": far,
    }),
  ];
}

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
  proof: "schema",
  writes: "tunnels",
  comment: "#",
  handling: HANDLING,
  forms: "one tunnel in use",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 60, max: 86_400 },
  selectors: "one pair",
  key: { refuse: refuseKey, write: writeKey },
  refuseConnection,
  files: (connection) => [
    {
      ending: ".routeros.rsc",
      checks: [
        "each new rule is the first of its chain. In an empty chain, leave `place-before=0` out.",
        "the device drops what matches the policy while the tunnel is down; without the policy it leaves by the default route.",
        "the other tunnel is not a standby: to use it, disable this policy and enter the file of the other one.",
        connection.tunnels.some((tunnel) => !tunnel.dpd) &&
          "with DPD off, the device does not renew phase 1 when it expires.",
      ],
      globals: connection.tunnels.map(fasttrack),
      lines: connection.tunnels.map((tunnel) => [tunnelCommands(connection, tunnel), firewall(connection, tunnel)]),
    },
  ],
});
