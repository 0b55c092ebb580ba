// A pair that is destroyed with `onDestroy: "restore"`: what it found comes back, never on both tunnels at once.
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import type { Properties } from "../../../provider/core/property-tree";
import type { Simulator } from "../../../simulator";
import { received } from "../../modelled-engine/answers";
import {
  BRANCH_MASTER,
  BRANCH_SLAVE,
  HEADQUARTERS,
  HEADQUARTERS_MASTER,
  liveTunnel,
  providerFor,
  simulator,
} from "../deployment";
import { HEADQUARTERS_SLAVE, MASTERS_DEVICE, order, pair, pairOn, reasonOf } from "./pairs";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const restoring = (rest: Properties = {}, rollout: Properties = {}): Properties =>
  pair({ onDestroy: "restore", tunnelIkeConfig: { psk: "A-new-key-1", ikeLifetime: 7200 }, ...rest }, rollout);
const found = () => [BRANCH_MASTER, BRANCH_SLAVE].map((id) => liveTunnel(sim, id).IkeConfig);

it("puts back what was found, slave first, each one once", async () => {
  const before = found();
  const deployed = pairOn(sim);
  await deployed.up(restoring({ master: { tunnelIkeConfig: { ikeLifetime: 3600 } } }));
  await deployed.up(restoring({ slave: { tunnelIkeConfig: { psk: "Another-key-1" } } }));
  sim.clearJournal();
  await deployed.destroy();
  expect(order(sim)).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  expect(found()).toEqual(before);
});

it("leaves the tunnels as they are without it, and asks for nothing", async () => {
  const deployed = pairOn(sim);
  await deployed.up(restoring({ onDestroy: "keep" }));
  const before = found();
  sim.clearJournal();
  await deployed.destroy();
  expect(sim.journal).toEqual([]);
  expect(found()).toEqual(before);
});

it("asks for nothing where nothing was changed", async () => {
  const deployed = pairOn(sim);
  await deployed.up(pair({ onDestroy: "restore" }));
  sim.clearJournal();
  await deployed.destroy();
  expect(sim.journal).toEqual([]);
});

it("ends where the connection is gone", async () => {
  const deployed = pairOn(sim);
  await deployed.up(restoring());
  sim.removeConnection("vco-sim0000000000000002");
  await deployed.destroy();
  expect(deployed.id).toBeUndefined();
});

describe("with one tunnel down", () => {
  const headquarters = (rollout: Properties = {}): Properties =>
    restoring({ vpnConnectionId: HEADQUARTERS, tunnelIkeConfig: { ikeLifetime: 7200 } }, rollout);
  const downMaster = (): void => {
    sim.changePeer(MASTERS_DEVICE, { Down: true });
    sim.settle();
    sim.clearJournal();
  };

  it("restores that one, and refuses the one that carries the traffic; the error names the option of a pair", async () => {
    const deployed = pairOn(sim);
    await deployed.up(headquarters());
    downMaster();
    const reason = await reasonOf(deployed.destroy());
    expect(reason).toMatch(/slave .* is the only tunnel .* set rollout\.whenAlone to "change"/u);
    expect(order(sim)).toEqual([HEADQUARTERS_MASTER]);
  });

  it("restores both where the declaration accepts the outage", async () => {
    const deployed = pairOn(sim);
    await deployed.up(headquarters({ whenAlone: "change" }));
    downMaster();
    await deployed.destroy();
    expect(order(sim)).toEqual([HEADQUARTERS_MASTER, HEADQUARTERS_SLAVE]);
  });
});

it("hands on what was found to another pair of the same operation, which puts it back one day", async () => {
  const before = found();
  const first = pairOn(sim);
  await first.up(restoring());
  sim.clearJournal();
  // `pulumi up --replace`: checked as managed, deleted, and created anew in one process.
  const provider = providerFor(sim, {}, vpnTunnelPair);
  const inputs = received((await provider.check({}, received(restoring()))).inputs);
  await provider.delete(first.id ?? "", first.outputs);
  const { id, outs } = await provider.create(inputs);
  expect(order(sim)).toEqual([]);
  await pairOn(sim, {}, { id, inputs, outputs: received(outs), incomplete: false }).destroy();
  expect(found()).toEqual(before);
});
