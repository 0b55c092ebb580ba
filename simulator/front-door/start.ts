import type { AddressInfo } from "node:net";
import { WrittenConnections } from "../answers/written-connections";
import type { JsonObject } from "../api/json";
import { type AccessKey, defaultAccessKey } from "../auth/access-keys";
import { createAuthenticator } from "../auth/authenticate";
import { type Clock, systemClock } from "../clock";
import { DataFile } from "../data/data-file";
import { lockDataFile } from "../data/lock";
import { FaultList } from "../faults/fault-list";
import { answerRequest } from "../gateway/gateway";
import { Journal } from "../gateway/journal";
import type { Answer } from "../http/answer";
import { ownRequests } from "../http/own-requests";
import { type Route, serve } from "../http/server";
import { Configuring } from "../model/configuring";
import type { Store } from "../model/store";
import { type Modes, defaultModes } from "../modes";
import { type DataPlane, CarriedLinks } from "../negotiation/data-plane";
import { Negotiations } from "../negotiation/negotiations";
import { Idempotency } from "../operations/idempotency";
import type { World } from "../operations/world";
import { type Random, type RandomBytes, createRandom } from "../random";
import { defaultTopology } from "../topology/default";
import { buildStore, loadTopology } from "../topology/load";
import type { Topology } from "../topology/topology";
import { answerControl } from "./endpoint/endpoint";
import { answerPage } from "./page/page";
import type { Simulator } from "./simulator";
import { stateControl } from "./state";

export interface SimulatorOptions {
  /** 0, the default: any free port. */
  port?: number;
  /** 127.0.0.1 by default. Any other address lets other machines reach the simulator. */
  host?: string;
  /** Serve HTTPS with this key and certificate, in PEM. */
  tls?: { readonly key: string; readonly cert: string };
  /** JSON from outside may be wrong: the error names each mistake. */
  topology?: "default" | Topology | JsonObject;
  modes?: Partial<Modes>;
  /** Absent: one key, `simulator-access-key-id` with the secret `simulator-access-key-secret`. */
  accessKeys?: readonly AccessKey[];
  /** How long a change is `updating`. In process the default is 100; the command line's is 10 000. */
  configuringMs?: number;
  /**
   * How long a negotiation takes; until its end the link keeps its former status. In process 100; command line 3000.
   */
  renegotiateMs?: number;
  /** The time that states and waits follow. */
  clock?: Clock;
  /** The time that signatures are checked against. It is not `clock`, because clients sign with the real time. */
  wallClock?: () => number;
  random?: RandomBytes;
  /** Keep the state in this file across restarts. A file that exists replaces the topology. */
  dataFile?: string;
  /** Real IPsec gateways that decide the Status of a tunnel. Absent: the simulator compares the two sides. */
  dataPlane?: DataPlane;
  /** How many requests the journal keeps; 10 000. */
  journalSize?: number;
}

/** Short, because a test waits for it; not zero, because a client that does not wait has to fail. */
const IN_PROCESS_MS = 100;
const DEFAULT_JOURNAL_SIZE = 10_000;

/** Starts a simulator in this process. It answers as soon as the promise resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const built = buildWorld(options);
  const { world } = built;
  const keys = new Map((options.accessKeys ?? [defaultAccessKey]).map((key) => [key.accessKeyId, key]));
  const authenticator = createAuthenticator(keys, options.wallClock ?? Date.now);
  const faults = new FaultList();
  const journal = new Journal(options.journalSize ?? DEFAULT_JOURNAL_SIZE);
  const parts = { world, authenticator, faults, journal };

  const host = options.host ?? "127.0.0.1";
  // The routes need the simulator, which needs the port that the server gets.
  const routes: Route[] = [];
  const server = serve(routes, world.clock, options.tls);
  const address = await listen(server, options.port ?? 0, host).catch((error: unknown) => {
    built.close();
    throw error;
  });
  const urlHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const simulator: Simulator = {
    url: `${options.tls ? "https" : "http"}://${urlHost}:${address.port}`,
    port: address.port,
    modes: world.modes,
    get configuringMs() {
      return world.configuring.durationMs;
    },
    set configuringMs(ms) {
      world.configuring.durationMs = ms;
    },
    get renegotiateMs() {
      return world.negotiations.durationMs;
    },
    set renegotiateMs(ms) {
      world.negotiations.durationMs = ms;
    },
    get journal() {
      return journal.entries();
    },
    clearJournal: () => journal.clear(),
    ...stateControl(world),
    fault: (spec) => faults.add(spec),
    get faults() {
      return faults.all();
    },
    clearFaults: () => faults.clear(),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        // Otherwise close() would wait until the clients' keep-alive connections are idle long enough.
        server.closeAllConnections();
      });
      built.close();
    },
  };
  const isOwn = ownRequests(host);
  const atOnce = (answer: Answer | undefined) => answer && { answer, delayMs: 0 };
  routes.push(
    (request) => atOnce(answerPage(request, simulator, world, journal, isOwn)),
    (request) => atOnce(answerControl(request, simulator, isOwn)),
    (request) => (request.path === "/" ? answerRequest(request, parts) : undefined),
  );
  return simulator;
}

interface BuiltWorld {
  readonly world: World;
  /** Writes the state to the data file, where there is one. */
  close(): void;
}

/** Builds from the options everything that the operations work on. */
function buildWorld(options: SimulatorOptions): BuiltWorld {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.random);
  const idempotency = new Idempotency();
  const unlock = options.dataFile === undefined ? () => undefined : lockDataFile(options.dataFile);
  const data = options.dataFile === undefined ? undefined : new DataFile(options.dataFile);
  const store = data?.exists() ? data.load(idempotency, random, clock.now()) : freshStore(options, random, clock.now());
  data?.fold(store, idempotency);
  const carried = options.dataPlane && new CarriedLinks(options.dataPlane, store);
  const written = new WrittenConnections();
  const world: World = {
    store,
    idempotency,
    clock,
    random,
    configuring: new Configuring(store, options.configuringMs ?? IN_PROCESS_MS),
    negotiations: new Negotiations(store, options.renegotiateMs ?? IN_PROCESS_MS, carried),
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

function freshStore({ topology = "default" }: SimulatorOptions, random: Random, now: number): Store {
  return topology === "default" ? buildStore(defaultTopology, random, now) : loadTopology(topology, random, now);
}

function listen(server: ReturnType<typeof serve>, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the server has no TCP address"));
      else resolve(address);
    });
  });
}
