/** Huawei VRP (USG, AR): a tunnel interface with an IPsec profile per tunnel. */

import { blockOf, checkPlainKey } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress, refuseForeignAddress, refuseWithoutInterface } from "./refusals";
import type { Ready, ReadyTunnel, Refusal, Words } from "./renderer";
import type { PeerTunnel } from "./model";

const ENCRYPTION = { aes: "aes-128", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" };
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha2-256", sha384: "sha2-384", sha512: "sha2-512" };
const GROUP = { group1: "group1", group2: "group2", group5: "group5", group14: "group14" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: { group1: "dh-group1", group2: "dh-group2", group5: "dh-group5", group14: "dh-group14" },
};

/** IKEv2 has its own words for what IKEv1 calls authentication. */
const INTEGRITY_2: Readonly<Record<string, string>> = {
  md5: "hmac-md5-96",
  sha1: "hmac-sha1-96",
  "sha2-256": "hmac-sha2-256",
  "sha2-384": "hmac-sha2-384",
  "sha2-512": "hmac-sha2-512",
};

function refuseKey(psk: string): string | undefined {
  if (psk.length >= 48) return `has ${psk.length} characters; the device may take 48 and more for a key in cipher text`;
  if (psk.includes('"')) return "holds a double quote, which the device takes for the end of the key";
  if (psk.endsWith("?")) return "ends with a question mark, which the command line takes for a call for help";
  return checkPlainKey(psk);
}

function refuse(tunnel: PeerTunnel, ownAddress: string): Refusal | undefined {
  const { cloud } = tunnel;
  if (isAddress(cloud.id) && cloud.id !== cloud.address)
    return {
      property: "tunnelIkeConfig.localId",
      reason: `is the address ${cloud.id}, and the device expects ${cloud.address}`,
    };
  return refuseForeignAddress(tunnel, ownAddress);
}

function phase1({ name, number, words, ike, ...tunnel }: ReadyTunnel): Part {
  const isVersion1 = ike.version === "ikev1";
  const integrity = INTEGRITY_2[words.ikeIntegrity] ?? words.ikeIntegrity;
  return [
    `ike proposal ${number}`,
    ` encryption-algorithm ${words.ikeEncryption}`,
    " authentication-method pre-share",
    isVersion1
      ? ` authentication-algorithm ${words.ikeIntegrity}`
      : [` integrity-algorithm ${integrity}`, ` prf ${integrity.replace(/-96$/, "")}`],
    ` dh ${words.ikeGroup}`,
    ` sa duration ${ike.lifetime}`,
    `ike peer ${name}`,
    ` undo version ${isVersion1 ? 2 : 1}`,
    isVersion1 && ` exchange-mode ${ike.mode}`,
    ` pre-shared-key ${tunnel.key}`,
    ` ike-proposal ${number}`,
    isAddress(tunnel.device.id) ? " local-id-type ip" : [" local-id-type fqdn", ` local-id ${tunnel.device.id}`],
    isAddress(tunnel.cloud.id) ? " remote-id-type ip" : [" remote-id-type fqdn", ` remote-id ${tunnel.cloud.id}`],
    ` remote-address ${tunnel.cloud.address}`,
    tunnel.dpd && [" dpd type periodic", " dpd msg seq-hash-notify"],
    tunnel.natTraversal ? " nat traversal" : " undo nat traversal",
  ];
}

function phase2(ready: Ready, { name, number, words, esp, bgp, ...tunnel }: ReadyTunnel): Part {
  return [
    `ipsec proposal ${name}`,
    " encapsulation-mode tunnel",
    " transform esp",
    ` esp encryption-algorithm ${words.espEncryption}`,
    ` esp authentication-algorithm ${words.espIntegrity}`,
    `ipsec profile ${name}`,
    ` ike-peer ${name}`,
    ` proposal ${name}`,
    words.espGroup !== undefined && ` pfs ${words.espGroup}`,
    ` sa duration time-based ${esp.lifetime}`,
    " sa duration traffic-based 0",
    `interface Tunnel${number}`,
    bgp === undefined
      ? ` ip address unnumbered interface ${ready.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).mask}`,
    " tunnel-protocol ipsec",
    ` source ${tunnel.ownAddress}`,
    ` destination ${tunnel.cloud.address}`,
    ` ipsec profile ${name}`,
    "quit",
    bgp === undefined &&
      ready.routes
        .map(blockOf)
        .map(
          ({ address, mask }) =>
            `ip route-static ${address} ${mask} Tunnel${number} preference ${tunnel.position * 10}`,
        ),
  ];
}

function routing({ name, bgp, advertise }: Ready): Part {
  if (bgp === undefined) return undefined;
  const { asn, sessions, hasMaster } = bgp;
  return [
    hasMaster && [
      `route-policy ${name}-master-in permit node 10`,
      " apply local-preference 200",
      `route-policy ${name}-standby-out permit node 10`,
      ` apply as-path ${asn} ${asn} additive`,
      "quit",
    ],
    `bgp ${asn}`,
    sessions.map(({ cloud }) => ` peer ${cloud.address} as-number ${cloud.asn}`),
    " ipv4-family unicast",
    advertise.map(blockOf).map(({ address, mask }) => `  network ${address} ${mask}`),
    sessions.map(({ cloud, isMaster }) => [
      `  peer ${cloud.address} enable`,
      hasMaster &&
        `  peer ${cloud.address} route-policy ${isMaster ? `${name}-master-in import` : `${name}-standby-out export`}`,
    ]),
  ];
}

export const huawei = device({
  id: "huawei",
  title: "Huawei VRP",
  proof: "documentation",
  comment: "#",
  words: () => WORDS,
  ikeLifetime: { min: 60, max: 604_800 },
  espLifetime: { min: 30, max: 604_800 },
  selectors: "everything",
  // The quotes are not part of the key; without them a question mark would be a call for help.
  key: { refuse: refuseKey, write: (psk) => `"${psk}"` },
  refuse,
  refuseConnection: refuseWithoutInterface,
  write: (ready) => [
    {
      name: `${ready.name}.huawei.conf`,
      text: file(
        ready.header(
          "ipsec authentication sha2 compatible is off: it would cut SHA-2 differently from the cloud.",
          "on an AR router, the key's line reads `pre-shared-key cipher`.",
          "on a firewall, the tunnel interfaces are in a zone, and policies let IKE and the traffic through.",
          ...ready.routingChecks(),
        ),
        ready.tunnels.map((tunnel) => [phase1(tunnel), phase2(ready, tunnel)]),
        routing(ready),
      ),
    },
  ],
});
