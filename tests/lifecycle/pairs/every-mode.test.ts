// A pair under each answer that the reference leaves open.
import type { Properties } from "../../../provider/core/property-tree";
import { defaultModes, type Simulator } from "../../../simulator";
import { modeNames } from "../../../simulator/modes";
import { modeRows } from "../../simulator/mode-rows";
import {
  BRANCH_MASTER,
  BRANCH_SLAVE,
  commits,
  type Deployment,
  HEADQUARTERS,
  HEADQUARTERS_MASTER,
  simulator,
} from "../deployment";
import { HEADQUARTERS_SLAVE, order, pair, pairOn, reasonOf } from "./pairs";

const EVERY_MODE = modeRows(["psk"]).map((modes) => ({
  modes,
  named: modeNames
    .filter((name) => modes[name] !== defaultModes[name])
    .map((name) => `${name} ${modes[name]}`)
    .join(", "),
}));

const UNSHARED = "cgw-sim0000000000000007";
const key = (psk: string): Properties => ({ tunnelIkeConfig: { psk } });
const STRONG = pair({
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" },
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
  master: key("A-key-of-the-master"),
  slave: key("A-key-of-the-slave"),
});
const BGP = pair({
  vpnConnectionId: HEADQUARTERS,
  enableDpd: false,
  master: { tunnelBgpConfig: { tunnelCidr: "169.254.77.0/30", localBgpIp: "169.254.77.2" } },
  slave: { tunnelBgpConfig: { tunnelCidr: "169.254.78.0/30", localBgpIp: "169.254.78.2" } },
});

describe.each(EVERY_MODE)("a pair, with $named", ({ modes }) => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulator({ modes });
    // Where the sibling counts, one tunnel alone gets another key only if it has a customer gateway of its own.
    if (modes.sharedGateways === "sibling-too") sim.changeTunnel(BRANCH_SLAVE, { CustomerGatewayId: UNSHARED });
  });
  afterAll(() => sim.close());
  /** Where the API shows no Status, nobody sees the first tunnel come back: the second one is left to another run. */
  const upTo = async (program: Properties): Promise<Deployment> => {
    const deployed = pairOn(sim);
    if (modes.statuses === "empty") {
      expect(await reasonOf(deployed.up(program))).toMatch(/nothing was sent: the other tunnel of .* is not up again/u);
      expect(order(sim)).toHaveLength(1);
      expect(await deployed.up(program)).toBe("update");
    } else expect(await deployed.up(program)).toBe("create");
    return deployed;
  };
  const bothOf = (master: string, slave: string) => [master, slave].map((id) => sim.tunnel(id));

  it("is adopted with one change a tunnel, keeps what is not declared, and is left alone from then on", async () => {
    const before = bothOf(BRANCH_MASTER, BRANCH_SLAVE);
    const deployed = await upTo(STRONG);
    expect(order(sim)).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    const now = bothOf(BRANCH_MASTER, BRANCH_SLAVE);
    for (const [index, psk] of ["A-key-of-the-master", "A-key-of-the-slave"].entries()) {
      expect(now[index]?.IkeConfig).toEqual({
        ...before[index]?.IkeConfig,
        IkeVersion: "ikev2",
        IkeEncAlg: "aes256",
        IkeAuthAlg: "sha256",
        IkePfs: "group14",
        Psk: psk,
      });
      const { EnableDpd, CustomerGatewayId } = before[index] ?? {};
      expect(now[index]).toMatchObject({ EnableDpd, CustomerGatewayId });
    }
    sim.clearJournal();
    expect(await deployed.preview(STRONG)).toBe("same");
    expect(await deployed.up(STRONG)).toBe("same");
    expect(sim.journal).toEqual([]);
    await deployed.refresh();
    sim.clearJournal();
    expect(await deployed.preview(STRONG)).toBe("same");
    expect(sim.journal).toEqual([]);
  });

  it("has each tunnel's own block; drift of one tunnel is shown and corrected there", async () => {
    sim.clearJournal();
    const deployed = await upTo(BGP);
    expect(bothOf(HEADQUARTERS_MASTER, HEADQUARTERS_SLAVE)).toMatchObject([
      { EnableDpd: false, BgpConfig: { TunnelCidr: "169.254.77.0/30", LocalBgpIp: "169.254.77.2" } },
      { EnableDpd: false, BgpConfig: { TunnelCidr: "169.254.78.0/30", LocalBgpIp: "169.254.78.2" } },
    ]);
    sim.changeTunnel(HEADQUARTERS_SLAVE, { EnableDpd: true, TunnelIpsecConfig: { IpsecPfs: "group5" } });
    await deployed.refresh();
    expect(deployed.inputs).toMatchObject({ enableDpd: false, slave: { enableDpd: true } });
    sim.clearJournal();
    expect(await deployed.up(BGP)).toBe("update");
    expect(order(sim)).toEqual([HEADQUARTERS_SLAVE]);
    expect(sim.tunnel(HEADQUARTERS_SLAVE)).toMatchObject({ EnableDpd: false, IpsecConfig: { IpsecPfs: "group5" } });
    expect(await deployed.preview(BGP)).toBe("same");
  });

  it("is read and never written where the program declares nothing of it", async () => {
    const program = pair({ vpnConnectionId: "vco-sim0000000000000003" });
    const deployed = pairOn(sim);
    sim.clearJournal();
    expect(await deployed.up(program)).toBe("create");
    await deployed.refresh();
    expect(await deployed.preview(program)).toBe("same");
    expect(commits(sim)).toEqual([]);
    expect(deployed.outputs).toMatchObject({ master: { zoneNo: expect.any(String) } });
    const isKnown = modes.psk === "plain";
    expect(deployed.outputs["slavePreSharedKey"]).toBe(isKnown ? "Datacenter-tunnel-2-key" : undefined);
  });
});
