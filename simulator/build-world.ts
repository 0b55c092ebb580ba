import { WrittenConnections } from "./answers/written-connections";
import { Idempotency } from "./api/idempotency";
import { systemClock } from "./clock";
import { DataFile } from "./data/data-file";
import { lockDataFile } from "./data/lock";
import { Configuring } from "./model/configuring";
import type { Store } from "./model/store";
import { defaultModes } from "./modes";
import { CarriedLinks } from "./negotiation/data-plane";
import { Negotiations } from "./negotiation/negotiations";
import { IN_PROCESS_CONFIGURING_MS, IN_PROCESS_RENEGOTIATE_MS, type SimulatorOptions } from "./options";
import { type Random, createRandom } from "./random";
import { defaultTopology } from "./topology/default";
import { loadTopology } from "./topology/load";
import type { World } from "./world";

export interface BuiltWorld {
  readonly world: World;
  /** Writes what is to be kept. */
  close(): void;
}

/** The state and the time that the options mean. */
export function buildWorld(options: SimulatorOptions): BuiltWorld {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.random);
  const idempotency = new Idempotency();
  const unlock = options.dataFile === undefined ? () => undefined : lockDataFile(options.dataFile);
  const data = options.dataFile === undefined ? undefined : new DataFile(options.dataFile);
  const store = data?.exists() ? data.load(idempotency, random, clock.now()) : fresh(options, random, clock.now());
  data?.fold(store, idempotency);
  const carried = options.dataPlane && new CarriedLinks(options.dataPlane, store);
  const written = new WrittenConnections();
  const world: World = {
    store,
    idempotency,
    clock,
    random,
    configuring: new Configuring(store, options.configuringMs ?? IN_PROCESS_CONFIGURING_MS),
    negotiations: new Negotiations(store, options.renegotiateMs ?? IN_PROCESS_RENEGOTIATE_MS, carried),
    modes: { ...defaultModes, ...options.modes },
    written,
    onChange(change) {
      written.forget(change);
      if (data?.append(change)) data.fold(store, idempotency);
    },
  };
  return {
    world,
    close() {
      data?.fold(store, idempotency);
      data?.close();
      unlock();
    },
  };
}

function fresh(options: SimulatorOptions, random: Random, now: number): Store {
  const { topology = "default" } = options;
  return loadTopology(topology === "default" ? defaultTopology : topology, random, now);
}
