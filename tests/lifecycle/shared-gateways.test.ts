// Tunnels between the same two gateways: a change of the key in each way to read the API reference, and the ways out in
// the strictest.
import type { Properties } from "../../provider/core/property-tree";
import { type Simulator, modeChoices } from "../../simulator";
import {
  LAB,
  LAB_MASTER,
  LAB_SLAVE,
  NEW_KEY,
  OFFICE,
  OFFICE_MASTER,
  OFFICE_SLAVE,
  OLD_KEY,
  SECOND_DEVICE,
  SHARED_DEVICE,
  twoNetworks,
} from "../simulator/two-networks";
import { calls, commits, Deployment, liveTunnel, providerFor, simulator } from "./deployment";

type Place = readonly [connection: string, tunnel: string];
const OFFICE_TUNNELS: readonly Place[] = [
  [OFFICE, OFFICE_MASTER],
  [OFFICE, OFFICE_SLAVE],
];
const ALL_TUNNELS: readonly Place[] = [...OFFICE_TUNNELS, [LAB, LAB_MASTER], [LAB, LAB_SLAVE]];
const NOT_SENT = "nothing was sent: vpn-shared and the customer gateway are those of";
const QUICK = { "alicloud-vpn:establishSeconds": "1" };
const ANSWERS = modeChoices.sharedGateways;

let sim: Simulator;
afterEach(() => sim.close());
const start = async (sharedGateways: (typeof ANSWERS)[number]): Promise<void> => {
  sim = await simulator({ topology: twoNetworks, modes: { sharedGateways } });
};

const program = ([vpnConnectionId, tunnelId]: Place, ike: Properties, more: Properties = {}): Properties => ({
  vpnConnectionId,
  tunnelId,
  tunnelIkeConfig: ike,
  ...more,
});

/** Tunnels that are adopted as they are, each as a stack's resource. */
async function adopted(places: readonly Place[]): Promise<readonly { place: Place; stack: Deployment }[]> {
  const tunnels = places.map((place) => ({ place, stack: new Deployment(sim) }));
  for (const { place, stack } of tunnels) await stack.up(program(place, { psk: OLD_KEY }));
  expect(commits(sim)).toHaveLength(0);
  sim.clearJournal();
  return tunnels;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One `up` of all tunnels: the errors of those that failed. */
async function upAll(
  tunnels: readonly { readonly place: Place; readonly stack: Deployment }[],
  declare: (place: Place) => Properties,
  config: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const provider = providerFor(sim, config);
  const results = await Promise.allSettled(tunnels.map(({ place, stack }) => stack.up(declare(place), provider)));
  return results.flatMap((result) => (result.status === "rejected" ? [messageOf(result.reason)] : []));
}

const keys = (): readonly string[] => ALL_TUNNELS.map(([, tunnel]) => liveTunnel(sim, tunnel).IkeConfig.Psk);
const changes = (): number => calls(sim, "ModifyTunnelAttribute").length;

describe("a new key for the tunnels of two connections between the same two gateways", () => {
  it("goes to one tunnel after the other where the service does not check it", async () => {
    await start("not-checked");
    const tunnels = await adopted(ALL_TUNNELS);
    expect(await upAll(tunnels, (place) => program(place, { psk: NEW_KEY }))).toEqual([]);
    expect(keys()).toEqual(ALL_TUNNELS.map(() => NEW_KEY));
    expect(commits(sim)).toHaveLength(4);
  });

  it.each(["other-connections", "sibling-too"] as const)(
    "is refused for the first tunnel, and nothing else is sent: %s",
    async (mode) => {
      await start(mode);
      const tunnels = await adopted(ALL_TUNNELS);
      const before = tunnels.map(({ stack }) => [stack.inputs, stack.outputs]);
      const declare = (place: Place) => program(place, { psk: NEW_KEY });
      const errors = await upAll(tunnels, declare);
      expect(changes()).toBe(1);
      expect(commits(sim)).toHaveLength(0);
      expect(keys()).toEqual(ALL_TUNNELS.map(() => OLD_KEY));
      // The state keeps, and the next preview still shows the change.
      expect(tunnels.map(({ stack }) => [stack.inputs, stack.outputs])).toEqual(before);
      for (const { place, stack } of tunnels) expect(await stack.preview(declare(place))).toBe("update");

      expect(errors).toHaveLength(4);
      const [refused, ...others] = [...errors].sort(
        (a, b) => Number(a.includes(NOT_SENT)) - Number(b.includes(NOT_SENT)),
      );
      expect(refused).toContain("VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs");
      for (const way of [
        "declare another customerGatewayId",
        "ModifyVpnConnectionAttribute",
        "with IKEv2 it takes several subnets",
      ])
        expect(refused).toContain(way);
      for (const other of others) expect(other).toContain(NOT_SENT);
      for (const error of errors) for (const key of [OLD_KEY, NEW_KEY]) expect(error).not.toContain(key);
    },
  );

  it.each(ANSWERS)("does not keep other settings from being changed, with %s", async (mode) => {
    await start(mode);
    const tunnels = await adopted(ALL_TUNNELS);
    const declare = (place: Place) => program(place, { psk: OLD_KEY }, { tunnelIpsecConfig: { ipsecPfs: "group14" } });
    expect(await upAll(tunnels, declare)).toEqual([]);
    expect(commits(sim)).toHaveLength(4);
  });

  it("is tried with every tunnel that has other gateways, after a refusal", async () => {
    await start("sibling-too");
    sim.changeTunnel(LAB_SLAVE, { CustomerGatewayId: SECOND_DEVICE });
    const tunnels = await adopted(ALL_TUNNELS);
    expect(await upAll(tunnels, (place) => program(place, { psk: NEW_KEY }))).toHaveLength(3);
    expect(keys()).toEqual([OLD_KEY, OLD_KEY, OLD_KEY, NEW_KEY]);
    expect(changes()).toBe(2);
  });
});

describe("a new key for the two tunnels of one connection with one customer gateway", () => {
  it.each([
    ["not-checked", 2],
    ["other-connections", 2],
    ["sibling-too", 0],
  ] as const)("with %s: %d tunnels are changed", async (mode, changed) => {
    await start(mode);
    sim.removeConnection(LAB);
    const tunnels = await adopted(OFFICE_TUNNELS);
    const errors = await upAll(tunnels, (place) => program(place, { psk: NEW_KEY }));
    expect(commits(sim)).toHaveLength(changed);
    expect(errors).toHaveLength(2 - changed);
    expect(changes()).toBe(changed || 1);
  });
});

describe("a way out, whatever the service counts:", () => {
  beforeEach(() => start("sibling-too"));

  it("a second customer gateway and the new key in one request, one tunnel after the other, there and back", async () => {
    const tunnels = await adopted(ALL_TUNNELS);
    for (const [device, key] of [
      [SECOND_DEVICE, NEW_KEY],
      [SHARED_DEVICE, "Third-key-of-all-tunnels"],
    ] as const) {
      sim.clearJournal();
      const declare = (place: Place) => program(place, { psk: key }, { customerGatewayId: device });
      expect(await upAll(tunnels, declare)).toEqual([]);
      expect(commits(sim)).toHaveLength(4);
      sim.settle();
      for (const [, tunnel] of ALL_TUNNELS)
        expect(liveTunnel(sim, tunnel)).toMatchObject({
          CustomerGatewayId: device,
          IkeConfig: { Psk: key, RemoteId: device === SECOND_DEVICE ? "198.51.100.2" : "198.51.100.1" },
          Status: "ipsec_sa_established",
        });
      for (const { place, stack } of tunnels) expect(await stack.preview(declare(place))).toBe("same");
    }
  });

  it("a second customer gateway whose device does not answer: the tunnel gets gateway and key back", async () => {
    const tunnels = await adopted(ALL_TUNNELS);
    sim.changePeer(SECOND_DEVICE, { Down: true });
    const move = { customerGatewayId: SECOND_DEVICE, onFailure: "rollback" };
    const errors = await upAll(tunnels, (place) => program(place, { psk: NEW_KEY }, move), QUICK);
    expect(errors).toHaveLength(4);
    // The change and the one that takes it back, of the first tunnel; the others are not tried.
    expect(commits(sim).map(({ params }) => params["TunnelId"])).toEqual(Array(2).fill(expect.any(String)));
    expect(keys()).toEqual(ALL_TUNNELS.map(() => OLD_KEY));
    for (const [, tunnel] of ALL_TUNNELS)
      expect(liveTunnel(sim, tunnel)).toMatchObject({
        CustomerGatewayId: SHARED_DEVICE,
        Status: "ipsec_sa_established",
      });
  });

  it("no detour: the second customer gateway first and the key later is refused", async () => {
    const tunnels = await adopted(ALL_TUNNELS);
    const move = { customerGatewayId: SECOND_DEVICE };
    expect(await upAll(tunnels, (place) => program(place, { psk: OLD_KEY }, move))).toEqual([]);
    expect(await upAll(tunnels, (place) => program(place, { psk: NEW_KEY }, move))).toHaveLength(4);
  });

  it("both tunnels of the connection in one request by somebody else; up then finds nothing to change", async () => {
    sim.removeConnection(LAB);
    const tunnels = await adopted(OFFICE_TUNNELS);
    for (const [, tunnel] of OFFICE_TUNNELS) sim.changeTunnel(tunnel, { TunnelIkeConfig: { Psk: NEW_KEY } });
    expect(await whatUpChanges(tunnels, (place) => program(place, { psk: NEW_KEY }))).toBe(0);
  });

  it("one connection with all subnets over IKEv2, made by somebody else; up then finds nothing to change", async () => {
    const tunnels = await adopted(OFFICE_TUNNELS);
    sim.removeConnection(LAB);
    sim.changeConnection(OFFICE, { RemoteSubnet: "192.168.1.0/24,192.168.2.0/24" });
    const ike = { IkeVersion: "ikev2", Psk: NEW_KEY } as const;
    for (const [, tunnel] of OFFICE_TUNNELS) sim.changeTunnel(tunnel, { TunnelIkeConfig: ike });
    expect(await whatUpChanges(tunnels, (place) => program(place, { ikeVersion: "ikev2", psk: NEW_KEY }))).toBe(0);
    for (const [, tunnel] of OFFICE_TUNNELS) expect(liveTunnel(sim, tunnel).Status).toBe("ipsec_sa_established");
  });

  it("the last tunnel that differs gets the values of the others", async () => {
    for (const [, tunnel] of ALL_TUNNELS.slice(1)) sim.changeTunnel(tunnel, { TunnelIkeConfig: { Psk: NEW_KEY } });
    const [place] = OFFICE_TUNNELS;
    const stack = new Deployment(sim);
    await stack.up(program(place ?? [OFFICE, OFFICE_MASTER], { psk: NEW_KEY }));
    expect(commits(sim)).toHaveLength(1);
    expect(keys()).toEqual(ALL_TUNNELS.map(() => NEW_KEY));
  });
});

/** How many requests an up sends for resources that declared the old values, and for tunnels that are adopted now. */
async function whatUpChanges(
  tunnels: readonly { readonly place: Place; readonly stack: Deployment }[],
  declare: (place: Place) => Properties,
): Promise<number> {
  sim.settle();
  expect(await upAll(tunnels, declare)).toEqual([]);
  for (const { place, stack } of tunnels) {
    expect(await stack.preview(declare(place))).toBe("same");
    expect(await new Deployment(sim).up(declare(place))).toBe("create");
  }
  return changes();
}
