import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BgpTimers } from "../../../peer";
import { startSimulator } from "../../../simulator";
import type { Simulator } from "../../../simulator";
import { startCharon } from "../charon";
import type { Charon } from "../charon";
import type { Router } from "../frr";
import { CloudEnds, TUNNEL_IDS } from "./cloud";
import { deviceShell } from "./device-shell";
import type { DeviceShell } from "./device-shell";
import { Device } from "./device";
import { layNetwork, TUNNELS } from "./network";
import type { Network, Place, TunnelNumber } from "./network";
import { startRouting } from "./routing";
import type { Routing, RoutingKind, Side } from "./routing";
import { topology } from "./topology";
import type { TunnelValues } from "./topology";
import { Watch } from "./watch";

/** Behind main, so that packets between an end and its router do not go into the tunnel again. */
const CHARON = ["install_virtual_ip = no", "routing_table = 100", "routing_table_prio = 40000"];
const WAIT_MS = 60_000;

type Ends = Readonly<Record<TunnelNumber, Charon>>;

/** Real daemons at both sides of a connection with two tunnels, and the local VPC API whose cloud they are. */
export class Bed {
  private simulator: Simulator | undefined;
  private routing: Routing | undefined;

  private constructor(
    readonly folder: string,
    readonly network: Network,
    readonly cloud: Ends,
    readonly device: Device,
    readonly deviceEnds: Ends,
    readonly plane: CloudEnds,
    readonly watch: Watch,
    /** For hooks: how to run a command line on the device. */
    readonly shell: DeviceShell,
  ) {}

  /** Starts all but the routers, which need to know the tunnels. */
  static async start(name: string): Promise<Bed> {
    const folder = mkdtempSync(join(tmpdir(), "roll-out-"));
    // FRR's user has to get to its files.
    chmodSync(folder, 0o755);
    const network = layNetwork(name);
    const charon = (place: Place): Promise<Charon> =>
      startCharon(network.namespace(place), join(folder, place), CHARON);
    try {
      const [cloud1, cloud2, device1, device2] = await Promise.all(
        (["cloud1", "cloud2", "device1", "device2"] as const).map((place) => charon(place)),
      );
      const [cloud, deviceEnds] = [
        { 1: cloud1!, 2: cloud2! },
        { 1: device1!, 2: device2! },
      ];
      const watch = new Watch();
      const shell = deviceShell(join(folder, "device"), deviceEnds, join(folder, "deviceRouter"));
      const device = new Device(deviceEnds, shell.files);
      return new Bed(folder, network, cloud, device, deviceEnds, new CloudEnds(cloud, watch), watch, shell);
    } catch (error) {
      network.remove();
      throw error;
    }
  }

  /** The VPC API of the scenario. */
  get sim(): Simulator {
    if (this.simulator === undefined) throw new Error("the bed has no values yet");
    return this.simulator;
  }

  /** The device's. */
  get router(): Router {
    const router = this.routing?.routers?.device;
    if (router === undefined) throw new Error("the device has no BGP");
    return router;
  }

  /** Brings all of it to the values of a scenario's beginning, with traffic on the master. */
  async reset(values: TunnelValues, timers: BgpTimers, kind: RoutingKind = "master first"): Promise<void> {
    await this.endScenario();
    for (const tunnel of TUNNELS) this.network.heal(tunnel);
    this.plane.onChange = (tunnel, side) => this.device.learn(tunnel, side);
    this.simulator = await startSimulator({
      topology: topology(values, kind !== "static"),
      dataPlane: this.plane,
      configuringMs: 500,
    });
    this.device.hasEqualPaths = kind === "equal paths";
    // The first look at a tunnel makes its end negotiate.
    for (const tunnel of TUNNELS) this.sim.tunnel(TUNNEL_IDS[tunnel]);
    for (const tunnel of TUNNELS) this.device.follow(tunnel);
    const { network, folder, shell, watch } = this;
    this.routing = startRouting(kind, { network, folder, files: shell.files, model: this.device.model, timers, watch });
    const { routers } = this.routing;
    await this.until("FRR answers", () => routers?.cloud.ask("show bgp summary json") !== undefined || !routers);
    await watch.start(this.cloud, TUNNEL_IDS, routers?.cloud);
    // The simulator negotiates when somebody looks.
    watch.onLook = () => {
      for (const tunnel of TUNNELS) this.sim.tunnel(TUNNEL_IDS[tunnel]);
    };
    await this.untilWell();
  }

  /** Waits until both tunnels carry traffic, and the routes are those of the beginning. */
  async untilWell(): Promise<void> {
    await this.until("both tunnels are up", () => TUNNELS.every((tunnel) => this.watch.isUp(tunnel)));
    await this.until("the routes are back", () => this.routing?.isWell() === true);
  }

  /** The tunnel that a side's router sends through. */
  path(side: Side): TunnelNumber | undefined {
    return this.routing?.path(side);
  }

  async until(what: string, holds: () => boolean, withinMs = WAIT_MS): Promise<void> {
    for (const end = Date.now() + withinMs; !holds(); await sleep(100))
      if (Date.now() > end) throw new Error(`not within ${withinMs / 1000} s: ${what}\n${this.state()}`);
  }

  /** For the message of a failure. */
  private state(): string {
    const logs = TUNNELS.flatMap((tunnel) =>
      [this.cloud[tunnel], this.deviceEnds[tunnel]].map((end) => end.log().split("\n").slice(-25).join("\n")),
    );
    return [
      ...TUNNELS.map((tunnel) => `tunnel ${tunnel}: ${JSON.stringify(this.watch.of(tunnel))}`),
      `path: device ${this.path("device")}, cloud ${this.path("cloud")}`,
      ...logs,
    ].join("\n");
  }

  private async endScenario(): Promise<void> {
    this.watch.stop();
    this.watch.onLook = () => undefined;
    await Promise.all([this.simulator?.close(), this.routing?.stop()]);
    [this.simulator, this.routing] = [undefined, undefined];
  }

  /** A second time, there is nothing to do. */
  async stop(): Promise<void> {
    await this.endScenario();
    await Promise.all([...Object.values(this.cloud), ...Object.values(this.deviceEnds)].map((end) => end.stop()));
    this.network.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
