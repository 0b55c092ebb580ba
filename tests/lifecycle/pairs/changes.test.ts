// What is a change of a pair and what is none: drift, values that move between shared and own, options, stages.
import type { Properties } from "../../../provider/core/property-tree";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import type { Simulator } from "../../../simulator";
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

const ike = (ikeLifetime: number, psk?: string): Properties => ({
  tunnelIkeConfig: { ikeLifetime, ...(psk === undefined ? {} : { psk }) },
});
const ipsec = (ipsecLifetime: number): Properties => ({ tunnelIpsecConfig: { ipsecLifetime } });

describe("drift", () => {
  const program = pair({
    tunnelIkeConfig: { ikeLifetime: 7200, psk: "Shared-key-1" },
    ...ipsec(28_800),
    master: ike(3600, "Master-key-1"),
  });

  it("of a shared value on one tunnel stands in that tunnel's group after a refresh; own values stay where they are", async () => {
    const deployed = pairOn(sim);
    await deployed.up(program);
    sim.changeTunnel(BRANCH_SLAVE, { TunnelIpsecConfig: { IpsecLifetime: 3600 } });
    await deployed.refresh();
    const { vpnConnectionId: _, rollout: __, ...declared } = program;
    const { tunnelIkeConfig: ___, ...shared } = declared;
    expect(deployed.inputs).toMatchObject({
      ...shared,
      tunnelIkeConfig: { ikeLifetime: 7200 },
      preSharedKey: "Shared-key-1",
      masterPreSharedKey: "Master-key-1",
      master: ike(3600),
      slave: ipsec(3600),
    });
    expect(deployed.inputs).not.toHaveProperty("slave.tunnelIkeConfig");
    expect(deployed.inputs).not.toHaveProperty("slavePreSharedKey");
    expect(await deployed.preview(program)).toBe("update");
    sim.clearJournal();
    await deployed.up(program);
    expect(order(sim)).toEqual([BRANCH_SLAVE]);
    expect(await deployed.preview(program)).toBe("same");
  });

  it("of own values, and of a key, is corrected on that tunnel", async () => {
    const deployed = pairOn(sim);
    await deployed.up(program);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { IkeLifetime: 600, Psk: "Somebody's-key-1" } });
    await deployed.refresh();
    expect(deployed.inputs).toMatchObject({ tunnelIkeConfig: { ikeLifetime: 7200 }, master: ike(600) });
    sim.clearJournal();
    await deployed.up(program);
    expect(order(sim)).toEqual([BRANCH_MASTER]);
    expect(liveTunnel(sim, BRANCH_MASTER).IkeConfig).toMatchObject({ IkeLifetime: 3600, Psk: "Master-key-1" });
  });

  it("of the tunnel that comes second stops the change of the first one too, and says which tunnel it is", async () => {
    const deployed = pairOn(sim);
    await deployed.up(program);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 3600 } });
    sim.clearJournal();
    const reason = await reasonOf(deployed.up({ ...program, enableDpd: false }));
    expect(reason).toContain(`master (${BRANCH_MASTER}): somebody changed the live tunnel since`);
    expect(reason).toContain("tunnelIpsecConfig.ipsecLifetime 28800 -> 3600. Nothing was sent");
    expect(order(sim)).toEqual([]);
  });
});

describe("a value that moves", () => {
  const shared = pair(ike(7200, "One-key-1"));
  const own = pair({ master: ike(7200, "One-key-1"), slave: ike(7200, "One-key-1") });
  const mixed = pair({ ...ike(7200, "One-key-1"), master: ike(7200) });

  it("between shared and own, or to both, is no change", async () => {
    const deployed = pairOn(sim);
    await deployed.up(shared);
    sim.clearJournal();
    for (const program of [own, mixed, shared, own]) {
      expect(await deployed.preview(program)).toBe("same");
      expect(await deployed.up(program)).toBe("same");
    }
    expect(sim.journal).toEqual([]);
    await deployed.refresh();
    expect(await deployed.preview(shared)).toBe("same");
  });

  it("is still known after drift", async () => {
    const deployed = pairOn(sim);
    await deployed.up(shared);
    await deployed.up(own);
    sim.changeTunnel(BRANCH_SLAVE, { TunnelIkeConfig: { IkeLifetime: 600 } });
    await deployed.refresh();
    sim.clearJournal();
    expect(await deployed.up(own)).toBe("update");
    expect(order(sim)).toEqual([BRANCH_SLAVE]);
    expect(await deployed.preview(own)).toBe("same");
  });
});

describe("another place", () => {
  it.each([
    ["vpnConnectionId", HEADQUARTERS],
    ["regionId", "cn-beijing"],
  ])("%s replaces the pair", async (property, value) => {
    const deployed = pairOn(sim);
    await deployed.up(pair(ipsec(86_400)));
    const provider = providerFor(sim, {}, vpnTunnelPair);
    const inputs = { ...deployed.inputs, [property]: value };
    expect(await provider.diff(deployed.id ?? "", deployed.outputs, inputs)).toMatchObject({ replaces: [property] });
  });
});

describe("an option", () => {
  it("that changes alone updates the resource and sends nothing", async () => {
    const deployed = pairOn(sim);
    await deployed.up(pair(ipsec(86_400)));
    sim.clearJournal();
    for (const program of [
      pair(ipsec(86_400), { holdSeconds: 3 }),
      pair({ ...ipsec(86_400), waitFor: "settled" }),
      pair({ ...ipsec(86_400), probe: { command: "true" } }, { first: "master", stage: "first" }),
      pair(ipsec(86_400), { hook: { command: "true" } }),
    ]) {
      expect(await deployed.up(program)).toBe("update");
      expect(await deployed.preview(program)).toBe("same");
    }
    expect(order(sim)).toEqual([]);
  });
});

describe("the first stage", () => {
  const at = (lifetime: number, stage: string): Properties =>
    pair({ vpnConnectionId: HEADQUARTERS, ...ipsec(lifetime) }, { stage, whenAlone: "change" });

  it("stays on the tunnel that went first, also when the other one goes down", async () => {
    const deployed = pairOn(sim);
    await deployed.up(at(7200, "first"));
    sim.changePeer(MASTERS_DEVICE, { Down: true });
    sim.settle();
    await deployed.up(at(7100, "first"));
    expect(order(sim)).toEqual([HEADQUARTERS_SLAVE, HEADQUARTERS_SLAVE]);
    expect(deployed.outputs["__bookkeeping"]).toMatchObject({ first: "slave" });
    expect(await deployed.preview(at(7100, "first"))).toBe("same");
  });

  it("shows drift of the tunnel that has what is declared, and none of the one that keeps what it had", async () => {
    const deployed = pairOn(sim);
    await deployed.up(at(7200, "first"));
    sim.changeTunnel(HEADQUARTERS_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 600 } });
    await deployed.refresh();
    expect(await deployed.preview(at(7200, "first"))).toBe("same");
    sim.changeTunnel(HEADQUARTERS_SLAVE, { TunnelIpsecConfig: { IpsecLifetime: 600 } });
    await deployed.refresh();
    expect(deployed.inputs).toMatchObject(ipsec(600));
    expect(await deployed.preview(at(7200, "first"))).toBe("update");
    sim.clearJournal();
    await deployed.up(at(7200, "first"));
    expect(order(sim)).toEqual([HEADQUARTERS_SLAVE]);
  });

  it("ends with both, which changes the other one alone", async () => {
    const deployed = pairOn(sim);
    await deployed.up(at(7200, "first"));
    await deployed.up(at(7200, "both"));
    expect(order(sim)).toEqual([HEADQUARTERS_SLAVE, HEADQUARTERS_MASTER]);
    expect(deployed.outputs["__bookkeeping"]).not.toHaveProperty("first");
    expect(await deployed.preview(at(7200, "both"))).toBe("same");
  });
});
