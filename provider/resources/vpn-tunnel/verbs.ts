import { diff } from "../../core/diff";
import type { Values } from "../../core/field";
import { pick, scalarsIn, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { parseResourceId } from "../vpn-tunnel.identities";
import { converge } from "./converge";
import { observe, type Observation, type TunnelSelector } from "./observation";
import { isUp } from "./operation";
import { isOption } from "./path-kinds";
import type { TunnelPorts } from "./ports";
import { isDeclaredKey, refreshedProof } from "./psk-proof";
import { inWords, PSK, pskSourceIn, referredKey, type Keys } from "./psk-source";
import {
  declarationIn,
  isAsStored,
  outputsOf,
  refreshedInputs,
  storedIn,
  type Declaration,
  type Stored,
} from "./stored";
import { TunnelError } from "./tunnel-error";

/**
 * The verbs of one tunnel, as Pulumi asks for them. Creating adopts, updating converges (`converge`), reading looks;
 * destroying (`destroy`) leaves the tunnel as it is, or puts back what was changed.
 */

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
}

/** Compares what is stored with what is declared; asks the API for nothing. */
export async function diffTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: Pick<TunnelPorts, "region" | "keys" | "operation" | "progress">,
): Promise<DiffResult> {
  const stored = storedIn(olds);
  // The inputs are judged already.
  const declared = scalarsIn(vpnTunnelTable, news);
  const found = diff(vpnTunnelTable, stored.values, stored.declared, declared);
  // A tunnel without a declared region is in the configured one, and moves with it.
  const moved = !("regionId" in declared.values) && stored.values["regionId"] !== ports.region;
  const replaces = moved && !found.replaces.includes("regionId") ? [...found.replaces, "regionId"] : found.replaces;
  if (replaces.length > 0) return { changes: true, replaces };
  ports.operation.manages(id);
  if (stored.unconfirmed !== undefined)
    ports.operation.leftDown(String(stored.values["tunnelId"]), id, stored.unconfirmed);
  const keyChange = await keyChangeIn(stored, declared.values, ports.keys);
  if (keyChange !== undefined) ports.progress.info(`${id}: ${keyChange}`);
  return { changes: found.changed.length + found.redeclared.length > 0 || keyChange !== undefined, replaces };
}

/** How a key that is not stored has changed, in words: Pulumi has no property that would show it. */
async function keyChangeIn({ pskProof }: Stored, declared: Values, keys: Keys): Promise<string | undefined> {
  const source = pskSourceIn(declared);
  if (source === undefined || pskProof === undefined) return undefined;
  const read = await referredKey(declared, keys);
  if (read !== undefined && "key" in read && !isDeclaredKey(pskProof, read.key))
    return `the key in ${inWords(source)} is another one than was applied`;
  return pskProof.live === pskProof.declared ? undefined : "the key in force is another one than was applied";
}

/** Adopts the tunnel: sends what differs from the declaration, or nothing. */
export async function createTunnel(
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const declaration = declarationIn(inputs);
  return converge({ selector: selectorIn(declaration.values), declaration, inputs }, ports);
}

/** Brings the tunnel to the declaration again; a change that the API does not have sends nothing. */
export async function updateTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: TunnelPorts,
): Promise<{ readonly outs: Record<string, unknown> }> {
  const declaration = declarationIn(news);
  const selector = parseResourceId(id) ?? selectorIn(declaration.values);
  return converge({ selector, declaration, inputs: news, stored: storedIn(olds) }, ports);
}

/** What a refresh finds; `gone` only where the API says that the tunnel does not exist. */
export type ReadResult =
  | { readonly gone: true }
  | {
      readonly gone: false;
      readonly id: string;
      readonly props: Properties;
      /** Undefined where they are as they were. */
      readonly inputs: Record<string, unknown> | undefined;
    };

/** Reads the live tunnel: outputs for everything, inputs for what is declared. */
export async function readTunnel(id: string, props: Properties, ports: TunnelPorts): Promise<ReadResult> {
  const selector = parseResourceId(id);
  if (selector === undefined)
    throw new TunnelError(
      "no such tunnel",
      `"${id}" is not the id of a tunnel: it has the form <VpnConnectionId>:<TunnelId>`,
    );
  const stored = storedIn(props);
  try {
    const observation = observe(selector, await ports.reads.connection(selector.vpnConnectionId));
    if (isAsStored(observation, props, stored, ports.region)) return { gone: false, id, props, inputs: undefined };
    const outputs = outputsOf(observation, declarationOf(stored), ports.region, {
      restorePoint: stored.restorePoint,
      pskProof: refreshedProof(stored.pskProof, keyIn(observation)),
      unconfirmed: isUp(observation.values) ? undefined : stored.unconfirmed,
    });
    return { gone: false, id, props: outputs, inputs: refreshedInputs(observation, stored) };
  } catch (error) {
    if (error instanceof TunnelError && error.isGone) return { gone: true };
    throw error;
  }
}

function keyIn({ values }: Observation): string | undefined {
  const key = values[PSK];
  return key === undefined ? undefined : String(key);
}

/** The declaration that an earlier operation stored; the account of a mere look-up counts, though it declares nothing. */
function declarationOf(stored: Stored): Declaration {
  return {
    values: pick(stored.values, (path) => isOption(path) || stored.declared.includes(path)),
    paths: stored.declared,
  };
}

function selectorIn(values: Values): TunnelSelector {
  const { vpnConnectionId, tunnelId, role } = values;
  return {
    vpnConnectionId: String(vpnConnectionId),
    ...(tunnelId === undefined ? {} : { tunnelId: String(tunnelId) }),
    ...(role === undefined ? {} : { role: String(role) }),
  };
}
