// Rules of users' own, with the parts that the package exports.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createPack, flag, ikeEncryption, tunnelRule } from "../../policies/index";
import type { Settings } from "../../policies/index";
import { problemsIn } from "./compile";
import { run } from "./policy-runner";
import { goodIpsec, vpnTunnel } from "./fixtures";
import { shortPhase2 } from "./own-rules-page/acme-rules";

const readme = readFileSync(join(__dirname, "../../policies/README.md"), "utf8");

/** As a user writes it: the package by its name. */
const asShown = (file: string): string =>
  readFileSync(join(__dirname, "own-rules-page", file), "utf8")
    .replaceAll('"../../../policies/index"', '"pulumi-alicloud-vpn/policies"')
    .replaceAll('"../../../policies/testing"', '"pulumi-alicloud-vpn/policies/testing"')
    .trim();

it.each(["acme-rules.ts", "acme-rules.test.ts"])("policies/README.md shows %s as it is run", (file) => {
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)\n```/gu)].map(([, code]) => code);
  expect(blocks).toContain(asShown(file));
});

it("the rule in policies/README.md compiles in a user's program", () => {
  expect(problemsIn(asShown("acme-rules.ts"))).toEqual([]);
});

it("a rule of one's own stands in a pack like any other", async () => {
  const pack = createPack({ rules: [ikeEncryption, shortPhase2] });
  const policy = pack.policies.find(({ name }) => name === "acme-short-phase-2");
  expect(policy).toMatchObject({
    enforcementLevel: "mandatory",
    severity: "medium",
    framework: { name: "ACME network standard", reference: "Section 4.2" },
    url: "https://acme.example/network-standard",
    tags: ["ipsec", "alicloud", "algorithms"],
  });
  expect(policy?.configSchema?.properties).toMatchObject({ max: { default: 3600 }, exempt: {} });
  if (policy === undefined) throw new Error("no policy");
  const long = vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 7200 }) });
  expect((await run(policy, [long])).violations).toHaveLength(1);
  expect((await run(policy, [long], { max: 7200 })).violations).toEqual([]);
});

it("createPack takes overrides of it, and still refuses a wrong one", () => {
  const rules = [shortPhase2];
  const { policies } = createPack({ rules, overrides: { "acme-short-phase-2": { max: 1800 } } });
  expect(policies[0]?.configSchema?.properties["max"]).toMatchObject({ default: 1800 });
  expect(() => createPack({ rules, overrides: { "acme-short-phase-2": { maximum: 1 } } })).toThrow(
    "no setting maximum",
  );
});

describe("a rule is refused where it is defined", () => {
  const define = (name: string, settings: Settings = {}) => tunnelRule({ ...shortPhase2, name, settings, judge() {} });

  it.each(["Acme", "acme_rule", "acme rule", "acme--rule", "-acme", "acme-", "", "a".repeat(101), "7-acme", "ACME/x"])(
    "with the name %j",
    (name) => expect(() => define(name)).toThrow(`a rule cannot be called ${JSON.stringify(name)}: a name has`),
  );

  it.each(["all", "environments"])("with the name %s, which a configuration file uses otherwise", (name) => {
    expect(() => define(name)).toThrow("has another meaning in a configuration file");
  });

  it.each(["enforcementLevel", "exempt", "scopes"])("with a setting %s, which every rule has", (setting) => {
    const settings = { [setting]: flag(true, "Any.") };
    expect(() => define("acme-rule", settings)).toThrow(`the rule "acme-rule" cannot have a setting ${setting}`);
  });

  it.each(["acme-rule", "a", "acme2-rule-7", "alicloud-vpn-tunnel-ike-encryption"])("but not with %s", (name) => {
    expect(define(name).name).toBe(name);
  });
});
