/** Cisco IOS-XE 16.12 or later: one virtual tunnel interface per tunnel. */

import { isIpAddress } from "../../ipsec/identity";
import { EVERYTHING } from "../model/model";
import { GROUP_NUMBERS, GROUPS, INTEGRITY } from "../renderer/algorithm-names";
import { device } from "../renderer/device";
import { blockOf, plainKeyProblem } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import { refuseForeignAddress, refuseWithoutInterface } from "../renderer/refusals";
import { bgpCommands, ikev2Policies, ikev2PolicyCheck, type BgpWords } from "../renderer/router-commands";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { AlgorithmNames, DeviceConnection, DeviceTunnel, Handling } from "../renderer/spec";

const HANDLING: Handling = {
  apply: (files) => [
    ...files.map((name) => `copy flash:${name} running-config`),
    "! keep it over a restart:",
    "write memory",
  ],
  entered: ["! enter the commands above, then keep them over a restart:", "write memory"],
  reset: ({ cloud }) => [`clear crypto session remote ${cloud}`, "! the tunnel interface negotiates again by itself"],
};

const ESP = {
  espEncryption: { aes: "esp-aes", aes192: "esp-aes 192", aes256: "esp-aes 256", des: "esp-des", "3des": "esp-3des" },
  espIntegrity: {
    md5: "esp-md5-hmac",
    sha1: "esp-sha-hmac",
    sha256: "esp-sha256-hmac",
    sha384: "esp-sha384-hmac",
    sha512: "esp-sha512-hmac",
  },
  espGroup: GROUPS,
};
const IKEV1_NAMES: AlgorithmNames = {
  ikeEncryption: { aes: "aes", aes192: "aes 192", aes256: "aes 256", des: "des", "3des": "3des" },
  ikeIntegrity: { ...INTEGRITY, sha1: "sha" },
  ikeGroup: GROUP_NUMBERS,
  ...ESP,
};
const IKEV2_NAMES: AlgorithmNames = {
  ikeEncryption: { aes: "aes-cbc-128", aes192: "aes-cbc-192", aes256: "aes-cbc-256", des: "des", "3des": "3des" },
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP_NUMBERS,
  ...ESP,
};

const ikev1 = ({ name, number, algorithms, ike, ...tunnel }: DeviceTunnel): Lines => [
  `crypto isakmp policy ${number}`,
  ` encryption ${algorithms.ikeEncryption}`,
  ` hash ${algorithms.ikeIntegrity}`,
  " authentication pre-share",
  ` group ${algorithms.ikeGroup}`,
  ` lifetime ${ike.lifetime}`,
  `crypto keyring ${name}`,
  ` local-address ${tunnel.ownAddress}`,
  ` pre-shared-key address ${tunnel.cloud.address} key 0 ${tunnel.key}`,
  `crypto isakmp profile ${name}`,
  ` keyring ${name}`,
  isIpAddress(tunnel.cloud.id)
    ? ` match identity address ${tunnel.cloud.id} 255.255.255.255`
    : ` match identity host ${tunnel.cloud.id}`,
  isIpAddress(tunnel.device.id) ? " self-identity address" : ` self-identity fqdn ${tunnel.device.id}`,
  ` local-address ${tunnel.ownAddress}`,
  tunnel.dpd && " keepalive 10 retry 3",
  ike.mode === "aggressive" && " initiate mode aggressive",
];

const ikev2 = ({ name, algorithms, ike, ...tunnel }: DeviceTunnel): Lines => [
  `crypto ikev2 proposal ${name}`,
  ` encryption ${algorithms.ikeEncryption}`,
  ` integrity ${algorithms.ikeIntegrity}`,
  ` prf ${algorithms.ikeIntegrity}`,
  ` group ${algorithms.ikeGroup}`,
  `crypto ikev2 keyring ${name}`,
  ` peer ${name}`,
  `  address ${tunnel.cloud.address}`,
  `  pre-shared-key 0 ${tunnel.key}`,
  `crypto ikev2 profile ${name}`,
  isIpAddress(tunnel.cloud.id)
    ? ` match identity remote address ${tunnel.cloud.id} 255.255.255.255`
    : ` match identity remote fqdn ${tunnel.cloud.id}`,
  ` identity local ${isIpAddress(tunnel.device.id) ? "address" : "fqdn"} ${tunnel.device.id}`,
  " authentication remote pre-share",
  " authentication local pre-share",
  ` keyring local ${name}`,
  ` lifetime ${ike.lifetime}`,
  tunnel.dpd && " dpd 10 5 periodic",
];

function phase2(
  connection: DeviceConnection,
  { name, number, algorithms, esp, ike, bgp, ...tunnel }: DeviceTunnel,
): Lines {
  return [
    `crypto ipsec transform-set ${name} ${algorithms.espEncryption} ${algorithms.espIntegrity}`,
    " mode tunnel",
    `crypto ipsec profile ${name}`,
    ` set transform-set ${name}`,
    ` set security-association lifetime seconds ${esp.lifetime}`,
    " set security-association lifetime kilobytes disable",
    algorithms.espGroup !== undefined && ` set pfs ${algorithms.espGroup}`,
    ` set ${ike.version === "ikev1" ? "isakmp-profile" : "ikev2-profile"} ${name}`,
    `interface Tunnel${number}`,
    bgp === undefined
      ? ` ip unnumbered ${tunnel.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).mask}`,
    ` ip tcp adjust-mss ${SEGMENT_SIZE}`,
    connection.bgp?.bfd === true && " bfd interval 300 min_rx 300 multiplier 3",
    ` tunnel source ${tunnel.ownAddress}`,
    ` tunnel destination ${tunnel.cloud.address}`,
    " tunnel mode ipsec ipv4",
    !connection.routeBased && ` tunnel protection ipsec policy ipv4 ${connection.name}-traffic`,
    ` tunnel protection ipsec profile ${name}`,
    tunnel.routes
      .map(blockOf)
      .map(({ address, mask }) => `ip route ${address} ${mask} Tunnel${number} ${tunnel.distance}`),
  ];
}

function selectors({ name, routeBased, deviceSubnets, cloudSubnets }: DeviceConnection): Lines {
  if (routeBased) return undefined;
  const side = (block: string): string =>
    block === EVERYTHING ? "any" : `${blockOf(block).address} ${blockOf(block).wildcard}`;
  return [
    `ip access-list extended ${name}-traffic`,
    deviceSubnets.flatMap((own) => cloudSubnets.map((far) => ` permit ip ${side(own)} ${side(far)}`)),
  ];
}

const BGP_WORDS: BgpWords = {
  routePolicies: (masterIn, standbyOut, asn) => [
    `route-map ${masterIn} permit 10`,
    " set local-preference 200",
    `route-map ${standbyOut} permit 10`,
    ` set as-path prepend ${asn} ${asn}`,
  ],
  router: "router bgp",
  neighbor: "neighbor",
  remoteAs: "remote-as",
  timers: ({ keepalive, hold }) => `timers ${keepalive} ${hold}`,
  bfd: ["fall-over bfd"],
  addressFamily: "address-family ipv4",
  paths: (count) => `maximum-paths ${count}`,
  network: ({ address, mask }) => `${address} mask ${mask}`,
  activate: "activate",
  policy: "route-map",
  directions: { in: "in", out: "out" },
  end: "exit-address-family",
};

export const iosXe = device({
  id: "ios-xe",
  title: "Cisco IOS-XE",
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "!",
  handling: HANDLING,
  algorithmNames: (version) => (version === "ikev1" ? IKEV1_NAMES : IKEV2_NAMES),
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 120, max: 86_400 },
  bfd: true,
  selectors: "one pair",
  key: {
    refuse: (psk) =>
      plainKeyProblem(psk) ??
      (psk.includes("?") ? "holds a question mark, which the command line takes for a call for help" : undefined),
    // The command has a 0 before the key: it says that the key is in plain text.
    write: (psk) => psk,
  },
  refuseTunnel: (tunnel, ownAddress) =>
    tunnel.ike.version === "ikev1" ? refuseForeignAddress(tunnel, ownAddress) : undefined,
  refuseConnection: refuseWithoutInterface,
  files: (connection) => [
    {
      ending: ".ios-xe.conf",
      checks: [
        "releases from 17.7 refuse weak algorithms (DES, MD5, small groups) unless the compliance shield is off.",
        ikev2PolicyCheck(connection),
        "a zone-based firewall has both tunnel interfaces in one zone, and lets the traffic and IKE through.",
        "the access list of `ip nat inside source` denies what goes from the data centre's blocks to the VPC's.",
        connection.tunnels.some((tunnel) => !tunnel.natTraversal) &&
          "NAT traversal is off at the cloud; the device's switch for it is global and is left alone here.",
        ...connection.routingChecks,
      ],
      lines: [
        selectors(connection),
        connection.tunnels.map((tunnel) => (tunnel.ike.version === "ikev1" ? ikev1(tunnel) : ikev2(tunnel))),
        ikev2Policies(connection, { policy: "crypto ikev2 policy", match: "match address local" }),
        connection.tunnels.map((tunnel) => phase2(connection, tunnel)),
        connection.blackholes.map(blockOf).map(({ address, mask }) => `ip route ${address} ${mask} Null0 254`),
        bgpCommands(connection, BGP_WORDS),
      ],
    },
  ],
});
