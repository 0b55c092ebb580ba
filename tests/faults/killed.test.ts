// kill -9 of the provider process, and of the CLI, right before and right after each API call of an update of two
// tunnels: `pulumi up` again converges, and each change was committed exactly once. npm test tries the calls that
// decide (each change, and the first read); FAULTS_KILLS=all tries every call.
import type { Simulator } from "../../simulator";
import { type EngineStack, mustSucceed, type OperationResult, removeStacks } from "../engine/harness";
import { withDescendants } from "../engine/harness/descendants";
import { BRANCH, closeSimulators, MASTER, SLAVE } from "../engine/tunnels";
import type { Gate, Side } from "./gate";
import { commitsIn } from "./scene";
import { bothTunnels, declare, gatedStack, ownSimulator } from "./two-tunnels";
import { upAgain } from "./up-again";
import { ended, kill, processOf, type Victim } from "./victims";

jest.setTimeout(600_000);

const VALUES = ["group5", "group14", "group2"];

/** Points that are tried at the same time: a run of the CLI keeps about one core busy. */
const LANES = 2;

/** One stack on a simulator of its own, on which one point after the other is tried. */
interface Lane {
  readonly sim: Simulator;
  readonly stack: EngineStack;
  readonly gate: Gate;
  /** What is declared now, as a number of VALUES. */
  declared: number;
}

const lanes: Lane[] = [];
/** Whatever a killed CLI had started. */
const orphans = new Set<number>();
/** The nth call of an operation. */
interface Point {
  readonly action: string;
  readonly number: number;
}
const CHANGE = "ModifyTunnelAttribute";
const READ = "DescribeVpnConnections";
const EVERY_CALL = process.env["FAULTS_KILLS"] === "all";
/** The calls of an update that nobody disturbs, in order. How often it reads is a little up to chance. */
let calls: readonly Point[] = [];

async function openLane(): Promise<Lane> {
  // No time passes between a change and its effect, so that no call is one of a number that chance decides.
  const sim = await ownSimulator({ configuringMs: 0, renegotiateMs: 0 });
  const { stack, gate } = await gatedStack(sim, bothTunnels(BRANCH, valueOf(0)), {
    "alicloud-vpn:renegotiateMilliseconds": "0",
  });
  mustSucceed(await stack.up());
  return { sim, stack, gate, declared: 0 };
}

const valueOf = (number: number) => ({ tunnelIpsecConfig: { ipsecPfs: VALUES[number % VALUES.length] } });

function declareNext(lane: Lane): void {
  declare(lane.stack, bothTunnels(BRANCH, valueOf(++lane.declared)));
  lane.sim.clearJournal();
}

beforeAll(async () => {
  lanes.push(...(await Promise.all(Array.from({ length: LANES }, openLane))));
  const [lane] = lanes;
  if (lane === undefined) throw new Error("there is no lane");
  declareNext(lane);
  mustSucceed(await lane.stack.up());
  const actions = lane.sim.journal.map((entry) => entry.action);
  calls = actions.map((action, at) => ({
    action,
    number: actions.slice(0, at + 1).filter((each) => each === action).length,
  }));
});
afterAll(async () => {
  for (const pid of orphans) kill(pid);
  removeStacks();
  await Promise.all(lanes.map((lane) => lane.gate.close()));
  await closeSimulators();
});

/** Kills at one point, and runs `pulumi up` again. */
async function killAt(lane: Lane, victim: Victim, side: Side, { action, number }: Point): Promise<void> {
  const { sim, stack, gate } = lane;
  declareNext(lane);
  const reached = gate.holdAction(action, side, number);
  let cli = 0;
  const running = stack.up({ onStart: ({ pid }) => (cli = pid) });
  const held = await Promise.race([reached, running]);
  if (!("drop" in held)) {
    gate.forget();
    return endedEarly(held, action);
  }
  const sent = changesIn(sim);
  const provider = processOf("provider", cli);
  for (const pid of withDescendants(cli)) orphans.add(pid);
  kill(victim === "CLI" ? cli : provider);
  expect((await running).exitCode).not.toBe(0);
  // What is left of the run ends by itself, and sends nothing more.
  await ended(provider);
  held.drop();
  expect(changesIn(sim)).toEqual(sent);

  await upAgain(stack, victim);
  for (const tunnel of [MASTER, SLAVE]) {
    expect(sim.tunnel(tunnel)?.IpsecConfig.IpsecPfs).toBe(VALUES[lane.declared % VALUES.length]);
    expect(commitsIn(sim.journal).filter((entry) => entry.params["TunnelId"] === tunnel)).toHaveLength(1);
  }
  expect(sim.journal.filter((entry) => entry.code !== undefined)).toEqual([]);
}

/** The changes that have reached the simulator, by their tokens. */
const changesIn = (sim: Simulator) =>
  sim.journal.filter((entry) => entry.action === CHANGE).map((entry) => entry.clientToken);

/** A run that was done before the call was made: it may have read less often than another one, no more. */
function endedEarly(result: OperationResult, action: string): void {
  if (action !== READ || result.exitCode !== 0)
    throw new Error(`the run ended before the call was made: ${result.stdout}${result.stderr}`);
}

/** Tries each point in the next lane that is free; gives all that went wrong, by point. */
async function tryEach(
  points: readonly Point[],
  attempt: (lane: Lane, point: Point) => Promise<void>,
): Promise<string[]> {
  const left = [...points];
  const problems: string[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let point = left.shift(); point !== undefined; point = left.shift())
        await attempt(lane, point).catch(async (error: unknown) => {
          problems.push(`${point.action} ${point.number}: ${String(error)}`);
          // A lock that is left must not fail the points after this one.
          await lane.stack.run(["cancel", "--yes", "--stack", lane.stack.name]);
        });
    }),
  );
  return problems;
}

it("an update of both tunnels, when nothing is killed, changes one, sees it come up, and changes the other", () => {
  expect(calls.filter(({ action }) => action === CHANGE)).toHaveLength(2);
  expect(calls.length).toBeGreaterThan(5);
});

describe.each<Victim>(["provider", "CLI"])("the %s that is killed", (victim) => {
  it.each<Side>(["before", "after"])("right %s a call leaves what the next up completes", async (side) => {
    const decisive = calls.filter(({ action, number }) => action === CHANGE || (side === "before" && number === 1));
    const points = EVERY_CALL ? calls : decisive;
    expect(await tryEach(points, (lane, call) => killAt(lane, victim, side, call))).toEqual([]);
  });
});

it("after all kills and the runs that followed them, there is nothing to do", async () => {
  for (const { stack, sim } of lanes) {
    sim.clearJournal();
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
    expect(sim.journal).toEqual([]);
  }
});
