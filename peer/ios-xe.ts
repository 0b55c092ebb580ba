/** Cisco IOS-XE 16.12 or later: one virtual tunnel interface per tunnel. */

import { blockOf, checkPlainKey } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress, refuseForeignAddress, refuseWithoutInterface } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ESP = {
  espEncryption: { aes: "esp-aes", aes192: "esp-aes 192", aes256: "esp-aes 256", des: "esp-des", "3des": "esp-3des" },
  espIntegrity: {
    md5: "esp-md5-hmac",
    sha1: "esp-sha-hmac",
    sha256: "esp-sha256-hmac",
    sha384: "esp-sha384-hmac",
    sha512: "esp-sha512-hmac",
  },
  espGroup: { group1: "group1", group2: "group2", group5: "group5", group14: "group14" },
};
const GROUP = { group1: "1", group2: "2", group5: "5", group14: "14" };
const VERSION_1: Words = {
  ikeEncryption: { aes: "aes", aes192: "aes 192", aes256: "aes 256", des: "des", "3des": "3des" },
  ikeIntegrity: { md5: "md5", sha1: "sha", sha256: "sha256", sha384: "sha384", sha512: "sha512" },
  ikeGroup: GROUP,
  ...ESP,
};
const VERSION_2: Words = {
  ikeEncryption: { aes: "aes-cbc-128", aes192: "aes-cbc-192", aes256: "aes-cbc-256", des: "des", "3des": "3des" },
  ikeIntegrity: { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" },
  ikeGroup: GROUP,
  ...ESP,
};

const ikeVersion1 = ({ name, number, words, ike, ...tunnel }: ReadyTunnel): Part => [
  `crypto isakmp policy ${number}`,
  ` encryption ${words.ikeEncryption}`,
  ` hash ${words.ikeIntegrity}`,
  " authentication pre-share",
  ` group ${words.ikeGroup}`,
  ` lifetime ${ike.lifetime}`,
  `crypto keyring ${name}`,
  ` local-address ${tunnel.ownAddress}`,
  ` pre-shared-key address ${tunnel.cloud.address} key 0 ${tunnel.key}`,
  `crypto isakmp profile ${name}`,
  ` keyring ${name}`,
  isAddress(tunnel.cloud.id)
    ? ` match identity address ${tunnel.cloud.id} 255.255.255.255`
    : ` match identity host ${tunnel.cloud.id}`,
  isAddress(tunnel.device.id) ? " self-identity address" : ` self-identity fqdn ${tunnel.device.id}`,
  ` local-address ${tunnel.ownAddress}`,
  tunnel.dpd && " keepalive 10 retry 3",
  ike.mode === "aggressive" && " initiate mode aggressive",
];

const ikeVersion2 = ({ name, words, ike, ...tunnel }: ReadyTunnel): Part => [
  `crypto ikev2 proposal ${name}`,
  ` encryption ${words.ikeEncryption}`,
  ` integrity ${words.ikeIntegrity}`,
  ` prf ${words.ikeIntegrity}`,
  ` group ${words.ikeGroup}`,
  `crypto ikev2 keyring ${name}`,
  ` peer ${name}`,
  `  address ${tunnel.cloud.address}`,
  `  pre-shared-key 0 ${tunnel.key}`,
  `crypto ikev2 profile ${name}`,
  isAddress(tunnel.cloud.id)
    ? ` match identity remote address ${tunnel.cloud.id} 255.255.255.255`
    : ` match identity remote fqdn ${tunnel.cloud.id}`,
  ` identity local ${isAddress(tunnel.device.id) ? "address" : "fqdn"} ${tunnel.device.id}`,
  " authentication remote pre-share",
  " authentication local pre-share",
  ` keyring local ${name}`,
  ` lifetime ${ike.lifetime}`,
  tunnel.dpd && " dpd 10 5 periodic",
];

/** A policy is found by the device's address alone, which the tunnels share: there is one, with each one's proposal. */
function policies({ name, tunnels }: Ready): Part {
  const second = tunnels.filter((tunnel) => tunnel.ike.version === "ikev2");
  return [...new Set(second.map((tunnel) => tunnel.ownAddress))].map((own, at) => [
    `crypto ikev2 policy ${name}${at === 0 ? "" : `-${at + 1}`}`,
    ` match address local ${own}`,
    second.filter((tunnel) => tunnel.ownAddress === own).map((tunnel) => ` proposal ${tunnel.name}`),
  ]);
}

function phase2(ready: Ready, { name, number, words, esp, ike, bgp, ...tunnel }: ReadyTunnel): Part {
  return [
    `crypto ipsec transform-set ${name} ${words.espEncryption} ${words.espIntegrity}`,
    " mode tunnel",
    `crypto ipsec profile ${name}`,
    ` set transform-set ${name}`,
    ` set security-association lifetime seconds ${esp.lifetime}`,
    " set security-association lifetime kilobytes disable",
    words.espGroup !== undefined && ` set pfs ${words.espGroup}`,
    ` set ${ike.version === "ikev1" ? "isakmp-profile" : "ikev2-profile"} ${name}`,
    `interface Tunnel${number}`,
    bgp === undefined
      ? ` ip unnumbered ${ready.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).mask}`,
    " ip tcp adjust-mss 1360",
    ` tunnel source ${tunnel.ownAddress}`,
    ` tunnel destination ${tunnel.cloud.address}`,
    " tunnel mode ipsec ipv4",
    !ready.routeBased && ` tunnel protection ipsec policy ipv4 ${ready.name}-traffic`,
    ` tunnel protection ipsec profile ${name}`,
    bgp === undefined &&
      ready.routes
        .map(blockOf)
        .map(({ address, mask }) => `ip route ${address} ${mask} Tunnel${number} ${tunnel.position * 10}`),
  ];
}

function selectors({ name, routeBased, deviceSubnets, cloudSubnets }: Ready): Part {
  if (routeBased) return undefined;
  const side = (block: string): string =>
    block === "0.0.0.0/0" ? "any" : `${blockOf(block).address} ${blockOf(block).wildcard}`;
  return [
    `ip access-list extended ${name}-traffic`,
    deviceSubnets.flatMap((own) => cloudSubnets.map((far) => ` permit ip ${side(own)} ${side(far)}`)),
  ];
}

function routing({ name, bgp, advertise }: Ready): Part {
  if (bgp === undefined) return undefined;
  const { asn, sessions, hasMaster } = bgp;
  return [
    hasMaster && [
      `route-map ${name}-master-in permit 10`,
      " set local-preference 200",
      `route-map ${name}-standby-out permit 10`,
      ` set as-path prepend ${asn} ${asn}`,
    ],
    `router bgp ${asn}`,
    sessions.map(({ cloud }) => [
      ` neighbor ${cloud.address} remote-as ${cloud.asn}`,
      ` neighbor ${cloud.address} timers 10 30`,
    ]),
    " address-family ipv4",
    advertise.map(blockOf).map(({ address, mask }) => `  network ${address} mask ${mask}`),
    sessions.map(({ cloud, isMaster }) => [
      `  neighbor ${cloud.address} activate`,
      hasMaster &&
        `  neighbor ${cloud.address} route-map ${isMaster ? `${name}-master-in in` : `${name}-standby-out out`}`,
    ]),
    " exit-address-family",
  ];
}

export const iosXe = device({
  id: "ios-xe",
  title: "Cisco IOS-XE",
  proof: "documentation",
  comment: "!",
  words: (version) => (version === "ikev1" ? VERSION_1 : VERSION_2),
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 120, max: 86_400 },
  selectors: "one pair",
  key: {
    refuse: (psk) =>
      checkPlainKey(psk) ??
      (psk.includes("?") ? "holds a question mark, which the command line takes for a call for help" : undefined),
    // The 0 says that the key is in the clear; without it, a key that begins with a digit could be read otherwise.
    write: (psk) => psk,
  },
  refuse: (tunnel, ownAddress) =>
    tunnel.ike.version === "ikev1" ? refuseForeignAddress(tunnel, ownAddress) : undefined,
  refuseConnection: refuseWithoutInterface,
  write: (ready) => [
    {
      name: `${ready.name}.ios-xe.conf`,
      text: file(
        ready.header(
          "releases from 17.7 refuse weak algorithms (DES, MD5, small groups) unless the compliance shield is off.",
          ready.tunnels.some((tunnel) => !tunnel.natTraversal) &&
            "NAT traversal is off at the cloud; the device's switch for it is global and is left alone here.",
          ...ready.routingChecks(),
        ),
        selectors(ready),
        ready.tunnels.map((tunnel) => (tunnel.ike.version === "ikev1" ? ikeVersion1(tunnel) : ikeVersion2(tunnel))),
        policies(ready),
        ready.tunnels.map((tunnel) => phase2(ready, tunnel)),
        routing(ready),
      ),
    },
  ],
});
