/** What is printed at the end: a line for each mode, the flags of `simulate` that match, and what else was seen. */
import { type Modes, modeNames } from "../../simulator/modes";
import { modeFlags } from "../../simulator/front-door/command-flags";
import type { Findings } from "./findings";

const NEED_WRITE: readonly (keyof Modes)[] = ["omitted", "replyState", "busy"];

export function report(findings: Findings, wrote: boolean): string {
  const lines = modeNames.map((mode) => {
    const needsWrite = !wrote && NEED_WRITE.includes(mode);
    const why = needsWrite ? "reading cannot tell: --write TUNNEL" : findings.why(mode);
    return `${mode.padEnd(19)} ${(findings.modes[mode] ?? "?").padEnd(25)} ${why}`;
  });
  const flags = modeNames.flatMap((mode) =>
    findings.modes[mode] === undefined ? [] : [`--${modeFlags[mode]}`, findings.modes[mode]],
  );
  const matching = flags.length === 0 ? "nothing could be told" : `pulumi-alicloud-vpn simulate ${flags.join(" ")}`;
  return [...lines, "", ...findings.notes.map((note) => `- ${note}`), "", `matches: ${matching}`, ""].join("\n");
}
