import type { AddressInfo } from "node:net";
import { defaultAccessKey } from "./auth/access-keys";
import { createAuthenticator } from "./auth/authenticate";
import { buildWorld } from "./build-world";
import { answerControl } from "./control/control";
import { FaultList } from "./faults/fault-list";
import type { Answer } from "./http/answer";
import { answerRequest } from "./http/gateway";
import { ownRequests } from "./http/own-requests";
import { type Route, serve } from "./http/server";
import { answerPage } from "./page/page";
import { Journal } from "./journal";
import { DEFAULT_JOURNAL_SIZE, type SimulatorOptions } from "./options";
import type { Simulator } from "./simulator";
import { stateAccess } from "./state-access";

/** Starts a simulator in this process. It answers as soon as the promise is there. */
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
    ...stateAccess(world),
    fault: (spec) => faults.add(spec),
    get faults() {
      return faults.all();
    },
    clearFaults: () => faults.clear(),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        // Keep-alive connections of clients would hold close() up for their idle time.
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
