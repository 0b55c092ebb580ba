import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { ikeEncryption } from "../../policies/rules";
import { goodIke, vpnTunnel } from "./fixtures";
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

  it("refuses two rules with one name", () => {
    expect(() => find({ rules: [ikeEncryption, ikeEncryption] })).toThrow(
      `rules: two rules have the name ${ENCRYPTION}; each rule of a pack needs a name of its own`,
    );
  });

  it("refuses an unknown rule, setting, level or value", () => {
    expect(() => find({ overrides: { "alicloud-vpn-tunnel-encryption": "mandatory" } })).toThrow("no such rule");
    expect(() => find({ overrides: { [ENCRYPTION]: { alowed: ["aes"] } } })).toThrow("no setting alowed");
    expect(() => find({ overrides: { [ENCRYPTION]: { enforcementLevel: "strict" } } })).toThrow(
      "enforcementLevel must be",
    );
    expect(() => find({ overrides: { "alicloud-vpn-exemptions": { soon: 3 } } })).toThrow("no setting soon");
    expect(() => find({ overrides: { [ENCRYPTION]: { allowed: ["blowfish"] } } })).toThrow("blowfish");
  });
});
