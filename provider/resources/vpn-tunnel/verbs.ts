import type { Values } from "../../core/field";
import type { Properties } from "../../core/property-tree";
import { isUnknown } from "../../core/unknown";
import type { CheckResult, Outputs, ReadResult, Resource } from "../resource";
import { converge } from "./converge";
import { deleteTunnel, isRestoredOnDestroy } from "./destroy";
import { observe, type TunnelSelector } from "./observation";
import type { TunnelPorts, TunnelSession } from "./ports";
import { checkInputs, type CheckedInputs, type CheckPorts } from "./preview/check-inputs";
import type { ChangeSurroundings } from "./preview/refusals";
import { diffTunnel } from "./preview/diff-tunnel";
import { isGone, readBack } from "./read-back";
import { declarationIn, readState, withRegion } from "./state/tunnel-state";
import { parseResourceId } from "./table/identities";
import { TunnelError } from "./tunnel-error";
import { failureOf } from "./verb-failure";

/**
 * One tunnel of an IPsec-VPN connection. Creating it adopts the live tunnel, and updating it is the same (`converge`).
 * Deleting it leaves the tunnel as it is, or restores what the resource changed (`destroy`).
 */
export const vpnTunnel: Resource<TunnelSession> = {
  nameOf: nameOfInputs,
  check: checkTunnel,
  diff: async (id, olds, news, session) => diffTunnel(id, olds, news, session.portsFor(news)),
  create: async (inputs, session) => createTunnel(inputs, session.portsFor(inputs)),
  read: async (id, props, session) => readTunnel(id, props, session.portsFor(withRegion(props))),
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
  const selector = parseResourceId(id);
  if (selector === undefined)
    throw new TunnelError(
      "no such tunnel",
      `"${id}" is not the id of a tunnel: it has the form <VpnConnectionId>:<TunnelId>`,
    );
  try {
    const observation = observe(selector, await ports.reads.connection(selector.vpnConnectionId));
    const back = readBack(observation, props, ports);
    return { gone: false, id, props: back.props, inputs: back.hasMoved ? back.inputs : undefined };
  } catch (error) {
    if (isGone(error, props)) return { gone: true };
    throw error;
  }
}

function selectorIn(values: Values): TunnelSelector {
  const { vpnConnectionId, tunnelId, role } = values;
  return {
    vpnConnectionId: String(vpnConnectionId),
    ...(tunnelId === undefined ? {} : { tunnelId: String(tunnelId) }),
    ...(role === undefined ? {} : { role: String(role) }),
  };
}
