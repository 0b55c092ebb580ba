// A few rows of `npm run proof -- rollout`: what happens to traffic when both tunnels of a connection change.
import { removeStacks } from "../../engine/harness";
import { describeWithCli } from "../requirements";
import { Bed } from "./bed";
import { runCell } from "./cell";
import type { Outcome } from "./cell";
import type { Program } from "./scenario";
import { ALL } from "./scenarios";

jest.setTimeout(180_000);

describeWithCli("traffic through a connection whose tunnels change", () => {
  let bed: Bed;
  beforeAll(async () => {
    bed = await Bed.start("j");
  });
  afterAll(async () => {
    removeStacks();
    await bed.stop();
  });

  async function run(id: string, program: Program): Promise<Outcome> {
    const scenario = ALL.find((each) => each.id === id);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    return runCell(scenario, program, bed);
  }

  it("is lost for the time of a fail-over where the master dies silently", async () => {
    const outcome = await run("fail-over", "nobody");
    expect(outcome.sessionsLost).toBe(1);
    // A session dies between two and three keepalives after the last packet.
    expect(outcome.longestGapMs).toBeGreaterThan(5_000);
    expect(outcome.longestGapMs).toBeLessThan(11_000);
  });

  it("is not lost at all where a pair has a hook, and never waits for a person", async () => {
    expect(await run("key", "pair with hook")).toMatchObject({ failures: [], lost: 0, bothDownMs: 0 });
  });

  it("is not lost where the device of separate tunnels gets a wrong key: the second tunnel is not changed", async () => {
    expect(await run("wrong-key", "separate tunnels")).toMatchObject({ failures: [], lost: 0, bothDownMs: 0 });
  });
});
