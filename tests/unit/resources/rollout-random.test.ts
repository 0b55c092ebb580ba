// Roll-outs with hooks that fail anywhere and tunnels that do not come back: traffic is never lost, and no drain is
// forgotten.
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

const SEEDS = Array.from({ length: 150 }, (_, index) => index);

it.each(SEEDS)("roll-outs %i: traffic goes on, and the state knows what is drained", async (seed) => {
  const next = numbers(seed);
  const pick = <T>(all: readonly T[]): T | undefined => all[next(all.length)];
  const ports = scene({ EffectImmediately: next(4) > 0 });
  const pair = new Pair(ports);
  const story: unknown[] = [];
  for (let run = 0; run < 5; run++) {
    ports.failing = next(2) === 0 ? `${pick(["master", "slave"])} ${pick(PHASES)}` : undefined;
    if (next(4) === 0) ports.dead.add(pick(["master", "slave"]) ?? "");
    else ports.dead.clear();
    const inputs = {
      tunnelIpsecConfig: { ipsecEncAlg: pick(ALGORITHMS) },
      waitFor: pick(["settled", "recovered", "established"]),
      onFailure: pick(["keep", "rollback"]),
      onDrift: "correct",
      rollout: { ...HOOK, first: pick(["master", "slave"]), stage: pick(["first", "both", "both"]) },
    };
    const isCareful = next(5) > 0;
    story.push(inputs, { failing: ports.failing, dead: [...ports.dead], isCareful });
    story.push(await pair.up(inputs, { isCareful }), [...ports.steps.splice(0)]);
    if (ports.harm.length > 0) throw new Error(JSON.stringify([ports.harm, story], null, 1));
    const forgotten = [...ports.drained].filter((role) => !pair.drained.includes(role));
    if (forgotten.length > 0 && pair.outputs !== undefined)
      throw new Error(`forgotten: ${JSON.stringify([forgotten, story], null, 1)}`);
    ports.clock.advance(next(3) * 20_000);
  }
});
