import type { JsonObject } from "./api/json";
import type { AccessKey } from "./auth/access-keys";
import type { Clock } from "./clock";
import type { Modes } from "./modes";
import type { DataPlane } from "./negotiation/data-plane";
import type { RandomBytes } from "./random";
import type { Topology } from "./topology/topology";

export interface SimulatorOptions {
  /** 0, the default: any free port. */
  port?: number;
  /** 127.0.0.1; anything else makes the simulator reachable from elsewhere. */
  host?: string;
  /** Serve HTTPS with this key and certificate, in PEM. */
  tls?: { readonly key: string; readonly cert: string };
  /** As JSON it may be anything: what is wrong with it is said. */
  topology?: "default" | Topology | JsonObject;
  modes?: Partial<Modes>;
  /** Absent: one key, `simulator-access-key-id` with the secret `simulator-access-key-secret`. */
  accessKeys?: readonly AccessKey[];
  /** How long a change is `updating`. 100 in process; the command line's default is 10 000. */
  configuringMs?: number;
  /** How long a negotiation takes; the former status stays until its end. 100 in process; the command line: 3000. */
  renegotiateMs?: number;
  /** The time that states and waits go by. */
  clock?: Clock;
  /** The time that signatures are checked against. Apart from `clock`, because clients sign with the real time. */
  wallClock?: () => number;
  random?: RandomBytes;
  /** Keep the state in this file, across restarts. Where it exists already the topology is not looked at. */
  dataFile?: string;
  /** Real IPsec gateways that say what the Status of a tunnel is. Absent: it follows from comparing the two sides. */
  dataPlane?: DataPlane;
  /** How many requests the journal keeps; 10 000. */
  journalSize?: number;
}

/** Short, because a test waits for it; not zero, because a client that does not wait has to fail. */
export const IN_PROCESS_CONFIGURING_MS = 100;
export const IN_PROCESS_RENEGOTIATE_MS = 100;
export const DEFAULT_JOURNAL_SIZE = 10_000;
