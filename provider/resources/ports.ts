import type { ConnectionWire } from "../api/wire";

/** What any resource needs from the process that it runs in. `provider/session` implements it. */

/**
 * Whether a preview compares with the live tunnel. `required`: the preview fails where it cannot. `wanted`: an outage
 * is a warning. `off`: the preview reads no live tunnel.
 */
export type Compare = "required" | "wanted" | "off";

/** Reading connections: shared where an answer of this operation will do, fresh where it must not be old. */
export interface ConnectionReads {
  /** The connection, or undefined where there is none; may come from an answer that this operation already has. */
  connection(vpnConnectionId: string): Promise<ConnectionWire | undefined>;
  /** All connections of the same VPN gateway (of a transit router attachment: itself), read now. */
  neighbours(connection: {
    readonly id: string;
    readonly vpnGatewayId: string | undefined;
  }): Promise<readonly ConnectionWire[]>;
  /** Connections of the VPN gateway in the answers that this operation already has; it asks for nothing. */
  seenOf(vpnGatewayId: string): readonly ConnectionWire[];
  /** The connection is about to change or has changed: no earlier answer about it may be given any more. */
  forget(vpnConnectionId: string): void;
}

/** One writer at a time for each key. */
export interface Turns {
  /** Runs the work alone for its key. Among those that wait for one key, a higher rank goes first. */
  take<T>(key: string, work: () => Promise<T>, rank?: number): Promise<T>;
}

/** How long to wait for the API to finish configuring, and how often to look. */
export interface SettleLimits {
  readonly timeoutMs: number;
  readonly everyMs: number;
}
