// A connection of two tunnels whose Status follows changes in time, and a hook that moves traffic, all in memory.
import type { Properties } from "../../../provider/core/property-tree";
import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";
import type { HookCall } from "../../../provider/resources/vpn-tunnel/hook";
import { rollOut } from "../../../provider/resources/vpn-tunnel-pair/rollout";
import { pairOutputs, readPairState, rolloutIn } from "../../../provider/resources/vpn-tunnel-pair/state/pair-state";
import { vpnTunnelPairTable } from "../../../provider/resources/vpn-tunnel-pair/table/fields";
import { Operation } from "../../../provider/resources/vpn-tunnel/operation/operation";
import { readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { flatten } from "../../../provider/core/property-tree";
import { withoutMarks } from "../../../provider/core/secret";
import { KeyedTurns } from "../../../provider/session/turns";
import { CONNECTION, connectionWire, MASTER, SLAVE, slaveWire, tunnelWire } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";

export const DOWN = { Status: "ike_sa_not_established" };
const UP = { Status: "ipsec_sa_established" };
/** How long the Status of a changed tunnel stays as it was, and how long the tunnel is down then. */
const STALE_MS = 2_000;
const DOWN_MS = 6_000;

export interface Scene extends FakePorts {
  /** `role phase`, and `role sent`. */
  readonly steps: string[];
  readonly calls: HookCall[];
  /** Roles that the device moved traffic away from. */
  readonly drained: Set<string>;
  /** Each moment at which no tunnel had traffic although it could, in words. */
  readonly harm: string[];
  /** `role phase` at which the hook fails. */
  failing: string | undefined;
  /** The run is killed after so many calls of the hook and of the API. */
  killAt: number | undefined;
  /** Resolves when it is. */
  killed: Promise<void>;
  /** Roles whose next changes take them down until they are no longer here. */
  readonly dead: Set<string>;
}

/** @param changes What is different about the connection. */
export function scene(changes: Partial<ConnectionWire> = {}): Scene {
  const ports = fakePorts([
    connectionWire({ EnableTunnelsBgp: false, TunnelOptionsSpecification: [tunnelWire(), slaveWire()], ...changes }),
  ]);
  const changedAt = new Map<string, number>();
  const changedWhileDead = new Set<string>();
  const self: Scene = Object.assign(ports, {
    steps: [] as string[],
    calls: [] as HookCall[],
    drained: new Set<string>(),
    harm: [] as string[],
    failing: undefined,
    killAt: undefined,
    killed: new Promise<void>(() => {}),
    dead: new Set<string>(),
    turns: new KeyedTurns(),
  });
  let kill = (): void => {};
  /** A killed run goes no further. */
  const lastsUntilKilled = (): Promise<void> => {
    if (self.killAt === undefined || --self.killAt > 0) return Promise.resolve();
    kill();
    return new Promise(() => {});
  };
  const modifyTunnel = ports.writes.modifyTunnel.bind(ports.writes);
  ports.writes.modifyTunnel = async (request) => {
    await modifyTunnel(request);
    await lastsUntilKilled();
  };
  Object.defineProperty(self, "killed", { get: () => new Promise<void>((resolve) => (kill = resolve)) });
  const tunnels = (): readonly TunnelWire[] => self.world[0]?.TunnelOptionsSpecification ?? [];
  const judge = (what: string): void => {
    const carrying = tunnels().filter(({ Status, Role = "" }) => Status === UP.Status && !self.drained.has(Role));
    if (carrying.length === 0) self.harm.push(what);
  };
  const merged = ports.apply;
  ports.apply = (tunnel, specification) => {
    const { TunnelId = "", Role = "" } = tunnel;
    changedAt.set(TunnelId, ports.clock.now());
    if (self.dead.has(Role)) changedWhileDead.add(Role);
    else changedWhileDead.delete(Role);
    self.steps.push(`${Role} sent`);
    return merged(tunnel, specification);
  };
  const isBroken = (role = ""): boolean => {
    if (!self.dead.has(role)) changedWhileDead.delete(role);
    return changedWhileDead.has(role);
  };
  const statusOf = (tunnel: TunnelWire): TunnelWire => {
    const at = changedAt.get(tunnel.TunnelId ?? "");
    if (at === undefined || tunnel.Status === "") return tunnel;
    const elapsed = ports.clock.now() - at;
    if (elapsed < STALE_MS) return tunnel;
    return { ...tunnel, ...(elapsed < STALE_MS + DOWN_MS || isBroken(tunnel.Role) ? DOWN : UP) };
  };
  ports.onLook = (): void => {
    ports.world = ports.world.map((each) => ({
      ...each,
      TunnelOptionsSpecification: each.TunnelOptionsSpecification.map(statusOf),
    }));
    judge("look");
  };
  Object.assign(ports.hooks, {
    call: (_: unknown, call: HookCall): Promise<void> => {
      const step = `${call.tunnel.role} ${call.phase}`;
      self.calls.push(call);
      self.steps.push(step);
      if (call.phase === "drain") self.drained.add(call.tunnel.role);
      if (self.failing === step) return Promise.reject(new Error("exit code 7"));
      const at = changedAt.get(call.tunnel.tunnelId) ?? 0;
      const isBound = ports.clock.now() - at < STALE_MS + DOWN_MS || isBroken(call.tunnel.role);
      if (call.phase === "undrain" && isBound) self.harm.push(`${step} onto a tunnel that goes down`);
      if (call.phase === "undrain") self.drained.delete(call.tunnel.role);
      judge(step);
      return lastsUntilKilled();
    },
  });
  return self;
}

/** One pair that is brought to declarations, each in an operation of its own. */
export class Pair {
  outputs: Properties | undefined;
  constructor(readonly ports: Scene) {}

  /** @returns Why it failed, or "done". */
  async up(inputs: Properties, care: Partial<FakePorts> = {}): Promise<string> {
    const all = { vpnConnectionId: CONNECTION, ...inputs };
    const stored = this.outputs && readPairState(this.outputs);
    const operation = new Operation({ canary: false, maxFailures: 1 });
    // As the comparison before the update does.
    for (const { values, unconfirmed } of Object.values(stored?.tunnels ?? {}).map(readState))
      if (unconfirmed !== undefined) operation.leftDown(String(values["tunnelId"]), "", unconfirmed);
    try {
      const ports = { ...this.ports, turns: new KeyedTurns(), operation, ...care };
      const end = await Promise.race([
        rollOut({ vpnConnectionId: CONNECTION, inputs: all, stored }, ports),
        this.ports.killed,
      ]);
      if (end === undefined) return "killed";
      const { tunnels, record, failure } = end;
      const managed = Object.keys(flatten(vpnTunnelPairTable, all));
      this.outputs = Object(withoutMarks(pairOutputs({ tunnels, managed, rollout: rolloutIn(all), record })));
      return failure?.message ?? "done";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Roles that are drained, as the state says. */
  get drained(): readonly string[] {
    const bookkeeping = Object(this.outputs?.["__bookkeeping"]);
    return ["master", "slave"].filter((role) => bookkeeping[role]?.drained === true);
  }
}

export const HOOK = { hook: { command: "./hook", withKey: true }, holdSeconds: 0 };

export { CONNECTION, MASTER, SLAVE, slaveWire, tunnelWire };
