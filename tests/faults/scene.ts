// One cell's world: a simulator, a stack on it, and a time that both share.
import { DynamicProvider } from "../../provider/adapters/dynamic/dynamic-provider";
import { ProviderProcess } from "../../provider/adapters/dynamic/provider-process";
import type { TunnelSession } from "../../provider/resources/vpn-tunnel/ports";
import { vpnTunnel } from "../../provider/resources/vpn-tunnel/verbs";
import {
  startSimulator,
  type JournalEntry,
  type Simulator,
  type SimulatorOptions,
  type Topology,
} from "../../simulator";
import type { Time } from "../../provider/api/clock";
import { jumpingTime } from "./jumping-time";
import type { Stored } from "../modelled-engine/steps";
import { Stack } from "./stack";
import { TemporaryKeys } from "./temporary-keys";

/** How the stack of a scene is configured, where it is not as usual. */
export interface SceneOptions {
  /** Further configuration of the stack, by full key. */
  readonly config?: Readonly<Record<string, string>>;
  /** Further options of the simulator. */
  readonly simulator?: SimulatorOptions;
  /** A time of another kind. */
  readonly time?: Time & { readonly shared: NonNullable<SimulatorOptions["clock"]> };
  /** Where another scene had come to. */
  readonly from?: Moment;
  /** Credentials are temporary, and their source always has newer ones. */
  readonly renewable?: boolean;
}

/** What a scene has come to: others can begin there. */
export interface Moment {
  readonly topology: Topology;
  readonly state: ReadonlyMap<string, Stored>;
  readonly time: number;
}

export interface Scene {
  readonly sim: Simulator;
  readonly stack: Stack;
  /** Another stack on the same simulator. */
  anotherStack(): Stack;
  moment(): Moment;
  close(): Promise<void>;
}

// Each kind of wait takes two or three looks, so that there is a call to hit in the middle of each.
const TIMES = { configuringMs: 1500, renegotiateMs: 1800 };
const CONFIGURED = {
  "alicloud:region": "cn-hangzhou",
  "alicloud:maxRetryTimeout": "20",
  "alicloud-vpn:pollMilliseconds": "2000",
  "alicloud-vpn:renegotiateMilliseconds": "2500",
  "alicloud-vpn:establishSeconds": "8",
  "alicloud-vpn:siblingWaitSeconds": "0",
};
const STATIC_KEYS = {
  "alicloud:accessKey": "simulator-access-key-id",
  "alicloud:secretKey": "simulator-access-key-secret",
};

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const time = options.time ?? jumpingTime(options.from?.time);
  const keys = options.renewable ? await TemporaryKeys.serve() : undefined;
  const sim = await startSimulator({
    ...TIMES,
    clock: time.shared,
    ...(keys === undefined ? {} : { accessKeys: keys.all }),
    ...(options.from === undefined ? {} : { topology: options.from.topology }),
    ...options.simulator,
  });
  const values: Readonly<Record<string, string>> = {
    ...CONFIGURED,
    ...(keys === undefined ? STATIC_KEYS : { "alicloud:credentialsUri": keys.url }),
    "alicloud:endpoints": JSON.stringify([{ vpc: sim.url }]),
    ...options.config,
  };
  const get = (key: string): string | undefined => values[key];
  const open = (): DynamicProvider<TunnelSession> => {
    const provider = new DynamicProvider(vpnTunnel, new ProviderProcess(time));
    void provider.configure({ config: { get, require: (key) => get(key) ?? "" } });
    return provider;
  };
  const stack = new Stack(open, options.from?.state);
  return {
    sim,
    stack,
    anotherStack: () => new Stack(open),
    moment: () => ({ topology: sim.exportTopology(), state: stack.state, time: time.clock.now() }),
    close: async () => {
      await Promise.all([sim.close(), keys?.close()]);
    },
  };
}

/** What every tunnel is set to: what must be the same in the end, whatever happened on the way. */
export function settingsOf(sim: Simulator): unknown {
  return sim.connectionIds().flatMap((id) =>
    (sim.connection(id)?.tunnels ?? []).map(({ TunnelId, ...tunnel }) => {
      const { CustomerGatewayId, EnableDpd, EnableNatTraversal, IkeConfig, IpsecConfig, BgpConfig } = tunnel;
      return { TunnelId, CustomerGatewayId, EnableDpd, EnableNatTraversal, IkeConfig, IpsecConfig, BgpConfig };
    }),
  );
}

/** Requests that changed something. */
export const commitsIn = (journal: readonly JournalEntry[]): readonly JournalEntry[] =>
  journal.filter((entry) => entry.committed);
