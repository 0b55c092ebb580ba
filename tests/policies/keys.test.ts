import { notKnown } from "../../policies/coverage/coverage-rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import { pskExplicit } from "../../policies/rules/keys/psk-explicit";
import { pskStrength } from "../../policies/rules/keys/psk-strength";
import { ALL_RULES } from "../../policies/rules";
import { STRONG_PSK, dualConnection, goodIke, singleConnection, tunnelOption, vpnTunnel } from "./fixtures";
import { NAMED_FORMS, inForm } from "./forms";
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
      advisory: expect.stringMatching(/preSharedKey/i),
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
