import { createPack } from "../../policies/assembly/create-pack";
import { notJudged } from "../../policies/coverage/not-judged";
import { toPolicy } from "../../policies/assembly/to-policy";
import { pskExplicit } from "../../policies/keys/psk-explicit";
import { pskStrength } from "../../policies/keys/psk-strength";
import { ALL_RULES } from "../../policies/rules";
import { STRONG_PSK, dualConnection, goodIke, observed, singleConnection, tunnelOption, vpnTunnel } from "./fixtures";
import { UNKNOWN, run } from "./policy-runner";

const withPsk = (psk: unknown) => ({ tunnelIkeConfig: goodIke({ psk }) });

describe("psk-strength", () => {
  const judge = (psk: unknown, config: object = {}) => run(toPolicy(pskStrength), [vpnTunnel(withPsk(psk))], config);

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
    expect((await judge(STRONG_PSK, { minBits: 256 })).violations).toHaveLength(1);
    const worded = "Password-vK7#qT2!mZ9@xR4&wL6";
    expect((await judge(worded, { denyCommon: false })).violations).toEqual([]);
  });

  it("judges every tunnel of a connection", async () => {
    const options = [tunnelOption(withPsk("short")), tunnelOption(withPsk("shorter"))];
    const { violations } = await run(toPolicy(pskStrength), [dualConnection({ tunnelOptionsSpecifications: options })]);
    expect(violations).toHaveLength(2);
    expect(
      (await run(toPolicy(pskStrength), [singleConnection({ ikeConfig: { psk: "short" } })])).violations,
    ).toHaveLength(1);
  });

  it("says as an advisory that it cannot know a key", async () => {
    expect(await judge(UNKNOWN)).toMatchObject({
      violations: [],
      advisory: expect.stringContaining("tunnelIkeConfig.psk"),
    });
  });

  it.each(["[secret]", "123456****", "********"])("does not take %s for a key", async (psk) => {
    expect((await judge(psk)).violations).toEqual([]);
    const rest = await run(toPolicy(notJudged(ALL_RULES)), [vpnTunnel(withPsk(psk))]);
    expect(rest.violations).toEqual([expect.stringContaining("tunnelIkeConfig.psk (it is not disclosed here)")]);
  });
});

describe("a key that pskFrom keeps out of Pulumi", () => {
  const tunnel = vpnTunnel({ tunnelIkeConfig: goodIke({ pskFrom: { env: "OFFICE_PSK" } }) });

  it("is no violation, but is named among what could not be judged", async () => {
    expect((await run(toPolicy(pskStrength), [tunnel])).violations).toEqual([]);
    expect((await run(toPolicy(pskExplicit), [tunnel])).violations).toEqual([]);
    expect((await run(toPolicy(notJudged(ALL_RULES)), [tunnel])).violations).toEqual([
      expect.stringContaining("tunnelIkeConfig.psk (pskFrom keeps it out of Pulumi, and so out of policies)"),
    ]);
  });

  it("is a declared one: only a tunnel with neither is told to declare it", async () => {
    const neither = vpnTunnel({ tunnelIkeConfig: goodIke() });
    expect((await run(toPolicy(pskExplicit), [neither])).violations).toHaveLength(1);
  });
});

describe("not-judged", () => {
  const policy = toPolicy(notJudged(ALL_RULES));

  it("is silent where everything is known", async () => {
    for (const resource of [vpnTunnel(), dualConnection(), singleConnection()]) {
      expect((await run(policy, [resource])).violations).toEqual([]);
    }
  });

  it("names once per tunnel what is neither declared nor observed", async () => {
    const { violations } = await run(policy, [
      vpnTunnel({ tunnelIkeConfig: { ikeVersion: "ikev2" }, observed: undefined }),
    ]);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(
      "the connection's localSubnets, the connection's remoteSubnets, tunnelIkeConfig.ikeAuthAlg",
    );
    expect(violations[0]).not.toContain("tunnelIkeConfig.ikeVersion");
  });

  it("names values of a form that no rule can read, instead of passing them", async () => {
    const odd = { tunnelIkeConfig: goodIke({ ikeEncAlg: ["aes256"], psk: STRONG_PSK }) };
    const { violations } = await run(policy, [vpnTunnel({ ...odd, observed: observed({ remoteSubnets: 5 }) })]);
    expect(violations).toEqual([
      expect.stringContaining(
        "the connection's remoteSubnets (it is no list), tunnelIkeConfig.ikeEncAlg (it is no single value)",
      ),
    ]);
  });

  it("does not ask for what no enabled rule of the pack reads", async () => {
    const coverage = createPack().policies.find(({ name }) => name === "alicloud-vpn-not-judged");
    if (coverage === undefined) throw new Error("the pack has no such rule");
    const { violations } = await run(coverage, [
      vpnTunnel({ enableNatTraversal: undefined, enableDpd: undefined, observed: undefined }),
    ]);
    expect(violations).toEqual([expect.stringContaining("could not judge enableDpd, ")]);
    expect(violations[0]).not.toContain("enableNatTraversal");
  });

  it("does not ask for values that a tunnel may be without", async () => {
    const resource = vpnTunnel({ tunnelBgpConfig: undefined, observed: observed({ tunnelBgpConfig: undefined }) });
    expect((await run(policy, [resource])).violations).toEqual([]);
  });
});
