import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkConfig } from "../../policies/config/check-config";
import { generatedPolicyFiles } from "../../scripts/generate/render-policies";
import { nearest } from "../../cli/nearest";
import { PACKS } from "../../policies/assembly/packs";
import { configFileSchema } from "../../policies/config/schema";

const now = (): Date => new Date("2026-12-01T12:00:00Z");
const check = (file: unknown) =>
  checkConfig(file, PACKS.policies, nearest, now).map(({ path, problem }) => `${path}: ${problem}`);
const root = join(__dirname, "../..");
const readme = (): string => readFileSync(join(root, "policies/README.md"), "utf8");

describe("checkConfig", () => {
  it("accepts what the CLI accepts and the rules know", () => {
    const file = {
      all: "mandatory",
      environments: ["team/dev"],
      "alicloud-vpn-tunnel-ike-encryption": { enforcementLevel: "mandatory", allowed: ["aes256"] },
      "alicloud-vpn-tunnel-upgrade-crypto": "remediate",
      "alicloud-vpn-connection-remote-cidrs": {
        allow: ["rfc1918", "100.64.0.0/10"],
        exempt: [{ resource: "legacy-*", reason: "renumbering", until: "2026-12-31" }],
      },
    };
    expect(check(file)).toEqual([]);
  });

  it.each([
    [[], "must be an object"],
    [{ al: "mandatory" }, "al: there is no rule of this name; did you mean all?"],
    [{ $schema: "./policy-config.schema.json" }, "$schema: must not be in the file, as the CLI takes it for a rule"],
    [{ all: "strict" }, "all: must be one of advisory, mandatory, remediate, disabled"],
    [{ "alicloud-vpn-tunnel-ike-encrpytion": "mandatory" }, "did you mean alicloud-vpn-tunnel-ike-encryption?"],
    [{ "tunnel-ike-encryption": "mandatory" }, "did you mean alicloud-vpn-tunnel-ike-encryption?"],
    [{ "something-else-entirely": "mandatory" }, "something-else-entirely: there is no rule of this name"],
    [{ "alicloud-vpn-tunnel-ike-encryption": "madatory" }, "must be one of"],
    [{ "alicloud-vpn-tunnel-ike-encryption": 1 }, "must be a level or an object"],
    [
      { "alicloud-vpn-tunnel-ike-encryption": { enforcementLevel: "off" } },
      "ike-encryption.enforcementLevel: must be one of",
    ],
    [
      { "alicloud-vpn-tunnel-ike-encryption": { alowed: ["aes"] } },
      "ike-encryption.alowed: there is no setting of this name; did you mean allowed?",
    ],
    [
      { "alicloud-vpn-tunnel-ike-encryption": { allowed: ["aes128"] } },
      'ike-encryption.allowed: holds "aes128"; possible are aes, aes192',
    ],
    [
      { "alicloud-vpn-connection-remote-cidrs": { minPrefixLength: "16" } },
      "minPrefixLength: must be a whole number from 0 to 32",
    ],
    [{ "alicloud-vpn-tunnel-psk-strength": { exempt: [{ resource: "a" }] } }, "psk-strength.exempt: needs a reason"],
    [
      { "alicloud-vpn-tunnel-psk-strength": { exempt: [{ resource: "old-*", reason: "b", until: "2020-06-30" }] } },
      "psk-strength.exempt[0]: (old-*) ended on 2020-06-30; take it away",
    ],
    [{ "alicloud-vpn-tunnel-ike-encryption": { constructor: 1 } }, "ike-encryption.constructor: there is no setting"],
    [{ "alicloud-vpn-exemptions": "mandatory" }, "alicloud-vpn-exemptions: is always advisory; it can be disabled"],
    [{ constructor: "mandatory" }, "constructor: there is no rule"],
    [{ environments: "dev" }, "environments: must be a list"],
  ])("refuses %j", (file, problem) => {
    expect(check(file)).toEqual([expect.stringContaining(problem)]);
  });

  it("reports all problems at once", () => {
    expect(check({ al: "mandatory", "alicloud-vpn-tunnel-ike-version": { x: 1, y: 2 } })).toHaveLength(3);
  });
});

describe("the configurations in the README", () => {
  const blocks = [...readme().matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block ?? "");
  it("are four", () => expect(blocks).toHaveLength(4));
  it.each(blocks)("are right: %s", (block) => expect(check(JSON.parse(block))).toEqual([]));
});

describe("generated files", () => {
  it.each(Object.entries(generatedPolicyFiles(readme())))("%s is fresh", (path, text) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  });

  it("describe every rule and every setting in the schema", () => {
    const schema = JSON.stringify(configFileSchema(PACKS.policies));
    for (const rule of PACKS.policies) {
      expect(schema).toContain(`"${rule.name}":`);
      for (const setting of Object.keys(rule.settings)) expect(schema).toContain(`"${setting}":`);
    }
    expect(schema).toContain('"additionalProperties":false');
  });
});
