/** MikroTik RouterOS 7: IPsec by policies, without a tunnel interface, and so one tunnel at a time. */

import { checkPlainKey } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress } from "./refusals";
import type { Ready, ReadyTunnel, Refusal, Words } from "./renderer";

const GROUP = { group1: "modp768", group2: "modp1024", group5: "modp1536", group14: "modp2048" };
const WORDS: Words = {
  ikeEncryption: { aes: "aes-128", aes192: "aes-192", aes256: "aes-256", des: "des", "3des": "3des" },
  ikeIntegrity: { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" },
  ikeGroup: GROUP,
  espEncryption: { aes: "aes-128-cbc", aes192: "aes-192-cbc", aes256: "aes-256-cbc", des: "des", "3des": "3des" },
  espIntegrity: { md5: "md5", sha1: "sha1", sha256: "sha256", sha512: "sha512" },
  espGroup: GROUP,
};

function refuseKey(psk: string): string | undefined {
  return (
    checkPlainKey(psk) ??
    (/^0x/i.test(psk) ? "begins with 0x, which the device takes for a hexadecimal key" : undefined)
  );
}

/** Every character but letters and digits by its number: nothing is left to be read as something else. */
const writeKey = (psk: string): string =>
  `"${psk.replace(/[^A-Za-z0-9]/g, (one) => `\\${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}"`;

const identity = (id: string): string => `${isAddress(id) ? "address" : "fqdn"}:${id}`;

function refuseConnection({ tunnels, cloudSubnets, bgp }: Ready): Refusal | undefined {
  if (tunnels.length > 1)
    return {
      property: "options.tunnelIds",
      reason: "must name one tunnel: of two policies with the same blocks the device uses only one",
    };
  if (bgp !== undefined)
    return { property: "enableTunnelsBgp", reason: "is on, and the device has no tunnel interface for a BGP session" };
  if (cloudSubnets.includes("0.0.0.0/0"))
    return {
      property: "localSubnet",
      reason: "is 0.0.0.0/0, and a policy with it would take all of the device's traffic",
    };
  return undefined;
}

function tunnelLines(ready: Ready, { name, words, ike, esp, ...tunnel }: ReadyTunnel): Part {
  const mode = ike.version === "ikev2" ? "ike2" : ike.mode;
  const dpd = tunnel.dpd ? "dpd-interval=10s dpd-maximum-failures=3" : "dpd-interval=disable-dpd";
  return [
    `/ip ipsec profile add name=${name} enc-algorithm=${words.ikeEncryption} hash-algorithm=${words.ikeIntegrity} dh-group=${words.ikeGroup} lifetime=${ike.lifetime}s nat-traversal=${tunnel.natTraversal ? "yes" : "no"} ${dpd} proposal-check=obey`,
    `/ip ipsec proposal add name=${name} enc-algorithms=${words.espEncryption} auth-algorithms=${words.espIntegrity} pfs-group=${words.espGroup ?? "none"} lifetime=${esp.lifetime}s`,
    `/ip ipsec peer add name=${name} address=${tunnel.cloud.address}/32 local-address=${tunnel.ownAddress} profile=${name} exchange-mode=${mode}`,
    `/ip ipsec identity add peer=${name} auth-method=pre-shared-key secret=${tunnel.key} my-id=${identity(tunnel.device.id)} remote-id=${identity(tunnel.cloud.id)}`,
    `/ip ipsec policy add peer=${name} proposal=${name} tunnel=yes src-address=${ready.deviceSubnets.join(",")} dst-address=${ready.cloudSubnets.join(",")}`,
  ];
}

export const routeros = device({
  id: "routeros",
  title: "MikroTik RouterOS 7",
  proof: "documentation",
  comment: "#",
  words: () => WORDS,
  ikeLifetime: { min: 60, max: 86_400 },
  espLifetime: { min: 60, max: 86_400 },
  selectors: "one pair",
  key: { refuse: refuseKey, write: writeKey },
  refuseConnection,
  write: (ready) => [
    {
      name: `${ready.name}.routeros.conf`,
      text: file(
        ready.header(
          "no masquerading for traffic to the VPC: an accept rule in the srcnat chain stands before it.",
          ready.tunnels.some((tunnel) => !tunnel.dpd) &&
            "with DPD off, the device does not renew phase 1 when it expires.",
        ),
        ready.tunnels.map((tunnel) => tunnelLines(ready, tunnel)),
      ),
    },
  ],
});
