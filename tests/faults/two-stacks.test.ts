// Two `pulumi up` at the same time, of two stacks that know nothing of each other, on one VPN gateway.
import type { Simulator } from "../../simulator";
import { ENGINE_TIMEOUT_MS, mustSucceed, removeStacks } from "../engine/harness";
import { BRANCH, closeSimulators, HEADQUARTERS, type Tunnels } from "../engine/tunnels";
import { commitsIn } from "./scene";
import { bothTunnels, declare, gatedStack, ownSimulator, type GatedStack } from "./two-tunnels";

jest.setTimeout(ENGINE_TIMEOUT_MS);

const BEFORE = { enableDpd: true };
const AFTER = { enableDpd: false };

let sim: Simulator;
const stacks: GatedStack[] = [];

beforeAll(async () => {
  sim = await ownSimulator({ configuringMs: 300, renegotiateMs: 50 });
  stacks.push(...(await Promise.all([HEADQUARTERS, BRANCH].map((id) => gatedStack(sim, bothTunnels(id, BEFORE))))));
  for (const { stack } of stacks) mustSucceed(await stack.up());
});
afterAll(async () => {
  removeStacks();
  await Promise.all(stacks.map(({ gate }) => gate.close()));
  await closeSimulators();
});

const programs: readonly Tunnels[] = [bothTunnels(HEADQUARTERS, AFTER), bothTunnels(BRANCH, AFTER)];

it("two runs that send at the same moment both succeed: the one that is refused waits, and sends again", async () => {
  sim.clearJournal();
  // Each has looked, found the gateway free, and sends: now both requests come at once.
  const bothSend = Promise.all(stacks.map(({ gate }) => gate.holdAction("ModifyTunnelAttribute", "before")));
  stacks.forEach(({ stack }, index) => declare(stack, programs[index] ?? {}));
  const running = Promise.all(stacks.map(({ stack }) => stack.up()));
  for (const held of await bothSend) held.pass();

  for (const result of await running) {
    mustSucceed(result);
    expect(result.changeSummary).toEqual({ update: 2, same: 1 });
  }
  expect(commitsIn(sim.journal)).toHaveLength(4);
  // They did meet.
  expect(sim.journal.some((entry) => entry.code === "VpnGateway.Configuring")).toBe(true);
  for (const id of [HEADQUARTERS, BRANCH])
    expect(sim.connection(id)?.tunnels.map((tunnel) => tunnel.EnableDpd)).toEqual([false, false]);
});
