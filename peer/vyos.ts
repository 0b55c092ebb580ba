/** VyOS 1.5 (keys in base64 are newer than 1.4): a VTI per tunnel. */

import { base64 } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { refuseSharedIdentities } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = { aes: "aes128", aes192: "aes192", aes256: "aes256", "3des": "3des" };
const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: { group1: "1", group2: "2", group5: "5", group14: "14" },
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: { group1: "dh-group1", group2: "dh-group2", group5: "dh-group5", group14: "dh-group14" },
};

function groups({ name, words, ike, esp, dpd }: ReadyTunnel): Part {
  const phase1 = `set vpn ipsec ike-group ${name}`;
  const phase2 = `set vpn ipsec esp-group ${name}`;
  return [
    `${phase1} key-exchange '${ike.version}'`,
    ike.version === "ikev1" && `${phase1} mode '${ike.mode}'`,
    `${phase1} lifetime '${ike.lifetime}'`,
    `${phase1} proposal 10 dh-group '${words.ikeGroup}'`,
    `${phase1} proposal 10 encryption '${words.ikeEncryption}'`,
    `${phase1} proposal 10 hash '${words.ikeIntegrity}'`,
    ike.version === "ikev2" && `${phase1} proposal 10 prf 'prf${words.ikeIntegrity}'`,
    dpd && [
      `${phase1} dead-peer-detection action 'restart'`,
      `${phase1} dead-peer-detection interval '30'`,
      ike.version === "ikev1" && `${phase1} dead-peer-detection timeout '150'`,
    ],
    `${phase1} close-action 'start'`,
    `${phase2} lifetime '${esp.lifetime}'`,
    `${phase2} mode 'tunnel'`,
    `${phase2} pfs '${words.espGroup ?? "disable"}'`,
    `${phase2} proposal 10 encryption '${words.espEncryption}'`,
    `${phase2} proposal 10 hash '${words.espIntegrity}'`,
  ];
}

function peer(ready: Ready, { name, number, bgp, ...tunnel }: ReadyTunnel): Part {
  const psk = `set vpn ipsec authentication psk ${name}`;
  const site = `set vpn ipsec site-to-site peer ${name}`;
  const vti = `set interfaces vti vti${number}`;
  return [
    [...new Set([tunnel.device.id, tunnel.cloud.id])].map((id) => `${psk} id '${id}'`),
    `${psk} secret '${tunnel.key}'`,
    `${psk} secret-type 'base64'`,
    `${site} authentication mode 'pre-shared-secret'`,
    `${site} authentication local-id '${tunnel.device.id}'`,
    `${site} authentication remote-id '${tunnel.cloud.id}'`,
    `${site} connection-type 'initiate'`,
    `${site} ike-group '${name}'`,
    `${site} default-esp-group '${name}'`,
    `${site} local-address '${tunnel.ownAddress}'`,
    `${site} remote-address '${tunnel.cloud.address}'`,
    `${site} vti bind 'vti${number}'`,
    !ready.routeBased && [
      ready.deviceSubnets.map((block) => `${site} vti traffic-selector local prefix '${block}'`),
      ready.cloudSubnets.map((block) => `${site} vti traffic-selector remote prefix '${block}'`),
    ],
    vti,
    `${vti} ip adjust-mss '1360'`,
    bgp !== undefined && `${vti} address '${bgp.device.address}/30'`,
    bgp === undefined &&
      ready.routes.map(
        (block) => `set protocols static route ${block} interface vti${number} distance '${tunnel.position * 10}'`,
      ),
  ];
}

function routing({ name, bgp, advertise }: Ready): Part {
  if (bgp === undefined) return undefined;
  const { asn, routerId, sessions, hasMaster } = bgp;
  const inbound = `set policy route-map ${name}-master-in rule 10`;
  const outbound = `set policy route-map ${name}-standby-out rule 10`;
  return [
    hasMaster && [
      `${inbound} action 'permit'`,
      `${inbound} set local-preference '200'`,
      `${outbound} action 'permit'`,
      `${outbound} set as-path prepend '${asn} ${asn}'`,
    ],
    `set protocols bgp system-as '${asn}'`,
    `set protocols bgp parameters router-id '${routerId}'`,
    advertise.map((block) => `set protocols bgp address-family ipv4-unicast network ${block}`),
    sessions.map(({ cloud, isMaster }) => {
      const neighbor = `set protocols bgp neighbor ${cloud.address}`;
      const map = isMaster ? `import '${name}-master-in'` : `export '${name}-standby-out'`;
      return [
        `${neighbor} remote-as '${cloud.asn}'`,
        `${neighbor} address-family ipv4-unicast${hasMaster ? ` route-map ${map}` : ""}`,
      ];
    }),
  ];
}

export const vyos = device({
  id: "vyos",
  title: "VyOS",
  proof: "documentation",
  comment: "#",
  words: () => WORDS,
  ikeLifetime: { min: 30, max: 86_400 },
  espLifetime: { min: 30, max: 86_400 },
  selectors: "one pair",
  // In quotes, a key with a single quote could not be written, and one that begins with 0x or 0s would be read otherwise.
  key: { write: base64 },
  refuseConnection: refuseSharedIdentities,
  write: (ready) => [
    {
      name: `${ready.name}.vyos.conf`,
      text: file(
        ready.header(
          "the release knows `secret-type` (1.5; show version).",
          ready.tunnels.some((tunnel) => !tunnel.natTraversal) &&
            "NAT traversal is off at the cloud, and the device has no switch for it: there may be no NAT on the way.",
          ...ready.routingChecks(),
        ),
        "set vpn ipsec options disable-route-autoinstall",
        ready.tunnels.map((tunnel) => [groups(tunnel), peer(ready, tunnel)]),
        routing(ready),
      ),
    },
  ],
});
