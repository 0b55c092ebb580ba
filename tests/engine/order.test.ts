// The order in which one `pulumi up` changes the two tunnels of a connection.
import { mustSucceed, type EngineStack } from "./harness";
import type { Simulator } from "../../simulator";
import { BRANCH, MASTER, onRealCli, ownSimulator, SLAVE, tunnelStack } from "./tunnels";

onRealCli();

const changed = { tunnelIpsecConfig: { ipsecLifetime: 7200 } };
// The program declares the master first.
const both = {
  master: { vpnConnectionId: BRANCH, role: "master", ...changed },
  slave: { vpnConnectionId: BRANCH, role: "slave", ...changed },
};
const WAIT = { "alicloud-vpn:siblingWaitSeconds": "30" };

const order = (sim: Simulator): readonly (string | undefined)[] =>
  sim.journal.filter(({ committed }) => committed).map(({ params }) => params["TunnelId"]);

describe("two tunnels that one program declares, the master first", () => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeEach(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(sim, both, { config: WAIT });
  });

  it("are changed in the order slave, master, and the CLI says so", async () => {
    const result = await stack.up();
    mustSucceed(result);
    expect(order(sim)).toEqual([SLAVE, MASTER]);
    expect(result.stdout).toContain(`${BRANCH}: changed slave, then master`);
  });
});
