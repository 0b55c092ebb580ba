// The law of bounded messages: over 2,000 tunnels in the worst state, a pack still answers. The engine takes no answer
// of more than 4 MiB, and a preview that it refuses shows no finding at all.
import type { Policies } from "@pulumi/policy";
import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { resourceLimits, withinStack } from "../../policies/assembly/report-limits";
import { PRESET_IDS } from "../../policies/presets";
import { ALGORITHM_RULES, KEY_RULES, ikeEncryption, selectorOverlap } from "../../policies/rules";
import type { Violation } from "../../policies/rule/rule";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { isStackPolicy, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { WORST } from "./worst-stack";

jest.setTimeout(300_000);

const TUNNELS = 2000;
const MEGABYTE = 1_000_000;
/** What the engine sends beside each message: URN, names, versions and tags. */
const ENVELOPE = 400;

const RESOURCE = { type: VPN_TUNNEL_TYPE, name: "hq", urn: "urn:hq", props: {} };

/** The resources are alike, so that a few of them tell what a rule over one resource says about each. */
const FEW = 6;

/** All messages of a policy over these resources. */
async function messagesOf(policy: Policies[number], resources: readonly GivenResource[]): Promise<readonly string[]> {
  if (isStackPolicy(policy)) return (await run(policy, resources)).violations;
  const few: (readonly Violation[])[] = [];
  for (const resource of resources.slice(0, FEW)) {
    const { violations } = await run(policy, [resource]);
    few.push(violations.map((message) => ({ message, path: "", resource: RESOURCE })));
  }
  const limits = resourceLimits();
  return resources.flatMap((_, index) => limits(few[index % FEW] ?? []).map(({ message }) => message));
}

const sizeOf = (messages: readonly string[]): number => Buffer.byteLength(messages.join(""));

const enabled = (preset: PackOptions): readonly Policies[number][] =>
  createPack(preset).policies.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");

/** Rules that are off by default, too. */
const allOn = (): readonly Policies[number][] => createPack().policies;

/** The rules that say too much, how much all rules over the stack say together, and how many findings there are. */
async function measure(policies: readonly Policies[number][], resources: readonly GivenResource[]) {
  let [answer, found] = [0, 0];
  const tooMuch: string[] = [];
  for (const policy of policies) {
    const messages = await messagesOf(policy, resources);
    found += messages.length;
    const longest = messages.reduce((most, { length }) => Math.max(most, length), 0);
    if (longest > 600 || sizeOf(messages) > MEGABYTE) tooMuch.push(policy.name);
    if (isStackPolicy(policy)) answer += sizeOf(messages) + messages.length * (policy.description.length + ENVELOPE);
  }
  return { tooMuch, found, isAnswerLarge: answer > MEGABYTE };
}

const BOUNDED = { tooMuch: [], found: expect.any(Number), isAnswerLarge: false };

describe.each(Object.entries(WORST))("2,000 tunnels in the worst state: %s", (_form, make) => {
  it("get findings that are short and few enough, by every rule", async () => {
    const measured = await measure(allOn(), make(TUNNELS));
    expect(measured).toEqual(BOUNDED);
    expect(measured.found).toBeGreaterThan(0);
  });
});

describe.each(PRESET_IDS)("2,000 tunnels in the worst state under the preset %s", (preset) => {
  it("get findings that are short and few enough", async () => {
    const rules = [...ALGORITHM_RULES, ...KEY_RULES];
    const measured = await measure(enabled({ preset, strict: true, rules }), WORST.Connections(TUNNELS));
    expect(measured).toEqual(BOUNDED);
    expect(measured.found).toBeGreaterThan(0);
  });
});

describe("the time of rules over a stack", () => {
  it.each(Object.entries(WORST))("grows with the number of tunnels, not with its square: %s", async (_form, make) => {
    const policies = allOn().filter(isStackPolicy);
    const timeFor = async (tunnels: number): Promise<number> => {
      const resources = make(tunnels);
      const start = process.cpuUsage();
      for (const policy of policies) await run(policy, resources);
      return process.cpuUsage(start).user;
    };
    await timeFor(100);
    const [few, many] = [await timeFor(500), await timeFor(2000)];
    // Four times the tunnels: about 4, and 16 for a square.
    expect(many / few).toBeLessThan(10);
  });
});

describe("what is left out of a report", () => {
  const finding = (value: string, length = 300): Violation => ({
    message: `hq: ${"x".repeat(length)} Set it.`,
    path: "remoteSubnets",
    value,
    resource: RESOURCE,
  });

  it("is counted, with the first of its values", () => {
    const many = Array.from({ length: 50 }, (_, index) => finding(`10.${index}.0.0/16`));
    const messages = resourceLimits()(many).map(({ message }) => message);
    expect(messages).toHaveLength(4);
    expect(messages.at(-1)).toBe(
      "hq: 47 more findings of this rule: 10.3.0.0/16, 10.4.0.0/16, 10.5.0.0/16, and 44 more. Correct these as well.",
    );
  });

  it("is nothing where all fits, and a finding is never left out alone", () => {
    expect(resourceLimits()([finding("a"), finding("b")])).toHaveLength(2);
    expect(resourceLimits()([finding("a", 590)])).toHaveLength(1);
    expect(resourceLimits()([])).toEqual([]);
  });

  it("is the end of a long message", () => {
    const [only] = resourceLimits()([finding("a", 5000)]);
    expect(only?.message).toHaveLength(600);
    expect(only?.message.endsWith("… (cut)")).toBe(true);
  });

  it("is most of it after so many findings in one run that nobody reads them", () => {
    const limits = resourceLimits();
    const sizes = Array.from({ length: 5000 }, () =>
      limits([finding("a"), finding("b")]).map(({ message }) => message),
    );
    expect(sizes[0]).toHaveLength(2);
    expect(sizes.at(-1)).toEqual(["hq: 2 more findings of this rule: a, b. Correct these as well."]);
  });

  it("names resources, where the findings of a stack are about several", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      ...finding("x"),
      resource: { ...RESOURCE, name: `site-${index}` },
    }));
    const messages = withinStack(selectorOverlap, many).map(({ message }) => message);
    expect(messages.length).toBeLessThan(150);
    expect(messages.at(-1)).toMatch(/^site-\d+: \d+ more findings of this rule: site-\d+, site-\d+, site-\d+, and/);
    expect(withinStack(ikeEncryption, [])).toEqual([]);
  });
});
