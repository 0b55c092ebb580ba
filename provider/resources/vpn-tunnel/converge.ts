import type { Scalar, Values } from "../../core/field";
import { pick, type Properties } from "../../core/property-tree";
import { resourceId } from "../vpn-tunnel.identities";
import { reversalIn, type Undrifted } from "./guards";
import type { Observation, TunnelSelector } from "./observation";
import type { TunnelPorts } from "./ports";
import { isLiveKey, proofOf, type PskProof } from "./psk-proof";
import { neededKey, PSK } from "./psk-source";
import { remember, type RestorePoint } from "./restore-point";
import { assumedSecrets, isSetting, outputsOf, type Declaration, type Kept, type Stored } from "./stored";
import { sync } from "./sync";
import { AfterChangeError, type Target } from "./target";
import { TunnelError } from "./tunnel-error";

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
  /** Inputs as Pulumi passed them. */
  readonly inputs: Properties;
  /** What an earlier operation stored; undefined where the tunnel is adopted now. */
  readonly stored?: Stored;
}

/** Brings a tunnel to its declaration; creating and updating are both this. */
export async function converge(
  { selector, declaration, inputs, stored }: Convergence,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const options = declaration.values;
  const key = await neededKey(options, ports.keys);
  const declared: Values = { ...pick(options, isSetting), ...(key === undefined ? {} : { [PSK]: key }) };
  const assumed = stored === undefined ? {} : assumedKeys(stored, declared[PSK]);
  const point = stored === undefined ? {} : stored.restorePoint;
  if (options["onDestroy"] === "restore") guardRestorePoint(point);

  const target: Target = {
    selector,
    wanted: () => declared,
    assumed,
    verifyOnly: stored === undefined && options["onAdopt"] === "verify",
    undrifted: stored !== undefined && options["onDrift"] === "fail" ? undriftedIn(stored) : undefined,
    mustEstablish: options["waitFor"] === "established",
    reversal: reversalIn(options, point ?? {}),
  };
  const result = (before: Values, observation: Observation): { id: string; outs: Record<string, unknown> } => {
    const id = resourceId(observation.connection.id, observation.tunnelId);
    ports.operation.manages(id);
    const after = { ...(key ? { [PSK]: key } : pick(declared, (path) => path === PSK)), ...observation.values };
    const kept: Kept = {
      restorePoint: point && remember(point, { ...assumed, ...before }, after, key === undefined),
      pskProof: key === undefined ? undefined : proofOf(saltFor(stored?.pskProof, ports), key, String(after[PSK])),
    };
    return { id, outs: outputsOf(observation, declaration, ports.region, kept) };
  };
  try {
    const { before, observation } = await sync(target, withOwnTimes(ports, options));
    return result(before, observation);
  } catch (error) {
    if (!(error instanceof AfterChangeError)) throw error;
    const { id, outs } = result(error.before, error.lastSeen);
    throw new IncompleteChange(error.message, id, { ...outs, __provider: inputs["__provider"] }, [error.message]);
  }
}

/** Keys that are in force as far as an earlier operation knows, for comparing where the API withholds the live one. */
function assumedKeys(stored: Stored, declaredKey: Scalar | undefined): Values {
  const { pskProof } = stored;
  if (pskProof === undefined) return assumedSecrets(stored);
  return typeof declaredKey === "string" && isLiveKey(pskProof, declaredKey) ? { [PSK]: declaredKey } : {};
}

/** Declared settings as an earlier operation stored them. */
function undriftedIn(stored: Stored): Undrifted {
  const { values, declared, pskProof } = stored;
  return {
    values: pick(values, (path) => isSetting(path) && declared.includes(path)),
    isKey: pskProof && ((live) => isLiveKey(pskProof, live)),
  };
}

const saltFor = (proof: PskProof | undefined, ports: TunnelPorts): string => proof?.salt ?? ports.keys.salt();

/** `onDestroy: "restore"` is no promise where what was found is not known. */
function guardRestorePoint(point: RestorePoint | undefined): void {
  const way =
    'Nothing was sent. Set onDestroy to "keep"; to restore from here on, take the resource out of the state (`pulumi state delete`) and run `pulumi up`, which adopts the tunnel as it is now';
  if (point === undefined)
    throw new TunnelError(
      "refused",
      `onDestroy is "restore", but this tunnel was adopted by a version that did not keep what it found. ${way}`,
    );
  if (point[PSK] !== undefined && point[PSK].found === undefined)
    throw new TunnelError(
      "refused",
      `onDestroy is "restore", but ${PSK} was changed and the key from before is not known. ${way}`,
    );
}

/** The ports with the waiting times that a resource declares for itself. */
export function withOwnTimes(ports: TunnelPorts, declared: Values): TunnelPorts {
  const own = (path: string, configured: number): number => {
    const seconds = declared[path];
    return typeof seconds === "number" ? seconds * 1000 : configured;
  };
  return {
    ...ports,
    diagnose: (tunnelId) => ports.diagnose(tunnelId),
    settle: { ...ports.settle, timeoutMs: own("timeouts.settleSeconds", ports.settle.timeoutMs) },
    establish: { ...ports.establish, timeoutMs: own("timeouts.establishSeconds", ports.establish.timeoutMs) },
  };
}
