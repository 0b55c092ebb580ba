/** Rows of the tables of limits, for the settings that every cloud limits in the same way. */

import type { PeerTunnel } from "../model/model";
import { isIpAddress } from "../../ipsec/identity";
import type { Limit, Misfit, Source, Subject } from "./limit";

/** A setting by its place in VpnTunnel, and where it stands in the model. */
const SETTINGS = {
  "tunnelIkeConfig.ikeMode": ({ ike }: PeerTunnel) => ike.mode,
  "tunnelIkeConfig.ikeEncAlg": ({ ike }: PeerTunnel) => ike.encryption,
  "tunnelIkeConfig.ikeAuthAlg": ({ ike }: PeerTunnel) => ike.integrity,
  "tunnelIkeConfig.ikePfs": ({ ike }: PeerTunnel) => ike.group,
  "tunnelIpsecConfig.ipsecEncAlg": ({ esp }: PeerTunnel) => esp.encryption,
  "tunnelIpsecConfig.ipsecAuthAlg": ({ esp }: PeerTunnel) => esp.integrity,
  "tunnelIpsecConfig.ipsecPfs": ({ esp }: PeerTunnel) => esp.pfs,
} as const;

type Setting = keyof typeof SETTINGS;

const nameOf = (property: string): string => property.slice(property.indexOf(".") + 1);

/** What to change on Alibaba Cloud. */
export const onAlibaba = (property: string, value: string | number): string =>
  `Change it on Alibaba Cloud: ${nameOf(property)}: ${typeof value === "number" ? value : JSON.stringify(value)}`;

/** A setting with one of some values. The first one is the one to change to; put the strongest there. */
export function oneOf(
  property: Setting,
  values: readonly [string, ...string[]],
  source: Limit["source"],
  applies: (tunnel: PeerTunnel) => boolean = () => true,
): Limit {
  return {
    property,
    takes: values.length === 1 ? `${values[0]} only` : values.join(", "),
    source,
    misfit({ tunnel }) {
      const value = SETTINGS[property](tunnel);
      return !applies(tunnel) || values.includes(value)
        ? undefined
        : { given: `is ${value}`, change: onAlibaba(property, values[0]) };
    },
  };
}

/** A lifetime in a range. */
export function lifetime(
  phase: 1 | 2,
  { min, max }: { readonly min: number; readonly max?: number },
  source: Source,
): Limit {
  const property = phase === 1 ? "tunnelIkeConfig.ikeLifetime" : "tunnelIpsecConfig.ipsecLifetime";
  return {
    property,
    takes: max === undefined ? `${min} seconds and more` : `${min} to ${max} seconds`,
    source,
    misfit({ tunnel }) {
      const seconds = phase === 1 ? tunnel.ike.lifetime : tunnel.esp.lifetime;
      if (seconds < min) return { given: `is ${seconds}`, change: onAlibaba(property, min) };
      return max !== undefined && seconds > max
        ? { given: `is ${seconds}`, change: onAlibaba(property, max) }
        : undefined;
    },
  };
}

/** A rule for the key. The misfit never holds a character of the key; an unknown key fits. */
export function key(takes: string, source: Limit["source"], problem: (psk: string) => string | undefined): Limit {
  return {
    property: "tunnelIkeConfig.psk",
    takes,
    source,
    misfit({ psk }) {
      const given = psk === undefined ? undefined : problem(psk);
      return given === undefined ? undefined : { given, change: "Choose another key for both ends" };
    },
  };
}

/** Each end has to name itself by its public address. */
export const addressesAsIdentities = (source: Limit["source"]): readonly Limit[] =>
  (["localId", "remoteId"] as const).map((name) => ({
    property: `tunnelIkeConfig.${name}`,
    takes: "the public address of that end",
    source,
    misfit({ tunnel }: Subject): Misfit | undefined {
      const end = name === "localId" ? tunnel.cloud : tunnel.device;
      if (end.id === end.address) return undefined;
      return {
        given: isIpAddress(end.id) ? "is another address" : "is a name",
        change: onAlibaba(`tunnelIkeConfig.${name}`, end.address),
      };
    },
  }));

/** An AS number outside of what a cloud takes for one of the two ends. */
export function asn(
  whose: "Alibaba Cloud's" | "the other cloud's",
  takes: string,
  source: Limit["source"],
  isTaken: (number: number) => boolean,
): Limit {
  const isOurs = whose === "Alibaba Cloud's";
  return {
    property: isOurs ? "tunnelBgpConfig.localAsn" : "tunnelBgpConfig.peerAsn",
    takes: `${takes} for ${whose} end`,
    source,
    misfit({ tunnel: { bgp } }) {
      const given = isOurs ? bgp?.cloud.asn : bgp?.device.asn;
      if (given === undefined || isTaken(given)) return undefined;
      return {
        given: `is ${given}`,
        change: isOurs
          ? "Change it on Alibaba Cloud, on both tunnels"
          : "Change it at both ends: the other cloud's gateway, and the customer gateway on Alibaba Cloud",
      };
    },
  };
}

/** The private AS numbers (RFC 6996). */
export const isPrivateAsn = (number: number): boolean =>
  (number >= 64_512 && number <= 65_534) || (number >= 4_200_000_000 && number <= 4_294_967_294);
