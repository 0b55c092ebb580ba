// What VpnTunnel costs on the real Pulumi CLI, beside what Pulumi itself costs (the floor) and what a provider costs
// that somebody writes without much thought (naive).
import { removeStacks } from "../../engine/harness";
import { Contestant, type Cost, type StateSize } from "./contestant";
import { median } from "./median";
import type { Plan, Step } from "./plan";
import { SUBJECTS, type Subject } from "./programs";
import { type RequireCost, requireCost } from "./require-cost";

/** One operation of one subject; medians of the rounds. */
export interface Row {
  readonly tunnels: number;
  readonly latencyMs: number;
  readonly parallel: number;
  readonly step: Step;
  readonly subject: Subject;
  readonly wallMs: number;
  readonly walls: readonly number[];
  /** Median of each round's own ratio to the floor. */
  readonly toFloor: number;
  /** Calls of the API by action, in the round that had most. */
  readonly calls: Readonly<Record<string, number>>;
  readonly wasted: number;
  readonly peakBytes: number;
}

export interface StateRow extends StateSize {
  readonly tunnels: number;
  readonly subject: Subject;
}

export interface TunnelsResult {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  readonly states: readonly StateRow[];
  /** Changes on the busiest gateway when one tunnel of each connection is changed, by number of tunnels. */
  readonly busiest: Readonly<Record<number, number>>;
  readonly require: RequireCost;
}

const REQUIRE_RUNS = 7;

export async function benchTunnels(plan: Plan): Promise<TunnelsResult> {
  const rows: Row[] = [];
  const states: StateRow[] = [];
  const busiest: Record<number, number> = {};
  for (const tunnels of plan.tunnels) {
    const contestants: Contestant[] = [];
    try {
      for (const subject of SUBJECTS) contestants.push(await Contestant.create(subject, tunnels, plan));
      const stored = (await contestants.find(({ subject }) => subject === "ours")?.storedByUp()) ?? "{}";
      for (const each of contestants) each.giveStored(stored);
      busiest[tunnels] = (await contestants[0]?.estate.busiestGateway()) ?? 0;
      for (const latencyMs of plan.latencyMs)
        for (const parallel of plan.parallel) {
          for (const each of contestants) await each.estate.setLatency(latencyMs);
          const isAnew = plan.ups === plan.rounds || !rows.some((row) => row.tunnels === tunnels);
          const { costs, sizes } = await takeTurns(contestants, plan, parallel, isAnew ? plan.ups : 0);
          rows.push(...rowsOf(costs, plan, { tunnels, latencyMs, parallel }));
          if (!states.some((row) => row.tunnels === tunnels))
            states.push(...SUBJECTS.map((subject) => ({ tunnels, subject, ...sizes[subject] })));
        }
    } finally {
      removeStacks();
      await Promise.all(contestants.map(({ estate }) => estate.close()));
    }
  }
  return { plan, rows, states, busiest, require: requireCost(REQUIRE_RUNS) };
}

type Costs = Readonly<Record<Subject, Readonly<Record<Step, Cost[]>>>>;

/** Each step by all subjects before the next one, so that what else the machine does strikes all of them. */
async function takeTurns(
  contestants: readonly Contestant[],
  plan: Plan,
  parallel: number,
  ups: number,
): Promise<{ costs: Costs; sizes: Record<Subject, StateSize> }> {
  const noCosts = (): Record<Step, Cost[]> => ({
    "first up": [],
    preview: [],
    refresh: [],
    "change one of each": [],
    "change all": [],
  });
  const costs: Costs = { floor: noCosts(), ours: noCosts(), naive: noCosts() };
  const none = { bytes: 0, handlerBytes: 0 };
  const sizes: Record<Subject, StateSize> = { floor: none, ours: none, naive: none };
  for (let round = 0; round < plan.rounds; round++) {
    for (const step of plan.steps.filter((each) => each !== "first up" || round < ups)) {
      // Nobody is always the first after a pause.
      const turn = contestants.map((_, index) => contestants[(index + round) % contestants.length]);
      for (const each of turn) if (each) costs[each.subject][step].push(await each.measure(step, parallel));
      process.stderr.write(".");
    }
    for (const each of contestants) {
      sizes[each.subject] = await each.stateSize();
      if (round + 1 < ups || ups === plan.rounds) await each.destroy();
    }
  }
  process.stderr.write("\n");
  return { costs, sizes };
}

function rowsOf(costs: Costs, plan: Plan, cell: Pick<Row, "tunnels" | "latencyMs" | "parallel">): Row[] {
  const measured = plan.steps.filter((step) => costs.floor[step].length > 0);
  return measured.flatMap((step) =>
    SUBJECTS.map((subject) => {
      const [own, floor] = [costs[subject][step], costs.floor[step]];
      const most = own.reduce((one, other) => (total(other) > total(one) ? other : one));
      return {
        ...cell,
        step,
        subject,
        wallMs: median(own.map(({ wallMs }) => wallMs)),
        walls: own.map(({ wallMs }) => wallMs),
        toFloor: median(own.map(({ wallMs }, round) => wallMs / (floor[round]?.wallMs ?? Number.NaN))),
        calls: most.calls.byAction,
        wasted: Math.max(...own.map(({ calls }) => calls.wasted)),
        peakBytes: median(own.map(({ peakBytes }) => peakBytes)),
      };
    }),
  );
}

const total = ({ calls }: Cost): number => Object.values(calls.byAction).reduce((sum, count) => sum + count, 0);
