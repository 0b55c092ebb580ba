import { categoryOf } from "../../api/errors";
import { Ended } from "../ended";
import type { Verb, VerbFailure } from "../resource";
import { IncompleteChange } from "./converge";
import { notComparedText } from "./preview/comparison";
import { TunnelError } from "./tunnel-error";

/** What a verb does to a tunnel, as its errors say it. */
const PARTICIPLES: Readonly<Record<Verb, string>> = {
  check: "checked",
  diff: "compared",
  create: "adopted",
  read: "read",
  update: "updated",
  delete: "restored",
};

/** A resource in words: its type, and what it stands for. */
const TUNNEL = { type: "VpnTunnel", thing: "VPN tunnel" };

/**
 * Says why a verb failed: it names the tunnel and the action, and keeps nothing of the original that is not for users.
 */
export function failureOf(error: unknown, verb: Verb, name: string, { type, thing } = TUNNEL): VerbFailure {
  const done = PARTICIPLES[verb];
  const summary = `${type} could not be ${done}`;
  if (error instanceof TunnelError && error.problem === "not compared")
    return { summary, message: notComparedText(name, error.message, thing) };
  // A refusal by `diff` follows a comparison, and `up` would refuse the same.
  if (error instanceof TunnelError && error.problem === "refused" && verb === "diff")
    return { summary, message: `${thing} ${name} would not work as declared: ${error.message}` };
  const message = `${thing} ${name} could not be ${done}: ${reasonOf(error)}`;
  return error instanceof IncompleteChange
    ? { summary, message, incomplete: { id: error.id, outs: error.outs } }
    : { summary, message };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const isExpected =
    error instanceof TunnelError ||
    error instanceof IncompleteChange ||
    error instanceof Ended ||
    categoryOf(error) !== undefined;
  return isExpected ? error.message : `${error.message} (unexpected; please report it with what you were doing)`;
}
