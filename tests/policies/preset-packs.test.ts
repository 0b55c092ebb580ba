// Packs that enforce standards: a standard tightens, several count together, and each finding names what it breaks.
import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { PRESETS, presetById } from "../../policies/presets";
import { dualConnection, goodIke, goodIpsec, vpnTunnel } from "./fixtures";
import { isStackPolicy, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const IDS = PRESETS.map(({ id }) => id);
const preset = (id: string): PackOptions => ({ preset: presetById(id) });
const short = (name: string): string => name.replace(/^alicloud-vpn-(?:tunnel|connection)-/, "");

/** The findings of all enabled policies, as the engine asks for them: resource by resource, then the stack. */
async function findings(
  options: PackOptions,
  resources: readonly GivenResource[],
  levels: readonly string[] = ["mandatory", "advisory"],
): Promise<readonly string[]> {
  const found: string[] = [];
  const policies = createPack(options).policies.filter(({ enforcementLevel = "" }) =>
    levels.includes(enforcementLevel),
  );
  for (const resource of resources)
    for (const policy of policies.filter((one) => !isStackPolicy(one)))
      found.push(...(await run(policy, [resource])).violations.map((text) => `${short(policy.name)}: ${text}`));
  for (const policy of policies.filter(isStackPolicy))
    found.push(...(await run(policy, resources)).violations.map((text) => `${short(policy.name)}: ${text}`));
  return found;
}

const policyOf = (options: PackOptions, name: string) => {
  const found = createPack(options).policies.find((one) => short(one.name) === name);
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found;
};
const allowed = (options: PackOptions, name: string): unknown =>
  policyOf(options, name).configSchema?.properties["allowed"]?.default;

/** The tunnel of the security engineer who found that a standard made the pack weaker. */
const LEGACY = vpnTunnel({
  tunnelIkeConfig: goodIke({ ikeVersion: "ikev1", ikeEncAlg: "3des", ikeAuthAlg: "sha1", ikeLifetime: 86_400 }),
  tunnelIpsecConfig: goodIpsec({
    ipsecEncAlg: "3des",
    ipsecAuthAlg: "sha1",
    ipsecPfs: "disabled",
    ipsecLifetime: 86_400,
  }),
});
const names = (all: readonly string[]): readonly string[] =>
  [...new Set(all.map((text) => text.split(":")[0] ?? ""))].sort();

describe("a standard", () => {
  it.each(IDS.filter((id) => id !== "gm-t-0022"))("%s never makes the pack weaker", async (id) => {
    const without = names(await findings({}, [LEGACY], ["mandatory"]));
    const under = names(await findings(preset(id), [LEGACY], ["mandatory"]));
    expect(under).toEqual(expect.arrayContaining([...without]));
    expect(without).toHaveLength(7);
  });

  it("takes the stricter value of its own and the rule's default", () => {
    expect(allowed(preset("pci-dss-4"), "ipsec-encryption")).toEqual(["aes", "aes192", "aes256"]);
    expect(allowed(preset("cnsa-1.0"), "ipsec-encryption")).toEqual(["aes256"]);
    expect(allowed(preset("cnsa-1.0"), "ipsec-pfs")).toEqual(["group14"]);
    const lifetime = policyOf(preset("asd-ism"), "ipsec-lifetime").configSchema?.properties;
    expect(lifetime).toMatchObject({ min: { default: 900 }, max: { default: 14_399 } });
    expect(policyOf(preset("ietf"), "psk-strength").configSchema?.properties["minBits"]?.default).toBe(128);
  });

  it("counts to the letter with exactly", () => {
    const letter = { ...preset("pci-dss-4"), exactly: true };
    expect(allowed(letter, "ipsec-encryption")).toEqual(["aes", "aes192", "aes256", "3des"]);
    // It says nothing about the version of IKE.
    expect(policyOf(letter, "ike-version").enforcementLevel).toBe("disabled");
    expect(policyOf(preset("pci-dss-4"), "ike-version").enforcementLevel).toBe("mandatory");
  });

  it("enforces all that can be met where it cannot be met in full, and says once what cannot", async () => {
    const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "aes", ikeAuthAlg: "sha256" }) }, "weak");
    const found = await findings(preset("cnsa-1.0"), [vpnTunnel(), weak, dualConnection()]);
    const limits = found.filter((text) => text.startsWith("standard-limits"));
    expect(limits).toEqual([expect.stringContaining("authentication: needs signatures, has pre-shared keys only")]);
    expect(found).toContainEqual(expect.stringMatching(/^ike-encryption: weak: .* CNSA 1\.0 \(Section 4\) requires/));
  });

  /** What a pack enforces. Its settings for the rules that hold a tunnel against a whole standard count for nothing. */
  const enforced = (options: PackOptions): string =>
    JSON.stringify(
      createPack(options).policies.map(({ name, enforcementLevel, configSchema }) => [
        name,
        enforcementLevel,
        configSchema,
      ]),
      (key, value: unknown) => (key === "strict" ? undefined : value),
    );

  // The rules' defaults refuse already what SP 800-131A advises against, so strict shows there by the letter only.
  it.each(IDS.map((id) => [id, id === "nist-sp800-131ar2"] as const))("%s has an effect of strict", (id, exactly) => {
    const [lenient, strict] = [false, true].map((isStrict) => enforced({ ...preset(id), exactly, strict: isStrict }));
    expect(strict).not.toBe(lenient);
  });

  it("leaves the last word to the settings of a rule", async () => {
    const overrides = { "alicloud-vpn-tunnel-ipsec-encryption": { allowed: ["3des"] } };
    const options = { ...preset("asd-ism"), overrides };
    expect(allowed(options, "ipsec-encryption")).toEqual(["3des"]);
    const { violations } = await run(policyOf(options, "ipsec-encryption"), [LEGACY]);
    expect(violations).toEqual([]);
  });
});

describe("several standards", () => {
  const both: PackOptions = { presets: ["nist-sp800-77r1", "pci-dss-4", "cnsa-1.0"] };

  it("count together, and a finding names each that it breaks with the verb of its text", async () => {
    expect(allowed(both, "ipsec-encryption")).toEqual(["aes256"]);
    const [found] = (await run(policyOf(both, "ipsec-encryption"), [LEGACY])).violations;
    expect(found).toMatch(
      /device\. NIST SP 800-77r1 \(Table 1\) recommends other values; PCI DSS 4\.0\.1 \(Glossary, Strong Cryptography\) discourages it; CNSA 1\.0 \(Section 4\) requires other values\.$/,
    );
    const aes = vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) });
    const [about] = (await run(policyOf(both, "ipsec-encryption"), [aes])).violations;
    expect(about).toContain("CNSA 1.0 (Section 4) requires other values.");
    expect(about).not.toContain("NIST");
  });

  it("stay within what a message may hold, all twelve but ShangMi at once", async () => {
    const all = { presets: PRESETS.filter(({ isMetByShangMi }) => isMetByShangMi !== true) };
    for (const message of await findings(all, [LEGACY])) expect(message.length).toBeLessThan(700);
  });

  it("are one where they are named twice, and refused where nothing can meet them together", () => {
    expect(createPack({ preset: "ietf", presets: ["ietf"] }).policies).toHaveLength(createPack().policies.length);
    expect(() => createPack({ presets: ["ietf", "gm-t-0022"] })).toThrow("no tunnel meets it together with ietf");
    expect(() => createPack({ preset: presetById("none") })).toThrow("there is no preset none");
  });
});

describe("the metadata of a rule under a standard", () => {
  it.each(IDS)("%s is its framework, page and tag", (id) => {
    const { title, url } = presetById(id);
    const { policies } = createPack(preset(id));
    const tagged = policies.filter(({ tags }) => tags?.includes(id) === true);
    expect(tagged.length).toBeGreaterThan(2);
    for (const policy of tagged) {
      expect(policy).toMatchObject({ url, framework: { name: title } });
      expect(policy.framework?.specification).toMatch(/ (requires|recommends) .*\.$/);
    }
  });

  it("has the first standard as framework, and all as tags", () => {
    const { framework, tags } = policyOf({ presets: ["pci-dss-4", "asd-ism"] }, "ike-encryption");
    expect(framework).toMatchObject({ name: expect.stringContaining("PCI DSS"), version: "Version 4.0.1, glossary" });
    expect(tags).toEqual(
      expect.arrayContaining(["pci-dss-4", "asd-ism", "nist-sp800-53r5:SC-8", "iso-27001-2022:A.8.24"]),
    );
    // PCI DSS says nothing about the version of IKE.
    const version = policyOf({ presets: ["pci-dss-4", "asd-ism"] }, "ike-version");
    expect(version).toMatchObject({ framework: { reference: "ISM-1233" } });
    expect(version.tags).not.toContain("pci-dss-4");
  });
});

describe("each weak value", () => {
  const all = { level: "mandatory" } as const;
  const WEAK = vpnTunnel({
    tunnelIkeConfig: goodIke({ ikeEncAlg: "des", ikePfs: "group2", ikeLifetime: 86_400 }),
    tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 43_200, ipsecAuthAlg: "md5" }),
  });
  const about = (found: readonly string[], value: string): number =>
    found.filter((text) => text.includes(`${value}; allowed`) || text.includes(`${value} (`)).length;

  it.each([["the pack's defaults", {}], ...IDS.map((id) => [id, preset(id)] as const)] as const)(
    "is reported once, by a rule about it or by the rule about the standard: %s",
    async (_, options) => {
      const found = await findings({ ...options, ...all }, [WEAK, dualConnection()]);
      for (const value of [
        'ikeEncAlg is "des"',
        'ipsecAuthAlg is "md5"',
        'ikePfs is "group2"',
        "ipsecLifetime is 43200",
      ])
        expect(about(found, value)).toBe(1);
    },
  );

  it("is reported by the rule about the standard where no other rule does", async () => {
    const off = { "alicloud-vpn-tunnel-ike-encryption": "disabled" } as const;
    const found = await findings({ ...all, overrides: off }, [WEAK]);
    expect(found.filter((text) => text.includes('"des"'))).toEqual([expect.stringMatching(/^crypto-profile: /)]);
  });

  it("of a profile that is stricter than the rules is reported as well", async () => {
    const profile = { "alicloud-vpn-tunnel-crypto-profile": { profile: "cnsa-1.0" } };
    const found = await findings({ ...all, overrides: profile }, [
      vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) }),
    ]);
    expect(found).toContainEqual(expect.stringMatching(/^crypto-profile: .*ipsecEncAlg is "aes".*CNSA 1\.0/));
    expect(found.filter((text) => text.startsWith("standard-limits"))).toHaveLength(1);
  });
});
