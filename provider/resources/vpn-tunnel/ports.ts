import type { Clock } from "../../api/clock";
import type { ConnectionWire } from "../../api/wire";
import type { Explanation } from "../../diagnosis/explain";
import type { Operation } from "./operation/operation";
import type { Previews } from "./operation/previews";
import type { Keys } from "./psk-source";
import type { RestoreHandOver } from "./operation/restore-hand-over";
import type { Nested } from "../../core/property-tree";

/**
 * Whether a preview has to compare with the live tunnel: `required`, it fails where it cannot; `wanted`, an outage is a
 * warning; `off`, it does not look.
 */
export type Compare = "required" | "wanted" | "off";

/** What the verbs of a tunnel need from outside; the process gives the real ones, a test its own. */
export interface TunnelPorts {
  readonly reads: ConnectionReads;
  readonly writes: TunnelWrites;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly settle: SettleLimits;
  readonly establish: EstablishLimits;
  readonly keys: Keys;
  /** Whether a preview has to compare with the live tunnel. */
  readonly compare: Compare;
  /** What checks note for the comparisons after them; one for the whole process. */
  readonly previews: Previews;
  /** Restore points on their way from one resource to the next; one for the whole process. */
  readonly handOver: RestoreHandOver;
  /** What this operation did so far; one for the whole process. */
  readonly operation: Operation;
  /** What the service finds wrong with a tunnel; empty where it finds nothing or cannot be asked. */
  diagnose(tunnelId: string): Promise<readonly Explanation[]>;
  /** True where the configuration says, for today, that nobody needs to hear that the tunnel has not been seen up. */
  isAcknowledged(tunnelId: string): boolean;
  /** Region of the account, for outputs and for comparing. */
  readonly region: string;
}

/** Reading connections: shared where an answer of this operation will do, fresh where it must not be old. */
export interface ConnectionReads {
  /** The connection, or undefined where there is none; may come from an answer that this operation already has. */
  connection(vpnConnectionId: string): Promise<ConnectionWire | undefined>;
  /** All connections of the same VPN gateway (of a transit router attachment: itself), read now. */
  neighbours(connection: {
    readonly id: string;
    readonly vpnGatewayId: string | undefined;
  }): Promise<readonly ConnectionWire[]>;
  /** What is known of a connection is no longer true. */
  forget(vpnConnectionId: string): void;
}

/** Changing a tunnel. */
export interface TunnelWrites {
  modifyTunnel(request: {
    readonly vpnConnectionId: string;
    readonly tunnelId: string;
    readonly specification: Nested;
  }): Promise<void>;
}

/** One writer at a time for each key. */
export interface Turns {
  /** Of those that wait for one key, a higher rank goes first. */
  take<T>(key: string, work: () => Promise<T>, rank?: number): Promise<T>;
}

/** What a person sees while an operation runs. */
export interface Progress {
  /** A line that is kept after the run. */
  info(line: string): void;
  /** A line that is shown while we wait, and gone after. */
  status(line: string): void;
  /** A line that somebody has to act on: it is kept, and the CLI shows it again at the end. */
  warning(line: string): void;
}

/** How long to wait for the API to finish configuring, and how often to look. */
export interface SettleLimits {
  readonly timeoutMs: number;
  readonly everyMs: number;
}

/** How long to wait until a changed tunnel is up again, and how long it must stay up to count. */
export interface EstablishLimits {
  readonly timeoutMs: number;
  /** Longer than a renegotiation takes. */
  readonly renegotiateMs: number;
}
