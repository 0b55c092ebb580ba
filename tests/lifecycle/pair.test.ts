// Both tunnels of a connection as one resource.
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Properties } from "../../provider/core/property-tree";
import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, commits, Deployment, liveTunnel, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const deployment = (): Deployment => new Deployment(sim, {}, undefined, vpnTunnelPair);
const order = (): readonly (string | undefined)[] => commits(sim).map(({ params }) => params["TunnelId"]);
const QUICK = { rollout: { holdSeconds: 0 } };
const pair = (rest: Properties = {}): Properties => ({ vpnConnectionId: BRANCH, ...QUICK, ...rest });

describe("a pair", () => {
  it("has the connection's id and the values in force of both tunnels", async () => {
    const deployed = deployment();
    expect(await deployed.up(pair())).toBe("create");
    expect(deployed.id).toBe(BRANCH);
    expect(deployed.outputs).toMatchObject({
      vpnConnectionId: BRANCH,
      master: { tunnelId: BRANCH_MASTER, status: "ipsec_sa_established" },
      slave: { tunnelId: BRANCH_SLAVE, status: "ipsec_sa_established" },
    });
    expect(order()).toEqual([]);
    expect(await deployed.preview(pair())).toBe("same");
  });

  it("changes the slave first, and then the master", async () => {
    const deployed = deployment();
    const program = pair({ tunnelIpsecConfig: { ipsecLifetime: 7200 } });
    await deployed.up(program);
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    expect(await deployed.preview(program)).toBe("same");
  });

  it("gives each tunnel its own key over the shared values", async () => {
    const deployed = deployment();
    const program = pair({
      tunnelIkeConfig: { ikeLifetime: 7200 },
      master: { tunnelIkeConfig: { psk: "Key-of-the-master-1" } },
      slave: { tunnelIkeConfig: { psk: "Key-of-the-slave-1" } },
    });
    await deployed.up(program);
    expect(liveTunnel(sim, BRANCH_MASTER).IkeConfig.Psk).toBe("Key-of-the-master-1");
    expect(liveTunnel(sim, BRANCH_SLAVE).IkeConfig.Psk).toBe("Key-of-the-slave-1");
    expect(await deployed.preview(program)).toBe("same");
    expect(deployed.outputs["masterPreSharedKey"]).toBe("Key-of-the-master-1");
  });

  it("shows drift of one tunnel after a refresh, and corrects that tunnel", async () => {
    const deployed = deployment();
    const program = pair({ tunnelIpsecConfig: { ipsecLifetime: 7200 } });
    await deployed.up(program);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 3600 } });
    expect(await deployed.refresh()).toBe(true);
    expect(deployed.inputs).toMatchObject({
      tunnelIpsecConfig: { ipsecLifetime: 7200 },
      master: { tunnelIpsecConfig: { ipsecLifetime: 3600 } },
      observed: { master: { role: "master" }, slave: { role: "slave" } },
    });
    expect(await deployed.preview(program)).toBe("update");
    await deployed.up(program);
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER, BRANCH_MASTER]);
  });
});
