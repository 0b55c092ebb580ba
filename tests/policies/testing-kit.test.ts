// The kit that users test their rules with: it gives the verdicts that Pulumi gives, and tells them apart.
import { AssertionError } from "node:assert";
import { validateResourceOfType, validateStackResourcesOfType } from "@pulumi/policy";
import type { Policies } from "@pulumi/policy";
import { PACKS } from "../../policies/assembly/packs";
import { toPolicy } from "../../policies/assembly/to-policy";
import { ikeEncryption, pskStrength, pskUnique, tunnelInForce } from "../../policies/index";
import {
  UNKNOWN,
  attachment,
  dualConnection,
  goodIke,
  judge,
  secret,
  singleConnection,
  vpnTunnel,
  vpnTunnelPair,
} from "../../policies/testing";
import { VpnTunnel } from "../../sdk";
import { casesOf } from "./cases";
import { isStackPolicy, run } from "./policy-runner";

const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "branch");

describe.each(PACKS.policies.map((rule) => [rule.name, rule] as const))("judge over the cases of %s", (name, rule) => {
  it.each(casesOf(name).map((one) => [one.form, one] as const))("says what Pulumi says: %s", async (_form, one) => {
    const policy = toPolicy(rule);
    for (const resources of [one.pass, one.fail]) {
      // The runner gives a rule over single resources the first one alone.
      const given = isStackPolicy(policy) ? resources : resources.slice(0, 1);
      const { violations } = await run(policy, given, one.config);
      const config = one.config === undefined ? {} : { config: { ...one.config } };
      const messages = async (judged: typeof policy | typeof rule): Promise<readonly string[]> =>
        (await judge(judged, given, config)).violations.map(({ message }) => message);
      expect(await messages(rule)).toEqual(violations);
      expect(await messages(policy)).toEqual(violations);
    }
  });
});

const onAll = PACKS.policies.filter(({ level }) => level !== "disabled");

it.each([
  ["vpnTunnel", vpnTunnel()],
  ["vpnTunnelPair", vpnTunnelPair()],
  ["dualConnection", dualConnection()],
  ["singleConnection", singleConnection()],
  ["attachment", attachment()],
])("the resource that %s gives breaks no mandatory rule", async (_, resource) => {
  for (const rule of onAll.filter(({ level }) => level === "mandatory"))
    expect({ rule: rule.name, found: (await judge(rule, resource)).violations }).toEqual({
      rule: rule.name,
      found: [],
    });
});

describe("a verdict", () => {
  it("has the fields of each violation", async () => {
    const { violations } = await judge(ikeEncryption, [vpnTunnel(), weak]);
    expect(violations).toEqual([
      expect.objectContaining({ resource: "branch", path: "tunnelIkeConfig.ikeEncAlg", value: "des" }),
    ]);
  });

  it("throws what any test runner shows as a failed assertion", async () => {
    const [good, bad] = [await judge(ikeEncryption, vpnTunnel()), await judge(ikeEncryption, weak)];
    expect(() => bad.mustPass()).toThrow(AssertionError);
    expect(() => good.mustFail()).toThrow(AssertionError);
    expect(() => bad.mustFail({ count: 2 })).toThrow("must find 2 violations, and found 1");
    expect(() => bad.mustFail({ path: "enableDpd" })).toThrow("found no violation with");
    expect(() => bad.mustFail({ says: /sm4/u })).toThrow(AssertionError);
    good.mustPass();
    bad.mustFail({ count: 1, resource: "branch", value: "des", says: "aes256" });
  });

  it("is no pass for a rule that does not apply, or that could not judge", async () => {
    const foreign = await judge(ikeEncryption, { type: "alicloud:vpc/network:Network", props: {} });
    expect(foreign.applicable).toBe(false);
    expect(() => foreign.mustPass()).toThrow("does not apply");
    const unknown = await judge(ikeEncryption, vpnTunnel({ tunnelIkeConfig: { ikeEncAlg: UNKNOWN } }));
    expect(unknown.unknown).toEqual([expect.stringContaining("tunnelIkeConfig.ikeEncAlg")]);
    expect(() => unknown.mustPass()).toThrow("not known");
  });

  it("names what the rule should judge and could not", async () => {
    const { notJudged } = await judge(ikeEncryption, vpnTunnel({ tunnelIkeConfig: {}, observed: { notRead: "off" } }));
    expect(notJudged).toEqual(["tunnelIkeConfig.ikeEncAlg"]);
  });
});

describe("secrets", () => {
  it("reach a rule as plain values", async () => {
    const weakKey = await judge(pskStrength, vpnTunnel({ preSharedKey: secret("Zk4!vT9q") }));
    expect(weakKey.violations).toMatchObject([{ path: "tunnelIkeConfig.psk" }]);
    expect((await judge(pskUnique, vpnTunnel({ preSharedKey: secret("x") }))).violations).toEqual([]);
  });

  it("must not be in a message: that is an error whatever the test expects", async () => {
    const leaking: Policies[number] = {
      name: "acme-leak",
      description: "Shows a key.",
      validateResource: ({ props }, report) => report(`the key is ${String(props["preSharedKey"])}`),
    };
    const judging = judge(leaking, vpnTunnel({ preSharedKey: secret("Zk4!vT9q") }));
    await expect(judging).rejects.toThrow("a message of acme-leak about hq-master shows a secret");
    await expect(judging).rejects.not.toThrow("Zk4!");
  });
});

describe("a policy that is written with Pulumi's own functions", () => {
  const typed: Policies[number] = {
    name: "acme-no-des",
    description: "No DES.",
    validateResource: [
      validateResourceOfType(VpnTunnel, (props, args, report) => {
        const { forbidden } = args.getConfig<{ forbidden?: string }>();
        const { tunnelIkeConfig } = tunnelInForce(props);
        if (tunnelIkeConfig.ikeEncAlg === (forbidden ?? "des")) report(`no ${forbidden ?? "des"}`);
      }),
    ],
  };
  const overStack: Policies[number] = {
    name: "acme-one-tunnel",
    description: "One tunnel.",
    validateStack: validateStackResourcesOfType(VpnTunnel, (tunnels, _args, report) => {
      if (tunnels.length > 1) report("too many");
    }),
  };

  it("is judged by type, with its configuration", async () => {
    (await judge(typed, [vpnTunnel(), weak])).mustFail({ count: 1, resource: "branch", says: "no des" });
    (await judge(typed, weak, { config: { forbidden: "3des" } })).mustPass();
    expect((await judge(typed, dualConnection())).applicable).toBe(false);
    const unknown = await judge(typed, vpnTunnel({ tunnelIkeConfig: UNKNOWN }));
    expect(unknown.unknown).toEqual([]);
  });

  it("is judged over a stack", async () => {
    expect((await judge(overStack, [vpnTunnel(), weak])).violations).toEqual([{ message: "too many" }]);
    expect((await judge(overStack, vpnTunnel())).violations).toEqual([]);
  });
});
