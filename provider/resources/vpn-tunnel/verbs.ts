import { diff } from "../../core/diff";
import { check } from "../../core/check";
import type { Values } from "../../core/field";
import { pick, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { parseResourceId, resourceId } from "../vpn-tunnel.identities";
import { observe, type Observation, type TunnelSelector } from "./observation";
import type { TunnelPorts } from "./ports";
import {
  assumedSecrets,
  declarationIn,
  isOption,
  isSetting,
  outputsOf,
  refreshedInputs,
  storedIn,
  type Declaration,
  type Stored,
} from "./stored";
import { AfterChangeError, sync, type Target } from "./sync";
import { TunnelError } from "./tunnel-error";

/**
 * The verbs of one tunnel, as Pulumi asks for them. Creating adopts, updating converges, reading looks, destroying
 * leaves the tunnel as it is; what they have in common is in `sync`.
 */

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

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
}

/** Compares what is stored with what is declared; asks the API for nothing. */
export function diffTunnel(olds: Properties, news: Properties, region: string): DiffResult {
  const stored = storedIn(olds);
  const { observed: _, ...declarable } = news;
  const declared = check(vpnTunnelTable, declarable);
  const found = diff(vpnTunnelTable, stored.values, stored.declared, declared);
  // A tunnel without a declared region is in the configured one, and moves with it.
  const moved = !("regionId" in declared.values) && stored.values["regionId"] !== region;
  const replaces = moved && !found.replaces.includes("regionId") ? [...found.replaces, "regionId"] : found.replaces;
  return { changes: found.changed.length + found.redeclared.length + replaces.length > 0, replaces };
}

/** Adopts the tunnel: sends what differs from the declaration, or nothing. */
export async function createTunnel(
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const declaration = declarationIn(inputs);
  const target = {
    selector: selectorIn(declaration.values),
    assumed: {},
    verifyOnly: declaration.values["onAdopt"] === "verify",
  };
  return converge(target, declaration, inputs, ports);
}

/** Brings the tunnel to the declaration again; a change that the API does not have sends nothing. */
export async function updateTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: TunnelPorts,
): Promise<{ readonly outs: Record<string, unknown> }> {
  const identity = parseResourceId(id) ?? selectorIn(declarationIn(news).values);
  const declaration = declarationIn(news);
  const stored = storedIn(olds);
  const undrifted = declaration.values["onDrift"] === "fail" ? managedSettings(stored) : undefined;
  return converge({ selector: identity, assumed: assumedSecrets(stored), undrifted }, declaration, news, ports);
}

async function converge(
  target: Omit<Target, "declared">,
  declaration: Declaration,
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const declared = pick(declaration.values, isSetting);
  const mustEstablish = declaration.values["waitFor"] === "established";
  const kept = (observation: Observation): { id: string; outs: Record<string, unknown> } => ({
    id: resourceId(observation.connection.id, observation.tunnelId),
    outs: outputsOf(observation, declaration, ports.region),
  });
  try {
    return kept(
      (await sync({ ...target, declared, mustEstablish }, withOwnTimes(ports, declaration.values))).observation,
    );
  } catch (error) {
    if (!(error instanceof AfterChangeError)) throw error;
    const { id, outs } = kept(error.lastSeen);
    throw new IncompleteChange(error.message, id, { ...outs, __provider: inputs["__provider"] }, [error.message]);
  }
}

/** Declared settings as an earlier operation stored them. */
const managedSettings = (stored: Stored): Values =>
  pick(stored.values, (path) => isSetting(path) && stored.declared.includes(path));

/** The ports with the waiting times that a resource declares for itself. */
function withOwnTimes(ports: TunnelPorts, declared: Values): TunnelPorts {
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

/** What a refresh finds; `gone` only where the API says that the tunnel does not exist. */
export type ReadResult =
  | { readonly gone: true }
  | {
      readonly gone: false;
      readonly id: string;
      readonly props: Record<string, unknown>;
      readonly inputs: Record<string, unknown>;
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
    const connection = await ports.reads.connection(selector.vpnConnectionId);
    const observation = observe(selector, connection);
    return {
      gone: false,
      id,
      props: outputsOf(observation, declarationOf(stored), ports.region),
      inputs: refreshedInputs(observation, stored),
    };
  } catch (error) {
    if (error instanceof TunnelError && error.isGone) return { gone: true };
    throw error;
  }
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
