import { resolveAccount, type AccountChoice } from "../api/account";
import { systemTime, type Time } from "../api/clock";
import { createVpcApi, type VpcApi } from "../api/vpc-api";
import { valueAt, type Properties } from "../core/property-tree";
import { isUnknown } from "../core/unknown";
import { HEALTHY_CODE } from "../diagnosis/codes";
import { explainDiagnosis, type Explanation } from "../diagnosis/explain";
import { Operation } from "../resources/vpn-tunnel/operation/operation";
import type { Progress, TunnelPorts } from "../resources/vpn-tunnel/ports";
import type { Compare } from "../resources/vpn-tunnel/ports";
import { Previews } from "../resources/vpn-tunnel/operation/previews";
import { RestoreHandOver } from "../resources/vpn-tunnel/operation/restore-hand-over";
import { isAcknowledged } from "./acknowledgements";
import type { ProcessConfiguration } from "./configuration";
import { KeySources } from "./key-sources";
import { SharedReads } from "./shared-reads";
import { KeyedTurns } from "./turns";

/** How long those that want to change tunnels of one gateway are gathered before the first of them starts. */
const GATHER_MS = 30;

/**
 * The accounts and regions that this process works in, each with one client and one set of shared reads.
 * Turns are shared by all of them: a VPN gateway is the same one through whichever account it is reached.
 */
export class Accounts {
  readonly #ports = new Map<string, TunnelPorts>();
  /** The same by what resources name: resolving an account takes longer than all else that a verb without calls does. */
  readonly #chosen = new Map<string, TunnelPorts>();
  readonly #turns: KeyedTurns;
  /** What this process did so far; one `pulumi up` is one process. */
  readonly operation: Operation;
  /** What checks note for the comparisons after them. */
  readonly previews = new Previews();
  readonly #handOver = new RestoreHandOver();
  /** Read once, whoever needs them. */
  readonly keys: KeySources;
  /** Whether a preview compares stored tunnels with the live ones (`alicloud-vpn:compare`). */
  readonly compare: Compare;

  constructor(
    private readonly configuration: ProcessConfiguration,
    private readonly progress: Progress,
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly time: Time = systemTime,
  ) {
    this.#turns = new KeyedTurns(() => time.clock.sleep(GATHER_MS));
    this.operation = new Operation(configuration.care);
    this.keys = new KeySources(env);
    this.compare = configuration.compare;
  }

  /**
   * What the verbs need, for the account and region that a resource names in its properties, or the configured ones.
   * @throws ConfigurationError where no region is configured, or a setting is wrong.
   */
  portsFor(properties: Properties): TunnelPorts {
    const { regionId, profile, assumeRole } = properties;
    const chosen = JSON.stringify([regionId, profile, assumeRole]);
    const ports = this.#chosen.get(chosen) ?? this.#resolve(choiceIn(properties));
    this.#chosen.set(chosen, ports);
    return ports;
  }

  #resolve(choice: AccountChoice): TunnelPorts {
    const account = resolveAccount(this.configuration.account, this.env, choice);
    const known = this.#ports.get(account.key);
    if (known) return known;
    const { clock, random } = this.time;
    const api = createVpcApi(account, {
      clock,
      random,
      onRetry: ({ action, attempt, waitMs, reason }) =>
        this.progress.status(
          `${action} in ${account.region}: ${reason}; try ${attempt + 1} in ${Math.ceil(waitMs / 1000)} s`,
        ),
    });
    const ports: TunnelPorts = {
      reads: new SharedReads(api, clock),
      writes: {
        modifyTunnel: async (request) => {
          await api.modifyTunnelAttribute(request);
        },
      },
      turns: this.#turns,
      clock,
      progress: this.progress,
      settle: this.configuration.settle,
      establish: this.configuration.establish,
      keys: this.keys,
      operation: this.operation,
      compare: this.compare,
      previews: this.previews,
      handOver: this.#handOver,
      diagnose: (tunnelId) => diagnosis(api, tunnelId),
      isAcknowledged: (tunnelId) => isAcknowledged(this.configuration.acknowledgements, tunnelId, clock.now()),
      region: account.region,
    };
    this.#ports.set(account.key, ports);
    return ports;
  }
}

/** A diagnosis explains an error; where it cannot be had, the error stands without it. */
async function diagnosis(api: VpcApi, tunnelId: string): Promise<readonly Explanation[]> {
  try {
    const { diagnoses } = await api.diagnoseVpnConnections({ tunnelIds: [tunnelId] });
    return diagnoses.map(explainDiagnosis).filter((finding) => finding.code !== HEALTHY_CODE);
  } catch {
    return [];
  }
}

/** The account that a resource chooses for itself; a value that is not known yet is no choice. */
function choiceIn(properties: Properties): AccountChoice {
  const text = (path: string): string | undefined => {
    const value = valueAt(properties, path);
    return typeof value === "string" && !isUnknown(value) ? value : undefined;
  };
  const roleArn = text("assumeRole.roleArn");
  const expiration = valueAt(properties, "assumeRole.sessionExpiration");
  const regionId = text("regionId");
  const profile = text("profile");
  return {
    ...(regionId === undefined ? {} : { regionId }),
    ...(profile === undefined ? {} : { profile }),
    ...(roleArn === undefined
      ? {}
      : {
          assumeRole: {
            roleArn,
            sessionName: text("assumeRole.sessionName"),
            externalId: text("assumeRole.externalId"),
            policy: text("assumeRole.policy"),
            sessionExpiration: typeof expiration === "number" ? expiration : undefined,
          },
        }),
  };
}
