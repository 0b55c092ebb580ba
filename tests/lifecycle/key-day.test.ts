// Since when a key is in force, as the provider stores it: when it sent the key, or when it found it.
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Properties } from "../../provider/core/property-tree";
import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, Deployment, liveTunnel, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const KEY = "vK7#qT2!mZ9@xR4&wL6pJ8^c";
const today = (): string => new Date().toISOString().slice(0, 10);
const tunnel = (psk: string): Properties => ({ vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { psk } });
const keyInForce = (): string => liveTunnel(sim, BRANCH_MASTER).IkeConfig.Psk;

it("is the day of the change where the resource sent the key", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel(KEY));
  expect(stack.outputs).toMatchObject({ keyChangedOn: today() });
  expect(stack.outputs).not.toHaveProperty("keySeenSince");
});

it("is the day of adoption where the key was there, and survives other changes and refreshes", async () => {
  const stack = new Deployment(sim);
  const found = tunnel(keyInForce());
  await stack.up(found);
  expect(stack.outputs).toMatchObject({ keySeenSince: today() });
  expect(stack.outputs).not.toHaveProperty("keyChangedOn");
  expect(await stack.up(found)).toBe("same");
  await stack.refresh();
  await stack.up({ ...found, enableDpd: false });
  expect(stack.outputs).toMatchObject({ keySeenSince: today() });
});

it("begins anew where somebody else changed the key", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel(KEY));
  sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: "hT5$eW8^nB3&yM6!qZ1@kV4*" } });
  await stack.refresh();
  expect(stack.outputs).toMatchObject({ keySeenSince: today() });
  expect(stack.outputs).not.toHaveProperty("keyChangedOn");
});

it("stands with each tunnel of a pair", async () => {
  const stack = new Deployment(sim, {}, undefined, vpnTunnelPair);
  await stack.up({ vpnConnectionId: BRANCH, rollout: { holdSeconds: 0 }, tunnelIkeConfig: { psk: KEY } });
  const day = expect.objectContaining({ keyChangedOn: today() });
  expect(stack.outputs).toMatchObject({ master: day, slave: day });
});
