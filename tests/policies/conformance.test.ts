import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createPack } from "../../policies/assembly/create-pack";
import { settingsOf, toPolicy } from "../../policies/assembly/to-policy";
import { PACKS } from "../../policies/assembly/packs";
import { RULE_PREFIX } from "../../policies/rule/rule";
import { ALL_RULES } from "../../policies/rules";
import { CASES, casesOf } from "./cases";
import { STRONG_PSK, goodIke, vpnTunnel } from "./fixtures";
import { NAMED_FORMS } from "./forms";
import { UNKNOWN_ARRAY, UNKNOWN_OBJECT, UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";

const rules = PACKS.policies.map((rule) => [rule.name, rule] as const);
const root = join(__dirname, "../..");

/** Group and name of each file with a rule. */
const RULE_FILES = readdirSync(join(root, "policies/rules"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: group }) =>
    readdirSync(join(root, "policies/rules", group)).map((file) => [group, file.replace(/\.ts$/, "")] as const),
  );

const ALL_UNKNOWN: readonly GivenResource[] = [
  {
    type: VPN_TUNNEL_TYPE,
    props: {
      enableDpd: UNKNOWN,
      enableNatTraversal: UNKNOWN,
      tunnelIkeConfig: UNKNOWN_OBJECT,
      tunnelIpsecConfig: UNKNOWN_OBJECT,
      tunnelBgpConfig: UNKNOWN_OBJECT,
      preSharedKey: UNKNOWN,
      observed: UNKNOWN_OBJECT,
      rollout: UNKNOWN_OBJECT,
    },
  },
  {
    type: CONNECTION_TYPE,
    name: "two",
    props: { tunnelOptionsSpecifications: UNKNOWN_ARRAY, localSubnets: UNKNOWN_ARRAY, remoteSubnets: UNKNOWN_ARRAY },
  },
];

const FORM_NAMES = NAMED_FORMS.map(([form]) => form);

const FOREIGN: readonly GivenResource[] = [
  { type: "alicloud:vpc/network:Network", props: { cidrBlock: "10.0.0.0/8" } },
];

describe("the rules together", () => {
  it("have different names", () => {
    const names = rules.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^alicloud-vpn-[a-z][a-z0-9-]+[a-z0-9]$/.test(name))).toBe(true);
  });

  it("are the rules that have cases in tests/policies/cases.ts, one for one", () => {
    expect(Object.keys(CASES).sort()).toEqual(rules.map(([name]) => name).sort());
  });
});

describe("a file in policies/rules", () => {
  it.each(RULE_FILES)("%s/%s.ts has the group and the name of its rule", (group, file) => {
    const named = ALL_RULES.filter(({ name }) => name.replace(/^alicloud-vpn-(?:tunnel-|connection-)?/, "") === file);
    expect(named.map((rule) => rule.group)).toEqual([group]);
  });
});

describe.each(rules)("the rule %s", (name, rule) => {
  const policy = toPolicy(rule);

  it("has complete metadata in full sentences", () => {
    expect(name.startsWith(RULE_PREFIX)).toBe(true);
    for (const sentence of [rule.description, rule.remediationSteps, rule.framework.specification]) {
      expect(sentence).toMatch(/^[A-Z0-9].{20,}\.$/);
    }
    expect(rule.title).toMatch(/^[A-Z0-9].{5,50}$/);
    expect(["low", "medium", "high", "critical"]).toContain(rule.severity);
    for (const part of Object.values(rule.framework)) expect(part).not.toBe("");
    expect(rule.url).toMatch(/^https:\/\//);
    expect(policy).toMatchObject({ name, displayName: rule.title, tags: ["ipsec", "alicloud", rule.group] });
  });

  it("has schema defaults that are the defaults of the code", () => {
    for (const [setting, own] of Object.entries(settingsOf(rule))) {
      expect(own.schema.default).toEqual(own.fallback);
      expect(own.parse(own.schema.default)).toEqual({ ok: true, value: own.fallback });
      expect(own.schema.description).toMatch(/^[A-Z].*\.$/);
      expect(setting).not.toBe("enforcementLevel");
    }
  });

  const cases = casesOf(name).map((one) => [one.form, one] as const);

  it.each(cases)("passes its passing case: %s", async (_form, { pass, config }) => {
    expect(await run(policy, pass, config)).toMatchObject({
      violations: [],
      advisory: undefined,
      notApplicable: undefined,
    });
  });

  it.each(cases)(
    "reports its failing case, in a message that names the resource and the remedy: %s",
    async (_form, { fail, config }) => {
      const { violations } = await run(policy, fail, config);
      expect(violations.length).toBeGreaterThan(0);
      for (const message of violations) {
        expect(fail.some((resource) => message.includes(resource.name ?? ""))).toBe(true);
        expect(message).toMatch(
          /(Set|Name|Use|Leave|Remove|Declare|Choose|Generate|Give|Make|Narrow|Shorten|Write)\b[^.]*\.|must/,
        );
      }
    },
  );

  it.each(NAMED_FORMS)("gives one advisory for unknown values, and no violation: %s", async (_form, form) => {
    const { advisory, violations, notApplicable } = await run(policy, form.of(ALL_UNKNOWN));
    // The rules about coverage leave unknown values to the rules that read them.
    expect(advisory === undefined).toBe(rule.group === "coverage" || notApplicable !== undefined);
    expect(violations).toEqual([]);
  });

  it.each(cases)("shows no part of a key: %s", async (_form, { fail, config }) => {
    const planted = "Zq8#wN5!cR2@vX7$";
    const withKey = fail.map((resource) => JSON.parse(JSON.stringify(resource).replaceAll(STRONG_PSK, planted)));
    const withWeakKey = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }), preSharedKey: "Zq8#" });
    const results = [await run(policy, withKey, config), await run(policy, [withWeakKey], config)];
    expect(JSON.stringify(results)).not.toContain(planted.slice(0, 4));
  });

  it("applies to each resource that its cases are about", () => {
    expect(cases.map(([form]) => form)).toEqual(expect.arrayContaining(cases.length < 3 ? ["as it is"] : FORM_NAMES));
  });

  it("is not applicable to a resource of another type", async () => {
    const { notApplicable, violations } = await run(policy, FOREIGN);
    expect(violations).toEqual([]);
    expect(notApplicable).toContain("Alibaba Cloud");
  });
});

describe("the pack folders", () => {
  const read = (path: string): { version: string; main: string } => JSON.parse(readFileSync(join(root, path), "utf8"));

  it.each(Object.keys(PACKS))("%s has the package's version and points at the built pack", (folder) => {
    const manifest = read(`${folder}/package.json`);
    expect(manifest.version).toBe(read("package.json").version);
    expect(join(folder, manifest.main)).toBe(join("dist", folder, "pack.js"));
    expect(readFileSync(join(root, folder, "PulumiPolicy.yaml"), "utf8").trim()).toBe("runtime: nodejs");
    expect(readFileSync(join(root, folder, "pack.ts"), "utf8")).toContain("servePack(");
  });

  it("have the same rules as the packs that are served", () => {
    expect(createPack().policies.map(({ name }) => name)).toEqual(PACKS.policies.map(({ name }) => name));
  });
});
