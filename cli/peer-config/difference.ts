import { differenceOf, maskedKeys, PROOF_SUMMARIES, type PeerFile, type Renderer } from "../../peer";
import type { Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { printableLines } from "../output/printable";
import { answersFor, liveOf, optionsBefore, plannedChanges, plannedOf } from "./models";
import { optionsOf } from "./options";
import { filesIn } from "./written";

/** The two sides that are no folder. */
const LIVE = "live";
const PLANNED = "planned";

/** Prints what to add and to take away on the device, how it takes that, and how to reset the tunnels that change. */
export async function difference(invocation: Invocation, device: Renderer): Promise<number> {
  const { out, err } = invocation.streams;
  const { connection, sides } = sidesOf(invocation);
  const [before, after] = await filesOf(invocation, device, connection, sides);
  const found = differenceOf(device, before, after);
  if (found === undefined) throw new UsageError(`--diff does not know ${device.title}`);
  if (found.isSame) {
    err.write("No difference.\n");
    return EXIT.ok;
  }
  const { comment, changes, apply, reset } = found;
  const text = [
    `${comment} 1. The difference`,
    ...changes,
    `${comment} 2. Apply it`,
    ...apply,
    `${comment} 3. Negotiate the tunnels that change anew, and no others`,
    ...(reset.length > 0 ? reset : [`${comment} nothing to negotiate, or the tunnels are not known from these files`]),
  ].join("\n");
  const isShown = invocation.isSet("show-secrets");
  out.write(`${printableLines(isShown ? text : maskedKeys(text))}\n`);
  err.write(`${device.title}, the commands: ${PROOF_SUMMARIES.documentation}.\n`);
  if (!isShown) err.write("Keys are shown as ****: --show-secrets prints them.\n");
  return EXIT.ok;
}

interface Sides {
  readonly connection: string | undefined;
  readonly sides: readonly [before: string, after: string];
}

function sidesOf(invocation: Invocation): Sides {
  const { positionals } = invocation;
  const hasPlan = invocation.isSet("planned");
  if (invocation.isSet("without-keys"))
    throw new UsageError("--diff masks keys already, and --without-keys would hide that one changes");
  const [before, after] = positionals.slice(-2);
  const usage =
    `--diff takes OLD and NEW, each of them ${LIVE}, ${PLANNED}, or a folder that peer-config wrote; ` +
    `<connection> stands before them if one is ${LIVE} or ${PLANNED}`;
  if (before === undefined || after === undefined || positionals.length > 3) throw new UsageError(usage);
  const sides = [before, after] as const;
  const connection = positionals.length === 3 ? positionals[0] : undefined;
  if (connection === undefined && sides.some((side) => side === LIVE || side === PLANNED)) throw new UsageError(usage);
  if (sides.includes(PLANNED) !== hasPlan)
    throw new UsageError(hasPlan ? `--planned is given, and no side is ${PLANNED}` : `--planned FILE is missing`);
  return { connection, sides };
}

async function filesOf(
  invocation: Invocation,
  device: Renderer,
  connection: string | undefined,
  sides: Sides["sides"],
): Promise<readonly [readonly PeerFile[], readonly PeerFile[]]> {
  const folderOf = async (side: string): Promise<readonly PeerFile[] | undefined> =>
    side === LIVE || side === PLANNED ? undefined : filesIn(side, device);
  const [before, after] = await Promise.all([folderOf(sides[0]), folderOf(sides[1])]);
  if (before !== undefined && after !== undefined) return [before, after];
  const given = await optionsOf(invocation);
  const answers = await answersFor(invocation, connection ?? "");
  const plan = (await plannedChanges(invocation, answers)) ?? { changes: {}, needsKey: [], remarks: [] };
  // Beside the plan, an old key that the service withholds is not needed; beside a folder it is compared.
  const keys = sides.includes(PLANNED) && sides.includes(LIVE) ? "where known" : "required";
  const files = (side: string, folder: readonly PeerFile[] | undefined): readonly PeerFile[] => {
    if (folder !== undefined) return folder;
    const { model, options } =
      side === PLANNED
        ? plannedOf(answers, plan, { ...given, keys })
        : liveOf(answers, { ...optionsBefore(plan, given), keys });
    return device.render(model, options).files;
  };
  return [files(sides[0], before), files(sides[1], after)];
}
