/** strongSwan 5.8 or later, configured by swanctl. */

import { base64 } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress, refuseSharedIdentities } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = { aes: "aes128", aes192: "aes192", aes256: "aes256", des: "des", "3des": "3des" };
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };
const GROUP = { group1: "modp768", group2: "modp1024", group5: "modp1536", group14: "modp2048" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: GROUP,
};

/** Without a prefix, strongSwan guesses the kind of an identity from its text. */
const identity = (id: string): string => (isAddress(id) ? id : `fqdn:${id}`);

/** rekey_time is when it begins, and the hard time is what the cloud knows as the lifetime. */
const soft = (seconds: number): number => Math.max(1, Math.floor(seconds * 0.9));

/** Two tunnels with the same traffic selectors are told apart by interfaces; a single one needs none. */
const needsInterface = ({ routeBased, tunnels }: Ready): boolean => routeBased || tunnels.length > 1;

function connection(ready: Ready, tunnel: ReadyTunnel): Part {
  const { name, number, words, ike, esp } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  return [
    `  ${name} {`,
    `    version = ${isVersion1 ? 1 : 2}`,
    isVersion1 && `    aggressive = ${ike.mode === "aggressive" ? "yes" : "no"}`,
    `    local_addrs = ${tunnel.ownAddress}`,
    `    remote_addrs = ${tunnel.cloud.address}`,
    `    proposals = ${words.ikeEncryption}-${words.ikeIntegrity}-${words.ikeGroup}`,
    `    rekey_time = ${soft(ike.lifetime)}s`,
    `    over_time = ${ike.lifetime - soft(ike.lifetime)}s`,
    "    reauth_time = 0s",
    `    dpd_delay = ${tunnel.dpd ? "30s" : "0s"}`,
    isVersion1 && tunnel.dpd && "    dpd_timeout = 150s",
    "    encap = no",
    "    mobike = no",
    "    keyingtries = 0",
    needsInterface(ready) && [`    if_id_in = ${number}`, `    if_id_out = ${number}`],
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
    `        local_ts = ${ready.deviceSubnets.join(",")}`,
    `        remote_ts = ${ready.cloudSubnets.join(",")}`,
    `        esp_proposals = ${[words.espEncryption, words.espIntegrity, words.espGroup].filter((word) => word !== undefined).join("-")}`,
    `        life_time = ${esp.lifetime}s`,
    `        rekey_time = ${soft(esp.lifetime)}s`,
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

const secret = ({ name, device: own, cloud, key }: ReadyTunnel): Part => [
  `  ike-${name} {`,
  `    id-1 = ${identity(own.id)}`,
  `    id-2 = ${identity(cloud.id)}`,
  `    secret = ${key}`,
  "  }",
];

function interfaces(ready: Ready): string {
  return file(
    "#!/bin/sh",
    ready.header(
      "this script is written from documentation; what has been run is the connections' own file.",
      "charon.install_routes is no in strongswan.conf: the routes are those below.",
      ...ready.routingChecks(),
    ),
    "set -e",
    ready.tunnels.map(({ name, number, bgp, position }) => [
      `ip link add ${name} type xfrm dev ${ready.outside || "lo"} if_id ${number}`,
      `ip link set ${name} mtu 1399 up`,
      bgp !== undefined && `ip address add ${bgp.device.address}/30 dev ${name}`,
      bgp === undefined && ready.routes.map((block) => `ip route add ${block} dev ${name} metric ${position * 10}`),
    ]),
  );
}

export const strongswan = device({
  id: "strongswan",
  title: "strongSwan (swanctl)",
  proof: "run",
  comment: "#",
  words: () => WORDS,
  ikeLifetime: { min: 1, max: 86_400 },
  espLifetime: { min: 1, max: 86_400 },
  selectors: "several",
  // In any other form, quoted ones included, a key that begins with 0x or 0s is read as hexadecimal or base64.
  key: { write: (psk) => `0s${base64(psk)}` },
  refuseConnection: refuseSharedIdentities,
  write: (ready) => [
    {
      name: `${ready.name}.swanctl.conf`,
      text: file(
        ready.header(
          needsInterface(ready) && `the interfaces are there (${ready.name}-interfaces.sh).`,
          ready.tunnels.some((tunnel) => tunnel.ike.version === "ikev1" && tunnel.ike.mode === "aggressive") &&
            "to answer in aggressive mode, strongswan.conf needs charon.i_dont_care_about_security_and_use_aggressive_mode_psk.",
          ready.tunnels.some((tunnel) => !tunnel.natTraversal) &&
            "NAT traversal is off at the cloud: there may be no NAT on the way, which strongSwan would answer with it.",
        ),
        "connections {",
        ready.tunnels.map((tunnel) => connection(ready, tunnel)),
        "}",
        "secrets {",
        ready.tunnels.map(secret),
        "}",
      ),
    },
    ...(needsInterface(ready) ? [{ name: `${ready.name}-interfaces.sh`, text: interfaces(ready) }] : []),
  ],
});
