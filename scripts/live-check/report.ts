/** What is printed at the end: a line for each mode, the flags of `simulate` that match, and what else was seen. */
import { type Modes, modeChoices } from "../../simulator/modes";
import type { Findings } from "./findings";

const FLAGS: Readonly<Record<keyof Modes, string>> = {
  psk: "--psk",
  omitted: "--omitted",
  tunnelValues: "--tunnel-values",
  dualTunnelTopLevel: "--top-level",
  unsetTunnelFields: "--unset-fields",
  diagnoseHealthy: "--diagnose-healthy",
  busy: "--busy",
};
const NEED_WRITE: readonly (keyof Modes)[] = ["omitted", "busy"];
const MODES = Object.entries(modeChoices).map(([mode]) => mode) as (keyof Modes)[];

export function report(findings: Findings, wrote: boolean): string {
  const lines = MODES.map((mode) => {
    const needsWrite = !wrote && NEED_WRITE.includes(mode);
    const why = needsWrite ? "reading cannot tell: --write TUNNEL" : findings.why(mode);
    return `${mode.padEnd(19)} ${(findings.modes[mode] ?? "?").padEnd(25)} ${why}`;
  });
  const flags = MODES.flatMap((mode) =>
    findings.modes[mode] === undefined ? [] : [FLAGS[mode], findings.modes[mode]],
  );
  const matching = flags.length === 0 ? "nothing could be told" : `pulumi-alicloud-vpn simulate ${flags.join(" ")}`;
  return [...lines, "", ...findings.notes.map((note) => `- ${note}`), "", `matches: ${matching}`, ""].join("\n");
}
