/** The JSON schema of the neutral form. `npm run generate` writes it to docs/reference/peer-config.schema.json. */

import {
  ASN_RANGE,
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../ipsec/algorithms";
import { FORMAT_VERSION } from "./json";

/** A part of a JSON schema. */
export interface Schema {
  readonly [keyword: string]: string | number | boolean | readonly (string | number)[] | Schema | SchemasByName;
}
interface SchemasByName {
  readonly [name: string]: Schema;
}

const IPV4 = "^(?:\\d{1,3}\\.){3}\\d{1,3}$";
const text = (description: string): Schema => ({ type: "string", description });
const address = (description: string): Schema => ({ type: "string", pattern: IPV4, description });
const flag = (description: string): Schema => ({ type: "boolean", description });
const oneOf = (values: readonly string[], description: string): Schema => ({ enum: values, description });
const seconds = (description: string): Schema => ({ type: "integer", minimum: 1, description });
const blocks = (description: string): Schema => ({
  type: "array",
  items: { type: "string", pattern: `${IPV4.slice(0, -1)}/\\d{1,2}$` },
  description,
});

/** An object with these properties and no others. All are required, except those that are named as optional. */
function record(properties: SchemasByName, description: string, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", additionalProperties: false, required, properties, description };
}

const bgpEnd = (whose: string): Schema =>
  record(
    {
      asn: { type: "integer", minimum: ASN_RANGE.min, maximum: ASN_RANGE.max, description: "AS number, in one part." },
      address: address("BGP address inside the tunnel."),
    },
    `BGP of ${whose}.`,
  );

const IDENTITY = "Identity in IKE: an IP address, or else a name (FQDN).";

const TUNNEL = record(
  {
    id: text("The tunnel's id in Alibaba Cloud."),
    name: text("The tunnel's name in configurations, such as ali-t1."),
    role: text("master or slave, where the service says so. BGP prefers the master."),
    device: record(
      {
        address: address("The device's public address, as Alibaba Cloud reaches it."),
        id: text(IDENTITY),
        ownAddress: address("The device's own address: another one than `address` behind a NAT."),
      },
      "The end to configure.",
    ),
    cloud: record(
      { address: address("The public address of Alibaba Cloud's end."), id: text(IDENTITY) },
      "Alibaba Cloud's end.",
    ),
    ike: record(
      {
        version: oneOf(IKE_VERSIONS, "Version of IKE."),
        mode: oneOf(IKE_MODES, "Negotiation mode; means something with ikev1 only."),
        encryption: oneOf(ENCRYPTION_ALGORITHMS, "Encryption; aes has a key of 128 bits. All are CBC."),
        integrity: oneOf(INTEGRITY_ALGORITHMS, "Integrity, and with ikev2 the pseudo-random function (PRF) too."),
        group: oneOf(IKE_DH_GROUPS, "Diffie-Hellman group."),
        lifetime: seconds("Lifetime in seconds."),
      },
      "Phase 1.",
    ),
    esp: record(
      {
        encryption: oneOf(ENCRYPTION_ALGORITHMS, "Encryption; aes has a key of 128 bits. All are CBC."),
        integrity: oneOf(INTEGRITY_ALGORITHMS, "Integrity. SHA-2 is cut to half of its bits (RFC 4868)."),
        pfs: oneOf(IPSEC_PFS_GROUPS, "Diffie-Hellman group of perfect forward secrecy."),
        lifetime: seconds("Lifetime in seconds. There is none in bytes."),
      },
      "Phase 2: ESP in tunnel mode.",
    ),
    psk: text("The pre-shared key, or <key-of-tun-...> where the file is written without keys."),
    dpd: flag("Dead peer detection."),
    natTraversal: flag("NAT traversal."),
    bgp: record(
      {
        tunnelCidr: text("The /30 block of the two BGP addresses."),
        device: bgpEnd("the end to configure"),
        cloud: bgpEnd("Alibaba Cloud's end"),
      },
      "BGP through the tunnel; absent where it is off.",
    ),
    routes: blocks("Blocks to route into the tunnel; none with BGP."),
  },
  "One tunnel.",
  ["role", "bgp"],
);

export const NEUTRAL_SCHEMA: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "The other end of an IPsec-VPN connection",
  ...record(
    {
      formatVersion: {
        enum: [FORMAT_VERSION],
        description: "Grows when a field changes its meaning or goes away.",
      },
      connectionId: text("The connection's id in Alibaba Cloud."),
      deviceSubnets: blocks("Traffic selectors of the end to configure."),
      cloudSubnets: blocks("Traffic selectors of Alibaba Cloud's end."),
      routeBased: flag("True if both selectors are 0.0.0.0/0: routes alone decide what enters a tunnel."),
      advertise: blocks("Blocks that the end to configure announces by BGP."),
      tunnels: { type: "array", minItems: 1, items: TUNNEL, description: "The tunnels, in the connection's order." },
    },
    "What `peer-config --format json` of pulumi-alicloud-vpn writes.",
  ),
};
