import { PROOF_SUMMARIES, type Renderer } from "../../peer";
import type { Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { positionalsOf } from "../parse-command-line";
import { answersFor, changesNothing, liveOf, plannedChanges, plannedOf } from "./models";
import { optionsOf } from "./options";
import { printFiles, writeFiles } from "./written";

/** Writes the device's configuration: as the connection is, or as a plan makes it. */
export async function render(invocation: Invocation, device: Renderer): Promise<number> {
  const { out, err } = invocation.streams;
  const [connection = ""] = positionalsOf(invocation, "<connection>");
  const folder = invocation.text("output");
  if (folder === undefined && !invocation.isSet("show-secrets") && !invocation.isSet("without-keys"))
    throw new UsageError(
      "the files hold keys: give --output FOLDER, --show-secrets to print them, or --without-keys to leave them out",
    );
  const given = await optionsOf(invocation);
  const answers = await answersFor(invocation, connection);
  const plan = await plannedChanges(invocation, answers);
  if (plan !== undefined && changesNothing(plan)) {
    err.write(`The plan changes no tunnel of ${connection}: without --planned the files are the same.\n`);
    return EXIT.findings;
  }
  const { model, options } = plan === undefined ? liveOf(answers, given) : plannedOf(answers, plan, given);
  const { files } = device.render(model, options);
  if (folder === undefined) printFiles(files, out);
  else await writeFiles(files, folder, out);
  err.write(`${device.title}: ${PROOF_SUMMARIES[device.proof]}.\n`);
  if (plan !== undefined)
    err.write("These are the values after the change: the cloud does not have them before it is made.\n");
  return EXIT.ok;
}
