import type { Progress } from "../../resources/resource";

/** The parts of one copy of @pulumi/pulumi, and of the gRPC that it uses, that speaking to an engine needs. */
export interface PulumiModules {
  readonly grpc: typeof import("@grpc/grpc-js");
  /** `@pulumi/pulumi/proto/engine_grpc_pb` */
  readonly service: typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
  /** `@pulumi/pulumi/proto/engine_pb` */
  readonly messages: typeof import("@pulumi/pulumi/proto/engine_pb");
}

/** The log of an engine, which the CLI shows while the operation runs. */
export interface EngineLog extends Progress {
  /** Resolves when the engine has every line. The engine may end this process as soon as it has the last answer. */
  flush(): Promise<void>;
}

/** The log of a process that has no engine, such as a test or the command-line tool. */
export const silentLog: EngineLog = { info() {}, status() {}, warning() {}, flush: () => Promise.resolve() };

/** Speaks to the engine at an address. Printed lines (console.log) would reach the user only after the operation. */
export function engineLog(address: string, { grpc, service, messages }: PulumiModules): EngineLog {
  const engine = new service.EngineClient(address, grpc.credentials.createInsecure());
  const underWay = new Set<Promise<void>>();
  const { INFO, WARNING } = messages.LogSeverity;
  const send = (line: string, severity: typeof INFO | typeof WARNING, isEphemeral: boolean): void => {
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
  // One answer of the API may concern many tunnels, which all write a line in the same moment: one message carries
  // them.
  let gathered: string[] = [];
  const sendGathered = (): void => {
    if (gathered.length > 0) send(gathered.join("\n"), INFO, false);
    gathered = [];
  };
  return {
    info(line) {
      if (gathered.push(line) === 1) setImmediate(sendGathered);
    },
    status(line) {
      sendGathered();
      send(line, INFO, true);
    },
    warning(line) {
      sendGathered();
      send(line, WARNING, false);
    },
    async flush() {
      // Lines of the same moment share a message.
      if (gathered.length > 0) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(underWay);
    },
  };
}
