import type { WrittenConnections } from "../answers/written-connections";
import type { Clock } from "../clock";
import type { Change } from "../model/change";
import type { Configuring } from "../model/configuring";
import type { Store } from "../model/store";
import type { Modes } from "../modes";
import type { Negotiations } from "../negotiation/negotiations";
import type { Random } from "../random";
import type { Idempotency } from "./idempotency";

/** Everything that the operations work on. */
export interface World {
  readonly store: Store;
  readonly configuring: Configuring;
  readonly negotiations: Negotiations;
  readonly idempotency: Idempotency;
  readonly modes: Modes;
  readonly written: WrittenConnections;
  readonly clock: Clock;
  readonly random: Random;
  /** Is told of everything that changes, after it has. */
  onChange(change: Change): void;
}
