import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";
import type { Nested } from "../../../provider/core/property-tree";
import type { TunnelPorts } from "../../../provider/resources/vpn-tunnel/ports";
import type { KeyRead } from "../../../provider/resources/vpn-tunnel/psk-source";
import { Operation } from "../../../provider/resources/vpn-tunnel/operation/operation";
import { Previews } from "../../../provider/resources/vpn-tunnel/operation/previews";
import { RestoreHandOver } from "../../../provider/resources/vpn-tunnel/operation/restore-hand-over";
import { manualClock, type ManualClock } from "../api/manual-clock";
import { connectionWire } from "./connections";

/** What a verb did to the outside world, in order. */
export type Event = string;

export interface FakePorts extends TunnelPorts {
  readonly clock: ManualClock;
  readonly events: Event[];
  readonly sent: Nested[];
  readonly lines: string[];
  readonly warnings: string[];
  /** Tunnels of which the configuration says that they need not be seen up. */
  readonly acknowledged: Set<string>;
  /** The connections as they are now; replace them to change the world behind a verb's back. */
  world: ConnectionWire[];
  /** Keys that programs may refer to, by the name of their place. */
  readonly keysAt: Map<string, KeyRead>;
  /** Errors that the next modifications end with, before they have an effect. */
  refusals: Error[];
  /** What a modification does; by default what it says. */
  apply: (tunnel: TunnelWire, specification: Nested) => TunnelWire;
  /** Called at each look at the neighbours; may change the world. */
  onLook: (look: number) => void;
}

/** Ports over connections in memory; time passes only by sleeping. */
export function fakePorts(world: ConnectionWire[] = [connectionWire()]): FakePorts {
  const events: Event[] = [];
  const clock = manualClock();
  let looks = 0;
  const ports: FakePorts = {
    clock,
    events,
    sent: [],
    lines: [],
    warnings: [],
    acknowledged: new Set(),
    world,
    refusals: [],
    apply: merged,
    onLook: () => {},
    region: "cn-hangzhou",
    settle: { timeoutMs: 60_000, everyMs: 5_000 },
    establish: { timeoutMs: 60_000, renegotiateMs: 10_000 },
    siblingWaitMs: 0,
    operation: new Operation({ canary: false, maxFailures: 1 }),
    diagnose: () => Promise.resolve([]),
    isAcknowledged: (tunnelId) => ports.acknowledged.has(tunnelId),
    compare: "required",
    previews: new Previews(),
    handOver: new RestoreHandOver(),
    keys: {
      read: ({ from }) => Promise.resolve(ports.keysAt.get(from) ?? { missing: `${from} is not there` }),
      salt: () => "salt",
    },
    keysAt: new Map(),
    hooks: { call: (_, { phase }) => Promise.resolve(void events.push(`hook ${phase}`)) },
    probes: { run: () => Promise.resolve(undefined) },
    isCareful: true,
    configuredHook: undefined,
    progress: {
      info: (line) => ports.lines.push(line),
      status: (line) => ports.lines.push(line),
      warning: (line) => ports.warnings.push(line),
    },
    turns: {
      take: async (key, work) => {
        events.push(`turn ${key}`);
        const result = await work();
        events.push("end of turn");
        return result;
      },
    },
    reads: {
      connection: (id) => {
        events.push(`read ${id}`);
        return Promise.resolve(structuredClone(ports.world.find((each) => each.VpnConnectionId === id)));
      },
      neighbours: ({ id, vpnGatewayId }) => {
        events.push(`look at ${vpnGatewayId ?? id}`);
        ports.onLook(++looks);
        const isNeighbour = (each: ConnectionWire): boolean =>
          vpnGatewayId === undefined ? each.VpnConnectionId === id : each.VpnGatewayId === vpnGatewayId;
        return Promise.resolve(structuredClone(ports.world.filter(isNeighbour)));
      },
      forget: (id) => void events.push(`forget ${id}`),
    },
    writes: {
      modifyTunnel: ({ vpnConnectionId, tunnelId, specification }) => {
        events.push(`modify ${tunnelId}`);
        const refusal = ports.refusals.shift();
        if (refusal) return Promise.reject(refusal);
        ports.sent.push(specification);
        ports.world = ports.world.map((each) =>
          each.VpnConnectionId === vpnConnectionId ? withTunnel(each, tunnelId, ports.apply, specification) : each,
        );
        return Promise.resolve();
      },
    },
  };
  return ports;
}

function withTunnel(
  connection: ConnectionWire,
  tunnelId: string,
  apply: FakePorts["apply"],
  specification: Nested,
): ConnectionWire {
  return {
    ...connection,
    TunnelOptionsSpecification: connection.TunnelOptionsSpecification.map((tunnel) =>
      tunnel.TunnelId === tunnelId ? apply(tunnel, specification) : tunnel,
    ),
  };
}

/** The tunnel with each sent value in place of the former one, all other values kept. */
function merged(tunnel: TunnelWire, specification: Nested): TunnelWire {
  const entries = Object.entries(specification).map(([name, value]) => {
    const former = Object.entries(tunnel).find(([known]) => known === name)?.[1];
    return [name, typeof value === "object" ? { ...Object(former), ...value } : value];
  });
  return { ...tunnel, ...Object.fromEntries(entries) };
}
