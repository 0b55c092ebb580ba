import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { dualConnection, goodIke, vpnTunnel } from "./fixtures";
import { run } from "./policy-runner";

const ENCRYPTION = "alicloud-vpn-tunnel-ike-encryption";
const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "legacy-fr-1");

const find = (options: PackOptions, name = ENCRYPTION) => {
  const policy = createPack(options).policies.find((one) => one.name === name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return policy;
};

describe("createPack", () => {
  it("gives each rule its own level, and takes another for the pack or a rule", () => {
    expect(find({}).enforcementLevel).toBe("mandatory");
    expect(find({}, "alicloud-vpn-tunnel-explicit-crypto").enforcementLevel).toBe("advisory");
    expect(find({ level: "advisory" }).enforcementLevel).toBe("advisory");
    expect(find({ level: "advisory", overrides: { [ENCRYPTION]: "mandatory" } }).enforcementLevel).toBe("mandatory");
    expect(find({ overrides: { [ENCRYPTION]: { enforcementLevel: "disabled" } } }).enforcementLevel).toBe("disabled");
  });

  it("does not switch on a rule that is off by default", () => {
    expect(find({ level: "mandatory" }, "alicloud-vpn-tunnel-probe-required").enforcementLevel).toBe("disabled");
  });

  it("takes settings as new defaults, which a configuration file still overrules", async () => {
    const policy = find({ overrides: { [ENCRYPTION]: { allowed: ["des"] } } });
    expect(policy.configSchema?.properties["allowed"]).toMatchObject({ default: ["des"] });
    expect((await run(policy, [weak])).violations).toEqual([]);
    expect((await run(policy, [weak], { allowed: ["aes"] })).violations).toHaveLength(1);
  });

  it("refuses an unknown rule, setting, level or value", () => {
    expect(() => find({ overrides: { "alicloud-vpn-tunnel-encryption": "mandatory" } })).toThrow("no such rule");
    expect(() => find({ overrides: { [ENCRYPTION]: { alowed: ["aes"] } } })).toThrow("no setting alowed");
    expect(() => find({ overrides: { [ENCRYPTION]: { enforcementLevel: "strict" } } })).toThrow(
      "enforcementLevel must be",
    );
    expect(() => find({ overrides: { [ENCRYPTION]: { allowed: ["blowfish"] } } })).toThrow("blowfish");
  });
});

describe("exemptions", () => {
  const now = (): Date => new Date("2026-06-15T12:00:00Z");
  const exempt = (resource: string, until: string) => [{ resource, reason: "device is replaced in June", until }];
  const judge = async (resource: string, until: string) =>
    (await run(find({ now }), [weak], { exempt: exempt(resource, until) })).violations;

  it.each(["legacy-fr-1", "legacy-*", "*", "urn:pulumi:dev::test::*::legacy-fr-1"])(
    "hold for %s until their last day",
    async (pattern) => {
      expect(await judge(pattern, "2026-06-30")).toEqual([]);
      expect(await judge(pattern, "2026-06-15")).toEqual([]);
    },
  );

  it.each(["legacy", "fr", "legacy-fr-10", "legacy.fr.1"])("match whole names only, not by %s", async (pattern) => {
    expect(await judge(pattern, "2026-06-30")).toHaveLength(1);
  });

  it("are reported as a violation when they have ended", async () => {
    expect(await judge("legacy-*", "2026-06-14")).toEqual([
      expect.stringContaining('the exemption of legacy-* ("device is replaced in June") ended on 2026-06-14'),
      expect.stringContaining('ikeEncAlg is "des"'),
    ]);
    // Also where the resource has been fixed meanwhile: the exemption is to be removed.
    const fixed = await run(find({ now }), [vpnTunnel({}, "legacy-fr-1")], {
      exempt: exempt("legacy-*", "2026-06-14"),
    });
    expect(fixed.violations).toHaveLength(1);
  });

  it("may have a renewal beside the one that has ended", async () => {
    const both = [...exempt("legacy-*", "2026-06-14"), ...exempt("legacy-*", "2026-07-14")];
    expect((await run(find({ now }), [weak], { exempt: both })).violations).toEqual([]);
  });

  it("can be given to a whole pack", async () => {
    const pack = { now, exempt: exempt("legacy-*", "2026-06-30") };
    expect((await run(find(pack), [weak])).violations).toEqual([]);
    expect((await run(find(pack), [dualConnection({ tunnelOptionsSpecifications: [{}] })])).violations).toEqual([]);
    expect(
      (
        await run(find(pack, "alicloud-vpn-tunnel-ike-integrity"), [
          dualConnection({ tunnelOptionsSpecifications: [{}] }),
        ])
      ).violations,
    ).toHaveLength(1);
  });

  it.each([
    [{ resource: "", reason: "b", until: "2026-01-01" }, "needs resource"],
    [{ resource: "a", reason: "b" }, "needs until"],
    [{ resource: "a", reason: "b", until: "soon" }, "needs until"],
    [{ resource: "a", reason: "b", until: "2026-13-45" }, "needs until"],
    [{ resource: "a", reason: " ", until: "2026-01-01" }, "needs a reason"],
    [{ resource: "a", reason: "b", until: "2026-01-01", for: "c" }, "unknown property for"],
  ])("refuse %j", async (item, why) => {
    await expect(run(find({ now }), [weak], { exempt: [item] })).rejects.toThrow(why);
  });
});
