/** Commands that IOS-XE, VRP and Comware have in the same order, each with its own words. */

import type { BgpTimers } from "../options";
import { CONNECT_RETRY } from "./bgp";
import { blockOf, type Block } from "./encoding";
import type { Lines } from "./lines";
import type { Check, DeviceConnection } from "./spec";

/** A device's words for BGP. */
export interface BgpWords {
  /**
   * The two route policies: `masterIn` prefers the routes that come in through the master, and `standbyOut` lengthens
   * the path of the routes that go out through the standby.
   */
  readonly routePolicies: (masterIn: string, standbyOut: string, asn: number) => readonly string[];
  /** `router bgp`: the router's AS number follows. */
  readonly router: string;
  /** `neighbor`: the neighbor's address follows. */
  readonly neighbor: string;
  /** `remote-as`: the neighbor's AS number follows. */
  readonly remoteAs: string;
  /** `timers 3 9`, or the device's words for it. */
  readonly timers: (timers: BgpTimers) => string;
  /** The time between two attempts to open a session, after the neighbor's address; absent if the device has none. */
  readonly connectRetry?: (seconds: number) => string;
  /** Uses several equal paths at once. */
  readonly paths: (count: number) => string;
  /** The words for BFD, each after the neighbor's address; absent if they are not known. */
  readonly bfd?: readonly string[];
  readonly addressFamily: string;
  readonly network: (block: Block) => string;
  readonly activate: string;
  /** `route-map`: the policy's name and the direction follow. */
  readonly policy: string;
  readonly directions: { readonly in: string; readonly out: string };
  readonly end?: string;
}

/** VRP's words for BGP, which Comware shares. */
export const VRP_BGP_WORDS = {
  router: "bgp",
  neighbor: "peer",
  remoteAs: "as-number",
  timers: ({ keepalive, hold }: BgpTimers) => `timer keepalive ${keepalive} hold ${hold}`,
  connectRetry: (seconds: number) => `timer connect-retry ${seconds}`,
  activate: "enable",
  policy: "route-policy",
  directions: { in: "import", out: "export" },
} as const satisfies Partial<BgpWords>;

/** The device's BGP; no lines if no tunnel has BGP. */
export function bgpCommands({ name, bgp, advertise }: DeviceConnection, words: BgpWords): Lines {
  if (bgp === undefined) return undefined;
  const { neighbor, directions } = words;
  const [masterIn, standbyOut] = [`${name}-master-in`, `${name}-standby-out`];
  return [
    bgp.hasMaster && words.routePolicies(masterIn, standbyOut, bgp.asn),
    `${words.router} ${bgp.asn}`,
    bgp.sessions.map(({ cloud }) => [
      ` ${neighbor} ${cloud.address} ${words.remoteAs} ${cloud.asn}`,
      ` ${neighbor} ${cloud.address} ${words.timers(bgp.timers)}`,
      words.connectRetry !== undefined && ` ${neighbor} ${cloud.address} ${words.connectRetry(CONNECT_RETRY)}`,
      bgp.bfd && (words.bfd ?? []).map((word) => ` ${neighbor} ${cloud.address} ${word}`),
    ]),
    ` ${words.addressFamily}`,
    advertise.map((block) => `  network ${words.network(blockOf(block))}`),
    bgp.paths > 1 && `  ${words.paths(bgp.paths)}`,
    bgp.sessions.map(({ cloud, isMaster }) => {
      const policy = isMaster ? `${masterIn} ${directions.in}` : `${standbyOut} ${directions.out}`;
      return [
        `  ${neighbor} ${cloud.address} ${words.activate}`,
        bgp.hasMaster && `  ${neighbor} ${cloud.address} ${words.policy} ${policy}`,
      ];
    }),
    words.end !== undefined && ` ${words.end}`,
  ];
}

/** Two connections with the same own address need one policy, which has the proposals of both. */
export const ikev2PolicyCheck = ({ name, tunnels }: DeviceConnection): Check =>
  tunnels.some(({ ike }) => ike.version === "ikev2") &&
  `no other ikev2 policy of the device matches the same own address: it takes one. If there is one, add the proposals of ` +
    `${name} to it.`;

/**
 * The policies that lead to the IKEv2 proposals. A device finds a policy by its own address alone, so tunnels with the
 * same own address share one policy.
 */
export function ikev2Policies(
  { name, tunnels }: DeviceConnection,
  words: { readonly policy: string; readonly match: string },
): Lines {
  const version2 = tunnels.filter((tunnel) => tunnel.ike.version === "ikev2");
  return [...new Set(version2.map((tunnel) => tunnel.ownAddress))].map((own, index) => [
    `${words.policy} ${name}${index === 0 ? "" : `-${index + 1}`}`,
    ` ${words.match} ${own}`,
    version2.filter((tunnel) => tunnel.ownAddress === own).map((tunnel) => ` proposal ${tunnel.name}`),
  ]);
}

/** A rule of an access list of VRP or Comware for each pair of blocks. */
export const permitRules = ({ deviceSubnets, cloudSubnets }: DeviceConnection): Lines =>
  deviceSubnets
    .map(blockOf)
    .flatMap((own) =>
      cloudSubnets
        .map(blockOf)
        .map(
          (far) => ` rule permit ip source ${own.address} ${own.wildcard} destination ${far.address} ${far.wildcard}`,
        ),
    );
