// A pair whose two gateways another connection has too: one tunnel is tried before the hook touches a device.
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Properties } from "../../provider/core/property-tree";
import { type Simulator } from "../../simulator";
import { NEW_KEY, OFFICE, OFFICE_MASTER, OFFICE_SLAVE, twoNetworks } from "../simulator/two-networks";
import { calls, commits, Deployment, simulator } from "./deployment";
import { testHook, type TestHook } from "./hook";

let sim: Simulator;
let hook: TestHook;
beforeEach(() => (hook = testHook()));
afterEach(async () => {
  hook.remove();
  await sim.close();
});

const program = (rollout: Properties = {}): Properties => ({
  vpnConnectionId: OFFICE,
  tunnelIkeConfig: { psk: NEW_KEY },
  rollout: { holdSeconds: 0, hook: { command: hook.command }, ...rollout },
});
const deployment = (): Deployment => new Deployment(sim, {}, undefined, vpnTunnelPair);

it.each(["other-connections", "sibling-too"] as const)(
  "is refused before the hook is called, and the other tunnel is not tried: %s",
  async (sharedGateways) => {
    sim = await simulator({ topology: twoNetworks, modes: { sharedGateways } });
    await expect(deployment().up(program())).rejects.toThrow(/SameVpnAndCgwDifferentIkeConfigs.*Ways out/u);
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(1);
    expect(hook.phases()).toEqual([]);
  },
);

it("is sent for one tunnel before the hook is called, and for the other one after it, where the service takes it", async () => {
  sim = await simulator({ topology: twoNetworks, modes: { sharedGateways: "not-checked" } });
  await deployment().up(program());
  expect(commits(sim).map(({ params }) => params["TunnelId"])).toEqual([OFFICE_SLAVE, OFFICE_MASTER]);
  expect(hook.phases()).toEqual([
    ...["prepare", "follow", "undrain"].map((phase) => `slave ${phase}`),
    ...["drain", "prepare", "follow", "undrain"].map((phase) => `master ${phase}`),
  ]);
});

it("is not sent at all where the declaration refuses to try", async () => {
  sim = await simulator({ topology: twoNetworks, modes: { sharedGateways: "not-checked" } });
  await expect(deployment().up(program({ sharedGateways: "refuse" }))).rejects.toThrow(
    /rollout\.sharedGateways is "refuse".*Nothing was sent/u,
  );
  expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
  expect(hook.phases()).toEqual([]);
});
