/** libreswan 4.10 as Debian builds it: without DES, and without the groups below 1536 bits. */

import { base64 } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress, refuseSharedIdentities } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = { aes: "aes128", aes192: "aes192", aes256: "aes256", "3des": "3des" };
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha2_256", sha384: "sha2_384", sha512: "sha2_512" };
const GROUP = { group5: "modp1536", group14: "modp2048" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: GROUP,
};

const identity = (id: string): string => (isAddress(id) ? id : `@${id}`);

/** The default margin, nine minutes, would be more than a short lifetime. */
const margin = ({ ike, esp }: ReadyTunnel): number =>
  Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, esp.lifetime) / 10)));

const needsInterface = ({ routeBased, tunnels }: Ready): boolean => routeBased || tunnels.length > 1;

function connection(ready: Ready, tunnel: ReadyTunnel): Part {
  const { name, number, words, ike, esp, bgp } = tunnel;
  const isVersion1 = ike.version === "ikev1";
  const group = words.espGroup === undefined ? "" : `;${words.espGroup}`;
  return [
    `conn ${name}`,
    `    ikev2=${isVersion1 ? "no" : "yes"}`,
    isVersion1 && `    aggressive=${ike.mode === "aggressive" ? "yes" : "no"}`,
    "    authby=secret",
    `    left=${tunnel.ownAddress}`,
    `    leftid=${identity(tunnel.device.id)}`,
    `    leftsubnet=${ready.deviceSubnets.join(",")}`,
    `    right=${tunnel.cloud.address}`,
    `    rightid=${identity(tunnel.cloud.id)}`,
    `    rightsubnet=${ready.cloudSubnets.join(",")}`,
    `    ike=${words.ikeEncryption}-${words.ikeIntegrity};${words.ikeGroup}`,
    `    esp=${words.espEncryption}-${words.espIntegrity}${group}`,
    `    pfs=${words.espGroup === undefined ? "no" : "yes"}`,
    `    ikelifetime=${ike.lifetime}s`,
    `    salifetime=${esp.lifetime}s`,
    `    rekeymargin=${margin(tunnel)}s`,
    tunnel.dpd && ["    dpddelay=30", "    dpdtimeout=120", "    dpdaction=restart"],
    `    encapsulation=${tunnel.natTraversal ? "auto" : "no"}`,
    needsInterface(ready) && [
      `    vti-interface=${name}`,
      `    mark=${number}/0xffffffff`,
      "    vti-routing=no",
      bgp !== undefined && `    leftvti=${bgp.device.address}/30`,
    ],
    "    auto=start",
    "",
  ];
}

/** In main mode the one that answers knows only the address when it looks the key up. */
const secret = ({ device: own, cloud, ownAddress, key }: ReadyTunnel): string =>
  `${[...new Set([identity(own.id), identity(cloud.id), ownAddress, cloud.address])].join(" ")} : PSK ${key}`;

export const libreswan = device({
  id: "libreswan",
  title: "libreswan",
  proof: "negotiated",
  comment: "#",
  words: () => WORDS,
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 60, max: 86_400 },
  selectors: "one pair",
  // The quoted form has no escapes and cannot hold a quote.
  key: { write: (psk) => `0s${base64(psk)}` },
  refuseConnection: refuseSharedIdentities,
  write: (ready) => [
    {
      name: `${ready.name}.ipsec.conf`,
      text: file(
        ready.header(
          ready.tunnels.some((tunnel) => tunnel.ike.version === "ikev1") &&
            "config setup of ipsec.conf has ikev1-policy=accept: without it, libreswan drops IKEv1.",
          needsInterface(ready) &&
            "vti-routing is off: routes for the VPC's blocks go over the interfaces that are named like the connections.",
        ),
        ready.tunnels.map((tunnel) => connection(ready, tunnel)),
      ),
    },
    { name: `${ready.name}.ipsec.secrets`, text: file(ready.header(), ready.tunnels.map(secret)) },
  ],
});
