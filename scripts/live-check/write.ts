/**
 * The questions that only a change settles, on one tunnel, and everything as it was afterwards. Only the lifetime of
 * the IPsec SA ever differs from what the tunnel had: both sides may have their own, so the tunnel stays up. What
 * becomes of a pre-shared key that is left out is asked only where somebody wants to know, for the tunnel may go down
 * for it.
 */
import { ApiError } from "../../provider/api/errors";
import { modeChoices } from "../../simulator/modes";
import { type Block, type Experiment, NotNow, type Write, prepare } from "./experiment";
import { type Call, type Findings, type Raw, type Time, text } from "./findings";

const DEFAULT_LIFETIME = "86400";
const OTHER_LIFETIME = "43200";

export async function judgeWrites(
  call: Call,
  time: Time,
  connections: readonly Raw[],
  write: Write,
  findings: Findings,
): Promise<void> {
  const experiment = prepare(call, time, connections, write, "TunnelIpsecConfig");
  const { original } = experiment;
  const marked = {
    ...original,
    IpsecLifetime:
      original["IpsecLifetime"] === DEFAULT_LIFETIME ? OTHER_LIFETIME : (original["IpsecLifetime"] ?? OTHER_LIFETIME),
  };
  try {
    const started = time.now();
    await judgeReply(experiment, marked, findings);
    await judgeBusy(experiment, marked, findings);
    await experiment.settled();
    findings.note(`A change was active after ${((time.now() - started) / 1000).toFixed(1)} s`);
    await judgeOmitted(experiment, marked, findings);
  } catch (error) {
    if (!(error instanceof ApiError) || error.category !== "forbidden") throw error;
    findings.refused(error);
    return;
  } finally {
    await experiment.restore();
  }
  findings.note(`${write.tunnelId} has its IPsec configuration back, as it was`);
}

async function judgeReply(experiment: Experiment, marked: Block, findings: Findings): Promise<void> {
  const state = text(await experiment.modify(marked), "State");
  if (state === "updating") findings.found("replyState", state, "the reply to a change");
  else if (state !== "active") findings.untold("replyState", `${state}, which no mode has`);
  else if (await experiment.isSettled()) findings.untold("replyState", "the change was in at once");
  else findings.found("replyState", state, "the reply to a change that was still being configured");
}

/** A change while another one is under way, which would change nothing if it were accepted. */
async function judgeBusy(experiment: Experiment, marked: Block, findings: Findings): Promise<void> {
  try {
    await experiment.modify(marked);
    findings.untold("busy", "a change at once after another was accepted");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code } = error;
    const known = modeChoices.busy.find((one) => one === code);
    if (known) findings.found("busy", known, "so refused");
    else findings.untold("busy", `refused as ${code}, which no mode has`);
    findings.refused(error);
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

/**
 * The IKE block without its pre-shared key: does the API keep it, or make up one of its own? Then the tunnel is down.
 */
export async function judgeOmittedKey(
  call: Call,
  time: Time,
  connections: readonly Raw[],
  write: Write,
  findings: Findings,
): Promise<void> {
  let experiment: Experiment;
  try {
    experiment = prepare(call, time, connections, write, "TunnelIkeConfig");
  } catch (error) {
    if (!(error instanceof NotNow)) throw error;
    findings.note(`TunnelIkeConfig without Psk was not tried: ${error.message}`);
    return;
  }
  const { Psk: key, ...others } = experiment.original;
  try {
    await experiment.modify(others);
    const now = (await experiment.settled())["Psk"] ?? "";
    const became = now === key ? "keeps the key" : `gives the tunnel another key, of ${now.length} characters`;
    findings.note(`TunnelIkeConfig without Psk ${became}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    findings.refused(error);
  } finally {
    await experiment.restore();
  }
  findings.note(`${write.tunnelId} has its IKE configuration back, as it was`);
}
