import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BgpTimers, PeerModel } from "../../../peer";
import { startRouter } from "../frr";
import type { Router } from "../frr";
import { behindTheEnd, deviceName, routerFile } from "./device";
import { BGP, HOSTS, NETWORKS, TUNNELS } from "./network";
import type { Network, TunnelNumber } from "./network";
import type { Watch } from "./watch";

/**
 * How both sides choose a tunnel.
 * - `master first`: by BGP, which the device makes prefer the master.
 * - `equal paths`: by BGP, and both tunnels have traffic.
 * - `static`: the device pings through each tunnel and has a static route through the first that answers three times in
 *   a row; the cloud has one through the master while its SA is up.
 */
export type RoutingKind = "master first" | "equal paths" | "static";

export interface Routing {
  /** FRR at both sides; undefined where the routes are static. */
  readonly routers: { readonly cloud: Router; readonly device: Router } | undefined;
  /** The routes are those of two tunnels that are well. */
  readonly isWell: () => boolean;
  /** The tunnel that a side's router sends the hosts' traffic through. */
  readonly path: (side: Side) => TunnelNumber | undefined;
  readonly stop: () => Promise<void>;
}

export type Side = "cloud" | "device";

export interface Surroundings {
  readonly network: Network;
  readonly folder: string;
  /** Of the connections' files, where the hook also says what is drained. */
  readonly files: string;
  readonly model: PeerModel;
  readonly timers: BgpTimers;
  readonly watch: Watch;
}

export function startRouting(kind: RoutingKind, surroundings: Surroundings): Routing {
  const { network } = surroundings;
  const route = (side: Side, ...args: readonly string[]): string => {
    const namespace = network.namespace(side === "cloud" ? "cloudRouter" : "deviceRouter");
    return spawnSync("ip", ["-n", namespace, "route", ...args], { encoding: "utf8" }).stdout;
  };
  const isVia = (side: Side, tunnel: TunnelNumber, text: string): boolean =>
    text.includes(` via ${next(side, tunnel)} `);
  const path = (side: Side): TunnelNumber | undefined => {
    const found = route(side, "get", side === "cloud" ? HOSTS.device : HOSTS.cloud);
    return TUNNELS.find((tunnel) => isVia(side, tunnel, found));
  };
  const both = (holds: (side: Side) => boolean): boolean => holds("device") && holds("cloud");
  const isWell =
    kind === "equal paths"
      ? () =>
          both((side) => {
            const found = route(side, "show", side === "cloud" ? NETWORKS.device : NETWORKS.cloud);
            return TUNNELS.every((tunnel) => isVia(side, tunnel, found));
          })
      : () => both((side) => path(side) === 1);
  const started = kind === "static" ? startTrackers(surroundings) : startRouters(kind, surroundings);
  return { ...started, isWell, path };
}

const next = (side: Side, tunnel: TunnelNumber): string => `172.${side === "cloud" ? 16 : 17}.${tunnel}.2`;

/** The cloud's router has one configuration in all scenarios of a kind. It follows what the device announces. */
const cloudRouter = (kind: RoutingKind, { keepalive, hold }: BgpTimers): string => `frr defaults traditional
router bgp ${BGP.cloudAsn}
 bgp router-id ${BGP.cloud[1]}
 no bgp ebgp-requires-policy
${TUNNELS.flatMap((tunnel) => [
  ` neighbor ${BGP.device[tunnel]} remote-as ${BGP.deviceAsn}`,
  ` neighbor ${BGP.device[tunnel]} timers ${keepalive} ${hold}`,
  ` neighbor ${BGP.device[tunnel]} timers connect 3`,
  ...behindTheEnd(BGP.device[tunnel], BGP.cloud[tunnel]),
]).join("\n")}
 address-family ipv4 unicast
  network ${NETWORKS.cloud}
  maximum-paths ${kind === "equal paths" ? 2 : 1}
 exit-address-family
exit
`;

function startRouters(
  kind: RoutingKind,
  { network, folder, model, timers }: Surroundings,
): Pick<Routing, "routers" | "stop"> {
  const start = (place: "cloudRouter" | "deviceRouter", text: string): Router =>
    startRouter(network.namespace(place), join(folder, place), text);
  const routers = {
    cloud: start("cloudRouter", cloudRouter(kind, timers)),
    device: start("deviceRouter", routerFile(model, timers)),
  };
  return {
    routers,
    async stop() {
      await Promise.all([routers.cloud.stop(), routers.device.stop()]);
    },
  };
}

const CLOUD_LOOKS_MS = 200;

function startTrackers({ network, folder, files, watch }: Surroundings): Pick<Routing, "routers" | "stop"> {
  let way: TunnelNumber | undefined;
  const timer = setInterval(() => {
    const chosen = watch.isUp(1) ? 1 : 2;
    if (chosen === way) return;
    way = chosen;
    spawnSync("ip", [
      "-n",
      network.namespace("cloudRouter"),
      "route",
      "replace",
      NETWORKS.device,
      "via",
      next("cloud", chosen),
    ]);
  }, CLOUD_LOOKS_MS);
  const script = join(folder, "tracker.sh");
  writeFileSync(script, tracker(files));
  const child = spawn("ip", ["netns", "exec", network.namespace("deviceRouter"), "sh", script], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    routers: undefined,
    async stop() {
      clearInterval(timer);
      child.kill("SIGKILL");
      await ended;
      for (const [place, block] of [
        ["cloudRouter", NETWORKS.device],
        ["deviceRouter", NETWORKS.cloud],
      ] as const)
        spawnSync("ip", ["-n", network.namespace(place), "route", "del", block]);
    },
  };
}

/** As a device's IP SLA: a ping a second through each tunnel, and three that fail in a row take it out. */
const tracker = (files: string): string => `failed_1=3 failed_2=3 way=
while :; do
${TUNNELS.map(
  (
    tunnel,
  ) => `  if [ ! -e ${files}/${deviceName(tunnel)}.drained ] && ping -q -c 1 -W 1 -I ${BGP.device[tunnel]} ${BGP.cloud[tunnel]}
  then failed_${tunnel}=0; else failed_${tunnel}=$((failed_${tunnel} + 1)); fi
  [ -e ${files}/${deviceName(tunnel)}.drained ] && failed_${tunnel}=3`,
).join("\n")}
  if [ $failed_1 -lt 3 ]; then new=1; elif [ $failed_2 -lt 3 ]; then new=2; else new=$way; fi
  [ "$new" = "$way" ] || ip route replace ${NETWORKS.cloud} via 172.17.$new.2
  way=$new
  sleep 1
done
`;
