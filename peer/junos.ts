/** Juniper Junos on SRX: a unit of st0 per tunnel, as `set` commands. */

import { hex } from "./encoding";
import { file } from "./lines";
import type { Part } from "./lines";
import { device } from "./prepare";
import { isAddress } from "./refusals";
import type { Ready, ReadyTunnel, Words } from "./renderer";

const ENCRYPTION = {
  aes: "aes-128-cbc",
  aes192: "aes-192-cbc",
  aes256: "aes-256-cbc",
  des: "des-cbc",
  "3des": "3des-cbc",
};
const GROUP = { group1: "group1", group2: "group2", group5: "group5", group14: "group14" };
const WORDS: Words = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: { md5: "md5", sha1: "sha1", sha256: "sha-256", sha384: "sha-384", sha512: "sha-512" },
  ikeGroup: GROUP,
  espEncryption: ENCRYPTION,
  espIntegrity: {
    md5: "hmac-md5-96",
    sha1: "hmac-sha1-96",
    sha256: "hmac-sha-256-128",
    sha384: "hmac-sha-384",
    sha512: "hmac-sha-512",
  },
  espGroup: GROUP,
};

const identity = (id: string): string => `${isAddress(id) ? "inet" : "hostname"} ${id}`;

function phase1({ outside }: Ready, { name, words, ike, ...tunnel }: ReadyTunnel): Part {
  const gateway = `set security ike gateway ${name}`;
  return [
    `set security ike proposal ${name} authentication-method pre-shared-keys`,
    `set security ike proposal ${name} encryption-algorithm ${words.ikeEncryption}`,
    `set security ike proposal ${name} authentication-algorithm ${words.ikeIntegrity}`,
    `set security ike proposal ${name} dh-group ${words.ikeGroup}`,
    `set security ike proposal ${name} lifetime-seconds ${ike.lifetime}`,
    ike.version === "ikev1" && `set security ike policy ${name} mode ${ike.mode}`,
    `set security ike policy ${name} proposals ${name}`,
    `set security ike policy ${name} pre-shared-key hexadecimal ${tunnel.key}`,
    `${gateway} ike-policy ${name}`,
    `${gateway} address ${tunnel.cloud.address}`,
    `${gateway} external-interface ${outside}`,
    `${gateway} version ${ike.version === "ikev1" ? "v1-only" : "v2-only"}`,
    `${gateway} local-identity ${identity(tunnel.device.id)}`,
    `${gateway} remote-identity ${identity(tunnel.cloud.id)}`,
    tunnel.dpd && `${gateway} dead-peer-detection interval 10 threshold 3`,
    !tunnel.natTraversal && `${gateway} no-nat-traversal`,
  ];
}

function phase2(ready: Ready, { name, number, words, esp, bgp, position }: ReadyTunnel): Part {
  const vpn = `set security ipsec vpn ${name}`;
  return [
    `set security ipsec proposal ${name} protocol esp`,
    `set security ipsec proposal ${name} encryption-algorithm ${words.espEncryption}`,
    `set security ipsec proposal ${name} authentication-algorithm ${words.espIntegrity}`,
    `set security ipsec proposal ${name} lifetime-seconds ${esp.lifetime}`,
    `set security ipsec policy ${name} proposals ${name}`,
    words.espGroup !== undefined && `set security ipsec policy ${name} perfect-forward-secrecy keys ${words.espGroup}`,
    `${vpn} bind-interface st0.${number}`,
    `${vpn} ike gateway ${name}`,
    `${vpn} ike ipsec-policy ${name}`,
    // Routes for the selectors are inserted by the device itself.
    !ready.routeBased &&
      `${vpn} traffic-selector ${name} local-ip ${ready.deviceSubnets.join(" ")} remote-ip ${ready.cloudSubnets.join(" ")}`,
    `${vpn} establish-tunnels immediately`,
    `set interfaces st0 unit ${number} family inet${bgp === undefined ? "" : ` address ${bgp.device.address}/30`}`,
    `set security zones security-zone ${ready.name} interfaces st0.${number}${bgp === undefined ? "" : " host-inbound-traffic protocols bgp"}`,
    ready.routeBased &&
      bgp === undefined &&
      ready.routes.map(
        (block) =>
          `set routing-options static route ${block} qualified-next-hop st0.${number} preference ${position * 10}`,
      ),
  ];
}

function routing({ name, bgp, advertise }: Ready): Part {
  if (bgp === undefined) return undefined;
  const { asn, sessions, hasMaster } = bgp;
  const announce = `set policy-options policy-statement ${name}-out term announce`;
  return [
    `set routing-options autonomous-system ${asn}`,
    advertise.map((block) => `${announce} from route-filter ${block} exact`),
    advertise.length > 0 && `${announce} then accept`,
    sessions.map(({ tunnel, isMaster, cloud }) => {
      const group = `set protocols bgp group ${tunnel}`;
      const isStandby = hasMaster && !isMaster;
      const policies = [...(isStandby ? [`${name}-standby`] : []), ...(advertise.length > 0 ? [`${name}-out`] : [])];
      return [
        `${group} type external`,
        `${group} neighbor ${cloud.address} peer-as ${cloud.asn}`,
        hasMaster && isMaster && `${group} import ${name}-master`,
        policies.map((policy) => `${group} export ${policy}`),
      ];
    }),
    // Without an action that ends it, evaluation goes on with the next policy.
    hasMaster && [
      `set policy-options policy-statement ${name}-master then local-preference 200`,
      `set policy-options policy-statement ${name}-standby then as-path-prepend "${asn} ${asn}"`,
    ],
  ];
}

export const junos = device({
  id: "junos",
  title: "Junos (SRX)",
  proof: "documentation",
  comment: "#",
  needs: ["interface"],
  words: () => WORDS,
  ikeLifetime: { min: 180, max: 86_400 },
  espLifetime: { min: 180, max: 86_400 },
  selectors: "one pair",
  // As text, a key that begins with $9$ would be taken for one that is already encrypted.
  key: { write: hex },
  refuseConnection: ({ routeBased, cloudSubnets }) =>
    !routeBased && cloudSubnets.includes("0.0.0.0/0")
      ? {
          property: "localSubnet",
          reason: "is 0.0.0.0/0 on one side only, which a traffic selector may not have as its remote side",
        }
      : undefined,
  write: (ready) => [
    {
      name: `${ready.name}.junos.conf`,
      text: file(
        ready.header(
          `host-inbound-traffic system-services ike is on for the zone of ${ready.outside}.`,
          `security policies in both directions between the zone ${ready.name}, which is made here, and the inside.`,
          ...ready.routingChecks(),
        ),
        ready.tunnels.map((tunnel) => [phase1(ready, tunnel), phase2(ready, tunnel)]),
        routing(ready),
      ),
    },
  ],
});
