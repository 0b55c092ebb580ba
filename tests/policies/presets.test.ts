import { toPolicy } from "../../policies/assembly/to-policy";
import { PRESETS, PRESET_IDS, presetById } from "../../policies/presets";
import { NAMED_FIELDS, faultsOf, isBlocked, isSatisfiable, objectionTo } from "../../policies/presets/preset";
import type { NamedField, Preset } from "../../policies/presets/preset";
import { cryptoProfile, standardLimits } from "../../policies/rules";
import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../ipsec/algorithms";
import { dualConnection, goodIke, goodIpsec, singleConnection, vpnTunnel } from "./fixtures";
import { APART, SHARING, inForm } from "./forms";
import { nameOf, urnOf } from "../../policies/testing/given";
import { run } from "./policy-runner";

const SPACE: Readonly<Record<NamedField, readonly string[]>> = {
  ikeVersion: IKE_VERSIONS,
  ikeMode: IKE_MODES,
  ikeEncAlg: ENCRYPTION_ALGORITHMS,
  ikeAuthAlg: INTEGRITY_ALGORITHMS,
  ikePfs: IKE_DH_GROUPS,
  ipsecEncAlg: ENCRYPTION_ALGORITHMS,
  ipsecAuthAlg: INTEGRITY_ALGORITHMS,
  ipsecPfs: IPSEC_PFS_GROUPS,
};

type Suite = Readonly<Partial<Record<NamedField, string>>>;

function everySuite(): readonly Suite[] {
  return NAMED_FIELDS.reduce<readonly Suite[]>(
    (suites, field) => suites.flatMap((suite) => SPACE[field].map((value) => ({ ...suite, [field]: value }))),
    [{}],
  );
}

const suites = everySuite();

/** How many suites a preset accepts. Each value is judged once, and then counted in every suite. */
function passing(preset: Preset, strict: boolean): number {
  const refused = new Map(
    NAMED_FIELDS.map((field) => [
      field,
      new Set(SPACE[field].filter((value) => faultsOf(preset, { [field]: value }, strict).length > 0)),
    ]),
  );
  return suites.filter((suite) => NAMED_FIELDS.every((field) => refused.get(field)?.has(suite[field] ?? "") === false))
    .length;
}

/** Counted by hand from the accepted values: versions x modes x (encryption x integrity x group) of IKE and IPsec. */
const EXPECTED: Readonly<Record<string, readonly [number, number]>> = {
  ietf: [1 * 2 * (3 * 4 * 1) * (3 * 4 * 2), 1 * 2 * (2 * 3 * 1) * (2 * 3 * 2)],
  "nist-sp800-77r1": [1 * 2 * (3 * 4 * 1) * (3 * 4 * 1), 1 * 2 * (3 * 3 * 1) * (3 * 3 * 1)],
  "nist-sp800-131ar2": [2 * 2 * (3 * 4 * 1) * (3 * 4 * 2), 2 * 2 * (3 * 3 * 1) * (3 * 3 * 2)],
  "pci-dss-4": [2 * 2 * (4 * 4 * 1) * (4 * 4 * 2), 2 * 2 * (3 * 3 * 1) * (3 * 3 * 2)],
  "asd-ism": [1 * 2 * (3 * 3 * 1) * (3 * 3 * 1), 1 * 2 * (1 * 2 * 1) * (1 * 2 * 1)],
};

const NAMED_PRESETS = PRESETS.map((preset) => [preset.id, preset] as const);

describe("the whole product space", () => {
  it("has every combination once", () => {
    expect(suites).toHaveLength(2 * 2 * 5 * 5 * 4 * 5 * 5 * 5);
  });

  it.each(NAMED_PRESETS)("is judged by %s as its standard says", (id, preset) => {
    const [lenient, strict] = EXPECTED[id] ?? [0, 0];
    expect(passing(preset, false)).toBe(lenient);
    expect(passing(preset, true)).toBe(strict);
    expect(isSatisfiable(preset)).toBe(lenient > 0);
  });
});

describe("preset data", () => {
  it("has the twelve presets, five of which can be met", () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([...PRESET_IDS]);
    expect(PRESETS.filter(isSatisfiable).map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
  });

  it.each(NAMED_PRESETS)("%s cites each of its values, and links to a page", (_id, preset) => {
    const placed = [...Object.values(preset.named), ...Object.values(preset.lifetimes)];
    expect([...placed, ...preset.blockers].every(({ cite }) => cite.length > 0)).toBe(true);
    expect(placed.every(({ says }) => ["requires", "recommends"].includes(says))).toBe(true);
    // A home page says nothing about a value.
    expect(new URL(preset.url).pathname.split("/").filter((part) => part !== "").length).toBeGreaterThan(0);
    for (const field of NAMED_FIELDS) {
      const { accept = [], discouraged = [] } = preset.named[field] ?? {};
      const values: readonly string[] = [...accept, ...discouraged];
      const ofShangMi = preset.isMetByShangMi === true ? ["sm4", "sm3"] : [];
      expect(values.every((value) => [...SPACE[field], ...ofShangMi].includes(value))).toBe(true);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  // What each text says about SHA-1 and other values that are on their way out.
  it.each([
    ["nist-sp800-77r1", "ikeAuthAlg", "sha1", "discourages", "Section 7.2.3"],
    ["nist-sp800-77r1", "ipsecAuthAlg", "sha1", "discourages", "Section 7.2.3"],
    ["nist-sp800-77r1", "ikeAuthAlg", "md5", "recommends", "Table 1"],
    ["nist-sp800-77r1", "ikePfs", "group2", "requires", "7.2.4.2"],
    ["nist-sp800-77r1", "ipsecLifetime", "86400", "recommends", "Table 1; Section 7.2.6"],
    ["ietf", "ipsecAuthAlg", "sha1", "discourages", "RFC 8221, Section 6"],
    ["ietf", "ikeEncAlg", "des", "requires", "RFC 8247, Section 2.1"],
    ["ietf", "ikeVersion", "ikev1", "recommends", "RFC 9395"],
    ["pci-dss-4", "ipsecEncAlg", "3des", "discourages", "Glossary, Strong Cryptography"],
    ["pci-dss-4", "ipsecEncAlg", "des", "requires", "Glossary, Strong Cryptography"],
    ["asd-ism", "ikeVersion", "ikev1", "requires", "ISM-1233"],
    ["asd-ism", "ipsecEncAlg", "3des", "requires", "ISM-1771"],
    ["asd-ism", "ipsecEncAlg", "aes", "discourages", "ISM-1769"],
    ["asd-ism", "ipsecAuthAlg", "sha1", "requires", "ISM-0998"],
    ["asd-ism", "ikePfs", "group5", "requires", "ISM-0999"],
    ["asd-ism", "ipsecPfs", "disabled", "requires", "ISM-1000"],
    ["asd-ism", "ikeLifetime", "14400", "requires", "ISM-0498"],
    ["anssi-rgs-minimum", "ipsecLifetime", "21600", "discourages", "IPsec encryption profile"],
    ["bsi-tr-02102-3", "ipsecLifetime", "28800", "recommends", "Section 2.1.2"],
    ["cnsa-1.0", "ipsecEncAlg", "aes", "requires", "Section 4"],
    ["disa-vpn-srg-v2r6", "ikeAuthAlg", "sha256", "requires", "V-207223"],
    ["uk-ncsc", "ipsecLifetime", "86400", "recommends", "Recommended Profile, SA lifetimes"],
    ["gm-t-0022", "ipsecEncAlg", "aes256", "requires", "Section 5.1"],
  ] as const)("%s: %s %s, which it %s (%s)", (id, field, value, says, place) => {
    expect(objectionTo(presetById(id), field, value, false)).toMatchObject({
      says,
      cite: expect.stringContaining(place),
    });
  });
});

const WEAK_TUNNEL = vpnTunnel({
  tunnelIkeConfig: goodIke({ ikeEncAlg: "des", ikePfs: "group1" }),
  tunnelIpsecConfig: goodIpsec({ ipsecAuthAlg: "md5" }),
});
const WEAK = [
  WEAK_TUNNEL,
  inForm(SHARING, WEAK_TUNNEL),
  inForm(APART, WEAK_TUNNEL),
  singleConnection({ ikeConfig: {}, ipsecConfig: {} }),
] as const;

describe("the rule crypto-profile", () => {
  it.each(NAMED_PRESETS)("reports each value that %s refuses and that can be better, once", async (profile, preset) => {
    for (const resource of WEAK) {
      // Without the limit on what a policy reports of one resource.
      const { violations: found } = cryptoProfile.evaluate(
        { ...resource, name: nameOf(resource), urn: urnOf(resource) },
        { profile },
      );
      const violations = found.map(({ message }) => message);
      const named = NAMED_FIELDS.filter((field) =>
        violations.some((message) => message.includes(`.${field} is`) || message.includes(`Config.${field} is`)),
      );
      expect(new Set(violations).size).toBe(violations.length);
      expect(named.every((field) => !isBlocked(preset, field))).toBe(true);
      for (const message of violations) expect(message).toContain(`${preset.name} (`);
    }
  });

  it("names the property, the allowed values, and what the standard says where", async () => {
    const { violations } = await run(toPolicy(cryptoProfile), [WEAK_TUNNEL]);
    expect(violations).toEqual([
      expect.stringContaining(
        'tunnelIkeConfig.ikeEncAlg is "des"; allowed: aes, aes192, aes256. ' +
          "NIST SP 800-77r1 (Table 1) recommends other values.",
      ),
      expect.stringContaining('tunnelIkeConfig.ikePfs is "group1"; allowed: group14. NIST SP 800-77r1 (Table 1; '),
      expect.stringContaining('tunnelIpsecConfig.ipsecAuthAlg is "md5"'),
    ]);
  });

  it("says of a value that is only discouraged that it is, and only if strict", async () => {
    const sha1 = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeAuthAlg: "sha1" }) });
    expect((await run(toPolicy(cryptoProfile), [sha1])).violations).toEqual([]);
    const { violations } = await run(toPolicy(cryptoProfile), [sha1], { strict: true });
    expect(violations).toEqual([expect.stringContaining("NIST SP 800-77r1 (Table 1; Section 7.2.3) discourages it.")]);
  });
});

describe("the rule standard-limits", () => {
  const tunnels = [vpnTunnel(), WEAK_TUNNEL, dualConnection()];

  it.each(NAMED_PRESETS)("says once for a stack what no tunnel can meet of %s", async (standard, preset) => {
    const { violations } = await run(toPolicy(standardLimits), tunnels, { standard });
    expect(violations).toHaveLength(isSatisfiable(preset) ? 0 : 1);
    for (const { what, need } of preset.blockers) expect(violations.join()).toContain(`${what}: needs ${need}`);
    for (const message of violations) expect(message.length).toBeLessThan(600);
  });

  it("is silent where there is no tunnel", async () => {
    const { violations, notApplicable } = await run(toPolicy(standardLimits), [], { standard: "cnsa-1.0" });
    expect(violations).toEqual([]);
    expect(notApplicable).toBeDefined();
  });
});
