import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { PRESETS, PRESET_IDS } from "../../policies/presets";
import { NAMED_FIELDS, faultsOf, isSatisfiable } from "../../policies/presets/preset";
import type { NamedField, Preset } from "../../policies/presets/preset";
import { cryptoProfile } from "../../policies/rules";
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
import { isStackPolicy, run } from "./policy-runner";

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
const passing = (preset: Preset, strict: boolean): number =>
  suites.filter((suite) => faultsOf(preset, suite, strict).length === 0).length;

/** Counted by hand from the accepted values: versions x modes x (encryption x integrity x group) of IKE and IPsec. */
const EXPECTED: Readonly<Record<string, readonly [number, number]>> = {
  ietf: [1 * 2 * (3 * 3 * 1) * (3 * 3 * 2), 1 * 2 * (2 * 3 * 1) * (2 * 3 * 1)],
  "nist-sp800-77r1": [1 * 2 * (3 * 3 * 1) * (3 * 3 * 1), 1 * 2 * (3 * 3 * 1) * (3 * 3 * 1)],
  "nist-sp800-131ar2": [2 * 2 * (3 * 4 * 1) * (3 * 4 * 2), 2 * 2 * (3 * 3 * 1) * (3 * 3 * 1)],
  "pci-dss-4": [2 * 2 * (4 * 4 * 1) * (4 * 4 * 2), 2 * 2 * (3 * 3 * 1) * (3 * 3 * 1)],
};

describe("the whole product space", () => {
  it("has every combination once", () => {
    expect(suites).toHaveLength(2 * 2 * 5 * 5 * 4 * 5 * 5 * 5);
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "is judged by %s as its standard says",
    (id, preset) => {
      const [lenient, strict] = EXPECTED[id] ?? [0, 0];
      expect(passing(preset, false)).toBe(lenient);
      expect(passing(preset, true)).toBe(strict);
      expect(isSatisfiable(preset)).toBe(lenient > 0);
    },
  );
});

describe("preset data", () => {
  it("has the ten presets, four of which can be met", () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([...PRESET_IDS]);
    expect(PRESETS.filter(isSatisfiable).map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))("%s cites each of its values", (_id, preset) => {
    const cited = [...Object.values(preset.named), ...Object.values(preset.lifetimes), ...preset.blockers];
    expect(cited.every(({ cite }) => cite.length > 0)).toBe(true);
    expect(preset.url).toMatch(/^https:\/\//);
    for (const field of NAMED_FIELDS) {
      const { accept = [], discouraged = [] } = preset.named[field] ?? {};
      const values: readonly string[] = [...accept, ...discouraged];
      const ofShangMi = preset.isMetByShangMi === true ? ["sm4", "sm3"] : [];
      expect(values.every((value) => [...SPACE[field], ...ofShangMi].includes(value))).toBe(true);
      expect(new Set(values).size).toBe(values.length);
    }
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
  it.each(PRESETS.map((preset) => [preset.id, isSatisfiable(preset)] as const))(
    "gives one violation per tunnel, or per pair in the same words, under %s",
    async (profile, satisfiable) => {
      for (const resource of WEAK) {
        const { violations } = await run(toPolicy(cryptoProfile), [resource], { profile });
        expect(violations).toEqual([
          expect.stringContaining(satisfiable ? "does not meet" : "no value that the API accepts can meet"),
        ]);
      }
      const both = await run(toPolicy(cryptoProfile), [dualConnection()], { profile });
      expect(both.violations).toHaveLength(satisfiable ? 0 : 2);
    },
  );

  it("names every refused property, the allowed values, and their place in the standard", async () => {
    const { violations } = await run(toPolicy(cryptoProfile), [WEAK[0]]);
    expect(violations[0]).toContain('tunnelIkeConfig.ikeEncAlg is "des"; allowed: aes, aes192, aes256 (Table 1)');
    expect(violations[0]).toContain('tunnelIkeConfig.ikePfs is "group1"; allowed: group14');
    expect(violations[0]).toContain('tunnelIpsecConfig.ipsecAuthAlg is "md5"');
  });

  it("names the obstacles to a standard that cannot be met", async () => {
    const { violations } = await run(toPolicy(cryptoProfile), [vpnTunnel()], { profile: "cnsa-1.0" });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain("Diffie-Hellman group: needs 3072 bits or more");
    expect(violations[0]).toContain("authentication: needs signatures, the API offers pre-shared keys only");
  });
});

/** The violations of all enabled resource rules about algorithms. */
async function algorithmViolations(
  pack: ReturnType<typeof createPack>,
  resource: ReturnType<typeof vpnTunnel>,
): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const policy of pack.policies) {
    if (
      isStackPolicy(policy) ||
      policy.enforcementLevel !== "mandatory" ||
      policy.tags?.includes("algorithms") !== true
    )
      continue;
    violations.push(...(await run(policy, [resource])).violations.map((text) => `${policy.name}: ${text}`));
  }
  return violations;
}

describe("a pack made from a preset", () => {
  it.each(PRESETS.filter(isSatisfiable).map(({ id }) => id))("%s judges value by value", async (id) => {
    const preset = PRESET_IDS.find((one) => one === id);
    if (preset === undefined) throw new Error(id);
    const pack = createPack({ preset });
    expect(await algorithmViolations(pack, vpnTunnel())).toEqual([]);
    const weak = await algorithmViolations(pack, WEAK[0]);
    expect(weak).toEqual(
      expect.arrayContaining([
        expect.stringContaining("ike-encryption"),
        expect.stringContaining("ike-dh-group"),
        expect.stringContaining("ipsec-integrity"),
      ]),
    );
    expect(weak).toHaveLength(3);
  });

  it.each(PRESETS.filter((preset) => !isSatisfiable(preset)).map(({ id }) => id))(
    "%s gives exactly one violation per tunnel",
    async (id) => {
      const preset = PRESET_IDS.find((one) => one === id);
      if (preset === undefined) throw new Error(id);
      const pack = createPack({ preset });
      for (const resource of [vpnTunnel(), WEAK[0]]) {
        expect(await algorithmViolations(pack, resource)).toEqual([
          expect.stringContaining("no value that the API accepts can meet"),
        ]);
      }
      expect(await algorithmViolations(pack, dualConnection())).toHaveLength(2);
    },
  );
});
