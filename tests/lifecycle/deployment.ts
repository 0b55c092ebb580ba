import { nest, type Properties } from "../../provider/core/property-tree";
import { DynamicProvider } from "../../provider/adapters/dynamic/dynamic-provider";
import { ProviderProcess } from "../../provider/adapters/dynamic/provider-process";
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
import { byProperty, isUpdated, received } from "./engine-rules";

/** The dynamic provider of tunnels. */
export type TunnelProvider = DynamicProvider<TunnelSession>;

/** What the engine would decide for a declaration. */
export type Operation = "create" | "same" | "update" | "replace";

/** A problem that check found, as the engine would print it. */
export class CheckFailed extends Error {
  constructor(readonly failures: readonly { readonly property: string; readonly reason: string }[]) {
    super(failures.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
  }
}

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
    ...config,
  };
}

/** A provider process's provider, configured for a simulator as a stack would configure it. */
export function providerFor(sim: Simulator, config: Readonly<Record<string, string>> = {}): TunnelProvider {
  const provider = new DynamicProvider(vpnTunnel, new ProviderProcess());
  const values = configurationFor(sim, config);
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

/** True for an error that carries the state to keep. */
const leavesState = (error: unknown): error is { readonly id: string; readonly properties: Properties } =>
  error instanceof Error && "id" in error && "properties" in error;

/**
 * One resource in one stack: asks the provider what the engine would ask it, in the engine's order.
 * Each operation has a provider process of its own, as in reality, so nothing is carried over but the state.
 */
export class Deployment {
  id: string | undefined;
  inputs: Properties = {};
  outputs: Properties = {};
  private isIncomplete = false;

  constructor(
    private readonly sim: Simulator,
    private readonly config: Readonly<Record<string, string>> = {},
  ) {}

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
    return (await this.plan(providerFor(this.sim, this.config), program)).operation;
  }

  /** Applies a declaration and answers with what had to be done for it; what a failure leaves behind is kept, as the engine does. */
  async up(program: Properties, provider = providerFor(this.sim, this.config)): Promise<Operation> {
    const { operation, inputs } = await this.plan(provider, program);
    // A resource that was left incomplete is updated whatever is compared.
    const step = operation === "same" && this.isIncomplete ? "update" : operation;
    const fresh = step === "replace" ? await this.checked(provider, {}, program) : inputs;
    try {
      if (step === "same") this.inputs = inputs;
      else if (step === "update") {
        const id = this.id ?? "";
        this.keep(id, inputs, (await provider.update(id, this.outputs, inputs)).outs);
      } else {
        const { id, outs } = await provider.create(fresh);
        this.keep(id, fresh, outs);
      }
    } catch (error) {
      if (leavesState(error)) this.keep(error.id, fresh, error.properties, true);
      throw error;
    }
    return step;
  }

  /** Reads the live tunnel; true where it still exists. */
  async refresh(): Promise<boolean> {
    const found = await providerFor(this.sim, this.config).read(this.id ?? "", this.outputs);
    if (!found.id) return false;
    this.keep(found.id, found.inputs ?? this.inputs, found.props ?? {});
    return true;
  }

  /** Ends managing the tunnel; by another operation's provider where it is part of one. */
  async destroy(provider = providerFor(this.sim, this.config)): Promise<void> {
    await provider.delete(this.id ?? "", this.outputs);
    this.id = undefined;
  }

  private async plan(
    provider: TunnelProvider,
    program: Properties,
  ): Promise<{ operation: Operation; inputs: Properties }> {
    const inputs = await this.checked(provider, this.inputs, program);
    if (this.id === undefined) return { operation: "create", inputs };
    const { changes, replaces } = await provider.diff(this.id, this.outputs, inputs);
    const operation =
      (replaces ?? []).length > 0 ? "replace" : isUpdated(changes, this.inputs, inputs) ? "update" : "same";
    return { operation, inputs };
  }

  private async checked(provider: TunnelProvider, olds: Properties, program: Properties): Promise<Properties> {
    // As over the wire: values that are undefined do not arrive.
    const { inputs, failures } = await provider.check(olds, JSON.parse(JSON.stringify(program)));
    if (failures.length > 0) throw new CheckFailed(byProperty(failures));
    return received(inputs);
  }

  private keep(id: string, inputs: Properties, outputs: Properties, isIncomplete = false): void {
    this.isIncomplete = isIncomplete;
    this.id = id;
    this.inputs = received(inputs);
    this.outputs = received(outputs);
  }
}
