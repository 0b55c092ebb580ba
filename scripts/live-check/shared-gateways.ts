/**
 * Which tunnels with the same VPN gateway and customer gateway must have the key and IKE values of a changed tunnel
 * (ModifyTunnelAttribute, VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs). Reading says which tunnels share
 * both gateways; only a change of one of them tells whom the rule counts.
 */
import { randomBytes } from "node:crypto";
import { ApiError } from "../../provider/api/errors";
import { BLOCKS, type Block, type Experiment, NotNow, type Write, prepare } from "./experiment";
import { type Call, type Findings, type Raw, type Time, members, text, tunnelsOf } from "./findings";

const DIFFERENT = "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs";
const LIFETIME = "86400";
const OTHER_LIFETIME = "43200";
const MOST_NAMED = 3;

/** A tunnel, or a single-tunnel connection, between its two gateways. */
interface Link {
  readonly id: string;
  readonly connectionId: string;
  readonly gateways: string;
  readonly ike: Raw;
}

/** The tunnels between the same two gateways as one tunnel. */
interface Sharing {
  readonly others: readonly Link[];
  readonly siblings: readonly Link[];
}

/** Notes which tunnels share both gateways, and whether all of those have one key and IKE configuration. */
export function judgeSharing(connections: readonly Raw[], findings: Findings): void {
  const links = connections.flatMap(linksOf);
  const dual = links.filter(({ id, connectionId }) => id !== connectionId);
  const sharing = dual.map((link) => ({ link, ...sharingOf(link, links) }));
  const withOthers = sharing.filter(({ others }) => others.length > 0);
  const withSibling = sharing.filter(({ others, siblings }) => siblings.length > 0 && others.length === 0);
  findings.untold("sharedGateways", "reading cannot tell: --write TUNNEL --shared-gateways");
  findings.note(
    `Tunnels between the same two gateways: ${counted(withOthers)} with other connections, ` +
      `${counted(withSibling)} with the sibling only`,
  );
  const differ = sharing.filter(({ link, others }) => others.some((other) => areDifferent(link, other)));
  const siblingsDiffer = sharing.filter(({ link, siblings }) => siblings.some((other) => areDifferent(link, other)));
  // The service may have been less strict when they were made: this is evidence and no answer.
  if (differ.length > 0) findings.note(`OF OTHER CONNECTIONS, BUT WITH ANOTHER IKE CONFIGURATION: ${counted(differ)}`);
  if (siblingsDiffer.length > 0)
    findings.note(`Of one connection, but with another IKE configuration: ${counted(siblingsDiffer)}`);
}

/**
 * Changes the lifetime of the IKE SA of a tunnel that shares its gateways and, where that is accepted, its key, which
 * takes the tunnel down. Both are restored.
 */
export async function judgeSharedGateways(
  call: Call,
  time: Time,
  connections: readonly Raw[],
  write: Write,
  findings: Findings,
): Promise<void> {
  const links = connections.flatMap(linksOf);
  const link = links.find(({ id }) => id === write.tunnelId);
  const sharing = link && sharingOf(link, links);
  if (!sharing || sharing.others.length + sharing.siblings.length === 0)
    return findings.untold("sharedGateways", `no other tunnel has the two gateways of ${write.tunnelId}`);
  let experiment: Experiment;
  try {
    experiment = prepare(call, time, connections, write, "TunnelIkeConfig");
  } catch (error) {
    if (!(error instanceof NotNow)) throw error;
    return findings.untold("sharedGateways", `not tried: ${error.message}`);
  }
  try {
    const answer = await tryChanges(experiment, findings);
    if (answer !== undefined) conclude(sharing, answer, findings);
  } finally {
    await experiment.restore();
  }
  findings.note(`${write.tunnelId} has its IKE configuration back, as it was`);
}

type Answer = "refused" | "accepted";

/** Undefined where something else was refused. */
async function tryChanges(experiment: Experiment, findings: Findings): Promise<Answer | undefined> {
  const { original } = experiment;
  await experiment.settled();
  const lifetime = original["IkeLifetime"] === LIFETIME ? OTHER_LIFETIME : LIFETIME;
  const first = await tryOne(experiment, { ...original, IkeLifetime: lifetime }, findings);
  if (first !== "accepted") return first;
  await experiment.settled();
  const second = await tryOne(experiment, { ...original, Psk: randomBytes(12).toString("hex") }, findings);
  if (second === "refused") findings.note("Another IkeLifetime was accepted, another Psk was not");
  return second;
}

async function tryOne(experiment: Experiment, block: Block, findings: Findings): Promise<Answer | undefined> {
  try {
    await experiment.modify(block);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    findings.refused(error);
    if (error.code === DIFFERENT) return "refused";
    findings.untold("sharedGateways", `refused as ${error.code}`);
    return undefined;
  }
}

/** One tunnel tells all only where it shares with others and is accepted, or with its sibling and is refused. */
function conclude({ others, siblings }: Sharing, answer: Answer, findings: Findings): void {
  const isShared = { others: others.length > 0, sibling: siblings.length > 0 };
  if (answer === "accepted") {
    if (isShared.others) findings.found("sharedGateways", "not-checked", "another key than other connections have");
    else findings.untold("sharedGateways", "the sibling does not count; no other connection shares the gateways");
  } else if (!isShared.others) findings.found("sharedGateways", "sibling-too", "refused for the sibling's values");
  else
    findings.untold(
      "sharedGateways",
      `other-connections or sibling-too: refused. A tunnel that shares with its sibling only tells which`,
    );
}

const linksOf = (connection: Raw): Link[] => {
  const connectionId = text(connection, "VpnConnectionId");
  const tunnels = tunnelsOf(connection);
  const link = (one: Raw, id: string, ike: Raw): Link => {
    const [vpnGateway, customerGateway] = [text(connection, "VpnGatewayId"), text(one, "CustomerGatewayId")];
    const isBetween = vpnGateway !== "" && customerGateway !== "";
    return { id, connectionId, gateways: isBetween ? `${vpnGateway} ${customerGateway}` : "", ike };
  };
  return tunnels.length > 0
    ? tunnels.map((one) => link(one, text(one, "TunnelId"), members(one, "TunnelIkeConfig")))
    : [link(connection, connectionId, members(connection, "IkeConfig"))];
};

function sharingOf(link: Link, links: readonly Link[]): Sharing {
  const sharing = links.filter((one) => one !== link && link.gateways !== "" && one.gateways === link.gateways);
  return {
    others: sharing.filter(({ connectionId }) => connectionId !== link.connectionId),
    siblings: sharing.filter(({ connectionId }) => connectionId === link.connectionId),
  };
}

/** The identities differ by nature, and a key that is masked cannot be compared. */
function areDifferent(one: Link, other: Link): boolean {
  return BLOCKS.TunnelIkeConfig.filter((name) => name !== "LocalId" && name !== "RemoteId").some((name) => {
    const [value, others] = [text(one.ike, name), text(other.ike, name)];
    return value !== others && ![value, others].some((each) => each === "" || each.endsWith("****"));
  });
}

function counted(links: readonly { readonly link: Link }[]): string {
  const names = links.slice(0, MOST_NAMED).map(({ link }) => link.id);
  return links.length === 0 ? "none" : `${links.length} (${names.join(", ")}${links.length > MOST_NAMED ? ", …" : ""})`;
}
