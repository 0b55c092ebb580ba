/** Fortinet FortiOS: an IPsec interface per tunnel. */

import { blockOf, checkPlainKey } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = { aes: "aes128", aes192: "aes192", aes256: "aes256", des: "des", "3des": "3des" };
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };
const GROUP = { group1: "1", group2: "2", group5: "5", group14: "14" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: GROUP,
};

function refuseKey(psk: string): string | undefined {
  if (psk.length < 6) return `has ${psk.length} characters; the device takes 6 to 128`;
  if (psk.includes("?")) return "holds a question mark, which the command line takes for a call for help";
  if (/^00+x/.test(psk)) return "begins with zeros and an x, which the device's rule for hexadecimal keys leaves open";
  return checkPlainKey(psk);
}

/** 0x begins a hexadecimal key; one more zero before it means the text. */
const writeKey = (psk: string): string => `"${(psk.startsWith("0x") ? `0${psk}` : psk).replace(/["\\]/g, "\\$&")}"`;

const phase1 = ({ outside }: Ready, { name, words, ike, ...tunnel }: ReadyTunnel): Part => [
  `    edit "${name}"`,
  `        set interface "${outside}"`,
  `        set local-gw ${tunnel.ownAddress}`,
  `        set ike-version ${ike.version === "ikev1" ? 1 : 2}`,
  ike.version === "ikev1" && `        set mode ${ike.mode}`,
  // In main mode the device cannot choose by identity, and takes any from that address.
  ike.version === "ikev1" && ike.mode === "main"
    ? "        set peertype any"
    : ["        set peertype one", `        set peerid "${tunnel.cloud.id}"`],
  "        set net-device disable",
  `        set proposal ${words.ikeEncryption}-${words.ikeIntegrity}`,
  `        set dhgrp ${words.ikeGroup}`,
  `        set keylife ${ike.lifetime}`,
  `        set localid-type ${isAddress(tunnel.device.id) ? "address" : "fqdn"}`,
  `        set localid "${tunnel.device.id}"`,
  `        set nattraversal ${tunnel.natTraversal ? "enable" : "disable"}`,
  `        set dpd ${tunnel.dpd ? "on-idle" : "disable"}`,
  tunnel.dpd && "        set dpd-retryinterval 10",
  `        set remote-gw ${tunnel.cloud.address}`,
  `        set psksecret ${tunnel.key}`,
  "    next",
];

const phase2 = ({ deviceSubnets, cloudSubnets }: Ready, { name, words, esp }: ReadyTunnel): Part => [
  `    edit "${name}"`,
  `        set phase1name "${name}"`,
  `        set proposal ${words.espEncryption}-${words.espIntegrity}`,
  `        set pfs ${words.espGroup === undefined ? "disable" : "enable"}`,
  words.espGroup !== undefined && `        set dhgrp ${words.espGroup}`,
  "        set keylife-type seconds",
  `        set keylifeseconds ${esp.lifetime}`,
  "        set auto-negotiate enable",
  deviceSubnets.map(blockOf).map(({ address, mask }) => `        set src-subnet ${address} ${mask}`),
  cloudSubnets.map(blockOf).map(({ address, mask }) => `        set dst-subnet ${address} ${mask}`),
  "    next",
];

function addresses({ tunnels }: Ready): Part {
  const lines = tunnels.flatMap(({ name, bgp }) =>
    bgp === undefined
      ? []
      : [
          `    edit "${name}"`,
          `        set ip ${bgp.device.address} 255.255.255.255`,
          `        set remote-ip ${bgp.cloud.address} ${blockOf(bgp.tunnelCidr).mask}`,
          "    next",
        ],
  );
  return lines.length === 0 ? undefined : ["config system interface", lines, "end"];
}

function routing({ name, bgp, advertise }: Ready): Part {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster } = bgp;
  return [
    hasMaster && [
      "config router route-map",
      [
        [`${name}-in`, "set-local-preference 200"],
        [`${name}-out`, `set-aspath "${asn} ${asn}"`],
      ].map(([map, setting]) => [
        `    edit "${map}"`,
        "        config rule",
        "            edit 1",
        `                set ${setting}`,
        "            next",
        "        end",
        "    next",
      ]),
      "end",
    ],
    "config router bgp",
    `    set as ${asn}`,
    `    set router-id ${routerId}`,
    "    config neighbor",
    sessions.map(({ cloud, isMaster }) => [
      `        edit "${cloud.address}"`,
      `            set remote-as ${cloud.asn}`,
      hasMaster && `            set ${isMaster ? `route-map-in "${name}-in"` : `route-map-out "${name}-out"`}`,
      "        next",
    ]),
    "    end",
    advertise.length > 0 && [
      "    config network",
      advertise
        .map(blockOf)
        .map(({ address, mask }, at) => [
          `        edit ${at + 1}`,
          `            set prefix ${address} ${mask}`,
          "        next",
        ]),
      "    end",
    ],
    "end",
  ];
}

function staticRoutes({ routes, tunnels }: Ready): Part {
  const lines = tunnels
    .filter((tunnel) => tunnel.bgp === undefined)
    .flatMap(({ name, position }) =>
      routes
        .map(blockOf)
        .map(({ address, mask }) => [
          "    edit 0",
          `        set dst ${address} ${mask}`,
          `        set device "${name}"`,
          `        set distance ${position * 10}`,
          "    next",
        ]),
    );
  return lines.length === 0 ? undefined : ["config router static", lines, "end"];
}

export const fortios = device({
  id: "fortios",
  title: "FortiOS",
  proof: "documentation",
  comment: "#",
  needs: ["interface"],
  words: () => WORDS,
  ikeLifetime: { min: 120, max: 172_800 },
  espLifetime: { min: 120, max: 172_800 },
  selectors: "one pair",
  key: { refuse: refuseKey, write: writeKey },
  write: (ready) => [
    {
      name: `${ready.name}.fortios.conf`,
      text: file(
        ready.header(
          "firewall policies in both directions between the tunnels and the inside: without one, a tunnel stays down.",
          "the build has full encryption; an evaluation licence has DES only.",
          ...ready.routingChecks(),
        ),
        "config vpn ipsec phase1-interface",
        ready.tunnels.map((tunnel) => phase1(ready, tunnel)),
        "end",
        "config vpn ipsec phase2-interface",
        ready.tunnels.map((tunnel) => phase2(ready, tunnel)),
        "end",
        addresses(ready),
        routing(ready),
        staticRoutes(ready),
      ),
    },
  ],
});
