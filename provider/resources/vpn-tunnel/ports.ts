import type { Clock } from "../../api/clock";
import type { Explanation } from "../../diagnosis/explain";
import type { Progress } from "../resource";
import type { Hook, Hooks } from "./hook";
import type { Probes } from "./probe";
import type { Operation } from "./operation/operation";
import type { Previews } from "./operation/previews";
import type { Keys } from "./psk-source";
import type { RestoreHandOver } from "./operation/restore-hand-over";
import type { Nested, Properties } from "../../core/property-tree";
import type { Compare, ConnectionReads, SettleLimits, Turns } from "../ports";

/** What one provider process has once, for all tunnels of all accounts. */
export interface ProcessWide {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly settle: SettleLimits;
  readonly establish: EstablishLimits;
  /** How long a tunnel that carries traffic waits for a sibling that has to be changed first, in milliseconds. */
  readonly siblingWaitMs: number;
  readonly keys: Keys;
  readonly probes: Probes;
  /** False in an emergency: no hook runs, and no tunnel is held. */
  readonly isCareful: boolean;
  /** The hook of tunnels that declare none themselves. */
  readonly configuredHook: Hook | undefined;
  /** Whether a preview has to compare with the live tunnel. */
  readonly compare: Compare;
  /** `check` notes each declared tunnel here, for the `diff` after it. */
  readonly previews: Previews;
  /** `delete` notes restore points here, for the `create` after it that adopts the same tunnel. */
  readonly handOver: RestoreHandOver;
  /**
   * The operation so far. `check` and `diff` note managed tunnels (`manages`), so that a later `delete` restores none
   * of them. `diff` notes tunnels that an earlier operation left down (`leftDown`), so that a later `create`, `update`
   * or `delete` leaves their siblings alone.
   */
  readonly operation: Operation;
}

/**
 * The session of `Resource` for tunnels: one for each provider process. Pulumi calls the verbs in an order (`check`,
 * `diff`, then `create`, `update` or `delete`), and each verb relies on the notes of those before it.
 */
export interface TunnelSession extends ProcessWide {
  readonly remarks: Remarks;
  /**
   * The ports for the account and the region that a resource names in its properties, or for the configured ones.
   * @throws ConfigurationError where no region is configured, or a setting is wrong.
   */
  portsFor(properties: Properties): TunnelPorts;
}

/** What a verb needs to work on one tunnel: the process, and the tunnel's account. A test passes its own. */
export interface TunnelPorts extends ProcessWide {
  readonly hooks: Hooks;
  readonly reads: ConnectionReads;
  readonly writes: TunnelWrites;
  /** The service's findings about a tunnel; empty where it finds nothing or cannot be asked. */
  diagnose(tunnelId: string): Promise<readonly Explanation[]>;
  /** True where the configuration says that nobody needs to hear today that the tunnel has not been seen up. */
  isAcknowledged(tunnelId: string): boolean;
  /** Region of the account, for outputs and for comparing. */
  readonly region: string;
}

/** Lines about tunnels that stay as they are. Only the first few tunnels get a line of their own. */
export interface Remarks {
  /** No tunnel is compared with the live one, because comparing is off. */
  notCompared(): void;
  /** Adopting a tunnel changes nothing on it. */
  adoptedUnchanged(line: string): void;
  /** A resource ends managing its tunnel, and the tunnel stays as it is. */
  leftInPlace(id: string): void;
}

/** Changing a tunnel. */
export interface TunnelWrites {
  modifyTunnel(request: {
    readonly vpnConnectionId: string;
    readonly tunnelId: string;
    readonly specification: Nested;
  }): Promise<void>;
}

/** How long to wait until a changed tunnel is up again, and how long it must stay up to count. */
export interface EstablishLimits {
  readonly timeoutMs: number;
  /** Longer than a renegotiation takes. */
  readonly renegotiateMs: number;
}
