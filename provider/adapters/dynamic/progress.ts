import { createRequire } from "node:module";
import type { Progress } from "../../resources/vpn-tunnel/ports";
import { engineOf } from "./engine";

type Grpc = typeof import("@grpc/grpc-js");
type EngineService = typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
type EngineMessages = typeof import("@pulumi/pulumi/proto/engine_pb");

/** Progress of a process that ends as soon as its last answer is out. */
export interface ProcessProgress extends Progress {
  /** Ends when everything said so far has reached the engine. */
  told(): Promise<void>;
}

/** Where there is no engine (tests, the command-line tool) nobody is told. */
export const silentProgress: ProcessProgress = { info() {}, status() {}, warning() {}, told: () => Promise.resolve() };

/**
 * Speaks to the engine that runs this provider process, on the address it was started with. It goes through the very
 * @pulumi/pulumi that is loaded already, found from the process's entry file, so that it costs nothing and never
 * meets a second copy. What is printed instead (console.log) would reach the user only when all is over.
 */
export function engineProgress(argv: readonly string[] = process.argv): ProcessProgress {
  const running = engineOf(argv);
  if (running === undefined) return silentProgress;
  const load = createRequire(running.entry);
  const grpc: Grpc = load("@grpc/grpc-js");
  const service: EngineService = load("../../proto/engine_grpc_pb.js");
  const messages: EngineMessages = load("../../proto/engine_pb.js");
  const engine = new service.EngineClient(running.address, grpc.credentials.createInsecure());
  const underWay = new Set<Promise<void>>();
  const { INFO, WARNING } = messages.LogSeverity;
  const say = (line: string, severity: typeof INFO | typeof WARNING, isEphemeral: boolean): void => {
    const request = new messages.LogRequest();
    request.setSeverity(severity);
    request.setMessage(line);
    request.setEphemeral(isEphemeral);
    const sent = new Promise<void>((resolve) => {
      // A line that cannot be shown is no reason to fail a change.
      engine.log(request, () => {
        underWay.delete(sent);
        resolve();
      });
    });
    underWay.add(sent);
  };
  // Of many tunnels that are looked up by one answer of the API, each has a line in the same moment: one message of all.
  let together: string[] = [];
  const sayTogether = (): void => {
    if (together.length > 0) say(together.join("\n"), INFO, false);
    together = [];
  };
  return {
    info(line) {
      if (together.push(line) === 1) setImmediate(sayTogether);
    },
    status(line) {
      sayTogether();
      say(line, INFO, true);
    },
    warning(line) {
      sayTogether();
      say(line, WARNING, false);
    },
    async told() {
      // Those that speak in the same moment share a message.
      if (together.length > 0) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(underWay);
    },
  };
}
