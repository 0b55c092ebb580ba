import type { Properties } from "../../provider/core/property-tree";
import { type Simulator, defaultModes } from "../../simulator";
import { modeNames } from "../../simulator/modes";
import { modeRows } from "../simulator/mode-rows";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  calls,
  commits,
  Deployment,
  HEADQUARTERS,
  HEADQUARTERS_MASTER,
  simulator,
  TRANSIT,
  TRANSIT_MASTER,
} from "./deployment";

/** Every answer that the reference leaves open. */
const EVERY_MODE = modeRows(["psk", "omitted", "tunnelValues"]).map((modes) => ({
  modes,
  named: modeNames
    .filter((name) => modes[name] !== defaultModes[name])
    .map((name) => `${name} ${modes[name]}`)
    .join(", "),
}));

const UNSHARED = "cgw-sim0000000000000007";

const STRONG: Properties = {
  vpnConnectionId: BRANCH,
  role: "master",
  tunnelIkeConfig: {
    ikeVersion: "ikev2",
    ikeEncAlg: "aes256",
    ikeAuthAlg: "sha256",
    ikePfs: "group14",
    psk: "A-strong-key-of-this-test",
  },
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
};

const EVERYTHING: Properties = {
  vpnConnectionId: HEADQUARTERS,
  tunnelId: HEADQUARTERS_MASTER,
  regionId: "cn-hangzhou",
  customerGatewayId: "cgw-sim0000000000000008",
  enableDpd: false,
  enableNatTraversal: false,
  tunnelIkeConfig: {
    ikeVersion: "ikev1",
    ikeMode: "aggressive",
    ikeEncAlg: "aes192",
    ikeAuthAlg: "sha512",
    ikePfs: "group5",
    ikeLifetime: 3600,
    localId: "cloud.example.com",
    remoteId: "office.example.com",
    psk: "S3cret!*~+/=('",
  },
  tunnelIpsecConfig: { ipsecEncAlg: "3des", ipsecAuthAlg: "sha384", ipsecPfs: "disabled", ipsecLifetime: 0 },
  tunnelBgpConfig: { localAsn: 65530, localBgpIp: "169.254.77.2", tunnelCidr: "169.254.77.0/30" },
};

describe.each(EVERY_MODE)("a tunnel, with $named", ({ modes }) => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulator({ modes });
    // Where the sibling counts, one tunnel alone gets another key only if it has a customer gateway of its own.
    if (modes.sharedGateways === "sibling-too") sim.changeTunnel(BRANCH_SLAVE, { CustomerGatewayId: UNSHARED });
  });
  afterAll(() => sim.close());

  it("is adopted with one change, keeps what is not declared, and is left alone from then on", async () => {
    const before = sim.tunnel(BRANCH_MASTER);
    const stack = new Deployment(sim);
    expect(await stack.preview(STRONG)).toBe("create");
    expect(commits(sim)).toHaveLength(0);
    expect(await stack.up(STRONG)).toBe("create");
    expect(commits(sim)).toHaveLength(1);
    const after = sim.tunnel(BRANCH_MASTER);
    expect(after?.IkeConfig).toEqual({
      ...before?.IkeConfig,
      IkeVersion: "ikev2",
      IkeEncAlg: "aes256",
      IkeAuthAlg: "sha256",
      IkePfs: "group14",
      Psk: "A-strong-key-of-this-test",
    });
    expect(after?.IpsecConfig).toEqual({
      ...before?.IpsecConfig,
      IpsecEncAlg: "aes256",
      IpsecAuthAlg: "sha256",
      IpsecPfs: "group14",
    });
    expect(after).toMatchObject({ EnableDpd: before?.EnableDpd, CustomerGatewayId: before?.CustomerGatewayId });
    expect(stack.shown).toMatchObject({ tunnelId: BRANCH_MASTER, role: "master", state: "active" });
    expect(stack.outputs).toMatchObject({ __bookkeeping: { version: 7 } });

    sim.clearJournal();
    expect(await stack.preview(STRONG)).toBe("same");
    expect(sim.journal).toHaveLength(0);
    expect(await stack.refresh()).toBe(true);
    sim.clearJournal();
    expect(await stack.preview(STRONG)).toBe("same");
    expect(await stack.up(STRONG)).toBe("same");
    expect(sim.journal).toHaveLength(0);
  });

  it("takes every property at once, and then nothing is left to do", async () => {
    const stack = new Deployment(sim);
    await stack.up(EVERYTHING);
    expect(sim.tunnel(HEADQUARTERS_MASTER)).toMatchObject({
      CustomerGatewayId: "cgw-sim0000000000000008",
      EnableDpd: false,
      EnableNatTraversal: false,
      IkeConfig: {
        IkeLifetime: 3600,
        LocalId: "cloud.example.com",
        RemoteId: "office.example.com",
        Psk: "S3cret!*~+/=('",
      },
      IpsecConfig: { IpsecLifetime: 0, IpsecPfs: "disabled" },
      BgpConfig: { LocalBgpIp: "169.254.77.2", TunnelCidr: "169.254.77.0/30" },
    });
    await stack.refresh();
    sim.clearJournal();
    expect(await stack.preview(EVERYTHING)).toBe("same");
    expect(sim.journal).toHaveLength(0);
  });

  it("shows drift after a refresh and corrects it, but leaves what is not declared", async () => {
    const program = {
      vpnConnectionId: TRANSIT,
      role: "master",
      enableDpd: true,
      tunnelIpsecConfig: { ipsecLifetime: 28800 },
    };
    const stack = new Deployment(sim);
    await stack.up(program);
    sim.changeTunnel(TRANSIT_MASTER, {
      TunnelIpsecConfig: { IpsecLifetime: 1200, IpsecPfs: "group5" },
      EnableDpd: false,
    });
    expect(await stack.preview(program)).toBe("same");
    await stack.refresh();
    expect(stack.inputs).toMatchObject({ enableDpd: false, tunnelIpsecConfig: { ipsecLifetime: 1200 } });
    expect(await stack.preview(program)).toBe("update");
    sim.clearJournal();
    await stack.up(program);
    expect(commits(sim)).toHaveLength(1);
    expect(sim.tunnel(TRANSIT_MASTER)).toMatchObject({
      EnableDpd: true,
      IpsecConfig: { IpsecLifetime: 28800, IpsecPfs: "group5" },
    });
    expect(stack.shown).toMatchObject({ tunnelIpsecConfig: { ipsecPfs: "group5" } });
  });

  it("is read and never written where the program declares nothing of it", async () => {
    const program = { vpnConnectionId: "vco-sim0000000000000003", role: "slave" };
    const stack = new Deployment(sim);
    sim.clearJournal();
    expect(await stack.up(program)).toBe("create");
    await stack.refresh();
    expect(await stack.preview(program)).toBe("same");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    expect(stack.shown).toMatchObject({
      role: "slave",
      tunnelIkeConfig: { ikeEncAlg: "aes256" },
      zoneNo: expect.any(String),
    });
    expect(stack.outputs["preSharedKey"]).toBe(modes.psk === "plain" ? "Datacenter-tunnel-2-key" : undefined);
  });
});
