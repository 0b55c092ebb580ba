/** Cisco ASA 9.8 or later: a VTI per tunnel. On an FTD the management center writes these lines from the same values. */

import { isIpAddress } from "../../ipsec/identity";
import type { PeerTunnel } from "../model/model";
import { GROUP_NUMBERS, GROUPS, INTEGRITY } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import { natTraversalCheck } from "../renderer/header";
import type { Lines } from "../renderer/lines";
import { refuseForeignAddress } from "../renderer/refusals";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, GlobalLine, Refusal } from "../renderer/spec";

/** Phase 1 of both versions has the same names; phase 2 of IKEv1 has MD5 and SHA-1 only. */
const IKE = {
  ikeEncryption: { aes: "aes", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" },
  ikeGroup: GROUP_NUMBERS,
  espGroup: GROUPS,
};
const IKEV1_NAMES: AlgorithmNames = {
  ...IKE,
  ikeIntegrity: { md5: "md5", sha1: "sha" },
  espEncryption: { aes: "esp-aes", aes192: "esp-aes-192", aes256: "esp-aes-256", des: "esp-des", "3des": "esp-3des" },
  espIntegrity: { md5: "esp-md5-hmac", sha1: "esp-sha-hmac" },
};
const IKEV2_NAMES: AlgorithmNames = {
  ...IKE,
  ikeIntegrity: { ...INTEGRITY, sha1: "sha" },
  espEncryption: IKE.ikeEncryption,
  espIntegrity: { md5: "md5", sha1: "sha-1", sha256: "sha-256", sha384: "sha-384", sha512: "sha-512" },
};

/** The device finds a tunnel's key by the identity that the cloud sends, and presents its own address to all peers. */
function refuseTunnel(tunnel: PeerTunnel, ownAddress: string): Refusal | undefined {
  const { device: own, cloud } = tunnel;
  if (cloud.id !== cloud.address)
    return { property: "tunnelIkeConfig.localId", reason: `is ${cloud.id}, and the device expects ${cloud.address}` };
  if (!isIpAddress(own.id))
    return { property: "tunnelIkeConfig.remoteId", reason: `is ${own.id}, and the device presents its own address` };
  return refuseForeignAddress(tunnel, ownAddress);
}

const SEGMENTS: GlobalLine = {
  line: `sysopt connection tcpmss ${SEGMENT_SIZE}`,
  does: "tells TCP the largest segment",
  touches: "all TCP through the device (the default is 1380)",
  before: "`show running-config all sysopt`",
  back: "`no sysopt connection tcpmss`, or the size that was there",
};

const IDENTITY: GlobalLine = {
  line: "crypto isakmp identity address",
  does: "presents the device's address to every IKE peer",
  touches: "every IPsec peer of the device that expects a name",
  before: "`show running-config all crypto isakmp`",
  back: "`crypto isakmp identity auto`",
};

function phase1(tunnel: DeviceTunnel): Lines {
  const { algorithms, ike, cloud, key, dpd, outside } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  return [
    `crypto ${ike.version} policy ${tunnel.number}`,
    isVersion1 && " authentication pre-share",
    ` encryption ${algorithms.ikeEncryption}`,
    isVersion1
      ? ` hash ${algorithms.ikeIntegrity}`
      : [` integrity ${algorithms.ikeIntegrity}`, ` prf ${algorithms.ikeIntegrity}`],
    ` group ${algorithms.ikeGroup}`,
    ` lifetime ${isVersion1 ? "" : "seconds "}${ike.lifetime}`,
    `crypto ${ike.version} enable ${outside}`,
    `tunnel-group ${cloud.address} type ipsec-l2l`,
    `tunnel-group ${cloud.address} ipsec-attributes`,
    isVersion1
      ? ` ikev1 pre-shared-key ${key}`
      : [` ikev2 remote-authentication pre-shared-key ${key}`, ` ikev2 local-authentication pre-shared-key ${key}`],
    ` isakmp keepalive ${dpd ? "threshold 10 retry 3" : "disable"}`,
  ];
}

/** An address for a tunnel interface without BGP; it stays within the device. The other end's is the next hop. */
const linkOf = ({ number }: DeviceTunnel): { readonly own: string; readonly far: string } => ({
  own: `169.254.250.${4 * (number % 64) + 1}`,
  far: `169.254.250.${4 * (number % 64) + 2}`,
});

function phase2({ name: zoneName, tunnels }: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, number, algorithms, esp, ike, bgp, routes, distance, outside } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  const link = linkOf(tunnel);
  const sharesRoutes = tunnels.length > 1;
  return [
    isVersion1
      ? `crypto ipsec ikev1 transform-set ${name} ${algorithms.espEncryption} ${algorithms.espIntegrity}`
      : [
          `crypto ipsec ikev2 ipsec-proposal ${name}`,
          ` protocol esp encryption ${algorithms.espEncryption}`,
          ` protocol esp integrity ${algorithms.espIntegrity}`,
        ],
    `crypto ipsec profile ${name}`,
    isVersion1 ? ` set ikev1 transform-set ${name}` : ` set ikev2 ipsec-proposal ${name}`,
    algorithms.espGroup !== undefined && ` set pfs ${algorithms.espGroup}`,
    ` set security-association lifetime seconds ${esp.lifetime}`,
    " set security-association lifetime kilobytes unlimited",
    `interface Tunnel${number}`,
    ` nameif ${name}`,
    ` zone-member ${zoneName}`,
    bgp === undefined
      ? ` ip address ${link.own} 255.255.255.252`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).mask}`,
    ` tunnel source interface ${outside}`,
    ` tunnel destination ${tunnel.cloud.address}`,
    " tunnel mode ipsec ipv4",
    ` tunnel protection ipsec profile ${name}`,
    " no shutdown",
    // The interface goes down with the tunnel, and its routes with it. Equal ones need interfaces of one zone.
    routes
      .map(blockOf)
      .map(({ address, mask }) => `route ${name} ${address} ${mask} ${link.far} ${sharesRoutes ? distance : 1}`),
  ];
}

function routing({ name, bgp, advertise }: DeviceConnection): Lines {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster, timers, paths } = bgp;
  const [masterIn, standbyOut] = [`${name}-master-in`, `${name}-standby-out`];
  return [
    hasMaster && [
      `route-map ${masterIn} permit 10`,
      " set local-preference 200",
      `route-map ${standbyOut} permit 10`,
      ` set as-path prepend ${asn} ${asn}`,
    ],
    `router bgp ${asn}`,
    ` bgp router-id ${routerId}`,
    " address-family ipv4 unicast",
    sessions.map(({ cloud, isMaster }) => [
      `  neighbor ${cloud.address} remote-as ${cloud.asn}`,
      `  neighbor ${cloud.address} timers ${timers.keepalive} ${timers.hold}`,
      `  neighbor ${cloud.address} activate`,
      hasMaster && `  neighbor ${cloud.address} route-map ${isMaster ? `${masterIn} in` : `${standbyOut} out`}`,
    ]),
    advertise.map(blockOf).map(({ address, mask }) => `  network ${address} mask ${mask}`),
    paths > 1 && `  maximum-paths ${paths}`,
    " exit-address-family",
  ];
}

export const asa = device({
  id: "asa",
  title: "Cisco ASA and FTD",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "!",
  needs: ["interface"],
  // Releases before 9.16 have 0 to 100.
  numbers: { min: 1, max: 100 },
  handling: {
    apply: (files) => [
      ...files.map((name) => `copy disk0:/${name} running-config`),
      "! keep it over a restart:",
      "write memory",
      "! on an FTD, enter the same values in the management center (a route-based VPN), which writes these lines itself",
    ],
    entered: ["! enter the commands above, then keep them over a restart:", "write memory"],
    reset: ({ cloud }) => [
      `clear crypto ipsec sa peer ${cloud}`,
      `vpn-sessiondb logoff ipaddress ${cloud} noconfirm`,
      "! the tunnel interface negotiates again by itself",
    ],
  },
  algorithmNames: (version) => (version === "ikev1" ? IKEV1_NAMES : IKEV2_NAMES),
  ikeLifetime: { min: 120, max: 86_400 },
  espLifetime: { min: 120, max: 214_783_647 },
  selectors: "everything",
  // The command has no quotes: one would be part of the key.
  key: {
    refuse: (psk) =>
      plainKeyProblem(psk) ??
      (psk.includes("?") ? "holds a question mark, which the command line takes for a call for help" : undefined),
    write: (psk) => psk,
  },
  refuseTunnel,
  refuseConnection: ({ tunnels }) =>
    tunnels.some(({ ike }) => ike.version === "ikev1" && ike.mode === "aggressive")
      ? { property: "tunnelIkeConfig.ikeMode", reason: "is aggressive, and a tunnel interface of the device uses main" }
      : undefined,
  files: (connection) => [
    {
      ending: ".asa.conf",
      checks: [
        "the interface's name is its nameif, such as `outside`. Releases from 9.13 refuse weak algorithms (DES, 3DES, MD5, " +
          "groups 2 and 5).",
        `an access list lets the traffic through between the zone ${connection.name} and the inside; no \`nat\` rule takes what ` +
          "goes to the VPC's blocks (an identity rule before the others).",
        natTraversalCheck(connection.tunnels),
        ...connection.routingChecks,
      ],
      globals: [SEGMENTS, IDENTITY],
      lines: [
        SEGMENTS.line,
        IDENTITY.line,
        // One zone for both: the device then knows a session on either, and takes equal routes over both.
        `zone ${connection.name}`,
        connection.tunnels.map((tunnel) => [phase1(tunnel), phase2(connection, tunnel)]),
        connection.blackholes.map(blockOf).map(({ address, mask }) => `route Null0 ${address} ${mask} 254`),
        routing(connection),
      ],
    },
  ],
});
