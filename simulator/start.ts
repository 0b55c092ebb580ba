import type { AddressInfo } from "node:net";
import { Idempotency } from "./api/idempotency";
import { defaultAccessKey } from "./auth/access-keys";
import { createAuthenticator } from "./auth/authenticate";
import { systemClock } from "./clock";
import { FaultList } from "./faults/fault-list";
import { answerRequest } from "./http/gateway";
import { serve } from "./http/server";
import { Journal } from "./journal";
import { Configuring } from "./model/configuring";
import { defaultModes } from "./modes";
import { Negotiations } from "./negotiation/negotiations";
import {
  DEFAULT_JOURNAL_SIZE,
  IN_PROCESS_CONFIGURING_MS,
  IN_PROCESS_RENEGOTIATE_MS,
  type SimulatorOptions,
} from "./options";
import { createRandom } from "./random";
import type { Simulator } from "./simulator";
import { stateAccess } from "./state-access";
import { defaultTopology } from "./topology/default";
import { loadTopology } from "./topology/load";
import type { World } from "./world";

/** Starts a simulator in this process. It answers as soon as the promise is there. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.random);
  const topology =
    options.topology === undefined || options.topology === "default" ? defaultTopology : options.topology;
  const store = loadTopology(topology, random, clock.now());
  const modes = { ...defaultModes, ...options.modes };
  const configuring = new Configuring(store, options.configuringMs ?? IN_PROCESS_CONFIGURING_MS);
  const negotiations = new Negotiations(store, options.renegotiateMs ?? IN_PROCESS_RENEGOTIATE_MS);
  const world: World = { store, configuring, negotiations, idempotency: new Idempotency(), modes, clock, random };
  const keys = new Map((options.accessKeys ?? [defaultAccessKey]).map((key) => [key.accessKeyId, key]));
  const authenticator = createAuthenticator(keys, options.wallClock ?? Date.now);
  const faults = new FaultList();
  const journal = new Journal(options.journalSize ?? DEFAULT_JOURNAL_SIZE);
  const onCommit = () => undefined;
  const parts = { world, authenticator, faults, journal, onCommit };

  const host = options.host ?? "127.0.0.1";
  const server = serve([(request) => (request.path === "/" ? answerRequest(request, parts) : undefined)], clock);
  const address = await listen(server, options.port ?? 0, host);
  const urlHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${urlHost}:${address.port}`,
    port: address.port,
    modes,
    get configuringMs() {
      return configuring.durationMs;
    },
    set configuringMs(ms) {
      configuring.durationMs = ms;
    },
    get renegotiateMs() {
      return negotiations.durationMs;
    },
    set renegotiateMs(ms) {
      negotiations.durationMs = ms;
    },
    get journal() {
      return journal.entries();
    },
    clearJournal: () => journal.clear(),
    ...stateAccess(world, onCommit),
    fault: (spec) => faults.add(spec),
    get faults() {
      return faults.all();
    },
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Keep-alive connections of clients would hold close() up for their idle time.
        server.closeAllConnections();
      }),
  };
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
