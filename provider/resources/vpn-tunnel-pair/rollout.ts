import type { Properties } from "../../core/property-tree";
import { careOfPair, probeIn } from "../vpn-tunnel/change/care";
import { guardBeforehand } from "../vpn-tunnel/change/guard-request";
import { asError, asSentence } from "../vpn-tunnel/change/target";
import { plan, reachPlanned, type Converged, type PlannedConvergence } from "../vpn-tunnel/converge";
import { mayCarry, type Observation } from "../vpn-tunnel/observation";
import type { TunnelPorts } from "../vpn-tunnel/ports";
import { withoutKey } from "../vpn-tunnel/psk-source";
import { reworded } from "../vpn-tunnel/tunnel-error";
import { keySeenNow } from "../vpn-tunnel/state/key-day";
import { declarationIn, outputsOf, readState, stateOf } from "../vpn-tunnel/state/tunnel-state";
import { inScope, observeBoth, type Both } from "./order-of-tunnels";
import { ofTunnel } from "./failure-of-tunnel";
import { rolloutIn, type PairState, type RolloutRecord } from "./state/pair-state";
import { partOf } from "./parts";
import { ROLES, type Role } from "./table/fields";

/** A pair's declaration that is to become true, and what is known from before. */
export interface RollOut {
  readonly vpnConnectionId: string;
  /** Inputs as `check` completed them. */
  readonly inputs: Properties;
  /** What an earlier operation stored; undefined where the connection is adopted now. */
  readonly stored: PairState | undefined;
}

/** How a roll-out ended. */
export interface RolledOut {
  readonly tunnels: Readonly<Record<Role, Properties>>;
  readonly record: RolloutRecord;
  readonly failure: Error | undefined;
}

/**
 * Brings both tunnels to the declaration, one after the other: the second one only where the first one is as declared
 * and carries traffic again. Where neither carries any, there is nothing to lose, and both are changed at once. What
 * would be refused of the second one is refused before the first one is changed.
 * @throws TunnelError or ApiError where nothing was sent.
 */
export async function rollOut(pair: RollOut, ports: TunnelPorts): Promise<RolledOut> {
  const { vpnConnectionId, inputs, stored } = pair;
  const seen = observeBoth(vpnConnectionId, await ports.reads.connection(vpnConnectionId));
  const options = rolloutIn(inputs);
  const scope = drainedFirst(inScope(seen, options, stored?.record), pair, seen, ports);
  const planned = await planEach(pair, scope, seen, ports);
  const isAtOnce = !ROLES.some((role) => mayCarry(seen[role]));
  const done = new Map<Role, Converged>();
  const failures: Error[] = [];
  const tryOne = async ([role, convergence]: readonly [Role, PlannedConvergence]): Promise<void> => {
    try {
      // The order is known here: no tunnel has to wait whether the other one comes.
      const converged = await reachPlanned(convergence, { ...ports, siblingWaitMs: 0 });
      done.set(role, converged);
      if (converged.failure !== undefined) failures.push(ofTunnel(seen[role], converged.failure));
    } catch (error) {
      failures.push(ofTunnel(seen[role], asError(error)));
    }
  };
  ports.operation.canary.beginsWhole(vpnConnectionId);
  if (isAtOnce) await Promise.all(planned.map(tryOne));
  else
    for (const each of planned) {
      if (failures.length > 0) break;
      await tryOne(each);
    }
  ports.operation.canary.endsWhole(vpnConnectionId, failures.length === 0);
  const failure = asOne(failures);
  const isAnySent = [...done.values()].some(({ isSent, failure: each }) => isSent || each !== undefined);
  if (failure !== undefined && !isAnySent) throw failure;
  const outsOf = (role: Role): Properties =>
    done.get(role)?.outs ?? stored?.tunnels[role] ?? asFound(seen[role], partOf(inputs, role), ports);
  return {
    tunnels: { master: outsOf("master"), slave: outsOf("slave") },
    record: { first: options["rollout.stage"] === "first" ? scope[0] : undefined },
    failure,
  };
}

/** The reasons of both tunnels in one error; undefined where there is none. */
function asOne([first, second]: readonly Error[]): Error | undefined {
  if (first === undefined || second === undefined) return first;
  return reworded(first, `${asSentence(first.message)} ${second.message}`);
}

/** While one tunnel is drained, all traffic uses the other one: the drained one goes first. */
function drainedFirst(
  scope: readonly Role[],
  { stored }: RollOut,
  seen: Both,
  { operation }: TunnelPorts,
): readonly Role[] {
  const drained = stored === undefined ? [] : ROLES.filter((role) => readState(stored.tunnels[role]).drained);
  for (const role of drained) operation.drains(seen[role].tunnelId);
  return [...scope].sort((one, other) => Number(drained.includes(other)) - Number(drained.includes(one)));
}

/** Plans each tunnel, and asks the guards about all of them. @throws TunnelError "refused" */
async function planEach(
  { vpnConnectionId, inputs, stored }: RollOut,
  scope: readonly Role[],
  seen: Both,
  ports: TunnelPorts,
): Promise<readonly (readonly [Role, PlannedConvergence])[]> {
  const planOne = async (role: Role): Promise<readonly [Role, PlannedConvergence]> => {
    const declaration = declarationIn(partOf(inputs, role));
    const selector = { vpnConnectionId, tunnelId: seen[role].tunnelId, role };
    const care = careOfPair(rolloutIn(inputs), ports, probeIn(declaration.values));
    const before = stored && readState(stored.tunnels[role]);
    try {
      const planned = await plan({ selector, declaration, stored: before, care }, ports);
      guardBeforehand(planned.target, seen[role]);
      return [role, planned];
    } catch (error) {
      throw ofTunnel(seen[role], asError(error));
    }
  };
  return Promise.all(scope.map(planOne));
}

/** What is stored of a tunnel that was not touched: it has what it had, and the next comparison finds what is left. */
function asFound(seen: Observation, part: Properties, { region, clock }: TunnelPorts): Properties {
  const { values, ...declaration } = declarationIn(part);
  // A key that the API withholds is not the one that is declared only because it is declared.
  const kept = { restorePoint: {}, keyDay: keySeenNow(clock) };
  return outputsOf(stateOf(seen, { ...declaration, values: withoutKey(values) }, region, kept));
}
