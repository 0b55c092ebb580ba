// The age of keys, as far as the provider knows it: judged from outputs, and named where no day is known.
import { toPolicy } from "../../policies/assembly/to-policy";
import { judge } from "../../policies/testing/judge";
import { pskAge } from "../../policies/rules";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { STRONG_PSK, dualConnection, vpnTunnel } from "./fixtures";
import type { GivenResource } from "./policy-runner";
import { analyzeStack } from "./rpc";

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** The outputs of a VpnTunnel. */
const stored = (days: object, managed: readonly string[] = ["tunnelIkeConfig.psk"]): GivenResource => ({
  type: VPN_TUNNEL_TYPE,
  name: "hq",
  props: { vpnConnectionId: "vco-1", tunnelId: "tun-a", role: "master", managed, preSharedKey: STRONG_PSK, ...days },
});

it("counts days from the change, up to the setting", async () => {
  const config = { maxDays: 30 };
  const at = async (days: number): Promise<number> =>
    (await judge(pskAge, stored({ keyChangedOn: dayBefore(days) }), { config })).violations.length;
  expect([await at(0), await at(30), await at(31)]).toEqual([0, 0, 1]);
});

it("says whether the resource changed the key or found it", async () => {
  const messages = async (days: object): Promise<readonly string[]> =>
    (await judge(pskAge, stored(days))).violations.map(({ message }) => message);
  expect(await messages({ keyChangedOn: "2020-01-01" })).toEqual([
    expect.stringContaining("was last changed on 2020-01-01 (allowed: 365 days of age)"),
  ]);
  expect(await messages({ keySeenSince: "2020-01-01" })).toEqual([
    expect.stringContaining("was there on 2020-01-01, when this resource first saw it"),
  ]);
});

it("judges a key from pskFrom, and no key that nobody declares", async () => {
  const days = { keyChangedOn: "2020-01-01" };
  expect((await judge(pskAge, stored(days, ["tunnelIkeConfig.pskFrom.env"]))).violations).toHaveLength(1);
  expect((await judge(pskAge, stored(days, []))).violations).toEqual([]);
});

it("names keys without a day once for each reason, and stops nothing for them", async () => {
  const { violations } = await judge(pskAge, [stored({}), { ...stored({}), name: "branch" }, dualConnection()]);
  const texts = violations.map(({ message }) => message);
  expect(texts).toHaveLength(2);
  expect(texts).toContainEqual(
    expect.stringMatching(/could not judge the age of tunnelIkeConfig.psk \(no day is stored.*nor that of/u),
  );
  expect(texts).toContainEqual(expect.stringContaining("a resource of @pulumi/alicloud tells no day"));
  expect(violations.every(({ stopsNothing }) => stopsNothing === true)).toBe(true);
});

it("says nothing before a change is done, and notes that it did not judge", async () => {
  const { violations, notJudged } = await judge(pskAge, vpnTunnel());
  expect([violations, notJudged]).toEqual([[], ["tunnelIkeConfig.psk"]]);
});

it("reports such a name as advisory under a mandatory level", async () => {
  const { diagnostics } = await analyzeStack(
    [toPolicy(pskAge, { level: "mandatory" })],
    [
      { ...stored({}), name: "unknown" },
      { ...stored({ keyChangedOn: "2020-01-01" }), name: "old" },
    ],
  );
  expect(diagnostics.map(({ level }) => level).sort()).toEqual(["advisory", "mandatory"]);
});
