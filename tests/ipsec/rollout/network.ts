import { spawnSync } from "node:child_process";
import { ip } from "../namespaces";

/**
 * The network of the roll-out proof. Two hosts, and between them for each tunnel its own path:
 * cloud host - cloud router - cloud's end (1, 2) - device's end (1, 2) - device router - device host.
 * Both of the device's ends have the device's one address: each is alone on its wire.
 */
export type Place =
  | "cloudHost"
  | "cloudRouter"
  | "cloud1"
  | "cloud2"
  | "device1"
  | "device2"
  | "deviceRouter"
  | "deviceHost";

/** The first tunnel is the master. */
export type TunnelNumber = 1 | 2;
export const TUNNELS: readonly TunnelNumber[] = [1, 2];
export const roleOf = (tunnel: TunnelNumber): "master" | "slave" => (tunnel === 1 ? "master" : "slave");

export const OUTSIDE = { cloud: { 1: "47.98.10.1", 2: "47.98.10.2" }, device: "203.0.113.5" } as const;
export const BGP = {
  cloud: { 1: "169.254.10.1", 2: "169.254.11.1" },
  device: { 1: "169.254.10.2", 2: "169.254.11.2" },
  cidr: { 1: "169.254.10.0/30", 2: "169.254.11.0/30" },
  cloudAsn: 45_104,
  deviceAsn: 65_010,
} as const;
export const NETWORKS = { cloud: "10.2.0.0/16", device: "10.1.0.0/16" } as const;
export const HOSTS = { cloud: "10.2.0.10", device: "10.1.0.10" } as const;
const GATEWAYS = { cloud: "10.2.0.1", device: "10.1.0.1" } as const;
/** The hosts' packets fit into ESP in UDP; a real device clamps the MSS instead. */
const HOST_MTU = "1300";

const SHORT: Readonly<Record<Place, string>> = {
  cloudHost: "ch",
  cloudRouter: "cr",
  cloud1: "c1",
  cloud2: "c2",
  device1: "d1",
  device2: "d2",
  deviceRouter: "dr",
  deviceHost: "dh",
};
const PLACES = Object.keys(SHORT) as readonly Place[];
const isForwarding = (place: Place): boolean => place !== "cloudHost" && place !== "deviceHost";

/** What a wire drops. `esp` is the tunnel's traffic in UDP, without its negotiation. */
type Loss = "everything" | "esp" | { readonly percent: number };

export interface Network {
  readonly namespace: (place: Place) => string;
  /** Drops packets of a tunnel on its way, in both directions, without a word to either end. */
  readonly lose: (tunnel: TunnelNumber, loss: Loss) => void;
  /** The wire carries everything again. */
  readonly heal: (tunnel: TunnelNumber) => void;
  readonly remove: () => void;
}

/** Lays it; `name` sets it apart from others of this process. */
export function layNetwork(name: string): Network {
  const namespace = (place: Place): string => `vpn${process.pid}${name}-${SHORT[place]}`;
  const remove = (): void => {
    for (const place of PLACES) spawnSync("ip", ["netns", "del", namespace(place)]);
  };
  /** An interface is called after what is at the other end of its wire. */
  const wire = (one: Place, oneAddress: string, other: Place, otherAddress: string, mtu = "1500"): void => {
    const [a, b] = [namespace(one), namespace(other)];
    ip("link", "add", SHORT[other], "netns", a, "type", "veth", "peer", "name", SHORT[one], "netns", b);
    for (const [place, device, address, peer] of [
      [one, SHORT[other], oneAddress, otherAddress],
      [other, SHORT[one], otherAddress, oneAddress],
    ] as const) {
      const how = address.includes("/") ? [address] : [address, "peer", peer];
      ip("-n", namespace(place), "address", "add", ...how, "dev", device);
      ip("-n", namespace(place), "link", "set", device, "mtu", mtu, "up");
    }
  };
  const route = (place: Place, block: string, via: string): void =>
    ip("-n", namespace(place), "route", "add", block, "via", via);
  try {
    for (const place of PLACES) {
      ip("netns", "add", namespace(place));
      ip("-n", namespace(place), "link", "set", "lo", "up");
      if (isForwarding(place)) inside(namespace(place), "sysctl", "-qw", "net.ipv4.ip_forward=1");
    }
    wire("cloudHost", `${HOSTS.cloud}/16`, "cloudRouter", `${GATEWAYS.cloud}/16`, HOST_MTU);
    wire("deviceHost", `${HOSTS.device}/16`, "deviceRouter", `${GATEWAYS.device}/16`, HOST_MTU);
    route("cloudHost", "default", GATEWAYS.cloud);
    route("deviceHost", "default", GATEWAYS.device);
    for (const tunnel of TUNNELS) {
      const [cloud, device] = [`cloud${tunnel}`, `device${tunnel}`] as const;
      wire(cloud, OUTSIDE.cloud[tunnel], device, OUTSIDE.device);
      layBehind("cloudRouter", cloud, `172.16.${tunnel}`, BGP.cloud[tunnel], BGP.device[tunnel], NETWORKS.cloud);
      layBehind("deviceRouter", device, `172.17.${tunnel}`, BGP.device[tunnel], BGP.cloud[tunnel], NETWORKS.device);
    }
  } catch (error) {
    remove();
    throw error;
  }

  /** The way between a router and one of its tunnels' ends: the end sends everything else into the tunnel. */
  function layBehind(router: Place, end: Place, net: string, own: string, other: string, network: string): void {
    wire(router, `${net}.1/30`, end, `${net}.2/30`);
    ip("-n", namespace(router), "address", "add", `${own}/32`, "dev", "lo");
    route(router, `${other}/32`, `${net}.2`);
    route(end, `${own}/32`, `${net}.1`);
    route(end, network, `${net}.1`);
  }

  const heal = (tunnel: TunnelNumber): void => {
    spawnSync("ip", ["netns", "exec", namespace(`cloud${tunnel}`), "nft", "delete", "table", "ip", "loss"]);
  };
  return {
    namespace,
    lose(tunnel, loss) {
      heal(tunnel);
      const wireName = SHORT[`device${tunnel}`];
      const verdict = verdictOf(loss);
      const rules = (["input", "output"] as const).map(
        (hook) => `chain ${hook} {
    type filter hook ${hook} priority 0
    ${hook === "input" ? "iifname" : "oifname"} "${wireName}" ${verdict}
  }`,
      );
      inside(namespace(`cloud${tunnel}`), "nft", `table ip loss {\n  ${rules.join("\n  ")}\n}\n`);
    },
    heal,
    remove,
  };
}

function verdictOf(loss: Loss): string {
  if (loss === "everything") return "drop";
  // IKE on port 4500 begins with four bytes of zero, where ESP has its SPI.
  if (loss === "esp") return "udp dport 4500 @th,64,32 != 0 drop";
  return `numgen random mod 1000 < ${Math.round(loss.percent * 10)} drop`;
}

/** Runs a command in a namespace; for nft, the argument is its file. */
function inside(namespace: string, command: string, ...args: readonly string[]): void {
  const [options, input] = command === "nft" ? [["-f", "-"], args.join("")] : [args, ""];
  const { status, stderr } = spawnSync("ip", ["netns", "exec", namespace, command, ...options], {
    encoding: "utf8",
    input,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr.trim()}`);
}
