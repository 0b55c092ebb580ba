import { nest, type Properties } from "../../provider/core/property-tree";
import { DynamicProvider } from "../../provider/adapters/dynamic/dynamic-provider";
import { ProviderProcess } from "../../provider/adapters/dynamic/provider-process";
import type { Resource } from "../../provider/resources/resource";
import type { TunnelSession } from "../../provider/resources/vpn-tunnel/ports";
import { readState } from "../../provider/resources/vpn-tunnel/state/tunnel-state";
import { vpnTunnel } from "../../provider/resources/vpn-tunnel/verbs";
import {
  startSimulator,
  type JournalEntry,
  type Simulator,
  type SimulatorOptions,
  type TunnelView,
} from "../../simulator";
import { closePlugins, pluginProvider } from "../modelled-engine/plugin-door";
import { apply, plan, refreshed, type Operation, type Provider, type Stored } from "../modelled-engine/steps";

/** A provider of tunnels, behind one of the two front doors: jest.config.js says which one. */
export type TunnelProvider = Provider;

const isPlugin = Reflect.get(globalThis, "frontDoor") === "plugin";
afterAll(closePlugins);

/** A simulator with the names of its default topology. */
export async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({ configuringMs: 30, renegotiateMs: 30, ...options });
}

export const BRANCH = "vco-sim0000000000000002";
export const BRANCH_MASTER = "tun-sim0000000000000021";
export const BRANCH_SLAVE = "tun-sim0000000000000022";
export const HEADQUARTERS = "vco-sim0000000000000001";
export const HEADQUARTERS_MASTER = "tun-sim0000000000000011";
export const TRANSIT = "vco-sim0000000000000004";
export const TRANSIT_MASTER = "tun-sim0000000000000041";
export const WAREHOUSE = "vco-sim0000000000000005";

/** A stack's configuration for a simulator. */
export function configurationFor(
  sim: Simulator,
  config: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  return {
    "alicloud:region": "cn-hangzhou",
    "alicloud:accessKey": "simulator-access-key-id",
    "alicloud:secretKey": "simulator-access-key-secret",
    "alicloud:endpoints": JSON.stringify([{ vpc: sim.url }]),
    "alicloud-vpn:pollMilliseconds": "10",
    "alicloud-vpn:renegotiateMilliseconds": "80",
    "alicloud-vpn:siblingWaitSeconds": "0",
    ...config,
  };
}

/** A provider process's provider, configured for a simulator as a stack would configure it. */
export function providerFor(
  sim: Simulator,
  config: Readonly<Record<string, string>> = {},
  resource: Resource<TunnelSession> = vpnTunnel,
): TunnelProvider {
  const values = configurationFor(sim, config);
  if (isPlugin) return pluginProvider(resource, values);
  const provider = new DynamicProvider(resource, new ProviderProcess());
  const get = (key: string): string | undefined => values[key];
  void provider.configure({ config: { get, require: (key) => get(key) ?? "" } });
  return provider;
}

/** A tunnel as the simulator has it, its key in clear. */
export function liveTunnel(sim: Simulator, tunnelId: string): TunnelView {
  const tunnel = sim.tunnel(tunnelId);
  if (tunnel === undefined) throw new Error(`the simulator has no tunnel ${tunnelId}`);
  return tunnel;
}

/** Requests that changed something. */
export const commits = (sim: Simulator): readonly JournalEntry[] => sim.journal.filter((entry) => entry.committed);

/** Requests of one operation. */
export const calls = (sim: Simulator, action: string): readonly JournalEntry[] =>
  sim.journal.filter((entry) => entry.action === action);

/**
 * One resource in one stack, on the modelled engine. Each operation has a provider process of its own, as in reality,
 * so nothing is carried over but the state.
 */
export class Deployment {
  #stored: Stored | undefined;

  /** @param stored What is deployed already. */
  constructor(
    private readonly sim: Simulator,
    private readonly config: Readonly<Record<string, string>> = {},
    stored?: Stored,
    private readonly resource: Resource<TunnelSession> = vpnTunnel,
  ) {
    this.#stored = stored;
  }

  /** A new process of the provider. */
  #process(): TunnelProvider {
    return providerFor(this.sim, this.config, this.resource);
  }

  get id(): string | undefined {
    return this.#stored?.id;
  }

  get inputs(): Properties {
    return this.#stored?.inputs ?? {};
  }

  get outputs(): Properties {
    return this.#stored?.outputs ?? {};
  }

  /** The values in the outputs as a program has them. */
  get shown(): Properties {
    return nest(readState(this.outputs).values);
  }

  /** The paths that the program declares, as they are stored. */
  get declared(): readonly string[] {
    return readState(this.outputs).declared;
  }

  /** The read-only input that policies judge. */
  get observed(): unknown {
    return this.inputs["observed"];
  }

  /** Checks and compares; sends nothing. */
  async preview(program: Properties): Promise<Operation> {
    return (await plan(this.#process(), this.#stored, program)).operation;
  }

  /** Applies a declaration, and answers with what had to be done for it. */
  async up(program: Properties, provider = this.#process()): Promise<Operation> {
    const planned = await plan(provider, this.#stored, program);
    await apply(provider, this.#stored, planned, (stored) => void (this.#stored = stored));
    return planned.operation;
  }

  /** Reads the live tunnel; true where it still exists. */
  async refresh(): Promise<boolean> {
    const found = this.#stored && (await refreshed(this.#process(), this.#stored));
    if (found) this.#stored = found;
    return found !== undefined;
  }

  /** Ends managing the tunnel; by another operation's provider where it is part of one. */
  async destroy(provider = this.#process()): Promise<void> {
    await provider.delete(this.id ?? "", this.outputs);
    this.#stored = undefined;
  }
}
