import { flatten, isProperties, scalarsIn, type Properties } from "../../core/property-tree";
import { categoryOf } from "../../api/errors";
import type { CheckResult, DiffResult, Outputs, ReadResult, Resource, Verb, VerbFailure } from "../resource";
import { careOfPair } from "../vpn-tunnel/change/care";
import { IncompleteChange } from "../vpn-tunnel/converge";
import { deleteTunnel, isRestoredOnDestroy } from "../vpn-tunnel/destroy";
import type { TunnelPorts, TunnelSession } from "../vpn-tunnel/ports";
import { diffTunnel } from "../vpn-tunnel/preview/diff-tunnel";
import { OBSERVED } from "../vpn-tunnel/state/observed";
import { accountIn, checkPorts, noteChecked, tunnelsNamed } from "../vpn-tunnel/verbs";
import { isGone, readBack } from "../vpn-tunnel/read-back";
import { readState, withRegion } from "../vpn-tunnel/state/tunnel-state";
import { resourceId } from "../vpn-tunnel/table/identities";
import { TunnelError } from "../vpn-tunnel/tunnel-error";
import { failureOf } from "../vpn-tunnel/verb-failure";
import { adoptedPair } from "./adopt";
import { checkPair, connectionIn } from "./check-pair";
import { observeBoth, orderOf } from "./order-of-tunnels";
import { foreseeNewPair, foreseeStoredPair } from "./foresee";
import { declaredPath, partOf } from "./parts";
import { planText } from "./plan";
import { rollOut } from "./rollout";
import { pairOutputs, readPairState, rolloutIn, type PairState } from "./state/pair-state";
import { refreshedPairInputs } from "./state/refreshed-pair";
import { ROLES, vpnTunnelPairTable, type Role } from "./table/fields";

/**
 * Both tunnels of an IPsec-VPN connection. Each of them is judged, compared, changed and read as a tunnel by itself; a
 * pair adds that its tunnels are changed one after the other, so that the connection goes on carrying traffic.
 */
export const vpnTunnelPair: Resource<TunnelSession> = {
  table: vpnTunnelPairTable,
  objectsOf: (inputs) => tunnelsNamed(inputs, [...ROLES, ...ROLES.map((role) => observedIn(inputs, role))]),
  nameOf: (inputs) => connectionIn(inputs) ?? "(not known yet)",
  check,
  diff: async (id, olds, news, session) => diff(id, olds, news, session.portsFor(news)),
  foresee: async (inputs, stored, session) => {
    const ports = session.portsFor(inputs);
    if (stored === undefined) return { id: connectionIn(inputs), outs: await foreseeNewPair(inputs, ports) };
    const scope = rolesInScope(readPairState(stored.olds), inputs);
    return { id: stored.id, outs: foreseeStoredPair(inputs, stored.olds, scope, ports) };
  },
  create: async (inputs, session) => {
    const vpnConnectionId = String(inputs["vpnConnectionId"]);
    const outs = await converge(vpnConnectionId, inputs, undefined, session.portsFor(inputs));
    return { id: vpnConnectionId, outs };
  },
  read: async (id, props, session) => read(id, props, session.portsFor(withRegion(props))),
  adopt: async (id, props, session) => {
    const ports = session.portsFor(props);
    return adoptedPair(observeBoth(id, await ports.reads.connection(id)), accountIn(props), ports);
  },
  update: async (id, olds, news, session) => ({
    outs: await converge(id, news, readPairState(olds), session.portsFor(news)),
  }),
  delete: async (id, props, session) => {
    if (isRestoredOnDestroy(props)) await restore(id, props, session.portsFor(withRegion(props)));
    else session.remarks.leftInPlace(id);
  },
  failureOf: (error: unknown, verb: Verb, name: string): VerbFailure =>
    failureOf(error, verb, name, { type: "VpnTunnelPair", thing: "VPN tunnel pair" }),
};

const observedIn = ({ [OBSERVED]: observed }: Properties, role: Role): unknown =>
  isProperties(observed) ? observed[role] : undefined;

/** Judges the inputs, and reports what adopting the tunnels does. */
async function check(olds: Properties, news: Properties, session: TunnelSession): Promise<CheckResult> {
  const care = careOfPair(rolloutIn(news), session, undefined);
  const checked = await checkPair(olds, news, checkPorts(news, session, care));
  if (checked.tunnels !== undefined) {
    for (const role of ROLES) noteChecked(checked.tunnels[role], partOf(news, role), session);
    session.previews.checked(asOne(news), checked.name, false);
  }
  const isNew = connectionIn(olds) === undefined;
  if (isNew && checked.failures.length === 0)
    await sayPlan(checked.name, checked.inputs, undefined, session.portsFor(news));
  return { inputs: checked.inputs, failures: checked.failures };
}

/** What `check` notes the pair by, beside its tunnels: the comparison that follows has a plan to tell, once. */
const asOne = ({ vpnConnectionId }: Properties): Properties => ({ vpnConnectionId, role: ROLES.join("+") });

/** Compares each tunnel with its declaration, and the options of the roll-out with those that are stored. */
async function diff(id: string, olds: Properties, news: Properties, ports: TunnelPorts): Promise<DiffResult> {
  const state = readPairState(olds);
  const inScope = rolesInScope(state, news);
  const portsOfPair = { ...ports, careOfPair: careOfPair(rolloutIn(news), ports, undefined) };
  const results = await Promise.all(
    inScope.map((role) =>
      diffTunnel(tunnelIdOf(id, state, role), state.tunnels[role], partOf(news, role), portsOfPair),
    ),
  );
  const changes = results.map((each) => each.changes);
  const replaces = [...new Set(results.flatMap((each) => each.replaces))];
  const name = ports.previews.nameToTell(asOne(news));
  // Of a replacement, the check of the new resource tells.
  if (name !== undefined && replaces.length === 0 && changes.some((each) => each !== false))
    await sayPlan(name, news, state, ports);
  const declared = scalarsIn(vpnTunnelPairTable, news);
  const otherRollout = differingRollout(state.rollout, declared);
  const isChanged = otherRollout.length > 0 || changes.some((each) => each !== false);
  const isOwn = (path: string): boolean =>
    path in declared.values || declared.unknown.has(path) || state.managed.includes(path);
  const differing = inScope.flatMap((role, index) =>
    (results[index]?.differing ?? []).map((path) => declaredPath(path, role, isOwn)),
  );
  const isShownByPulumi = changes.every((each) => each !== true);
  return {
    changes: isChanged && isShownByPulumi ? "in inputs" : isChanged,
    differing: [...new Set([...differing, ...otherRollout])],
    replaces,
  };
}

/** Says how the roll-out goes, where the live tunnels can be read. Whoever must read them has failed before. */
async function sayPlan(
  name: string,
  inputs: Properties,
  stored: PairState | undefined,
  ports: TunnelPorts,
): Promise<void> {
  const vpnConnectionId = connectionIn(inputs);
  if (vpnConnectionId === undefined || ports.compare === "off") return;
  try {
    const seen = observeBoth(vpnConnectionId, await ports.reads.connection(vpnConnectionId));
    const text = planText({ name, inputs, seen, stored }, ports);
    if (text !== undefined) ports.progress.info(text);
  } catch (error) {
    if (categoryOf(error) === undefined && !(error instanceof TunnelError)) throw error;
  }
}

/** The tunnels that are to be as declared: at the first stage of a roll-out, only the one that went first. */
function rolesInScope({ record }: PairState, news: Properties): readonly Role[] {
  const isFirstStage = rolloutIn(news)["rollout.stage"] === "first";
  return isFirstStage && record.first !== undefined ? [record.first] : ROLES;
}

/** Options of the roll-out that are declared otherwise than they are stored. */
function differingRollout(
  stored: PairState["rollout"],
  { values, unknown }: ReturnType<typeof scalarsIn>,
): readonly string[] {
  const paths = [...Object.keys(stored), ...Object.keys(values), ...unknown].filter((path) =>
    path.startsWith("rollout."),
  );
  return [...new Set(paths)].filter((path) => unknown.has(path) || stored[path] !== values[path]);
}

/** The id that a resource for the tunnel alone would have. */
const tunnelIdOf = (id: string, { tunnels }: PairState, role: Role): string =>
  resourceId(id, String(tunnels[role]["tunnelId"]));

async function converge(
  vpnConnectionId: string,
  inputs: Properties,
  stored: PairState | undefined,
  ports: TunnelPorts,
): Promise<Outputs> {
  const { tunnels, record, failure } = await rollOut({ vpnConnectionId, inputs, stored }, ports);
  const managed = Object.keys(flatten(vpnTunnelPairTable, inputs));
  const outs = pairOutputs({ tunnels, managed, rollout: rolloutIn(inputs), record });
  if (failure === undefined) return outs;
  throw new IncompleteChange(failure.message, vpnConnectionId, outs);
}

/** Reads both tunnels. A connection that lost one of them is an error and not gone. */
async function read(id: string, props: Properties, ports: TunnelPorts): Promise<ReadResult> {
  const state = readPairState(props);
  const connection = await ports.reads.connection(id);
  try {
    const seen = observeBoth(id, connection);
    const back = (role: Role): ReturnType<typeof readBack> => readBack(seen[role], state.tunnels[role], ports);
    const found = { master: back("master"), slave: back("slave") };
    const outs = pairOutputs({ ...state, tunnels: { master: found.master.props, slave: found.slave.props } });
    return { gone: false, id, props: outs, inputs: refreshedPairInputs(state, found) };
  } catch (error) {
    const isWhole = error instanceof TunnelError && error.problem === "no such connection";
    if (isWhole && isGone(error, props)) return { gone: true };
    throw error;
  }
}

/** Puts both tunnels back, one after the other: one that carries no traffic first. */
async function restore(id: string, props: Properties, ports: TunnelPorts): Promise<void> {
  const state = readPairState(props);
  const oneByOne = { ...ports, siblingWaitMs: 0 };
  const { "rollout.first": first, "rollout.whenAlone": whenAlone } = state.rollout;
  const care = { whenAlone: whenAlone === "change" ? whenAlone : "refuse", whenAloneAt: "rollout.whenAlone" } as const;
  const isChanged = (role: Role): boolean => Object.keys(readState(state.tunnels[role]).restorePoint ?? {}).length > 0;
  const order = ROLES.every(isChanged) ? await orderNow(id, first, ports) : ROLES;
  for (const role of order) await deleteTunnel(tunnelIdOf(id, state, role), state.tunnels[role], oneByOne, care);
}

/** The order in which the tunnels are changed as they are now. */
async function orderNow(vpnConnectionId: string, first: unknown, ports: TunnelPorts): Promise<readonly Role[]> {
  try {
    return orderOf(observeBoth(vpnConnectionId, await ports.reads.connection(vpnConnectionId)), first);
  } catch (error) {
    // Where there is no connection any more, there is nothing to put back, and each tunnel finds that.
    if (error instanceof TunnelError && error.isGone) return ROLES;
    throw error;
  }
}
