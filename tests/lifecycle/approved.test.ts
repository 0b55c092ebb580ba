// What was approved is what happens: nothing beside it, and nothing over somebody's head.
import type { Simulator } from "../../simulator";
import { CheckFailed } from "../modelled-engine/steps";
import { BRANCH, BRANCH_MASTER, calls, commits, Deployment, HEADQUARTERS, providerFor, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator();
});
afterEach(() => sim.close());

const PROGRAM = {
  vpnConnectionId: BRANCH,
  role: "master",
  tunnelIpsecConfig: { ipsecPfs: "group14", ipsecLifetime: 3600 },
};

describe("onAdopt: verify", () => {
  it("fails at preview with the differences, and sends nothing", async () => {
    const failed = new Deployment(sim).preview({ ...PROGRAM, onAdopt: "verify" });
    await expect(failed).rejects.toThrow(CheckFailed);
    await expect(failed).rejects.toThrow(
      /^onAdopt the live tunnel is not as declared, and onAdopt is "verify": tunnelIpsecConfig\.ipsecPfs: group2 -> group14, tunnelIpsecConfig\.ipsecLifetime: 86400 -> 3600\. Nothing was sent/u,
    );
  });

  it("fails at up too, where preview could not look", async () => {
    const inputs = { ...PROGRAM, onAdopt: "verify" };
    await expect(providerFor(sim).create(inputs)).rejects.toThrow(
      /onAdopt is "verify": .*ipsecPfs: group2 -> group14/u,
    );
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
  });

  it("adopts a tunnel that is as declared, a withheld key taken on trust", async () => {
    sim.modes.psk = "absent";
    const stack = new Deployment(sim);
    const program = {
      vpnConnectionId: BRANCH,
      role: "master",
      onAdopt: "verify",
      tunnelIkeConfig: { ikePfs: "group2", psk: "Branch-shared-key" },
    };
    expect(await stack.up(program)).toBe("create");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    expect(await stack.preview(program)).toBe("same");
  });
});

describe("drift of a tunnel that is changed", () => {
  it("is refused with the differences where nobody has seen it: onDrift fail is the default", async () => {
    const stack = new Deployment(sim);
    await stack.up(PROGRAM);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 1200 } });
    sim.clearJournal();
    const change = stack.up({ ...PROGRAM, enableDpd: false });
    await expect(change).rejects.toThrow(
      /somebody changed the live tunnel.*onDrift is "fail": tunnelIpsecConfig\.ipsecLifetime 3600 -> 1200\. Nothing was sent\. Run `pulumi refresh`, which shows the difference; the next `pulumi up` corrects it/u,
    );
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    await stack.refresh();
    expect(await stack.up({ ...PROGRAM, enableDpd: false })).toBe("update");
    expect(sim.tunnel(BRANCH_MASTER)).toMatchObject({ EnableDpd: false, IpsecConfig: { IpsecLifetime: 3600 } });
  });

  it("is corrected along with the change where onDrift is correct", async () => {
    const stack = new Deployment(sim);
    await stack.up({ ...PROGRAM, onDrift: "correct" });
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 1200 } });
    await stack.up({ ...PROGRAM, onDrift: "correct", enableDpd: false });
    expect(sim.tunnel(BRANCH_MASTER)).toMatchObject({ EnableDpd: false, IpsecConfig: { IpsecLifetime: 3600 } });
  });

  it("is none where the live value is as declared now: another run of this program was killed once its change was in", async () => {
    const stack = new Deployment(sim);
    await stack.up(PROGRAM);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 1200 } });
    sim.clearJournal();
    const now = { ...PROGRAM, tunnelIpsecConfig: { ipsecPfs: "group14", ipsecLifetime: 1200 }, enableDpd: false };
    expect(await stack.up(now)).toBe("update");
    expect(commits(sim)).toHaveLength(1);
  });

  it("is none of a value that is not declared any more, or never was", async () => {
    const stack = new Deployment(sim);
    await stack.up(PROGRAM);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecLifetime: 1200 }, EnableNatTraversal: false });
    const now = { ...PROGRAM, tunnelIpsecConfig: { ipsecPfs: "group5" } };
    expect(await stack.up(now)).toBe("update");
    expect(sim.tunnel(BRANCH_MASTER)).toMatchObject({
      EnableNatTraversal: false,
      IpsecConfig: { IpsecPfs: "group5", IpsecLifetime: 1200 },
    });
  });

  it.each(
    (["reset-after", "reset-before"] as const).flatMap((kind) =>
      ["group5", "group14", "group2"].map((next) => ({ kind, next })),
    ),
  )("is none after a change whose answer was lost ($kind), where $next is declared next", async ({ kind, next }) => {
    const stack = new Deployment(sim, { "alicloud:maxRetryTimeout": "1" });
    const declare = (ipsecPfs: string) => ({ ...PROGRAM, tunnelIpsecConfig: { ipsecPfs } });
    await stack.up(declare("group14"));
    sim.fault({ kind, action: "ModifyTunnelAttribute", times: Number.POSITIVE_INFINITY });
    await expect(stack.up(declare("group5"))).rejects.toThrow(/ECONNRESET/u);
    sim.clearFaults();
    sim.settle();
    expect(sim.tunnel(BRANCH_MASTER)?.IpsecConfig.IpsecPfs).toBe(kind === "reset-after" ? "group5" : "group14");
    await stack.up(declare(next));
    expect(sim.tunnel(BRANCH_MASTER)?.IpsecConfig.IpsecPfs).toBe(next);
  });

  it("is none of a key as declared now, and one of any other key", async () => {
    const stack = new Deployment(sim);
    const withKey = (psk: string) => ({ ...PROGRAM, tunnelIkeConfig: { psk } });
    await stack.up(withKey("The-first-key"));
    sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: "The-third-key" } });
    await expect(stack.up(withKey("The-second-key"))).rejects.toThrow(
      /onDrift is "fail": tunnelIkeConfig\.psk changed\. Nothing was sent/u,
    );
    sim.clearJournal();
    expect(await stack.up({ ...withKey("The-third-key"), enableDpd: false })).toBe("update");
    expect(commits(sim)).toHaveLength(1);
  });

  it("does not matter to a change of an option alone, which sends nothing", async () => {
    const stack = new Deployment(sim);
    await stack.up(PROGRAM);
    sim.clearJournal();
    expect(await stack.up({ ...PROGRAM, onDrift: "fail", timeouts: { settleSeconds: 30 } })).toBe("update");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    expect(await stack.preview({ ...PROGRAM, onDrift: "fail", timeouts: { settleSeconds: 30 } })).toBe("same");
  });
});

describe("the BGP settings of one tunnel", () => {
  it("cannot have another ASN than those of its sibling", async () => {
    const change = { vpnConnectionId: HEADQUARTERS, role: "master", tunnelBgpConfig: { localAsn: 64600 } };
    await expect(providerFor(sim).create(change)).rejects.toThrow(
      /tunnelBgpConfig\.localAsn 64600 would differ from 65530 of tun-sim0000000000000012 \(slave\).*ModifyVpnConnectionAttribute/u,
    );
    expect(commits(sim)).toHaveLength(0);
  });
});

it("a tunnel's own settleSeconds holds in place of the configured one", async () => {
  sim.configuringMs = 60_000;
  const change = providerFor(sim).create({ ...PROGRAM, timeouts: { settleSeconds: 1 } });
  await expect(change).rejects.toThrow(/is updating, still after [12] s/u);
});
