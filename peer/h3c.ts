/** H3C Comware 7: a tunnel interface with an IPsec profile per tunnel. */

import { blockOf, checkPlainKey } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress, refuseWithoutInterface } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = {
  aes: "aes-cbc-128",
  aes192: "aes-cbc-192",
  aes256: "aes-cbc-256",
  des: "des-cbc",
  "3des": "3des-cbc",
};
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };
const GROUP = { group1: "group1", group2: "group2", group5: "group5", group14: "group14" };
const VERSION_2: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: { group1: "dh-group1", group2: "dh-group2", group5: "dh-group5", group14: "dh-group14" },
};
const VERSION_1: Words = { ...VERSION_2, ikeIntegrity: { ...INTEGRITY, sha1: "sha" } };

function refuseKey(psk: string): string | undefined {
  return (
    checkPlainKey(psk) ??
    (/[?"\\]/.test(psk)
      ? "holds a question mark, a double quote or a backslash, which releases read differently"
      : undefined)
  );
}

const ownIdentity = (id: string): string => `${isAddress(id) ? "address" : "fqdn"} ${id}`;
const peerIdentity = (id: string): string => (isAddress(id) ? `address ${id} 255.255.255.255` : `fqdn ${id}`);

const ikeVersion1 = ({ name, number, words, ike, ...tunnel }: ReadyTunnel): Part => [
  `ike proposal ${number}`,
  ` encryption-algorithm ${words.ikeEncryption}`,
  " authentication-method pre-share",
  ` authentication-algorithm ${words.ikeIntegrity}`,
  ` dh ${words.ikeGroup}`,
  ` sa duration ${ike.lifetime}`,
  `ike keychain ${name}`,
  ` pre-shared-key address ${tunnel.cloud.address} 255.255.255.255 key simple ${tunnel.key}`,
  `ike profile ${name}`,
  ` keychain ${name}`,
  ` proposal ${number}`,
  ` exchange-mode ${ike.mode}`,
  ` local-identity ${ownIdentity(tunnel.device.id)}`,
  ` match remote identity ${peerIdentity(tunnel.cloud.id)}`,
  tunnel.dpd && " dpd interval 10 retry 3 periodic",
];

const ikeVersion2 = ({ name, words, ike, ...tunnel }: ReadyTunnel): Part => [
  `ikev2 proposal ${name}`,
  ` encryption ${words.ikeEncryption}`,
  ` integrity ${words.ikeIntegrity}`,
  ` prf ${words.ikeIntegrity}`,
  ` dh ${words.ikeGroup}`,
  `ikev2 keychain ${name}`,
  ` peer ${name}`,
  `  address ${tunnel.cloud.address} 255.255.255.255`,
  `  pre-shared-key plaintext ${tunnel.key}`,
  `ikev2 profile ${name}`,
  " authentication-method local pre-share",
  " authentication-method remote pre-share",
  ` keychain ${name}`,
  ` identity local ${ownIdentity(tunnel.device.id)}`,
  ` match remote identity ${peerIdentity(tunnel.cloud.id)}`,
  ` sa duration ${ike.lifetime}`,
  tunnel.dpd && " dpd interval 10 retry 3 periodic",
];

/** A policy is found by the device's address alone, which the tunnels share: there is one, with each one's proposal. */
function policies({ name, tunnels }: Ready): Part {
  const second = tunnels.filter((tunnel) => tunnel.ike.version === "ikev2");
  return [...new Set(second.map((tunnel) => tunnel.ownAddress))].map((own, at) => [
    `ikev2 policy ${name}${at === 0 ? "" : `-${at + 1}`}`,
    ` match local address ${own}`,
    second.filter((tunnel) => tunnel.ownAddress === own).map((tunnel) => ` proposal ${tunnel.name}`),
  ]);
}

function phase2(ready: Ready, { name, number, words, esp, ike, bgp, ...tunnel }: ReadyTunnel): Part {
  return [
    `ipsec transform-set ${name}`,
    " protocol esp",
    " encapsulation-mode tunnel",
    ` esp encryption-algorithm ${words.espEncryption}`,
    ` esp authentication-algorithm ${words.espIntegrity}`,
    words.espGroup !== undefined && ` pfs ${words.espGroup}`,
    `ipsec profile ${name} isakmp`,
    ` transform-set ${name}`,
    ` ${ike.version === "ikev1" ? "ike-profile" : "ikev2-profile"} ${name}`,
    ` sa duration time-based ${esp.lifetime}`,
    `interface Tunnel${number} mode ipsec`,
    bgp === undefined
      ? ` ip address unnumbered interface ${ready.outside}`
      : ` ip address ${bgp.device.address} ${blockOf(bgp.tunnelCidr).prefixLength}`,
    ` source ${tunnel.ownAddress}`,
    ` destination ${tunnel.cloud.address}`,
    ` tunnel protection ipsec profile ${name}`,
    "quit",
    bgp === undefined &&
      ready.routes
        .map(blockOf)
        .map(
          ({ address, prefixLength }) =>
            `ip route-static ${address} ${prefixLength} Tunnel${number} preference ${tunnel.position * 10}`,
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
      "quit",
      `route-policy ${name}-standby-out permit node 10`,
      ` apply as-path ${asn} ${asn}`,
      "quit",
    ],
    `bgp ${asn}`,
    sessions.map(({ cloud }) => ` peer ${cloud.address} as-number ${cloud.asn}`),
    " address-family ipv4 unicast",
    advertise.map(blockOf).map(({ address, prefixLength }) => `  network ${address} ${prefixLength}`),
    sessions.map(({ cloud, isMaster }) => [
      `  peer ${cloud.address} enable`,
      hasMaster &&
        `  peer ${cloud.address} route-policy ${isMaster ? `${name}-master-in import` : `${name}-standby-out export`}`,
    ]),
  ];
}

export const h3c = device({
  id: "h3c",
  title: "H3C Comware 7",
  proof: "documentation",
  comment: "#",
  words: (version) => (version === "ikev1" ? VERSION_1 : VERSION_2),
  ikeLifetime: { min: 120, max: 86_400 },
  espLifetime: { min: 180, max: 604_800 },
  selectors: "everything",
  key: { refuse: refuseKey, write: (psk) => psk },
  refuseConnection: refuseWithoutInterface,
  write: (ready) => [
    {
      name: `${ready.name}.h3c.conf`,
      text: file(
        ready.header(
          "the device is not in FIPS mode where DES, 3DES, MD5 or a small group is used.",
          "no traffic-based lifetime is set: ipsec sa global-duration traffic-based is high enough for a day of traffic.",
          ready.tunnels.some((tunnel) => !tunnel.natTraversal) &&
            "NAT traversal is off at the cloud, and the device has no switch for it: there may be no NAT on the way.",
          ...ready.routingChecks(),
        ),
        ready.tunnels.map((tunnel) => (tunnel.ike.version === "ikev1" ? ikeVersion1(tunnel) : ikeVersion2(tunnel))),
        policies(ready),
        ready.tunnels.map((tunnel) => phase2(ready, tunnel)),
        routing(ready),
      ),
    },
  ],
});
