import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { whyNoDaemons } from "../requirements";
import { page, withShortTable } from "./page";
import { recordRun, RUNS } from "./recorded-runs";
import { PROGRAMS } from "./scenario";
import { ALL, CONTROL } from "./scenarios";
import { runSession } from "./session";
import type { Session } from "./session";

const PAGE = join(__dirname, "../../../docs/rollout.md");
const README = join(__dirname, "../../../README.md");

const HELP = `npm run proof -- rollout [--only ROW,...] [--programs NAME,...] [--page]

Measures what happens to traffic when both tunnels of a connection are changed, records each row (tests/ipsec/rollout/recorded), and writes docs/rollout.md.
ROLLOUT_RUNS=1 runs each row once and records nothing. ROLLOUT_LATE_SECONDS=10: a late device is not as late.

--only ROW,...        these rows: ${ALL.map(({ id }) => id).join(", ")}
--programs NAME,...   these columns: ${PROGRAMS.join(", ")}
--page                writes the page from what is recorded, and runs nothing
`;

/**
 * Runs the rows that the command line names; the exit code.
 * @param atEnd registers what is to be undone however the process ends
 */
export async function main(args: readonly string[], atEnd: Session["atEnd"]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      programs: { type: "string" },
      page: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const runs = Number(process.env["ROLLOUT_RUNS"] ?? RUNS);
  let exitCode = 0;
  if (values.page !== true) {
    const refused = whyNoDaemons();
    if (refused !== undefined) {
      say(`Nothing is proven here, because ${refused}.`);
      return 1;
    }
    const only = values.only?.split(",");
    const scenarios = ALL.filter(({ id }) => only?.includes(id) ?? true).filter((row) => row !== CONTROL);
    const columns = values.programs?.split(",");
    const programs = PROGRAMS.filter((program) => columns?.includes(program) ?? true);
    if (scenarios.length === 0 || programs.length === 0) {
      process.stdout.write(HELP);
      return 1;
    }
    for (let number = 1; number <= runs; number += 1) {
      say(`run ${number} of ${runs}`);
      await runSession({
        atEnd,
        scenarios,
        programs,
        say: (line) => say(`${new Date().toISOString().slice(11, 19)} ${line}`),
        onRun(scenario, run) {
          if (runs === RUNS) recordRun(scenario.id, run, number);
          if (run.isVoid) say(`${scenario.id}: VOID, the control lost ${run.control.lost}`);
          for (const outcome of Object.values(run.cells)) {
            if (outcome.failures.length === 0) continue;
            exitCode = 1;
            if (outcome.said !== undefined) say(outcome.said);
          }
        },
      });
    }
  }
  if (values.page !== true && runs !== RUNS) return exitCode;
  writeFileSync(PAGE, page());
  writeFileSync(README, withShortTable(readFileSync(README, "utf8")));
  process.stdout.write(`${PAGE}\n`);
  return exitCode;
}
