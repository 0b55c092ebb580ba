import type { Values } from "../../core/field";
import { flatten, isProperties, pick, type Properties } from "../../core/property-tree";
import { isUnknown } from "../../core/unknown";
import type { CheckResult, Outputs, ReadResult, Resource } from "../resource";
import { adopted } from "./adopt";
import { converge } from "./converge";
import { deleteTunnel, isRestoredOnDestroy } from "./destroy";
import { foreseeNew, foreseeStored } from "./foresee";
import { observe, type Observation, type TunnelSelector } from "./observation";
import type { TunnelPorts, TunnelSession } from "./ports";
import { checkInputs, type CheckedInputs, type CheckPorts } from "./preview/check-inputs";
import type { ChangeSurroundings } from "./preview/refusals";
import { diffTunnel } from "./preview/diff-tunnel";
import { isGone, readBack } from "./read-back";
import { OBSERVED } from "./state/observed";
import { declarationIn, readState, withRegion } from "./state/tunnel-state";
import { vpnTunnelTable } from "./table/fields";
import { parseResourceId, resourceId } from "./table/identities";
import { TunnelError } from "./tunnel-error";
import { failureOf } from "./verb-failure";

/**
 * One tunnel of an IPsec-VPN connection. Creating it adopts the live tunnel, and updating it is the same (`converge`).
 * Deleting it leaves the tunnel as it is, or restores what the resource changed (`destroy`).
 */
export const vpnTunnel: Resource<TunnelSession> = {
  table: vpnTunnelTable,
  nameOf: nameOfInputs,
  objectsOf: (inputs) => tunnelsNamed(inputs, [inputs["tunnelId"], inputs["role"], inputs[OBSERVED]]),
  check: checkTunnel,
  diff: async (id, olds, news, session) => diffTunnel(id, olds, news, session.portsFor(news)),
  foresee: async (inputs, stored, session) =>
    stored === undefined
      ? foreseeNew(inputs, session.portsFor(inputs))
      : { id: stored.id, outs: foreseeStored(inputs, stored.olds, session.portsFor(inputs)) },
  create: async (inputs, session) => createTunnel(inputs, session.portsFor(inputs)),
  read: async (id, props, session) => readTunnel(id, props, session.portsFor(withRegion(props))),
  adopt: async (id, props, session) => {
    const ports = session.portsFor(props);
    return adopted(await observeTunnel(id, ports), accountIn(props), ports);
  },
  update: async (id, olds, news, session) => updateTunnel(id, olds, news, session.portsFor(news)),
  delete: async (id, props, session) => {
    if (isRestoredOnDestroy(props)) await deleteTunnel(id, props, session.portsFor(withRegion(props)));
    else session.remarks.leftInPlace(id);
  },
  failureOf,
};

function nameOfInputs({ vpnConnectionId, tunnelId, role }: Properties): string {
  const parts = [vpnConnectionId, tunnelId ?? role].filter((part) => typeof part === "string" && !isUnknown(part));
  return parts.length > 0 ? parts.join(":") : "(not known yet)";
}

/** Judges the inputs, reports what adopting a new tunnel does, and notes the tunnel for the verbs after it. */
async function checkTunnel(olds: Properties, news: Properties, session: TunnelSession): Promise<CheckResult> {
  const checked = await checkInputs(olds, news, checkPorts(news, session));
  noteChecked(checked, news, session);
  return { inputs: checked.inputs, failures: checked.failures };
}

/** What judging inputs needs from the session. The account is asked for only where a tunnel is read. */
export function checkPorts(
  news: Properties,
  session: TunnelSession,
  careOfPair?: ChangeSurroundings["careOfPair"],
): CheckPorts {
  return {
    observe: async (selector) =>
      observe(selector, await session.portsFor(news).reads.connection(selector.vpnConnectionId)),
    keys: session.keys,
    compare: session.compare,
    surroundings: { reads: { seenOf: (gateway) => session.portsFor(news).reads.seenOf(gateway) }, careOfPair },
  };
}

/** Reports on a checked tunnel, and notes it for the verbs after it. @param news The inputs that were checked. */
export function noteChecked(checked: CheckedInputs, news: Properties, session: TunnelSession): void {
  for (const note of checked.notes) session.progress.info(note);
  for (const warning of checked.warnings) session.progress.warning(warning);
  if (checked.remark !== undefined) session.remarks.adoptedUnchanged(checked.remark);
  if (checked.isNotCompared) session.remarks.notCompared();
  if (checked.adopts !== undefined) session.operation.manages(checked.adopts);
  session.previews.checked(news, checked.name, checked.isDifferent === true);
}

/** Adopts the tunnel: sends the settings that differ from the declaration, or nothing. */
export async function createTunnel(
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Outputs }> {
  const declaration = declarationIn(inputs);
  return converge({ selector: selectorIn(declaration.values), declaration }, ports);
}

/** Brings the tunnel to a changed declaration. A change of an option sends nothing. */
export async function updateTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: TunnelPorts,
): Promise<{ readonly outs: Outputs }> {
  const declaration = declarationIn(news);
  const selector = parseResourceId(id) ?? selectorIn(declaration.values);
  return converge({ selector, declaration, stored: readState(olds) }, ports);
}

/** Reads the live tunnel: outputs for every value, inputs for the declared ones. */
export async function readTunnel(id: string, props: Properties, ports: TunnelPorts): Promise<ReadResult> {
  try {
    const back = readBack(await observeTunnel(id, ports), props, ports);
    return { gone: false, id, props: back.props, inputs: back.hasMoved ? back.inputs : undefined };
  } catch (error) {
    if (isGone(error, props)) return { gone: true };
    throw error;
  }
}

/** The live tunnel of a resource's id. */
async function observeTunnel(id: string, ports: TunnelPorts): Promise<Observation> {
  const selector = parseResourceId(id);
  if (selector === undefined)
    throw new TunnelError(
      "no such tunnel",
      `"${id}" is not the id of a tunnel: it has the form <VpnConnectionId>:<TunnelId>`,
    );
  return observe(selector, await ports.reads.connection(selector.vpnConnectionId));
}

/** The account and the region that a program names where it takes over a live object. */
export const accountIn = (props: Properties): Values =>
  pick(flatten(vpnTunnelTable, props), (path) => /^(?:regionId|profile|assumeRole\..*)$/u.test(path));

/**
 * The tunnels of a connection that inputs name.
 * @param tunnels Ids, roles, and what `check` observed of a tunnel.
 */
export function tunnelsNamed({ vpnConnectionId }: Properties, tunnels: readonly unknown[]): readonly string[] {
  const names = tunnels.flatMap((each) => (isProperties(each) ? [each["tunnelId"], each["role"]] : [each]));
  const isText = (name: unknown): name is string => typeof name === "string" && !isUnknown(name);
  return isText(vpnConnectionId)
    ? [...new Set(names.filter(isText))].map((name) => resourceId(vpnConnectionId, name))
    : [];
}

function selectorIn(values: Values): TunnelSelector {
  const { vpnConnectionId, tunnelId, role } = values;
  return {
    vpnConnectionId: String(vpnConnectionId),
    ...(tunnelId === undefined ? {} : { tunnelId: String(tunnelId) }),
    ...(role === undefined ? {} : { role: String(role) }),
  };
}
