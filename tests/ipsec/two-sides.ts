import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOUD, DEVICE } from "../unit/peer/sample";
import { startCharon } from "./charon";
import type { Charon } from "./charon";
import { layWire } from "./namespaces";
import type { Wire } from "./namespaces";

/** What each side's strongSwan is to load. */
export interface Files {
  readonly cloud: string;
  readonly device: string;
}

/** A cloud and a device with a wire between them, for one test after another. */
export class TwoSides {
  private readonly folder = mkdtempSync(join(tmpdir(), "ipsec-"));
  private daemons: readonly Charon[] = [];
  private atCloud: Charon | undefined;
  private round = 0;

  constructor(readonly wire: Wire) {}

  /** `name` sets the namespaces apart from those of other tests that run at the same time. */
  static onWire(name: string): TwoSides {
    return new TwoSides(
      layWire(name, { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" }),
    );
  }

  /** Starts new daemons, so that nothing of the test before is left, and gives the device's. */
  async start({ cloud, device }: Files): Promise<Charon> {
    this.round += 1;
    const daemons = await Promise.all([
      startCharon(this.wire.cloud.namespace, join(this.folder, `${this.round}-cloud`)),
      startCharon(this.wire.device.namespace, join(this.folder, `${this.round}-device`)),
    ]);
    this.daemons = daemons;
    this.atCloud = daemons[0];
    daemons[0].load(cloud);
    daemons[1].load(device);
    return daemons[1];
  }

  /** The cloud's, once started. */
  get cloud(): Charon {
    if (this.atCloud === undefined) throw new Error("nothing was started");
    return this.atCloud;
  }

  async stopDaemons(): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon.stop()));
    this.daemons = [];
  }

  remove(): void {
    this.wire.remove();
    rmSync(this.folder, { recursive: true });
  }
}
