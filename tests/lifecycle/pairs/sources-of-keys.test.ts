// Which key counts for a tunnel of a pair: its own key or its own source goes before the shared ones.
import type { Simulator } from "../../../simulator";
import { BRANCH_MASTER, BRANCH_SLAVE, liveTunnel, simulator } from "../deployment";
import { order, pair, pairOn } from "./pairs";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const SHARED = "Planted-shared-key";
const OWN = "Planted-own-key";
const from = (key: string) => ({ pskFrom: { command: `echo ${key}` } });
const keys = () => [BRANCH_MASTER, BRANCH_SLAVE].map((id) => liveTunnel(sim, id).IkeConfig.Psk);

it.each([
  ["a key over a key", { psk: SHARED }, { psk: OWN }],
  ["a key over a source", from(SHARED), { psk: OWN }],
  ["a source over a key", { psk: SHARED }, from(OWN)],
  ["a source over a source", from(SHARED), from(OWN)],
])("%s: each tunnel has its own, and then nothing is left to do", async (_, shared, own) => {
  const program = pair({ tunnelIkeConfig: shared, master: { tunnelIkeConfig: own } });
  const deployed = pairOn(sim);
  await deployed.up(program);
  expect(keys()).toEqual([OWN, SHARED]);
  sim.clearJournal();
  expect(await deployed.preview(program)).toBe("same");
  expect(sim.journal).toEqual([]);
  await deployed.refresh();
  expect(await deployed.preview(program)).toBe("same");
  // The state holds a key only where the program does.
  for (const [name, key, declared] of [
    ["masterPreSharedKey", OWN, own],
    ["slavePreSharedKey", SHARED, shared],
  ] as const)
    expect(deployed.outputs[name]).toBe("psk" in declared ? key : undefined);
});

it("another key at a tunnel's own source changes that tunnel alone", async () => {
  const program = (key: string) => pair({ tunnelIkeConfig: { psk: SHARED }, slave: { tunnelIkeConfig: from(key) } });
  const deployed = pairOn(sim);
  await deployed.up(program(OWN));
  sim.clearJournal();
  expect(await deployed.preview(program("Planted-next-key"))).toBe("update");
  await deployed.up(program("Planted-next-key"));
  expect(order(sim)).toEqual([BRANCH_SLAVE]);
  expect(keys()).toEqual([SHARED, "Planted-next-key"]);
});
