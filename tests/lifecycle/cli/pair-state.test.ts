// What pair-state makes of the states of two tunnels: the pair goes on from where they were.
import type { Properties } from "../../../provider/core/property-tree";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import { joinTunnels, TUNNEL_TYPE } from "../../../cli/pair-state/join";
import { bagIn } from "../../../cli/pair-state/stack-export";
import { HANDLER } from "../../../sdk/handler";
import type { Simulator } from "../../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, commits, Deployment, liveTunnel, simulator } from "../deployment";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

/** What a program declares of both tunnels together, and of each. */
interface Declared {
  readonly shared: Properties;
  readonly master: Properties;
  readonly slave: Properties;
}

/** Deploys two tunnels, and takes their states into a pair. */
async function joined({ shared, master, slave }: Declared): Promise<Deployment> {
  const stored = async (own: Properties, selector: Properties): Promise<Deployment> => {
    const deployment = new Deployment(sim);
    await deployment.up({ vpnConnectionId: BRANCH, ...selector, ...shared, ...own });
    return deployment;
  };
  // One is declared by its role and one by its id.
  const tunnels = [await stored(slave, { role: "slave" }), await stored(master, { tunnelId: BRANCH_MASTER })];
  const { resources, left } = joinTunnels(
    tunnels.map(({ id, inputs, outputs }, index) => ({
      urn: `urn:pulumi:dev::office::${TUNNEL_TYPE}::office-${["slave", "master"][index]}`,
      type: TUNNEL_TYPE,
      id,
      inputs: { ...inputs, __provider: HANDLER },
      outputs: { ...outputs, __provider: HANDLER },
    })),
    new Map(),
  );
  expect(left).toEqual([]);
  const [pair] = resources;
  const [inputs, outputs] = [bagIn(pair?.["inputs"]), bagIn(pair?.["outputs"])];
  return new Deployment(sim, {}, { id: String(pair?.["id"]), inputs, outputs, incomplete: false }, vpnTunnelPair);
}

const OPTIONS = { onDestroy: "restore", waitFor: "settled", timeouts: { settleSeconds: 30 } };
const KEYS = ["Planted-key-of-the-master", "Planted-key-of-the-slave"];
const changed: Declared = {
  shared: { ...OPTIONS, enableDpd: false },
  master: { tunnelIkeConfig: { psk: KEYS[0], ikeLifetime: 7200 }, tunnelIpsecConfig: { ipsecPfs: "group14" } },
  slave: { tunnelIkeConfig: { psk: KEYS[1], ikeLifetime: 7200 } },
};
const programs = {
  "with everything under master and slave": {
    vpnConnectionId: BRANCH,
    ...OPTIONS,
    master: { enableDpd: false, ...changed.master },
    slave: { enableDpd: false, ...changed.slave },
  },
  "with what is equal at the top": {
    vpnConnectionId: BRANCH,
    ...OPTIONS,
    enableDpd: false,
    tunnelIkeConfig: { ikeLifetime: 7200 },
    master: { tunnelIkeConfig: { psk: KEYS[0] }, tunnelIpsecConfig: { ipsecPfs: "group14" } },
    slave: { tunnelIkeConfig: { psk: KEYS[1] } },
  },
};

describe("a pair from the states of two tunnels", () => {
  it.each(Object.entries(programs))("previews with no change and no request %s", async (_, program) => {
    const pair = await joined(changed);
    sim.clearJournal();
    expect(await pair.preview(program)).toBe("same");
    expect(sim.journal).toEqual([]);
    expect(await pair.refresh()).toBe(true);
    expect(await pair.preview(program)).toBe("same");
    expect(commits(sim)).toEqual([]);
  });

  it("puts back what the tunnels found", async () => {
    const ids = [BRANCH_MASTER, BRANCH_SLAVE];
    const found = ids.map((id) => [liveTunnel(sim, id).EnableDpd, liveTunnel(sim, id).IkeConfig]);
    const pair = await joined(changed);
    expect(liveTunnel(sim, BRANCH_SLAVE).IkeConfig.Psk).toBe(KEYS[1]);
    await pair.destroy();
    expect(ids.map((id) => [liveTunnel(sim, id).EnableDpd, liveTunnel(sim, id).IkeConfig])).toEqual(found);
  });

  it("changes only what its program changes", async () => {
    const pair = await joined(changed);
    sim.clearJournal();
    const program = programs["with what is equal at the top"];
    const rollout = { holdSeconds: 0 };
    await pair.up({ ...program, rollout, slave: { tunnelIkeConfig: { psk: "Another-key-of-the-slave" } } });
    expect(commits(sim).map(({ params }) => params["TunnelId"])).toEqual([BRANCH_SLAVE]);
    expect(liveTunnel(sim, BRANCH_MASTER).IkeConfig.Psk).toBe(KEYS[0]);
  });

  it("keeps an option of a tunnel that is one of the roll-out in a pair", async () => {
    const pair = await joined({ shared: { whenAlone: "change" }, master: {}, slave: {} });
    const program = { vpnConnectionId: BRANCH, rollout: { whenAlone: "change" } };
    expect(await pair.preview(program)).toBe("same");
    expect(await pair.preview({ vpnConnectionId: BRANCH })).toBe("update");
  });

  it("keeps what the program calls secret", async () => {
    const secret = ["tunnelIkeConfig.ikeLifetime"];
    const pair = await joined({ ...changed, shared: { ...changed.shared, __secretPaths: secret } });
    const program = programs["with what is equal at the top"];
    expect(pair.inputs["__secretPaths"]).toEqual(["master", "slave"].map((role) => `${role}.${secret[0]}`));
    expect(await pair.preview({ ...program, __secretPaths: secret })).toBe("same");
    expect(await pair.preview(program)).toBe("update");
  });
});
