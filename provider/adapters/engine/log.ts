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

/**
 * Speaks to the engine at an address. Printed lines (console.log) would reach the user only after the operation.
 * @param rowOf The urn of the resource that a line belongs to; without one, it stands in the row of the stack.
 */
export function engineLog(
  address: string,
  { grpc, service, messages }: PulumiModules,
  rowOf: () => string | undefined = () => undefined,
): EngineLog {
  const engine = new service.EngineClient(address, grpc.credentials.createInsecure());
  const underWay = new Set<Promise<void>>();
  const { INFO, WARNING } = messages.LogSeverity;
  const send = (
    line: string,
    severity: typeof INFO | typeof WARNING,
    isEphemeral: boolean,
    row: string | undefined,
  ): void => {
    const request = new messages.LogRequest();
    if (row !== undefined) request.setUrn(row);
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
  // those of a row.
  const gathered = new Map<string | undefined, string[]>();
  const sendGathered = (): void => {
    for (const [row, lines] of gathered) send(lines.join("\n"), INFO, false, row);
    gathered.clear();
  };
  return {
    info(line) {
      if (gathered.size === 0) setImmediate(sendGathered);
      const row = rowOf();
      gathered.set(row, [...(gathered.get(row) ?? []), line]);
    },
    status(line) {
      sendGathered();
      send(line, INFO, true, rowOf());
    },
    warning(line) {
      sendGathered();
      send(line, WARNING, false, rowOf());
    },
    async flush() {
      // Lines of the same moment share a message.
      if (gathered.size > 0) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(underWay);
    },
  };
}
