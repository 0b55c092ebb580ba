import type { Combination } from "./combinations";
import { titleOf } from "./combinations";
import type { Suite } from "./suite";

export interface Row {
  readonly combination: Combination;
  /** What the daemon reported, for a tunnel that came up, carried traffic and had exactly what was declared. */
  readonly negotiated: Suite | undefined;
}

/** The results as a Markdown page: how many, and then each one. A key may hold any character, so all is escaped. */
export function tableOf(rows: readonly Row[]): string {
  const up = rows.filter((row) => row.negotiated !== undefined).length;
  const escaped = (text: string): string => text.replace(/[\\|`<]/gu, "\\$&");
  return [
    "# Rendered strongSwan files on real daemons",
    "",
    `${up} of ${rows.length} combinations came up, carried traffic, and had negotiated exactly what was declared.`,
    "",
    "| Declared | Up | Phase 1, as the daemon has it | Phase 2 |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ({ combination, negotiated }) =>
        `| ${escaped(titleOf(combination))} | ${negotiated === undefined ? "**no**" : "yes"} | ${negotiated?.ike ?? ""} | ${negotiated?.esp ?? ""} |`,
    ),
    "",
  ].join("\n");
}
