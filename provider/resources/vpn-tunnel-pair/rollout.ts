import type { Properties } from "../../core/property-tree";
import { careOfPair, probeIn } from "../vpn-tunnel/change/care";
import { asError, asSentence } from "../vpn-tunnel/change/target";
import { tryToConverge, type Converged } from "../vpn-tunnel/converge";
import { mayCarry, observe, type Observation } from "../vpn-tunnel/observation";
import type { TunnelPorts } from "../vpn-tunnel/ports";
import { withoutKey } from "../vpn-tunnel/psk-source";
import { TunnelError } from "../vpn-tunnel/tunnel-error";
import { declarationIn, outputsOf, readState, stateOf } from "../vpn-tunnel/state/tunnel-state";
import { orderOf } from "./order-of-tunnels";
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
 * and carries traffic again. Where neither carries any, there is nothing to lose, and both are changed at once.
 * @throws TunnelError or ApiError where nothing was sent.
 */
export async function rollOut(pair: RollOut, ports: TunnelPorts): Promise<RolledOut> {
  const { vpnConnectionId, stored } = pair;
  const connection = await ports.reads.connection(vpnConnectionId);
  const seen: Readonly<Record<Role, Observation>> = {
    master: observe({ vpnConnectionId, role: "master" }, connection),
    slave: observe({ vpnConnectionId, role: "slave" }, connection),
  };
  const options = rolloutIn(pair.inputs);
  const drained = stored === undefined ? [] : ROLES.filter((role) => readState(stored.tunnels[role]).drained);
  for (const role of drained) ports.operation.drains(seen[role].tunnelId);
  // While one tunnel is drained, all traffic uses the other one.
  const order = [...orderOf(seen, options["rollout.first"])].sort(
    (one, other) => Number(drained.includes(other)) - Number(drained.includes(one)),
  );
  const first = options["rollout.stage"] === "first" ? (stored?.record.first ?? order[0]) : undefined;
  const inScope = first === undefined ? order : [first];
  const isAtOnce = !ROLES.some((role) => mayCarry(seen[role]));
  const done = new Map<Role, Converged>();
  const failures: Error[] = [];
  const convergeOne = async (role: Role): Promise<void> => {
    const declaration = declarationIn(partOf(pair.inputs, role));
    const before = stored && readState(stored.tunnels[role]);
    const selector = { vpnConnectionId, tunnelId: seen[role].tunnelId, role };
    // The order is known here: no tunnel has to wait whether the other one comes.
    const care = careOfPair(options, ports, probeIn(declaration.values));
    const converged = await tryToConverge(
      { selector, declaration, stored: before, care },
      { ...ports, siblingWaitMs: 0 },
    );
    done.set(role, converged);
    if (converged.failure !== undefined) failures.push(ofTunnel(seen[role], converged.failure));
  };
  const tryOne = async (role: Role): Promise<void> => {
    try {
      await convergeOne(role);
    } catch (error) {
      failures.push(ofTunnel(seen[role], asError(error)));
    }
  };
  ports.operation.canary.beginsWhole(vpnConnectionId);
  if (isAtOnce) await Promise.all(inScope.map(tryOne));
  else
    for (const role of inScope) {
      if (failures.length > 0) break;
      await tryOne(role);
    }
  ports.operation.canary.endsWhole(vpnConnectionId, failures.length === 0);
  const failure = asOne(failures);
  const isAnySent = [...done.values()].some(({ isSent, failure: each }) => isSent || each !== undefined);
  if (failure !== undefined && !isAnySent) throw failure;
  const outsOf = (role: Role): Properties =>
    done.get(role)?.outs ?? stored?.tunnels[role] ?? asFound(seen[role], partOf(pair.inputs, role), ports);
  return {
    tunnels: { master: outsOf("master"), slave: outsOf("slave") },
    record: { first },
    failure,
  };
}

/** The reasons of both tunnels in one error; undefined where there is none. */
function asOne([first, second]: readonly Error[]): Error | undefined {
  if (first === undefined || second === undefined) return first;
  const text = `${asSentence(first.message)} ${second.message}`;
  return first instanceof TunnelError ? new TunnelError(first.problem, text, first.property) : new Error(text);
}

/** An error of one tunnel, which says whose it is. */
function ofTunnel({ role, tunnelId }: Observation, error: Error): Error {
  if (!(error instanceof TunnelError)) return error;
  return new TunnelError(error.problem, `${role} (${tunnelId}): ${error.message}`, error.property);
}

/** What is stored of a tunnel that was not touched: it has what it had, and the next comparison finds what is left. */
function asFound(seen: Observation, part: Properties, { region }: TunnelPorts): Properties {
  const { values, ...declaration } = declarationIn(part);
  // A key that the API withholds is not the one that is declared only because it is declared.
  return outputsOf(stateOf(seen, { ...declaration, values: withoutKey(values) }, region, { restorePoint: {} }));
}
