import { readConfiguration } from "../../provider/session/configuration";
import { openSession } from "../../provider/session/session";
import type { Properties } from "../../provider/core/property-tree";
import { observe } from "../../provider/resources/vpn-tunnel/observation";
import { stillNotSeenUp } from "../../provider/resources/vpn-tunnel/change/seen-up";
import { readState } from "../../provider/resources/vpn-tunnel/state/tunnel-state";
import { createTunnel } from "../../provider/resources/vpn-tunnel/verbs";
import type { Simulator } from "../../simulator";
import { configurationFor } from "./deployment";

/** One operation whose warnings are kept, as the CLI shows them at the end. */
export interface WatchedOperation {
  readonly warnings: readonly string[];
  create(inputs: Properties): Promise<{ readonly id: string; readonly outs: Properties }>;
  /** What a preview of this operation says of a tunnel that an earlier one left so. */
  repeated(outputs: Properties): Promise<string | undefined>;
}

/** Opens an operation on a simulator: a provider process of its own, without an engine. */
export function watchedOperation(sim: Simulator, config: Readonly<Record<string, string>> = {}): WatchedOperation {
  const values = configurationFor(sim, config);
  const warnings: string[] = [];
  const progress = { info() {}, status() {}, warning: (line: string) => void warnings.push(line) };
  const configuration = readConfiguration({ get: (key) => values[key] }, {});
  const session = openSession({ configuration, progress, env: {}, renderDevice: () => Promise.resolve({}) });
  return {
    warnings,
    create: (inputs) => createTunnel(inputs, session.portsFor(inputs)),
    repeated: async (outputs) => {
      const { unconfirmed, values: stored } = readState(outputs);
      if (unconfirmed === undefined) return undefined;
      const ports = session.portsFor({});
      const vpnConnectionId = String(stored["vpnConnectionId"]);
      const connection = await ports.reads.connection(vpnConnectionId);
      const seen = observe({ vpnConnectionId, tunnelId: String(stored["tunnelId"]) }, connection);
      return stillNotSeenUp(seen, unconfirmed, ports);
    },
  };
}
