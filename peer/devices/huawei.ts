/** Huawei VRP (USG, AR): a tunnel interface with an IPsec profile per tunnel. */

import { isIpAddress } from "../../ipsec/identity";
import type { PeerTunnel } from "../model/model";
import { DH_GROUPS, GROUPS, sameInBothPhases } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { refuseForeignAddress, refuseWithoutInterface } from "../renderer/refusals";
import { bgpCommands, VRP_BGP_WORDS, type BgpWords } from "../renderer/router-commands";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, Refusal } from "../renderer/spec";

const NAMES: AlgorithmNames = {
  ...sameInBothPhases({
    encryption: { aes: "aes-128", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" },
    integrity: { md5: "md5", sha1: "sha1", sha256: "sha2-256", sha384: "sha2-384", sha512: "sha2-512" },
    group: GROUPS,
  }),
  espGroup: DH_GROUPS,
};

/** IKEv2 has its own names for the algorithms of IKEv1's authentication. */
const IKEV2_INTEGRITY: Readonly<Record<string, string>> = {
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
  return plainKeyProblem(psk);
}

function refuseTunnel(tunnel: PeerTunnel, ownAddress: string): Refusal | undefined {
  const { cloud } = tunnel;
  if (isIpAddress(cloud.id) && cloud.id !== cloud.address)
    return {
      property: "tunnelIkeConfig.localId",
      reason: `is the address ${cloud.id}, and the device expects ${cloud.address}`,
    };
  return refuseForeignAddress(tunnel, ownAddress);
}

function phase1({ name, number, algorithms, ike, ...tunnel }: DeviceTunnel): Lines {
  const isVersion1 = ike.version === "ikev1";
  const integrity = IKEV2_INTEGRITY[algorithms.ikeIntegrity] ?? algorithms.ikeIntegrity;
  return [
    `ike proposal ${number}`,
    ` encryption-algorithm ${algorithms.ikeEncryption}`,
    " authentication-method pre-share",
    isVersion1
      ? ` authentication-algorithm ${algorithms.ikeIntegrity}`
      : [` integrity-algorithm ${integrity}`, ` prf ${integrity.replace(/-96$/, "")}`],
    ` dh ${algorithms.ikeGroup}`,
    ` sa duration ${ike.lifetime}`,
    `ike peer ${name}`,
    ` undo version ${isVersion1 ? 2 : 1}`,
    isVersion1 && ` exchange-mode ${ike.mode}`,
    ` pre-shared-key ${tunnel.key}`,
    ` ike-proposal ${number}`,
    isIpAddress(tunnel.device.id) ? " local-id-type ip" : [" local-id-type fqdn", ` local-id ${tunnel.device.id}`],
    isIpAddress(tunnel.cloud.id) ? " remote-id-type ip" : [" remote-id-type fqdn", ` remote-id ${tunnel.cloud.id}`],
    ` remote-address ${tunnel.cloud.address}`,
    tunnel.dpd && [" dpd type periodic", " dpd msg seq-hash-notify"],
    tunnel.natTraversal ? " nat traversal" : " undo nat traversal",
  ];
}

function phase2(connection: DeviceConnection, { name, number, algorithms, esp, bgp, ...tunnel }: DeviceTunnel): Lines {
  return [
    `ipsec proposal ${name}`,
    " encapsulation-mode tunnel",
    " transform esp",
    ` esp encryption-algorithm ${algorithms.espEncryption}`,
    ` esp authentication-algorithm ${algorithms.espIntegrity}`,
    `ipsec profile ${name}`,
    ` ike-peer ${name}`,
    ` proposal ${name}`,
    algorithms.espGroup !== undefined && ` pfs ${algorithms.espGroup}`,
    ` sa duration time-based ${esp.lifetime}`,
    " sa duration traffic-based 0",
    `interface Tunnel${number}`,
    bgp === undefined
      ? ` ip address unnumbered interface ${connection.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).mask}`,
    " tunnel-protocol ipsec",
    ` source ${tunnel.ownAddress}`,
    ` destination ${tunnel.cloud.address}`,
    ` ipsec profile ${name}`,
    "quit",
    tunnel.routes
      .map(blockOf)
      .map(({ address, mask }) => `ip route-static ${address} ${mask} Tunnel${number} preference ${tunnel.distance}`),
  ];
}

const BGP_WORDS: BgpWords = {
  ...VRP_BGP_WORDS,
  routePolicies: (masterIn, standbyOut, asn) => [
    `route-policy ${masterIn} permit node 10`,
    " apply local-preference 200",
    `route-policy ${standbyOut} permit node 10`,
    ` apply as-path ${asn} ${asn} additive`,
    "quit",
  ],
  bfd: ["bfd enable", "bfd min-tx-interval 300 min-rx-interval 300 detect-multiplier 3"],
  addressFamily: "ipv4-family unicast",
  network: ({ address, mask }) => `${address} ${mask}`,
};

export const huawei = device({
  id: "huawei",
  title: "Huawei VRP",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 60, max: 604_800 },
  espLifetime: { min: 30, max: 604_800 },
  bfd: true,
  selectors: "everything",
  // The quotes are not part of the key. Without them, the command line would take a question mark for a call for help.
  key: { refuse: refuseKey, write: (psk) => `"${psk}"` },
  refuseTunnel,
  refuseConnection: refuseWithoutInterface,
  files: (connection) => [
    {
      ending: ".huawei.conf",
      checks: [
        "ipsec authentication sha2 compatible is off: it would cut SHA-2 differently from the cloud.",
        "on an AR router, the key's line reads `pre-shared-key cipher`.",
        "on a firewall, the tunnel interfaces are in a zone, and policies let IKE and the traffic through.",
        ...connection.routingChecks,
      ],
      lines: [
        connection.tunnels.map((tunnel) => [phase1(tunnel), phase2(connection, tunnel)]),
        // The device knows BFD's other commands only after this one.
        connection.bgp?.bfd === true && ["bfd", "quit"],
        bgpCommands(connection, BGP_WORDS),
      ],
    },
  ],
});
