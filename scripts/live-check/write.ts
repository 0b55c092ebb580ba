/**
 * The questions that only a change settles, on one tunnel, and everything as it was afterwards. Only the lifetime of the
 * IPsec SA ever differs from what the tunnel had: both sides may have their own, so the tunnel stays up.
 */
import { ApiError } from "../../provider/api/errors";
import { type Call, type Findings, type Raw, type Time, isUp, members, text, tunnelsOf } from "./findings";
import { refusalText } from "./read";

const DEFAULT_LIFETIME = "86400";
const OTHER_LIFETIME = "43200";
const POLL_MS = 1_000;
const PATIENCE_MS = 300_000;

type Block = { readonly [name: string]: string };

/** Why this tunnel had better not be changed, or what to change it with. */
export class NotNow extends Error {}

export async function judgeWrites(
  call: Call,
  time: Time,
  connections: readonly Raw[],
  tunnelId: string,
  findings: Findings,
): Promise<void> {
  const experiment = prepare(call, time, connections, tunnelId);
  const { original } = experiment;
  const marked = {
    ...original,
    IpsecLifetime:
      original["IpsecLifetime"] === DEFAULT_LIFETIME ? OTHER_LIFETIME : (original["IpsecLifetime"] ?? OTHER_LIFETIME),
  };
  try {
    const started = time.now();
    const reply = await experiment.modify(marked);
    findings.note(`State right after a change: ${text(reply, "State")}`);
    await judgeBusy(experiment, marked, findings);
    await experiment.settled();
    findings.note(`A change was active after ${((time.now() - started) / 1000).toFixed(1)} s`);
    await judgeOmitted(experiment, marked, findings);
  } finally {
    await experiment.restore();
  }
  findings.note(`${tunnelId} has its IPsec configuration back, as it was`);
}

/** A change while another one is under way, which would change nothing if it were accepted. */
async function judgeBusy(experiment: Experiment, marked: Block, findings: Findings): Promise<void> {
  try {
    await experiment.modify(marked);
    findings.untold("busy", "a change at once after another was accepted");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code } = error;
    if (code === "VpnGateway.Configuring" || code === "VpnGateway.task.conflict")
      findings.found("busy", code, "so refused");
    else findings.untold("busy", `refused as ${code}, which no mode has`);
    findings.note(refusalText(error));
  }
}

/** A block without its lifetime, which is not the default by now. All the others are sent, so no algorithm changes. */
async function judgeOmitted(experiment: Experiment, marked: Block, findings: Findings): Promise<void> {
  const { IpsecLifetime: lifetime, ...others } = marked;
  await experiment.modify(others);
  const now = (await experiment.settled())["IpsecLifetime"];
  if (now === lifetime) findings.found("omitted", "keep", `IpsecLifetime stayed ${now}`);
  else if (now === DEFAULT_LIFETIME)
    findings.found("omitted", "reset-leaf", `IpsecLifetime went from ${lifetime} to ${now}`);
  else findings.untold("omitted", `IpsecLifetime went from ${lifetime} to ${now}`);
}

interface Experiment {
  readonly original: Block;
  modify(block: Block): Promise<Raw>;
  /** Waits until nothing is being configured; the block as it is then. */
  settled(): Promise<Block>;
  restore(): Promise<void>;
}

function prepare(call: Call, time: Time, connections: readonly Raw[], tunnelId: string): Experiment {
  const connection = connections.find((one) => tunnelsOf(one).some((tunnel) => tunnel["TunnelId"] === tunnelId));
  const tunnel = connection && tunnelsOf(connection).find((one) => one["TunnelId"] === tunnelId);
  if (!connection || !tunnel) throw new NotNow(`No connection of this region has the tunnel ${tunnelId}.`);
  if (connection["State"] !== "active") throw new NotNow(`The connection is ${text(connection, "State")}: try later.`);
  const other = tunnelsOf(connection).find((one) => one !== tunnel);
  if (isUp(tunnel) && (!other || !isUp(other))) {
    throw new NotNow(`${tunnelId} carries the connection alone: the other tunnel is not up.`);
  }
  const original = blockOf(tunnel);
  if (Object.values(original).includes("")) throw new NotNow("Its IPsec configuration did not come back whole.");
  const VpnConnectionId = text(connection, "VpnConnectionId");
  const modify = (block: Block) =>
    call("ModifyTunnelAttribute", {
      VpnConnectionId,
      TunnelId: tunnelId,
      TunnelOptionsSpecification: { TunnelIpsecConfig: block },
    });
  const settled = async (): Promise<Block> => {
    const deadline = time.now() + PATIENCE_MS;
    for (;;) {
      const now = await call("DescribeVpnConnection", { VpnConnectionId });
      const mine = tunnelsOf(now).find((one) => one["TunnelId"] === tunnelId);
      if (mine && now["State"] === "active" && mine["State"] === "active") return blockOf(mine);
      if (time.now() > deadline) throw new NotNow(`Still ${text(now, "State")} after ${PATIENCE_MS / 1000} s.`);
      await time.wait(POLL_MS);
    }
  };
  const restore = async (): Promise<void> => {
    try {
      await settled();
      await modify(original);
      const now = await settled();
      if (JSON.stringify(now) === JSON.stringify(original)) return;
    } catch (error) {
      throw new NotNow(notRestored(tunnelId, original), { cause: error });
    }
    throw new NotNow(notRestored(tunnelId, original));
  };
  return { original, modify, settled, restore };
}

const notRestored = (tunnelId: string, original: Block): string =>
  `${tunnelId} is NOT AS IT WAS. Its TunnelIpsecConfig has to be ${JSON.stringify(original)}.`;

function blockOf(tunnel: Raw): Block {
  const block = members(tunnel, "TunnelIpsecConfig");
  const names = ["IpsecEncAlg", "IpsecAuthAlg", "IpsecPfs", "IpsecLifetime"];
  return Object.fromEntries(names.map((name) => [name, text(block, name)]));
}
