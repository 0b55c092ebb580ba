import { notKnown } from "../../policies/coverage/coverage-rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import { pskExplicit } from "../../policies/rules/keys/psk-explicit";
import { pskStrength } from "../../policies/rules/keys/psk-strength";
import { ALL_RULES } from "../../policies/rules";
import { STRONG_PSK, dualConnection, goodIke, observed, singleConnection, tunnelOption, vpnTunnel } from "./fixtures";
import { NAMED_FORMS, inForm } from "./forms";
import { pair } from "./pairs";
import { UNKNOWN, run } from "./policy-runner";

/** A tunnel's option of a connection, which has its key in the group. */
const withPsk = (psk: unknown) => ({ tunnelIkeConfig: goodIke({ psk }) });
const withKey = (preSharedKey: unknown) => ({ preSharedKey });

describe.each(NAMED_FORMS)("the rule psk-strength over %s", (_, form) => {
  const judge = (psk: unknown, config: object = {}) =>
    run(toPolicy(pskStrength), form.of([vpnTunnel(withKey(psk))]), config);

  it.each([STRONG_PSK, "9f3ac81e77b20d54e6a19cbd03f8425e", "kX3nQ8vT2mR7wZ5pL9sD4hJ6c"])(
    "accepts a random key",
    async (psk) => {
      expect((await judge(psk)).violations).toEqual([]);
    },
  );

  it.each([
    ["Zk4!vT", ["6 characters", "bits"]],
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ["bits at most"]],
    ["0123456789012345678901234567890123456789", ["bits at most"]],
    ["Passw0rd1Passw0rd1Passw0rd1", ["bits at most", "well-known word"]],
    ["P@ssw0rd-vK7#qT2!mZ9@xR4&wL6", ["well-known word"]],
    ["Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9", ["bits at most"]],
  ])("refuses a weak key once, and shows none of it", async (psk, texts) => {
    const { violations } = await judge(psk);
    expect(violations).toHaveLength(1);
    for (const text of texts) expect(violations[0]).toContain(text);
    for (let at = 0; at + 4 <= psk.length; at += 1) expect(violations[0]).not.toContain(psk.slice(at, at + 4));
  });

  it("is configured by bits, length and words", async () => {
    expect((await judge("Zk4!vT9q", { minLength: 8, minBits: 40 })).violations).toEqual([]);
    expect((await judge(STRONG_PSK, { minBits: 256 })).violations).not.toEqual([]);
    const worded = "Password-vK7#qT2!mZ9@xR4&wL6";
    expect((await judge(worded, { denyCommon: false })).violations).toEqual([]);
  });

  it("gives an advisory for a key that is unknown in this preview", async () => {
    expect(await judge(UNKNOWN)).toMatchObject({
      violations: [],
      advisory: expect.stringMatching(/preSharedKey|tunnelIkeConfig.psk/i),
    });
  });

  it.each(["[secret]", "123456****", "********"])(
    "does not take %s for a key in analyze, and does elsewhere",
    async (psk) => {
      const judgeIn = async (isAnalyze: boolean) =>
        (await run(toPolicy(pskStrength, { isAnalyze: () => isAnalyze }), form.of([vpnTunnel(withKey(psk))])))
          .violations;
      expect(await judgeIn(true)).toEqual([]);
      expect(await judgeIn(false)).toEqual([expect.stringContaining("too weak: it has")]);
      const inAnalyze = toPolicy(notKnown(ALL_RULES), { isAnalyze: () => true });
      const rest = await run(inAnalyze, form.of([vpnTunnel(withKey(psk))]));
      expect(rest.violations).toEqual([expect.stringContaining("tunnelIkeConfig.psk (it is not disclosed here)")]);
    },
  );
});

describe.each(NAMED_FORMS)("a key that pskFrom keeps out of Pulumi, of %s", (_, form) => {
  const withSource = vpnTunnel({
    preSharedKey: undefined,
    tunnelIkeConfig: goodIke({ pskFrom: { env: "OFFICE_PSK" } }),
  });
  const tunnel = inForm(form, withSource);

  it("is no violation, and the rule alicloud-vpn-not-known names it", async () => {
    expect((await run(toPolicy(pskStrength), [tunnel])).violations).toEqual([]);
    expect((await run(toPolicy(pskExplicit), [tunnel])).violations).toEqual([]);
    expect((await run(toPolicy(notKnown(ALL_RULES)), [tunnel])).violations).toEqual([
      expect.stringContaining("tunnelIkeConfig.psk (pskFrom keeps it out of Pulumi, and so out of policies)"),
    ]);
  });

  it("counts as declared: only a tunnel with neither is told to declare one", async () => {
    const neither = inForm(form, vpnTunnel({ preSharedKey: undefined }));
    expect((await run(toPolicy(pskExplicit), [neither])).violations).toHaveLength(1);
  });
});

describe("a key that only the provider has seen", () => {
  const facts = (changes: object = {}) => ({
    minLength: 20,
    maxLength: 23,
    minBits: 112,
    maxBits: 127,
    holdsKnownWord: false,
    isKnownHash: false,
    ...changes,
  });
  const source = { preSharedKey: undefined, tunnelIkeConfig: goodIke({ pskFrom: { env: "OFFICE_PSK" } }) };
  const unseen = (keyFacts: object, rest: object = source) => [
    vpnTunnel({ ...rest, observed: observed({ keyFacts }) }),
  ];
  const judge = async (resources: ReturnType<typeof unseen>, config: object = {}) =>
    (await run(toPolicy(pskStrength, { isAnalyze: () => true }), resources, config)).violations;

  it.each([
    ["pskFrom", source],
    ["a key that analyze hides", withKey("[secret]")],
  ])("is judged by its classes: %s", async (_name, rest) => {
    expect(await judge(unseen(facts(), rest))).toEqual([]);
    expect(await judge(unseen(facts({ minLength: 8, maxLength: 15, minBits: 64, maxBits: 79 }), rest))).toEqual([
      expect.stringMatching(/it has at most 15 characters .*; it is worth 79 bits at most/),
    ]);
    expect(await judge(unseen(facts({ isKnownHash: true }), rest))).toEqual([expect.stringContaining("a hash of")]);
    expect(await judge(unseen(facts({ holdsKnownWord: true }), rest))).toEqual([expect.stringContaining("known word")]);
    // Both coverage rules may be mandatory beside such a key, where nobody asks to compare it.
    const known = toPolicy(notKnown(ALL_RULES), { isAnalyze: () => true });
    const withoutReuse = {
      except: ["alicloud-vpn-tunnel-psk-unique", "alicloud-vpn-connection-ike-config-consistent"],
    };
    expect((await run(known, unseen(facts(), rest), withoutReuse)).violations).toEqual([]);
  });

  it("is named as not judged where a setting lies within a class, or the facts cannot be read", async () => {
    const gaps = (keyFacts: object, config: Readonly<Record<string, unknown>>) =>
      unseen(keyFacts).flatMap(({ type, name = "", props }) =>
        pskStrength
          .evaluate({ type, name, urn: `urn:pulumi:dev::test::${type}::${name}`, props }, config)
          .notJudged.map(({ what }) => what),
      );
    expect(gaps(facts(), { minBits: 120 })).toEqual(["tunnelIkeConfig.psk"]);
    expect(await judge(unseen(facts()), { minBits: 120 })).toEqual([]);
    expect(gaps({ minLength: "20" }, {})).toEqual(["tunnelIkeConfig.psk"]);
  });
});

describe("the keys of a pair that only the provider has seen", () => {
  it("are judged each by its own classes", async () => {
    const facts = (maxBits: number) => ({ keyFacts: { minLength: 32, minBits: 64, maxBits } });
    const both = pair(
      { tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } },
      { master: facts(79), slave: facts(111) },
    );
    const { violations } = await run(toPolicy(pskStrength), [both]);
    expect(violations).toEqual([
      expect.stringMatching(/\(master\).*: tunnelIkeConfig\.psk .* worth 79 bits at most/),
      expect.stringMatching(/\(slave\).*: tunnelIkeConfig\.psk .* worth 111 bits at most/),
    ]);
  });
});

describe("the rule psk-strength over a connection", () => {
  it("judges every tunnel of a connection", async () => {
    const options = [tunnelOption(withPsk("short")), tunnelOption(withPsk("shorter"))];
    const { violations } = await run(toPolicy(pskStrength), [dualConnection({ tunnelOptionsSpecifications: options })]);
    expect(violations).toHaveLength(2);
    expect(
      (await run(toPolicy(pskStrength), [singleConnection({ ikeConfig: { psk: "short" } })])).violations,
    ).toHaveLength(1);
  });
});

it("names a key that no rule can compare with others, also where its strength is known", async () => {
  const keyFacts = { minLength: 20, maxLength: 23, minBits: 128, maxBits: 191 };
  const source = { preSharedKey: undefined, tunnelIkeConfig: goodIke({ pskFrom: { env: "OFFICE_PSK" } }) };
  const { violations } = await run(toPolicy(notKnown(ALL_RULES)), [
    vpnTunnel({ ...source, observed: observed({ keyFacts }) }),
  ]);
  expect(violations).toEqual([expect.stringContaining("whether another tunnel has the same key")]);
});
