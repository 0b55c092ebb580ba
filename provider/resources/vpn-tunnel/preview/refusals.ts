import type { Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { guardAlone } from "../change/alone";
import { careIn } from "../change/care";
import { guardBgp, guardDrift, guardKey, guardShangMi, type DriftBaseline } from "../change/guards";
import { foreseen, guardSharedGateways, sharedGatewayRisk } from "../change/shared-gateways";
import type { ChangeCare } from "../change/target";
import type { Observation } from "../observation";
import type { ConnectionReads } from "../../ports";
import { PSK } from "../psk-source";
import { TunnelError } from "../tunnel-error";
import { sharedGatewayWarning } from "./shared-gateways";

/** A change that a preview found, and what is known about it here. */
export interface FoundChange {
  readonly change: Delta;
  /** The declared values, with the key that they refer to. */
  readonly declared: Values;
  readonly observation: Observation;
  /** True where it is not known here which key is declared. */
  readonly isKeyOpen: boolean;
  /** True for a value that no text may show. */
  readonly isSecret: (path: string) => boolean;
  /** The stored values of declared settings, where drift from them is refused. */
  readonly driftBaseline?: DriftBaseline | undefined;
}

/** How the change is going to be made, and what else is between the same gateways. */
export interface ChangeSurroundings {
  readonly reads: Pick<ConnectionReads, "seenOf">;
  /** Of a tunnel of a pair. The pair's own report tells of outages. */
  readonly careOfPair?: Partial<ChangeCare> | undefined;
}

/**
 * Lists the reasons for which `up` would refuse the change as the tunnel is now, and what the service may refuse. They
 * do not stop the preview, because another resource of the program, or a person, may remove them before `up`.
 */
export function refusals(found: FoundChange, { reads, careOfPair }: ChangeSurroundings): readonly string[] {
  const { change, declared, observation, isKeyOpen, isSecret, driftBaseline } = found;
  const isChange = change.differing.length > 0;
  const { whenAlone } = careIn(declared, { isCareful: false, configuredHook: undefined });
  const guards = [
    () => guardShangMi(change),
    () => (isKeyOpen ? undefined : guardKey(change)),
    () => guardBgp(change, observation, isSecret),
    () => (driftBaseline === undefined ? undefined : guardDrift(driftBaseline, declared, observation)),
    () => (isChange && careOfPair === undefined ? guardAlone(observation, { whenAlone }) : undefined),
  ];
  const refused = guards.flatMap((guard) => reasonOf(guard));
  const risk = foreseen(sharedGatewayRisk(observation, neighboursOf(observation, reads), pathsOf(found), change.send));
  if (risk === undefined) return refused;
  const isRefused = reasonOf(() => guardSharedGateways(risk, careOfPair?.sharedGateways));
  return [...refused, ...(isRefused.length > 0 ? isRefused : [sharedGatewayWarning(risk, careOfPair !== undefined)])];
}

/** A key that is not known here yet may be another one. */
const pathsOf = ({ change, isKeyOpen }: FoundChange): readonly string[] => [
  ...change.differing.map(({ path }) => path),
  ...(isKeyOpen ? [PSK] : []),
];

const neighboursOf = ({ connection }: Observation, reads: ChangeSurroundings["reads"]) =>
  connection.vpnGatewayId === undefined ? [] : reads.seenOf(connection.vpnGatewayId);

function reasonOf(guard: () => void): readonly string[] {
  try {
    guard();
    return [];
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error;
    return [`as the tunnel is now, up would refuse this: ${error.message}`];
  }
}
