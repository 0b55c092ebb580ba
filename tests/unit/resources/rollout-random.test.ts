// Roll-outs with hooks that fail anywhere, runs that are killed, and tunnels that do not come back: traffic goes on,
// and the state knows what is drained.
import type { Properties } from "../../../provider/core/property-tree";
import { HOOK, Pair, scene } from "./rollout-scene";

const PHASES = ["drain", "prepare", "follow", "undrain", "revert"];
const ALGORITHMS = ["aes", "aes192", "aes256"];

/** Numbers that look random and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % below;
  };
}

const isUnknownIn =
  ({ drained }: Pair) =>
  (role: string): boolean =>
    !drained.includes(role);

const SEEDS = Array.from({ length: 150 }, (_, index) => index);

it.each(SEEDS)("roll-outs %i: traffic goes on, and the state knows what is drained", async (seed) => {
  const next = numbers(seed);
  const pick = <T>(all: readonly T[]): T | undefined => all[next(all.length)];
  const ports = scene({ EffectImmediately: next(4) > 0 });
  const pair = new Pair(ports);
  const story: unknown[] = [];
  let inputs: Properties = {};
  let isKnown = true;
  let wasKilled = false;
  for (let run = 0; run < 5; run++) {
    ports.failing = next(2) === 0 ? `${pick(["master", "slave"])} ${pick(PHASES)}` : undefined;
    if (next(4) === 0) ports.dead.add(pick(["master", "slave"]) ?? "");
    else ports.dead.clear();
    const others = {
      tunnelIpsecConfig: { ipsecEncAlg: pick(ALGORITHMS) },
      waitFor: pick(["settled", "recovered", "established"]),
      onFailure: pick(["keep", "rollback"]),
      onDrift: "correct",
      rollout: { ...HOOK, first: pick(["master", "slave"]), stage: pick(["first", "both", "both"]) },
    };
    // After a kill, the same run is repeated until it is done.
    inputs = isKnown ? others : inputs;
    const isCareful = !isKnown || next(5) > 0;
    story.push(inputs, { failing: ports.failing, dead: [...ports.dead], isCareful });
    // The first run has no state that could tell of the one before it.
    ports.killAt = pair.outputs !== undefined && next(4) === 0 ? 1 + next(12) : undefined;
    const end = await pair.up(inputs, { isCareful });
    wasKilled ||= end === "killed";
    isKnown = end === "done" || (isKnown && end !== "killed");
    story.push(end, ports.steps.splice(0));
    const forgotten = wasKilled || pair.outputs === undefined ? [] : [...ports.drained].filter(isUnknownIn(pair));
    expect({ story, harm: ports.harm, forgotten }).toEqual({ story, harm: [], forgotten: [] });
    ports.clock.advance(next(3) * 20_000);
  }
});
