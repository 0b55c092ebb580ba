import type { Values } from "../../../core/field";
import type { TunnelPorts } from "../ports";

/** The ports with the waiting times that a resource declares for itself. */
export function withOwnTimes(ports: TunnelPorts, declared: Values): TunnelPorts {
  const own = (path: string, configured: number): number => {
    const seconds = declared[path];
    return typeof seconds === "number" ? seconds * 1000 : configured;
  };
  return {
    ...ports,
    diagnose: (tunnelId) => ports.diagnose(tunnelId),
    isAcknowledged: (tunnelId) => ports.isAcknowledged(tunnelId),
    settle: { ...ports.settle, timeoutMs: own("timeouts.settleSeconds", ports.settle.timeoutMs) },
    establish: { ...ports.establish, timeoutMs: own("timeouts.establishSeconds", ports.establish.timeoutMs) },
  };
}
