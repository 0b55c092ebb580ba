import type { Simulator } from "../../simulator";
import { CheckFailed } from "../modelled-engine/steps";
import {
  BRANCH,
  BRANCH_MASTER,
  calls,
  commits,
  Deployment,
  HEADQUARTERS,
  providerFor,
  simulator,
  WAREHOUSE,
} from "./deployment";

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator();
});
afterEach(() => sim.close());

const failuresOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CheckFailed)) throw new Error("expected the check to fail");
  return error.message;
};

describe("adopting a tunnel", () => {
  it("sends one request with only the blocks that differ, each complete", async () => {
    await new Deployment(sim).up({
      vpnConnectionId: BRANCH,
      role: "master",
      tunnelIpsecConfig: { ipsecLifetime: 3600 },
      enableDpd: true,
    });
    const [change, ...more] = calls(sim, "ModifyTunnelAttribute");
    expect(more).toHaveLength(0);
    const sent = Object.keys(change?.params ?? {}).filter((name) => name.startsWith("TunnelOptionsSpecification."));
    expect(sent.sort()).toEqual([
      "TunnelOptionsSpecification.TunnelIpsecConfig.IpsecAuthAlg",
      "TunnelOptionsSpecification.TunnelIpsecConfig.IpsecEncAlg",
      "TunnelOptionsSpecification.TunnelIpsecConfig.IpsecLifetime",
      "TunnelOptionsSpecification.TunnelIpsecConfig.IpsecPfs",
    ]);
  });

  it("sends nothing for a tunnel that already is as declared", async () => {
    const stack = new Deployment(sim);
    await stack.up({
      vpnConnectionId: HEADQUARTERS,
      role: "slave",
      tunnelIkeConfig: { ikeEncAlg: "aes256", psk: "Headquarters-tunnel-2-key" },
    });
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    expect(stack.outputs).toMatchObject({ preSharedKey: "Headquarters-tunnel-2-key" });
  });

  it("names the tunnels that exist when the declared one does not", async () => {
    const wrong = new Deployment(sim).up({ vpnConnectionId: BRANCH, tunnelId: "tun-nowhere" });
    expect(await failuresOf(wrong)).toBe(
      `tunnelId ${BRANCH} has no tunnel tun-nowhere; it has ${BRANCH_MASTER} (master) and tun-sim0000000000000022 (slave)`,
    );
  });

  it("says why a single-tunnel connection has nothing to manage, and which connection is missing", async () => {
    expect(await failuresOf(new Deployment(sim).up({ vpnConnectionId: WAREHOUSE, role: "master" }))).toMatch(
      /^vpnConnectionId vco-sim0000000000000005 is a single-tunnel connection: .*dual-tunnel/u,
    );
    expect(await failuresOf(new Deployment(sim).up({ vpnConnectionId: "vco-nowhere", role: "master" }))).toMatch(
      /^vpnConnectionId there is no IPsec-VPN connection vco-nowhere in this region and account/u,
    );
    expect(commits(sim)).toHaveLength(0);
  });

  it("takes two tunnels of one gateway in turn, without one refusal", async () => {
    const provider = providerFor(sim);
    const declare = (role: string) => ({ vpnConnectionId: BRANCH, role, tunnelIpsecConfig: { ipsecPfs: "group14" } });
    await Promise.all([provider.create(declare("master")), provider.create(declare("slave"))]);
    expect(calls(sim, "ModifyTunnelAttribute").map((entry) => entry.code)).toEqual([undefined, undefined]);
    expect(commits(sim)).toHaveLength(2);
  });

  it("waits out another writer on the gateway", async () => {
    sim.configuringMs = 120;
    const other = providerFor(sim);
    const declare = (role: string) => ({ vpnConnectionId: BRANCH, role, tunnelIpsecConfig: { ipsecPfs: "group14" } });
    await Promise.all([other.create(declare("master")), providerFor(sim).create(declare("slave"))]);
    expect(commits(sim)).toHaveLength(2);
    expect(sim.tunnel(BRANCH_MASTER)?.IpsecConfig.IpsecPfs).toBe("group14");
  });
});

describe("a key that the API does not disclose", () => {
  it.each(["masked", "absent"] as const)(
    "(%s) is never sent back: a change around it is refused until it is declared",
    async (psk) => {
      sim.modes.psk = psk;
      const provider = providerFor(sim);
      const change = { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { ikeLifetime: 3600 } };
      await expect(provider.create(change)).rejects.toThrow(
        /tunnelIkeConfig\.ikeLifetime cannot be changed without tunnelIkeConfig\.psk.*Nothing was sent/u,
      );
      expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
      await provider.create({ ...change, tunnelIkeConfig: { ikeLifetime: 3600, psk: "Now-it-is-declared" } });
      expect(sim.tunnel(BRANCH_MASTER)?.IkeConfig).toMatchObject({ IkeLifetime: 3600, Psk: "Now-it-is-declared" });
    },
  );

  it("does not stop a change of other blocks", async () => {
    sim.modes.psk = "absent";
    const stack = new Deployment(sim);
    await stack.up({ vpnConnectionId: BRANCH, role: "master", tunnelIpsecConfig: { ipsecPfs: "group14" } });
    expect(sim.tunnel(BRANCH_MASTER)?.IkeConfig.Psk).toBe("Branch-shared-key");
    expect(stack.outputs["preSharedKey"]).toBeUndefined();
  });

  it("is sent once where it is declared, and is no difference afterwards", async () => {
    sim.modes.psk = "masked";
    const program = { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { psk: "Branch-shared-key" } };
    const stack = new Deployment(sim);
    await stack.up(program);
    expect(commits(sim)).toHaveLength(1);
    await stack.refresh();
    expect(stack.inputs).toMatchObject({ tunnelIkeConfig: {}, preSharedKey: "Branch-shared-key" });
    expect(await stack.up(program)).toBe("same");
    expect(commits(sim)).toHaveLength(1);
  });
});

describe("BGP", () => {
  it("cannot be set on a tunnel of a connection where it is off", async () => {
    const change = { vpnConnectionId: BRANCH, role: "master", tunnelBgpConfig: { localAsn: 65001 } };
    await expect(providerFor(sim).create(change)).rejects.toThrow(
      /BGP is not enabled on vco-sim0000000000000002\. Nothing was sent/u,
    );
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
  });

  it("lets the API derive the local address of a new tunnel block", async () => {
    const stack = new Deployment(sim);
    await stack.up({
      vpnConnectionId: HEADQUARTERS,
      role: "master",
      tunnelBgpConfig: { tunnelCidr: "169.254.80.0/30" },
    });
    expect(stack.shown).toMatchObject({
      tunnelBgpConfig: {
        tunnelCidr: "169.254.80.0/30",
        localBgpIp: expect.stringMatching(/^169\.254\.80\.[12]$/u),
        peerAsn: 65001,
      },
    });
  });
});

it("lets the API derive the remote identity of a new customer gateway", async () => {
  const stack = new Deployment(sim);
  await stack.up({
    vpnConnectionId: HEADQUARTERS,
    role: "slave",
    customerGatewayId: "cgw-sim0000000000000008",
    tunnelIkeConfig: { ikeLifetime: 7200 },
  });
  expect(stack.shown).toMatchObject({ tunnelIkeConfig: { remoteId: "203.0.113.8", ikeLifetime: 7200 } });
});
