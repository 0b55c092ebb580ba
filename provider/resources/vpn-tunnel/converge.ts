import type { Values } from "../../core/field";
import { pick } from "../../core/property-tree";
import { isAmong } from "../../core/secret";
import type { Outputs } from "../resource";
import { resourceId } from "./table/identities";
import { reversalIn } from "./change/guards";
import { assumedKeys, bookkeepingAfter, driftBaseline, isKeyAsFound, type History } from "./change/history";
import type { TunnelSelector } from "./observation";
import { withOwnTimes } from "./change/own-times";
import { isSetting } from "./table/path-kinds";
import type { TunnelPorts } from "./ports";
import { neededKey, PSK, withoutKey } from "./psk-source";
import { keyDayAfter } from "./state/key-day";
import type { RestorePoint } from "./state/restore-point";
import type { Bookkeeping, TunnelState } from "./state/shape";
import { outputsOf, stateOf, type Declaration } from "./state/tunnel-state";
import { reach } from "./change/reach";
import { careIn } from "./change/care";
import type { ChangeCare, Outcome, Target } from "./change/target";
import { TunnelError } from "./tunnel-error";
import { waitForIn } from "./change/wait-for";

/**
 * A change that was sent before the verb failed. Pulumi has to store `outs`, and the next update goes on from there.
 */
export class IncompleteChange extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outs: Outputs,
  ) {
    super(message);
    this.name = "IncompleteChange";
  }
}

/** A declaration that is to become true, and what is known from before. */
export interface Convergence {
  readonly selector: TunnelSelector;
  readonly declaration: Declaration;
  /** What an earlier operation stored; undefined where the tunnel is adopted now. */
  readonly stored?: TunnelState | undefined;
  /** How a pair takes care of the traffic; left out, as the tunnel declares. */
  readonly care?: Partial<ChangeCare> | undefined;
}

/** What Pulumi stores of a tunnel that was brought to its declaration, or was not. */
export interface Converged {
  readonly id: string;
  readonly outs: Outputs;
  /** Why the declaration is not reached, although a request was sent or the tunnel is as declared. */
  readonly failure?: Error | undefined;
  /** True where the tunnel was changed. */
  readonly isSent: boolean;
}

/**
 * Brings a tunnel to its declaration; creating and updating are both this.
 * @throws IncompleteChange where a request was sent and the change does not count as done; TunnelError or ApiError
 *   where nothing was sent.
 */
export async function converge(
  convergence: Convergence,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Outputs }> {
  const { id, outs, failure } = await tryToConverge(convergence, ports);
  if (failure === undefined) return { id, outs };
  throw new IncompleteChange(failure.message, id, outs);
}

/**
 * The same, with the failure of a change that was sent as a part of the answer.
 * @throws TunnelError or ApiError where nothing was sent.
 */
async function tryToConverge(convergence: Convergence, ports: TunnelPorts): Promise<Converged> {
  return reachPlanned(await plan(convergence, ports), ports);
}

/** A convergence with all that has to be known before its tunnel is changed. */
export interface PlannedConvergence {
  readonly declaration: Declaration;
  readonly history: History;
  readonly target: Target;
}

/** Reads what has to be known. @throws TunnelError "refused" where a promise of the declaration cannot be kept. */
export async function plan(
  { selector, declaration, stored, care = {} }: Convergence,
  ports: TunnelPorts,
): Promise<PlannedConvergence> {
  const history = await historyOf({ selector, declaration, stored }, ports);
  const options = declaration.values;
  if (options["onDestroy"] === "restore") guardRestorePoint(history.point, history.key !== undefined);
  const target = targetOf(selector, declaration, history, { ...careIn(options, ports), ...care });
  return { declaration, history, target };
}

/**
 * Brings the tunnel to its declaration; the failure of a change that was sent is a part of the answer.
 * @throws TunnelError or ApiError where nothing was sent.
 */
export async function reachPlanned(
  { declaration, history, target }: PlannedConvergence,
  ports: TunnelPorts,
): Promise<Converged> {
  const outcome = await reach(target, withOwnTimes(ports, declaration.values));
  const { id, outs } = result(outcome, declaration, history, ports);
  return { id, outs, failure: outcome.failure, isSent: outcome.sent.length > 0 };
}

/** What is known of the tunnel from before, the key that the declaration refers to among it. */
async function historyOf(
  { selector, declaration, stored }: Pick<Convergence, "selector" | "declaration" | "stored">,
  ports: TunnelPorts,
): Promise<History> {
  const { values, secretPaths } = declaration;
  const key = await neededKey(values, ports.keys, secretPaths);
  const declared = { ...pick(values, isSetting), ...(key === undefined ? {} : { [PSK]: key }) };
  const point = stored === undefined ? (ports.handOver.take(selector) ?? {}) : stored.restorePoint;
  return { declared, key, stored, point, assumed: assumedKeys(stored, declared[PSK]) };
}

function targetOf(
  selector: TunnelSelector,
  { values: options, secretPaths }: Declaration,
  history: History,
  care: ChangeCare,
): Target {
  const { declared, stored, point, assumed } = history;
  const isSecret = (path: string): boolean => isAmong(secretPaths, path);
  return {
    selector,
    wanted: () => declared,
    assumed,
    stored: stored?.values,
    verifyOnly: stored === undefined && options["onAdopt"] === "verify",
    driftBaseline:
      stored !== undefined && options["onDrift"] !== "correct" ? driftBaseline(stored, isSecret) : undefined,
    isSecret,
    waitFor: waitForIn(options),
    care,
    wasDrained: stored?.drained,
    reversal: reversalIn(options, point ?? {}, isKeyAsFound(history)),
  };
}

/** What Pulumi stores of an outcome; the operation is told that a resource manages the tunnel. */
function result(
  outcome: Outcome,
  declaration: Declaration,
  history: History,
  { operation, keys, clock, region }: TunnelPorts,
): { readonly id: string; readonly outs: Outputs } {
  const { observation: seen, isKeyUncertain = false } = outcome;
  const id = resourceId(seen.connection.id, seen.tunnelId);
  operation.manages(id);
  const bookkeeping: Bookkeeping = {
    ...bookkeepingAfter(history, outcome, isKeyUncertain, () => keys.salt()),
    keyDay: keyDayAfter(history.stored, outcome, isKeyUncertain, clock),
    drained: outcome.isDrained === true ? true : undefined,
    stoppedAt: outcome.failure === undefined ? undefined : outcome.stoppedAt,
    unconfirmed: operation.isUnseen(seen.tunnelId) ? (operation.leftAt(seen.tunnelId) ?? clock.now()) : undefined,
  };
  const state = isKeyUncertain
    ? stateOf(withOpenKey(seen), withOpenKey(declaration), region, bookkeeping)
    : stateOf(seen, declaration, region, bookkeeping);
  return { id, outs: outputsOf(state) };
}

/**
 * The same without its key, of which nobody knows whether it is in force: the next comparison has to find a difference.
 */
const withOpenKey = <T extends { readonly values: Values }>(holder: T): T => ({
  ...holder,
  values: withoutKey(holder.values),
});

/**
 * `onDestroy: "restore"` is no promise where what was found is not known.
 * @param isReferred True where the key is read from elsewhere, and must not be stored.
 */
function guardRestorePoint(point: RestorePoint | undefined, isReferred: boolean): void {
  const way =
    'Nothing was sent. Set onDestroy to "keep"; to restore from here on, take the resource out of the state (`pulumi state delete`) and run `pulumi up`, which adopts the tunnel as it is now';
  const refuse = (reason: string): never => {
    throw new TunnelError("refused", `onDestroy is "restore", but ${reason}. ${way}`, "onDestroy");
  };
  if (point === undefined) return refuse("this tunnel was adopted by a version that did not keep what it found");
  const key = point[PSK];
  if (key === undefined) return;
  if (key.found === undefined) refuse(`${PSK} was changed and the key from before is not known`);
  if (isReferred) refuse("the key that was found is stored for it, and pskFrom keeps keys out of the state");
}
