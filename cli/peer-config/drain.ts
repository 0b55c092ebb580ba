import { drainCommands, type PeerModel, type Renderer } from "../../peer";
import type { Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { printableText } from "../output/printable";
import { positionalsOf } from "../parse-command-line";
import { answersFor, liveOf } from "./models";
import { optionsOf } from "./options";

/** Prints the device's commands that move traffic off a tunnel, or back onto it. */
export async function drain(invocation: Invocation, device: Renderer): Promise<number> {
  const { out, err } = invocation.streams;
  const [connection = ""] = positionalsOf(invocation, "<connection>");
  const [off, onto] = [invocation.text("drain"), invocation.text("undrain")];
  if (off !== undefined && onto !== undefined) throw new UsageError("give either --drain or --undrain");
  if (invocation.isSet("planned")) throw new UsageError("--planned does not go with --drain and --undrain");
  const { model, options } = liveOf(await answersFor(invocation, connection), await optionsOf(invocation));
  const tunnelId = idOf(off ?? onto ?? "", model);
  const { drain: offCommands, undrain, notes } = drainCommands(model, device.id, tunnelId, options);
  out.write(`${(off === undefined ? undrain : offCommands).join("\n")}\n`);
  const remarks = off === undefined ? [`Undoes --drain of ${tunnelId}.`] : notes;
  for (const remark of remarks) err.write(`${printableText(`note: ${remark}`)}\n`);
  return EXIT.ok;
}

/** A tunnel by its id, or by a role that only one has. */
function idOf(text: string, { tunnels }: PeerModel): string {
  const withRole = tunnels.filter(({ role }) => role === text);
  const [only] = withRole;
  return only !== undefined && withRole.length === 1 ? only.id : text;
}
