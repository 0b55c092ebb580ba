import type { Account } from "../api/account";
import { systemTime, type Time } from "../api/clock";
import { createVpcApi, type VpcApi } from "../api/vpc-api";
import type { Values } from "../core/field";
import { HEALTHY_CODE } from "../diagnosis/codes";
import { explainDiagnosis, type Explanation } from "../diagnosis/explain";
import { Operation } from "../resources/vpn-tunnel/operation/operation";
import { Previews } from "../resources/vpn-tunnel/operation/previews";
import { RestoreHandOver } from "../resources/vpn-tunnel/operation/restore-hand-over";
import type { Progress } from "../resources/resource";
import type { ProcessWide, TunnelPorts, TunnelSession } from "../resources/vpn-tunnel/ports";
import { LimitedRemarks } from "../resources/vpn-tunnel/preview/remarks";
import { Accounts } from "./accounts";
import { isAcknowledged } from "./acknowledgements";
import type { ProcessConfiguration } from "./configuration";
import { HookRunner } from "./hook-runner";
import { KeySources } from "./key-sources";
import { ProbeRunner } from "./probe-runner";
import { SharedReads } from "./shared-reads";
import { KeyedTurns } from "./turns";

/** How long a gateway's first turn waits, so that all those that ask for it together are there when it is given. */
const GATHER_MS = 30;

/** What a session is made of. */
export interface SessionParts {
  readonly configuration: ProcessConfiguration;
  readonly progress: Progress;
  readonly env: NodeJS.ProcessEnv;
  readonly time?: Time;
  /** Renders the configuration of a device for one tunnel, for the hook. */
  readonly renderDevice: RenderDevice;
}

/** The configuration of a device, as part of a hook's input. */
export type RenderDevice = (
  api: VpcApi,
  tunnel: { readonly vpnConnectionId: string; readonly tunnelId: string; readonly settings: Values },
  device: { readonly id: string; readonly withKey: boolean },
) => Promise<object>;

/**
 * What one provider process has for all its resources, whichever front door asks: the notes about the operation, the
 * turns, the keys, and the ports of each account. One `pulumi up` is one process and one session.
 */
export function openSession({
  configuration,
  progress,
  env,
  time = systemTime,
  renderDevice,
}: SessionParts): TunnelSession {
  const { clock } = time;
  const processWide: ProcessWide = {
    // All accounts share the turns, because a VPN gateway is the same one through whichever account it is reached.
    turns: new KeyedTurns(() => clock.sleep(GATHER_MS)),
    clock,
    progress,
    settle: configuration.settle,
    establish: configuration.establish,
    siblingWaitMs: configuration.siblingWaitMs,
    keys: new KeySources(env),
    probes: new ProbeRunner(env),
    isCareful: configuration.isCareful,
    configuredHook: configuration.hook,
    compare: configuration.compare,
    previews: new Previews(),
    handOver: new RestoreHandOver(),
    operation: new Operation(configuration.care),
  };
  const accounts = new Accounts(configuration.account, env);
  const portsByAccount = new Map<string, TunnelPorts>();
  const parts = { processWide, configuration, env, time, renderDevice };
  return {
    ...processWide,
    remarks: new LimitedRemarks(progress),
    portsFor(properties) {
      const account = accounts.accountFor(properties);
      const ports = portsByAccount.get(account.key) ?? tunnelPorts(account, parts);
      portsByAccount.set(account.key, ports);
      return ports;
    },
  };
}

interface AccountParts {
  readonly processWide: ProcessWide;
  readonly configuration: ProcessConfiguration;
  readonly env: NodeJS.ProcessEnv;
  readonly time: Time;
  readonly renderDevice: RenderDevice;
}

/** The ports of one account and region, with one client and one set of shared reads. */
function tunnelPorts(
  account: Account,
  { processWide, configuration: { acknowledgements }, env, time: { clock, random }, renderDevice }: AccountParts,
): TunnelPorts {
  const api = createVpcApi(account, {
    clock,
    random,
    onRetry: ({ action, attempt, waitMs, reason }) =>
      processWide.progress.status(
        `${action} in ${account.region}: ${reason}; try ${attempt + 1} in ${Math.ceil(waitMs / 1000)} s`,
      ),
  });
  return {
    ...processWide,
    reads: new SharedReads(api, clock),
    writes: {
      modifyTunnel: async (request) => {
        await api.modifyTunnelAttribute(request);
      },
    },
    hooks: new HookRunner({
      env,
      progress: processWide.progress,
      deviceFor: (id, { connection, tunnel: { tunnelId }, forDevice }, withKey) =>
        renderDevice(api, { vpnConnectionId: connection.id, tunnelId, settings: forDevice }, { id, withKey }),
    }),
    diagnose: (tunnelId) => diagnose(api, tunnelId),
    isAcknowledged: (tunnelId) => isAcknowledged(acknowledgements, tunnelId, clock.now()),
    region: account.region,
  };
}

/**
 * The service's findings about a tunnel. They explain an error, which is reported without them where none can be had.
 */
async function diagnose(api: VpcApi, tunnelId: string): Promise<readonly Explanation[]> {
  try {
    const { diagnoses } = await api.diagnoseVpnConnections({ tunnelIds: [tunnelId] });
    return diagnoses.map(explainDiagnosis).filter((finding) => finding.code !== HEALTHY_CODE);
  } catch {
    return [];
  }
}
