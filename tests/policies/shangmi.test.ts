// Tunnels of a ShangMi gateway: no finding may ask for what such a gateway cannot have.
import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { matchesScope } from "../../policies/rule/scope-match";
import { notKnown } from "../../policies/coverage/coverage-rules";
import {
  ALGORITHM_RULES,
  ALL_RULES,
  cryptoProfile,
  ikeEncryption,
  ikeVersion,
  pskExplicit,
  pskStrength,
  pskUnique,
  standardLimits,
} from "../../policies/rules";
import { dualConnection, goodIke, goodIpsec, observed, tunnelOption, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { NAMED_FORMS } from "./forms";
import { run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { outputs } from "./shapes";

const IKE = goodIke({ ikeVersion: "ikev1", ikeEncAlg: "sm4", ikeAuthAlg: "sm3", ikePfs: "group2" });
const IPSEC = goodIpsec({ ipsecEncAlg: "sm4", ipsecAuthAlg: "sm3", ipsecPfs: "group2" });

/** A tunnel that declares what can be declared of it. */
const shangMi = (declared: Props = {}, seen: Props = {}): GivenResource =>
  vpnTunnel({
    preSharedKey: undefined,
    tunnelIkeConfig: { ikeLifetime: 28_800, ikePfs: "group2", ikeVersion: "ikev1" },
    tunnelIpsecConfig: { ipsecLifetime: 14_400, ipsecPfs: "group2" },
    observed: observed({ tunnelIkeConfig: IKE, tunnelIpsecConfig: IPSEC, ...seen }),
    ...declared,
  });

// A pair with values of its own has one good tunnel, which is none of a ShangMi gateway.
describe.each(NAMED_FORMS.slice(0, 2))("a ShangMi tunnel, as %s", (_, form) => {
  const judged = form.of([shangMi()]);

  it("breaks no rule by what its gateway decides, as inputs or as outputs", async () => {
    for (const resources of [judged, judged.map(outputs)])
      for (const rule of ALL_RULES.filter(({ level, name }) => level !== "disabled" && name !== cryptoProfile.name))
        expect([rule.name, ...(await run(toPolicy(rule), resources)).violations]).toEqual([rule.name]);
  });

  it("has no key that a rule could miss", async () => {
    const stray = form.of([shangMi({ preSharedKey: "weak" })]);
    for (const rule of [pskStrength, pskExplicit, pskUnique])
      expect((await run(toPolicy(rule), stray)).violations).toEqual([]);
    expect((await run(toPolicy(notKnown(ALL_RULES)), judged)).violations.join()).not.toContain("psk");
  });

  it("meets gm-t-0022, which no other tunnel can", async () => {
    const profile = async (resources: readonly GivenResource[]) =>
      (await run(toPolicy(cryptoProfile), resources, { profile: "gm-t-0022" })).violations.join();
    expect(await profile(judged)).toBe("");
    const limits = async (resources: readonly GivenResource[]) =>
      (await run(toPolicy(standardLimits), resources, { standard: "gm-t-0022" })).violations.join();
    expect(await limits(judged)).toBe("");
    expect(await limits(form.of([vpnTunnel()]))).toContain("SM4 on ShangMi gateways of the China site only");
    expect(await profile(form.of([vpnTunnel()]))).toBe("");
    const half = form.of([shangMi({}, { tunnelIpsecConfig: { ...IPSEC, ipsecAuthAlg: "sha256" } })]);
    expect(await profile(half)).toMatch(/ipsecAuthAlg is "sha256".*allowed: sm3/);
  });

  it("is told to be elsewhere where a standard accepts no such gateway", async () => {
    const { violations } = await run(toPolicy(cryptoProfile), judged, { profile: "nist-sp800-77r1" });
    expect(violations.join()).toContain("Choose another gateway for this tunnel");
    expect(violations.join()).not.toMatch(/Set these|aes256/);
  });

  it("is told so in a pack with this standard too, by no other rule", async () => {
    const found = async (options: PackOptions): Promise<readonly string[]> => {
      const all: string[] = [];
      const on = createPack(options).policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
      for (const policy of on) all.push(...(await run(policy, judged)).violations.map(() => policy.name));
      return all;
    };
    for (const preset of ["nist-sp800-77r1", "cnsa-1.0"] as const)
      expect(await found({ preset, rules: ALGORITHM_RULES })).toEqual([cryptoProfile.name]);
    expect(await found({ preset: "gm-t-0022", rules: ALGORITHM_RULES })).toEqual([]);
  });

  it("is told what such a gateway has where it has something else", async () => {
    const odd = form.of([shangMi({}, { tunnelIkeConfig: { ...IKE, ikeEncAlg: "des" } })]);
    const { violations } = await run(toPolicy(ikeEncryption), odd);
    expect(violations).toEqual([expect.stringContaining('is "des" (not declared; it is what is in force')]);
    expect(violations.join()).toContain('a ShangMi gateway has "sm4"');
  });
});

describe("a tunnel of another gateway", () => {
  it("is not taken for one of ShangMi by IKEv1 alone, and is by its certificate", async () => {
    const old = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }) });
    expect((await run(toPolicy(ikeVersion), [old])).violations).toHaveLength(1);
    const certified = vpnTunnel({
      tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }),
      remoteCaCertificate: "-----BEGIN CERTIFICATE-----",
    });
    expect((await run(toPolicy(ikeVersion), [certified])).violations).toEqual([]);
  });

  it("may be a tunnel of an alicloud connection", async () => {
    const options = [tunnelOption({ tunnelIkeConfig: IKE, tunnelIpsecConfig: IPSEC })];
    const connection = dualConnection({ tunnelOptionsSpecifications: options });
    for (const rule of [ikeVersion, ikeEncryption, pskStrength, pskExplicit])
      expect((await run(toPolicy(rule), [connection])).violations).toEqual([]);
  });
});

it("can be named by a scope", () => {
  const isOne = (resource: GivenResource) => matchesScope({ kind: "shangmi" }, { ...resource, name: "hq", urn: "" });
  expect([isOne(shangMi()), isOne(vpnTunnel())]).toEqual([true, false]);
});
