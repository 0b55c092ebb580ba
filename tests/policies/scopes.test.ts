// Settings for some resources only: one old site loosens nobody else.
import * as fc from "fast-check";
import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { PACKS } from "../../policies/assembly/packs";
import { checkConfig } from "../../policies/config/check-config";
import { matchesName } from "../../policies/rule/name-pattern";
import { ikeEncryption, ikeLifetime, tunnelParity } from "../../policies/rules";
import { attachment, dualConnection, goodIke, goodIpsec, observed, tunnelOption, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { slave } from "./cases";
import { NAMED_FORMS, inForm } from "./forms";
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const OLD: Props = { tunnelIkeConfig: goodIke({ ikeEncAlg: "3des" }) };
const old = (changes: Props = {}, name = "plant-lyon"): GivenResource => vpnTunnel({ ...OLD, ...changes }, name);
const scoped = (match: object, allowed: readonly string[] = ["3des", "aes256"]) => ({
  scopes: [{ match, settings: { allowed } }],
});
const encryption = (resource: GivenResource, config: object) => run(toPolicy(ikeEncryption), [resource], config);
const count = async (resource: GivenResource, config: object) => (await encryption(resource, config)).violations.length;

describe.each(NAMED_FORMS)("a scope over %s", (_name, form) => {
  const judged = async (match: object, changes: Props = {}, name = "plant-lyon") =>
    (await count(inForm(form, old(changes, name)), scoped(match))) === 0;

  it("holds for a name with a star, and for nobody else", async () => {
    expect(await judged({ name: "plant-*" })).toBe(true);
    expect(await judged({ name: "plant-*" }, {}, "hq")).toBe(false);
    expect(await judged({ name: "*::plant-lyon" })).toBe(true);
  });

  it("holds for a VPN gateway, a customer gateway, or the connection", async () => {
    for (const gateway of ["vpn-1", "cgw-1", "vco-1"]) expect(await judged({ gateway })).toBe(true);
    expect(await judged({ gateway: "vpn-2" })).toBe(false);
    expect(await judged({ gateway: "vpn-1" }, { observed: observed({ vpnGatewayId: "vpn-9" }) })).toBe(false);
  });

  it("holds for the region that the program declares", async () => {
    expect(await judged({ region: "cn-hangzhou" }, { regionId: "cn-hangzhou" })).toBe(true);
    expect(await judged({ region: "cn-hangzhou" }, { regionId: "cn-beijing" })).toBe(false);
    expect(await judged({ region: "cn-hangzhou" })).toBe(false);
  });

  it("holds if all of its facts do", async () => {
    expect(await judged({ name: "plant-*", gateway: "vpn-1" })).toBe(true);
    expect(await judged({ name: "plant-*", gateway: "vpn-2" })).toBe(false);
  });
});

describe("a scope", () => {
  it("holds for a kind of resource", async () => {
    const options = [tunnelOption({ tunnelIkeConfig: goodIke({ ikeEncAlg: "3des" }) })];
    const connection = dualConnection({ tunnelOptionsSpecifications: options });
    expect(await count(connection, scoped({ kind: "connection" }))).toBe(0);
    expect(await count(connection, scoped({ kind: "tunnel" }))).toBe(1);
    expect(await count(old(), scoped({ kind: "tunnel" }))).toBe(0);
  });

  it("holds for a tag, with or without its value", async () => {
    const cen = attachment({ tags: { site: "lyon" }, ikeConfig: goodIke({ ikeEncAlg: "3des" }) });
    expect(await count(cen, scoped({ tag: "site" }))).toBe(0);
    expect(await count(cen, scoped({ tag: "site=lyon" }))).toBe(0);
    expect(await count(cen, scoped({ tag: "site=paris" }))).toBe(1);
    expect(await count(cen, scoped({ tag: "owner" }))).toBe(1);
  });

  it("takes the settings that it leaves out from the rule, and the first one that matches holds", async () => {
    const both = {
      allowed: ["des"],
      scopes: [scoped({ name: "plant-*" }).scopes[0], scoped({ name: "*" }, ["aes"]).scopes[0]],
    };
    expect(await count(old(), both)).toBe(0);
    expect((await encryption(old({}, "hq"), both)).violations.join()).toContain('allowed: "aes".');
    const lifetime = { min: 60, scopes: [{ match: { name: "plant-*" }, settings: { max: 90 } }] };
    const short = (ike: number) => vpnTunnel({ tunnelIkeConfig: goodIke({ ikeLifetime: ike }) }, "plant-lyon");
    expect((await run(toPolicy(ikeLifetime), [short(60)], lifetime)).violations).toEqual([]);
    expect((await run(toPolicy(ikeLifetime), [short(91)], lifetime)).violations.join()).toContain("60 to 90 seconds");
  });

  it("whose gateway is not known yet loosens nothing, and the rule says that it cannot tell", async () => {
    const result = await encryption(old({ customerGatewayId: UNKNOWN }), scoped({ gateway: "cgw-7" }));
    expect(result.violations).toHaveLength(1);
    expect(result.advisory).toContain("customerGatewayId");
    // Another fact already tells that it does not match.
    const other = await encryption(old({ customerGatewayId: UNKNOWN }), scoped({ gateway: "cgw-7", name: "hq" }));
    expect(other.advisory).toBeUndefined();
  });

  it("of a rule over a stack holds for the resource that the finding is about", async () => {
    const config = { scopes: [{ match: { name: "hq-slave" }, settings: { fields: ["ikeVersion"] } }] };
    const weak = { tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) };
    const pair = (name: string): readonly GivenResource[] => [vpnTunnel(), slave(weak, name)];
    expect((await run(toPolicy(tunnelParity), pair("hq-slave"), config)).violations).toEqual([]);
    expect((await run(toPolicy(tunnelParity), pair("hq-zlave"), config)).violations).toHaveLength(1);
  });
});

describe("a wrong scope", () => {
  const at = (scope: unknown) =>
    checkConfig({ [ikeEncryption.name]: { scopes: [scope] } }, PACKS.policies, () => undefined).map(
      ({ path, problem }) => `${path}: ${problem}`,
    );
  const settings = { allowed: ["aes"] };

  it.each([
    ["x", "must be an object with match and settings"],
    [{ match: { name: "a" } }, "needs settings, an object"],
    [{ match: {}, settings }, "needs match, with one of name, gateway, tag, region, kind"],
    [{ match: { nam: "a" }, settings }, "unknown property match.nam"],
    [{ match: { name: "" }, settings }, "needs a text"],
    [{ match: { name: 5 }, settings }, "needs a text"],
    [{ match: { kind: "router" }, settings }, "unknown match.kind; possible are tunnel, pair, connection"],
    [{ match: { name: "a" }, settings, level: "advisory" }, "unknown property level"],
    [{ match: { name: "a" }, settings: { alowed: ["aes"] } }, "unknown property settings.alowed; possible are allowed"],
    [{ match: { name: "a" }, settings: { allowed: ["aes128"] } }, 'wrong settings.allowed: it holds "aes128"'],
  ])("%j is named by policy-config check, and by the rule", async (scope, problem) => {
    expect(at(scope)).toEqual([expect.stringContaining(problem)]);
    await expect(encryption(vpnTunnel(), { scopes: [scope] })).rejects.toThrow(problem);
  });

  it("of a rule without settings is no setting", () => {
    const file = { "alicloud-vpn-tunnel-dpd-enabled": { scopes: [] } };
    expect(checkConfig(file, PACKS.policies, () => undefined)[0]?.problem).toContain("no setting of this name");
  });
});

describe("an empty range", () => {
  const lifetime = "alicloud-vpn-tunnel-ike-lifetime";
  const problems = (given: object) => checkConfig({ [lifetime]: given }, PACKS.policies, () => undefined);

  it("is refused by policy-config check, by the rule and by createPack", async () => {
    const problem = "min (7200) is above max (3600), so no value would be allowed";
    expect(problems({ min: 7200, max: 3600 })).toEqual([{ path: lifetime, problem }]);
    const judged = run(toPolicy(ikeLifetime), [vpnTunnel()], { min: 7200, max: 3600 });
    await expect(judged).rejects.toThrow(problem);
    expect(() => createPack({ overrides: { [lifetime]: { min: 7200, max: 3600 } } })).toThrow(problem);
  });

  it("is found against the default, and in a scope", () => {
    expect(problems({ max: 600 })[0]?.problem).toContain("min (3600) is above max (600)");
    expect(problems({ scopes: [{ match: { name: "a" }, settings: { min: 86_400, max: 60 } }] })).toEqual([
      { path: `${lifetime}.scopes[0].settings`, problem: expect.stringContaining("min (86400) is above max (60)") },
    ]);
    expect(problems({ min: 60, max: 600, scopes: [{ match: { name: "a" }, settings: { max: 90 } }] })).toEqual([]);
  });
});

describe("the scopes of a pack", () => {
  const own = createPack({
    overrides: { [ikeEncryption.name]: { scopes: [{ match: { name: "hq" }, settings: { allowed: ["des"] } }] } },
    scopes: [
      {
        match: { name: "plant-*" },
        settings: { [ikeEncryption.name]: { allowed: ["3des"] }, [ikeLifetime.name]: { min: 60 } },
      },
    ],
  }).policies.find(({ name }) => name === ikeEncryption.name);
  if (own === undefined) throw new Error("the pack has no such rule");
  const violations = async (resource: GivenResource, config: object = {}) =>
    (await run(own, [resource], config)).violations.length;

  it("hold for several rules, and add to those of an override", async () => {
    expect(await violations(old())).toBe(0);
    expect(await violations(old({}, "hq"))).toBe(1);
    expect(await violations(vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "hq"))).toBe(0);
    expect(await violations(old({}, "elsewhere"))).toBe(1);
  });

  it("come after those of a file", async () => {
    expect(await violations(old(), scoped({ name: "plant-lyon" }, ["aes"]))).toBe(1);
    expect(await violations(old({}, "plant-metz"), scoped({ name: "plant-lyon" }, ["aes"]))).toBe(0);
  });

  it("name a rule that the pack has, which has settings", () => {
    const scope = (rule: string, settings = {}) => ({ match: { name: "a" }, settings: { [rule]: settings } });
    expect(() => createPack({ scopes: [scope("alicloud-vpn-x")] })).toThrow("the pack has no such rule");
    expect(() => createPack({ scopes: [scope("alicloud-vpn-tunnel-dpd-enabled")] })).toThrow("has no settings");
    expect(() => createPack({ scopes: [scope(ikeEncryption.name, { alowed: [] })] })).toThrow("settings.alowed");
  });
});

describe("a pattern for names", () => {
  it("means the same as the regular expression that it stands for", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 }), (pattern, text) => {
        expect(matchesName(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
      }),
    );
  });

  it("with thirty stars takes no longer for a long name", () => {
    expect(matchesName(`${"*a".repeat(30)}*b`, "a".repeat(100_000))).toBe(false);
    expect(matchesName("*a".repeat(30), "a".repeat(100_000))).toBe(true);
  });
});
