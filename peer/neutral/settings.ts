/** The settings of a tunnel in words: their names, what vendors call them, and their values. */

import { DH_GROUP_FACTS, ENCRYPTION_FACTS, INTEGRITY_FACTS, type IkeDhGroup } from "../../ipsec/algorithms";
import { isIpAddress } from "../../ipsec/identity";
import { SEGMENT_SIZE } from "../renderer/segment-size";
import type { DeviceConnection, DeviceTunnel } from "../renderer/spec";

/** A setting: its name, the names that vendors give it, and its value for a tunnel; undefined where it has none. */
interface Setting {
  readonly name: string;
  readonly alsoCalled?: string;
  readonly value: (tunnel: DeviceTunnel, connection: DeviceConnection) => string | undefined;
}

/** Settings that belong together. */
export interface Section {
  readonly title: string;
  readonly settings: readonly Setting[];
}

const groupWords = (group: IkeDhGroup): string => `${DH_GROUP_FACTS[group].number} (${DH_GROUP_FACTS[group].name})`;
const identityWords = (id: string): string => `${id} (${isIpAddress(id) ? "IP address" : "FQDN"})`;
const seconds = (count: number): string => `${count} seconds`;
const blocks = (list: readonly string[]): string | undefined => (list.length === 0 ? undefined : list.join(", "));

export const SECTIONS: readonly Section[] = [
  {
    title: "The two ends",
    settings: [
      {
        name: "Remote gateway",
        alsoCalled: "peer address, remote IP, IPsec gateway",
        value: ({ cloud }) => cloud.address,
      },
      { name: "Own address", alsoCalled: "local gateway, interface address", value: ({ ownAddress }) => ownAddress },
      {
        name: "Own identity",
        alsoCalled: "my identifier, local ID, Local IKE ID",
        value: (tunnel) => identityWords(tunnel.device.id),
      },
      {
        name: "Peer's identity",
        alsoCalled: "peer identifier, remote ID, Peer IKE ID",
        value: ({ cloud }) => identityWords(cloud.id),
      },
      { name: "Authentication", value: () => "pre-shared key (mutual PSK)" },
      { name: "Pre-shared key", alsoCalled: "shared secret, PSK", value: ({ key }) => key },
    ],
  },
  {
    title: "Phase 1 (IKE)",
    settings: [
      {
        name: "IKE version",
        alsoCalled: "key exchange version",
        value: ({ ike }) => (ike.version === "ikev1" ? "1" : "2"),
      },
      {
        name: "Mode",
        alsoCalled: "negotiation mode, exchange mode",
        value: ({ ike }) => (ike.version === "ikev1" ? ike.mode : undefined),
      },
      { name: "Encryption", value: ({ ike }) => ENCRYPTION_FACTS[ike.encryption].name },
      {
        name: "Integrity",
        alsoCalled: "hash, authentication",
        value: ({ ike }) => INTEGRITY_FACTS[ike.integrity].name,
      },
      {
        name: "Pseudo-random function",
        alsoCalled: "PRF; most devices take the one of the integrity",
        value: ({ ike }) => (ike.version === "ikev2" ? `HMAC-${ike.integrity.toUpperCase()}` : undefined),
      },
      { name: "Diffie-Hellman group", alsoCalled: "DH group, key group", value: ({ ike }) => groupWords(ike.group) },
      {
        name: "Lifetime",
        alsoCalled: "life time, key lifetime, SA lifetime",
        value: ({ ike }) => seconds(ike.lifetime),
      },
      {
        name: "Dead peer detection",
        alsoCalled: "DPD, liveness check",
        value: ({ dpd }) => (dpd ? "on, every 10 to 30 seconds; then start again" : "off"),
      },
      {
        name: "NAT traversal",
        alsoCalled: "NAT-T",
        value: ({ natTraversal }) => (natTraversal ? "on (automatic)" : "off"),
      },
      {
        name: "Starts the negotiation",
        alsoCalled: "initiator, keep alive, child SA start action",
        value: () => "the device",
      },
    ],
  },
  {
    title: "Phase 2 (IPsec)",
    settings: [
      { name: "Protocol and mode", value: () => "ESP, tunnel mode" },
      { name: "Encryption", value: ({ esp }) => ENCRYPTION_FACTS[esp.encryption].name },
      {
        name: "Integrity",
        alsoCalled: "hash, authentication",
        value: ({ esp }) => INTEGRITY_FACTS[esp.integrity].name,
      },
      {
        name: "Perfect forward secrecy",
        alsoCalled: "PFS group, PFS key group",
        value: ({ esp }) => (esp.pfs === "disabled" ? "off" : `group ${groupWords(esp.pfs)}`),
      },
      { name: "Lifetime", alsoCalled: "life time, SA lifetime", value: ({ esp }) => seconds(esp.lifetime) },
      { name: "Lifetime in bytes", alsoCalled: "life size, traffic-based lifetime", value: () => "off (0)" },
      {
        name: "Own networks",
        alsoCalled: "local network, local proxy ID, traffic selector",
        value: (_, { deviceSubnets }) => blocks(deviceSubnets),
      },
      {
        name: "Peer's networks",
        alsoCalled: "remote network, remote proxy ID, traffic selector",
        value: (_, { cloudSubnets }) => blocks(cloudSubnets),
      },
    ],
  },
  {
    title: "Inside the tunnel",
    settings: [
      {
        name: "TCP segment size",
        alsoCalled: "MSS clamping, adjust MSS",
        value: () => `at most ${SEGMENT_SIZE} bytes`,
      },
      { name: "Routes into the tunnel", alsoCalled: "static routes", value: ({ routes }) => blocks(routes) },
      {
        name: "Distance of these routes",
        alsoCalled: "metric, administrative distance",
        value: ({ routes, distance }) => (routes.length === 0 ? undefined : `${distance}; the lower one wins`),
      },
    ],
  },
  {
    title: "BGP",
    settings: [
      { name: "Block", alsoCalled: "tunnel subnet, inside CIDR", value: ({ bgp }) => bgp?.tunnelCidr },
      {
        name: "Own BGP address",
        alsoCalled: "tunnel interface address, VTI address",
        value: ({ bgp }) => (bgp === undefined ? undefined : `${bgp.device.address} (255.255.255.252)`),
      },
      { name: "Own AS number", alsoCalled: "local AS", value: ({ bgp }) => bgp?.device.asn.toString() },
      { name: "Neighbour's BGP address", alsoCalled: "BGP peer", value: ({ bgp }) => bgp?.cloud.address },
      {
        name: "Neighbour's AS number",
        alsoCalled: "remote AS, peer AS",
        value: ({ bgp }) => bgp?.cloud.asn.toString(),
      },
      {
        name: "Keepalive / hold time",
        alsoCalled: "BGP timers",
        value: ({ bgp }, { bgp: router }) =>
          bgp === undefined || router === undefined
            ? undefined
            : `${router.timers.keepalive} / ${router.timers.hold} seconds`,
      },
      {
        name: "BFD",
        value: ({ bgp }, { bgp: router }) => (bgp !== undefined && router?.bfd === true ? "on" : undefined),
      },
      {
        name: "Preference",
        alsoCalled: "local preference; AS path prepend",
        value: ({ bgp, role }, { bgp: router }) =>
          bgp === undefined || router?.hasMaster !== true
            ? undefined
            : role === "master"
              ? "local preference 200 for what comes in"
              : "AS path two longer for what goes out",
      },
      {
        name: "Announced blocks",
        alsoCalled: "networks, redistribution",
        value: ({ bgp }, { advertise }) => (bgp === undefined ? undefined : blocks(advertise)),
      },
    ],
  },
];
