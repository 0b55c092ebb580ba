import { peerModel, type PeerConfigOptions, type PeerModel } from "../../peer";
import {
  planFor,
  plannedPeerModel,
  readPeerAnswers,
  readPlan,
  refuseMissingKeys,
  type ConnectionPlan,
  type PeerAnswers,
} from "../../provider/lookups/peer-config";
import { apiFor } from "../cloud";
import type { Invocation } from "../command";
import { UsageError } from "../exit-code";
import { readJson } from "../files";
import { printableText } from "../output/printable";

/** A model, with the options that belong to it: the keys are those before the change, or those after it. */
export interface Configured {
  readonly model: PeerModel;
  readonly options: PeerConfigOptions;
}

export const answersFor = (invocation: Invocation, connection: string): Promise<PeerAnswers> =>
  readPeerAnswers(apiFor(invocation), connection);

/** The connection as it is. */
export const liveOf = (answers: PeerAnswers, options: PeerConfigOptions): Configured => ({
  model: peerModel(answers),
  options,
});

/** The connection as it will be after the plan. */
export function plannedOf(answers: PeerAnswers, plan: ConnectionPlan, options: PeerConfigOptions): Configured {
  if (options.keys !== "never") refuseMissingKeys(plan, options.psks ?? {}, options.tunnelIds);
  return { model: plannedPeerModel(answers, plan.changes), options };
}

/** Options for the connection as it is beside a plan: keys that are given for its changes are not those in force. */
export function optionsBefore(plan: ConnectionPlan, { psks, ...options }: PeerConfigOptions): PeerConfigOptions {
  if (psks === undefined) return options;
  const keep = Object.entries(psks).filter(
    ([id]) => !plan.needsKey.includes(id) && plan.changes[id]?.["tunnelIkeConfig.psk"] === undefined,
  );
  return { ...options, psks: Object.fromEntries(keep) };
}

/** The plan of `--planned` for the connection; undefined without the flag. */
export async function plannedChanges(
  invocation: Invocation,
  { live }: PeerAnswers,
): Promise<ConnectionPlan | undefined> {
  const file = invocation.text("planned");
  if (file === undefined) return undefined;
  if (file === "-" && invocation.text("keys-file") === "-")
    throw new UsageError("--planned and --keys-file cannot both be the standard input");
  const plan = readPlan(await readJson(file, invocation.streams));
  if ("problem" in plan) throw new UsageError(`${file === "-" ? "the standard input" : file} ${plan.problem}`);
  const found = planFor(plan, live);
  for (const remark of found.remarks) invocation.streams.err.write(`${printableText(`note: ${remark}`)}\n`);
  return found;
}

/** True if the plan names no tunnel of the connection: then it changes none. */
export const changesNothing = ({ changes }: ConnectionPlan): boolean => Object.keys(changes).length === 0;
