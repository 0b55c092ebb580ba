// onFailure "rollback": a change that fails is taken back, and the error says what became of both.
import { asSecret } from "../../provider/core/secret";
import type { Simulator } from "../../simulator";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  commits,
  Deployment,
  liveTunnel,
  providerFor,
  simulator,
} from "./deployment";

let sim: Simulator;
afterEach(() => sim.close());

const DEVICE = "cgw-sim0000000000000003";
const QUICK = { "alicloud-vpn:establishSeconds": "1", "alicloud-vpn:settleSeconds": "2" };
const OLD_KEY = "The-old-key-1";
const base = { vpnConnectionId: BRANCH, role: "master" };
const careful = { ...base, waitFor: "established", onFailure: "rollback" };
const STRONGER = { tunnelIpsecConfig: { ipsecPfs: "group14" } };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a change that the device refuses", () => {
  beforeEach(async () => {
    sim = await simulator();
    sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: OLD_KEY } });
    sim.changePeer(DEVICE, { Mirror: false });
    sim.settle();
  });

  it("is taken back, the tunnel is up again, and the error tells both", async () => {
    const error = await failureOf(providerFor(sim, QUICK).create({ ...careful, ...STRONGER }));
    expect(messageOf(error)).toMatch(
      /the tunnel is not up .*Phase 2 .* the values from before are back, and the tunnel is up again\.$/u,
    );
    expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({
      Status: "ipsec_sa_established",
      IpsecConfig: { IpsecPfs: "group2" },
    });
    expect(commits(sim)).toHaveLength(2);
    expect(error).toMatchObject({
      properties: { status: "ipsec_sa_established", tunnelIpsecConfig: { ipsecPfs: "group2" } },
    });
  });

  it("brings the old key back, and the next up goes on from there", async () => {
    const program = { ...careful, tunnelIkeConfig: { psk: "The-new-key-2" } };
    const deployment = new Deployment(sim, QUICK);
    await deployment.up(base);
    const error = await failureOf(deployment.up(program));
    expect(messageOf(error)).toMatch(/the values from before are back, and the tunnel is up again/u);
    expect(liveTunnel(sim, BRANCH_MASTER).IkeConfig.Psk).toBe(OLD_KEY);
    expect(messageOf(error)).not.toMatch(/The-(?:old|new)-key/u);
    sim.changePeer(DEVICE, { Config: { Psk: "The-new-key-2" } });
    sim.settle();
    expect(await deployment.up(program)).toBe("update");
    expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({
      Status: "ipsec_sa_established",
      IkeConfig: { Psk: "The-new-key-2" },
    });
  });

  it("is not taken back where no rollback is declared", async () => {
    const { onFailure: _, ...kept } = careful;
    const error = await failureOf(providerFor(sim, QUICK).create({ ...kept, ...STRONGER }));
    expect(messageOf(error)).not.toContain("from before");
    expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({ IpsecConfig: { IpsecPfs: "group14" } });
    expect(commits(sim)).toHaveLength(1);
  });

  it("counts as a failure though it was taken back: nothing else is sent in this operation", async () => {
    const provider = providerFor(sim, QUICK);
    const results = await Promise.allSettled(
      ["slave", "master"].map((role) => provider.create({ ...careful, role, ...STRONGER })),
    );
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
    expect(commits(sim).map((entry) => entry.params["TunnelId"])).toEqual([BRANCH_SLAVE, BRANCH_SLAVE]);
    expect(liveTunnel(sim, BRANCH_MASTER).Status).toBe("ipsec_sa_established");
  });

  it("is said to be in force where the values cannot be put back, and the state tells what was sent", async () => {
    const fault = sim.fault({
      kind: "http-500",
      action: "ModifyTunnelAttribute",
      call: 2,
      times: Number.POSITIVE_INFINITY,
    });
    const error = await failureOf(
      providerFor(sim, { ...QUICK, "alicloud:maxRetryTimeout": "1" }).create({ ...careful, ...STRONGER }),
    );
    expect(fault.hits).toBeGreaterThan(0);
    expect(messageOf(error)).toMatch(/the values from before could not be put back: .* Run `pulumi refresh`/u);
    // It was sent, and sent back, and nobody knows how that ended: the next `up` goes on from either.
    expect(error).toMatchObject({
      properties: {
        tunnelIpsecConfig: { ipsecPfs: "group2" },
        __bookkeeping: {
          restorePoint: asSecret({ "tunnelIpsecConfig.ipsecPfs": { found: "group2", left: "group14" } }),
        },
      },
    });
  });

  it.each(["reset-before", "reset-after"] as const)(
    "goes on with the next up where nobody heard of the rollback (%s)",
    async (kind) => {
      const deployment = new Deployment(sim, { ...QUICK, "alicloud:maxRetryTimeout": "1" });
      await deployment.up(base);
      const fault = { kind, action: "ModifyTunnelAttribute", call: 2, times: Number.POSITIVE_INFINITY } as const;
      sim.fault(fault);
      expect(messageOf(await failureOf(deployment.up({ ...careful, ...STRONGER })))).toMatch(/could not be put back/u);
      sim.clearFaults();
      sim.settle();
      sim.changePeer(DEVICE, { Mirror: true });
      sim.settle();
      expect(await deployment.up({ ...careful, ...STRONGER })).toBe("update");
      expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({ IpsecConfig: { IpsecPfs: "group14" } });
    },
  );
});

describe("a rollback, where the API does not disclose the key,", () => {
  beforeEach(async () => (sim = await simulator({ modes: { psk: "masked" } })));

  it("is not promised for a change of the key: that is refused in the preview and before anything is sent", async () => {
    const program = { ...careful, tunnelIkeConfig: { psk: "The-new-key-2" } };
    await expect(new Deployment(sim, QUICK).up(program)).rejects.toThrow(
      /^onFailure onFailure is "rollback", tunnelIkeConfig.psk would change, and the API does not disclose the key/u,
    );
    await expect(providerFor(sim, QUICK).create(program)).rejects.toThrow(/does not disclose .* Nothing was sent/u);
    expect(commits(sim)).toEqual([]);
  });

  it("takes the key of the last operation for known", async () => {
    const deployment = new Deployment(sim, QUICK);
    await deployment.up({ ...base, tunnelIkeConfig: { psk: OLD_KEY } });
    sim.settle();
    sim.changePeer(DEVICE, { Mirror: false });
    await failureOf(deployment.up({ ...careful, tunnelIkeConfig: { psk: "The-new-key-2" } }));
    expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({
      Status: "ipsec_sa_established",
      IkeConfig: { Psk: OLD_KEY },
    });
  });

  it("takes back a change that touches no key without sending one", async () => {
    sim.changePeer(DEVICE, { Mirror: false });
    await failureOf(providerFor(sim, QUICK).create({ ...careful, ...STRONGER }));
    expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({
      Status: "ipsec_sa_established",
      IpsecConfig: { IpsecPfs: "group2" },
    });
    expect(commits(sim).filter((entry) => JSON.stringify(entry.params).includes("Psk"))).toEqual([]);
  });
});
