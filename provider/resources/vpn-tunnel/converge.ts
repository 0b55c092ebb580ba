import type { Values } from "../../core/field";
import { pick } from "../../core/property-tree";
import { isAmong } from "../../core/secret";
import { resourceId } from "./table/identities";
import { reversalIn } from "./change/guards";
import { assumedKeys, isKeyAsFound, keptAfter, undriftedIn, type History } from "./change/history";
import type { Observation, TunnelSelector } from "./observation";
import { withOwnTimes } from "./change/own-times";
import { isSetting } from "./table/path-kinds";
import type { TunnelPorts } from "./ports";
import { neededKey, PSK, withoutKey } from "./psk-source";
import type { RestorePoint } from "./state/restore-point";
import type { Kept, TunnelState } from "./state/shape";
import { outputsOf, stateOf, type Declaration } from "./state/tunnel-state";
import { sync } from "./change/sync";
import { AfterChangeError, type Made, type Target } from "./change/target";
import { TunnelError } from "./tunnel-error";
import { waitForIn } from "./change/wait-for";

/** A change that was sent and then went wrong: Pulumi keeps `properties` and goes on from there. */
export class IncompleteChange extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Record<string, unknown>,
    readonly reasons: readonly string[],
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
  readonly stored?: TunnelState;
}

/** Brings a tunnel to its declaration; creating and updating are both this. */
export async function converge(
  { selector, declaration, stored }: Convergence,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const options = declaration.values;
  const key = await neededKey(options, ports.keys, declaration.secretPaths);
  const declared: Values = { ...pick(options, isSetting), ...(key === undefined ? {} : { [PSK]: key }) };
  const point = stored === undefined ? (ports.handOver.take(selector) ?? {}) : stored.restorePoint;
  if (options["onDestroy"] === "restore") guardRestorePoint(point, key !== undefined);
  const history: History = { declared, key, stored, point, assumed: assumedKeys(stored, declared[PSK]) };

  const isSecret = (path: string): boolean => isAmong(declaration.secretPaths, path);
  const target: Target = {
    selector,
    wanted: () => declared,
    assumed: history.assumed,
    lastKnown: stored?.values,
    verifyOnly: stored === undefined && options["onAdopt"] === "verify",
    undrifted: stored !== undefined && options["onDrift"] !== "correct" ? undriftedIn(stored, isSecret) : undefined,
    isSecret,
    waitFor: waitForIn(options),
    reversal: reversalIn(options, point ?? {}, isKeyAsFound(history)),
  };
  const result = (
    made: Made,
    seen: Observation,
    isKeyUncertain = false,
  ): { id: string; outs: Record<string, unknown> } => {
    const id = resourceId(seen.connection.id, seen.tunnelId);
    ports.operation.manages(id);
    const kept: Kept = {
      ...keptAfter(history, made, isKeyUncertain, () => ports.keys.salt()),
      unconfirmed: ports.operation.isUnseen(seen.tunnelId)
        ? (ports.operation.leftAt(seen.tunnelId) ?? ports.clock.now())
        : undefined,
    };
    const state = isKeyUncertain
      ? stateOf(keyOpen(seen), keyOpen(declaration), ports.region, kept)
      : stateOf(seen, declaration, ports.region, kept);
    return { id, outs: outputsOf(state) };
  };
  try {
    const synced = await sync(target, withOwnTimes(ports, options));
    return result(synced, synced.observation);
  } catch (error) {
    if (!(error instanceof AfterChangeError)) throw error;
    const { id, outs } = result(error.made, error.lastSeen, error.isKeyUncertain);
    throw new IncompleteChange(error.message, id, outs, [error.message]);
  }
}

/** The same without its key, of which nobody knows whether it is in force: the next comparison has to find a difference. */
const keyOpen = <T extends { readonly values: Values }>(holder: T): T => ({
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
