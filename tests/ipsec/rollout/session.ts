import { removeStacks } from "../../engine/harness";
import { Bed } from "./bed";
import { runCell } from "./cell";
import type { Outcome } from "./cell";
import { PROGRAMS } from "./scenario";
import type { Program, Scenario } from "./scenario";
import { CONTROL, FAIL_OVER } from "./scenarios";

/** A new route is in a moment after the hold time has ended. */
const NEW_ROUTE_MS = 1000;

/** One run of one scenario, with every program that it has. */
export interface Run {
  readonly failOverMs: number;
  readonly control: Pick<Outcome, "sent" | "lost" | "seconds">;
  /** The control lost something, so the other figures say nothing. */
  readonly isVoid: boolean;
  readonly cells: Partial<Readonly<Record<Program, Outcome>>>;
}

export interface Session {
  readonly atEnd: (undo: () => Promise<void>) => void;
  readonly scenarios: readonly Scenario[];
  /** Those programs only. */
  readonly programs: readonly Program[];
  readonly say: (line: string) => void;
  readonly onRun: (scenario: Scenario, run: Run) => void;
}

/** One fail-over, then every scenario with its programs and a control as long as the longest of them. */
export async function runSession({ atEnd, scenarios, programs, say, onRun }: Session): Promise<void> {
  const bed = await Bed.start("r");
  atEnd(() => bed.stop());
  const cell = async (scenario: Scenario, program: Program): Promise<Outcome> => {
    const outcome = await runCell(scenario, program, bed);
    say(`${scenario.id}, ${program}: ${brief(outcome)}`);
    return outcome;
  };
  try {
    const failOver = await cell(FAIL_OVER, "nobody");
    const failOverMs = failOver.longestGapMs;
    for (const scenario of scenarios) {
      const cells: Partial<Record<Program, Outcome>> = {};
      for (const program of PROGRAMS) {
        if (scenario.programs[program] === undefined || !programs.includes(program)) continue;
        cells[program] = heldAgainst(failOver, await cell(scenario, program), scenario, program);
      }
      const seconds = Math.ceil(Math.max(0, ...Object.values(cells).map((outcome) => outcome.seconds)));
      const { sent, lost } = await cell({ ...CONTROL, timers: scenario.timers, seconds }, "nobody");
      onRun(scenario, { failOverMs, control: { sent, lost, seconds }, isVoid: lost > 0, cells });
      removeStacks();
    }
  } finally {
    removeStacks();
    await bed.stop();
  }
}

/** The outcome; where its gap has a limit, held against the fail-over of the same session. */
function heldAgainst(failOver: Outcome, outcome: Outcome, scenario: Scenario, program: Program): Outcome {
  if (scenario.programs[program]?.noGapBeyondFailOver !== true) return outcome;
  const { longestGapMs, longestStallMs } = outcome;
  const failures = [...outcome.failures];
  if (longestGapMs > Math.max(failOver.longestGapMs, scenario.timers.hold * 1000) + NEW_ROUTE_MS)
    failures.push(`a gap of ${longestGapMs} ms, and a fail-over takes ${failOver.longestGapMs} ms`);
  if (longestStallMs > failOver.longestStallMs + NEW_ROUTE_MS)
    failures.push(`a stall of ${longestStallMs} ms, and ${failOver.longestStallMs} ms in a fail-over`);
  return { ...outcome, failures };
}

const brief = ({ lost, sent, longestGapMs, longestStallMs, seconds, exitCode, failures }: Outcome): string =>
  `${lost} of ${sent} lost, gap ${longestGapMs} ms, stall ${longestStallMs} ms, ${seconds} s, exit code ${exitCode}` +
  (failures.length > 0 ? `; NOT HELD: ${failures.join("; ")}` : "");
