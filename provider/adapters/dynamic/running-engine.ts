import { createRequire } from "node:module";
import { engineLog, silentLog, type EngineLog } from "../engine/log";
import { watchEngine } from "../engine/watch";

/** The engine that runs this dynamic provider process. */
export interface RunningEngine {
  /** The process's entry file, inside the @pulumi/pulumi that is in use. */
  readonly entry: string;
  /** Where the engine listens: host and port. */
  readonly address: string;
}

/** The engine that started a process with these arguments; undefined for a test, a program or the command-line tool. */
export function engineIn(argv: readonly string[]): RunningEngine | undefined {
  const [, entry, address] = argv;
  if (entry === undefined || address === undefined || !/[\\/]cmd[\\/]dynamic-provider/u.test(entry)) return undefined;
  return { entry, address };
}

/**
 * The log of the engine that started a process with these arguments. It loads Pulumi's modules from the process's entry
 * file, where this very copy is loaded already: that costs nothing and never meets a second copy.
 */
export function logOfEngineIn(argv: readonly string[]): EngineLog {
  const engine = engineIn(argv);
  if (engine === undefined) return silentLog;
  const load = createRequire(engine.entry);
  return engineLog(engine.address, {
    grpc: load("@grpc/grpc-js"),
    service: load("../../proto/engine_grpc_pb.js"),
    messages: load("../../proto/engine_pb.js"),
  });
}

/**
 * Ends this process with its engine. Pulumi ends it when an operation is over, but not when the engine is killed. The
 * process would then go on and change the next tunnel, with nobody to stop it, beside the next `pulumi up`.
 */
export function endWithEngineIn(argv: readonly string[]): void {
  const engine = engineIn(argv);
  if (engine !== undefined) watchEngine(engine.address, () => process.exit(1));
}
