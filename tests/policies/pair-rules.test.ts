// A VpnTunnelPair among other resources, and the rules that are about our own resources alone.
import { notKnown } from "../../policies/coverage/coverage-rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import {
  bgpCidrUnique,
  ikeConfigConsistent,
  ikeEncryption,
  probeRequired,
  pskUnique,
  rolloutComplete,
  selectorOverlap,
  tunnelParity,
} from "../../policies/rules";
import type { Rule } from "../../policies/rule/rule";
import { slave } from "./cases";
import { pair, vpnTunnelPair } from "./pairs";
import { inDays } from "./days";
import { dualConnection, goodBgp, goodIpsec, observed, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { APART, SHARING, inForm } from "./forms";
import { UNKNOWN, UNKNOWN_OBJECT, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { outputs } from "./shapes";

const judge = (rule: Rule, ...resources: readonly GivenResource[]) => run(toPolicy(rule), resources);
const found = async (rule: Rule, ...resources: readonly GivenResource[]) =>
  (await judge(rule, ...resources)).violations;

const ike = (ikeEncAlg: unknown): Props => ({ tunnelIkeConfig: { ikeEncAlg } });
const BOTH = 'office: tunnels tun-a (master) and tun-b (slave) of connection vco-1 "branch-office": ';
const SLAVE = 'office: tunnel tun-b (slave) of connection vco-1 "branch-office": ';

describe("a pair in a stack", () => {
  const other = (changes: Props = {}, seen: Props = {}): GivenResource =>
    vpnTunnel(
      {
        vpnConnectionId: "vco-2",
        tunnelId: "tun-x",
        tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
        observed: observed({ customerGatewayId: "cgw-2", tunnelId: "tun-x", ...seen }),
        ...changes,
      },
      "other",
    );
  const whole = (declared: Props = {}): GivenResource => ({ ...vpnTunnelPair(declared), name: "office" });

  it("has two tunnels, also towards each other", async () => {
    const twice = { tunnelBgpConfig: goodBgp(), master: undefined, slave: undefined };
    expect(await found(bgpCidrUnique, whole(twice))).toEqual([
      expect.stringMatching(
        /^office: tunnel tun-a-2 \(slave\) .*: tunnelBgpConfig\.tunnelCidr is .*which office: tunnel tun-a/,
      ),
    ]);
    const slaveOnly = { tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.13.0/30", localBgpIp: "169.254.13.1" }) };
    expect(await found(bgpCidrUnique, whole(), other(slaveOnly))).toEqual([
      expect.stringMatching(/^office: tunnel tun-a-2 \(slave\) .*169\.254\.13\.0\/30, which other: tunnel tun-x/),
    ]);
    expect(await found(tunnelParity, pair({ ...ike("aes"), slave: ike("aes256") }))).toEqual([
      expect.stringMatching(
        /^office: tunnel tun-b \(slave\) .* differs from office: tunnel tun-a .*slave\.tunnelIkeConfig/,
      ),
    ]);
  });

  it("shares a key with a peer as one finding, which names both tunnels on either side", async () => {
    expect(await found(pskUnique, whole(), other())).toEqual([
      expect.stringMatching(
        /^other: tunnel tun-x .* is also the key of office: tunnels tun-a \(master\) and tun-a-2 \(slave\) of/,
      ),
    ]);
    expect(await found(pskUnique, whole(), inForm(SHARING, other()))).toEqual([
      expect.stringMatching(/^office: tunnels tun-a \(master\) and tun-a-2 \(slave\) .* key of other: tunnels tun-x/),
    ]);
  });

  it("may have one key for two customer gateways, unless told otherwise", async () => {
    const twoLines = whole({
      slave: { customerGatewayId: "cgw-9", tunnelBgpConfig: { tunnelCidr: "169.254.13.0/30" } },
    });
    expect(await found(pskUnique, twoLines)).toEqual([]);
    expect((await run(toPolicy(pskUnique), [twoLines], { exemptSameConnection: false })).violations).toEqual([
      expect.stringMatching(/^office: tunnel tun-a \(master\) .*key of office: tunnel tun-a-2 \(slave\)/),
    ]);
  });

  it("is no second tunnel beside a VpnTunnel or a Connection of its tunnels", async () => {
    const connection = dualConnection({ id: "vco-1" }, "made");
    const rules = [pskUnique, bgpCidrUnique, selectorOverlap, ikeConfigConsistent];
    for (const beside of [vpnTunnel(), slave(), connection])
      for (const form of [SHARING, APART])
        for (const rule of rules) expect(await found(rule, inForm(form, vpnTunnel({}, "office")), beside)).toEqual([]);
  });

  it("counts for its tunnels where their Connection still declares what they had before", async () => {
    const before = dualConnection({ id: "vco-1" }, "made");
    const after = { ...whole({ tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes192" }) }), name: "zz-office" };
    expect(await found(tunnelParity, before, after)).toEqual([]);
  });
});

describe("the rule probe-required", () => {
  const silent = { tunnelBgpConfig: undefined };

  it("asks of a pair only where BGP is off for a tunnel and no probe is declared", async () => {
    const off = { master: silent, slave: silent };
    expect(await found(probeRequired, pair({}, off))).toEqual([
      expect.stringContaining(`${BOTH}probe is not declared`),
    ]);
    expect(await found(probeRequired, pair({}, { slave: silent }))).toEqual([
      expect.stringContaining(`${SLAVE}probe is not declared`),
    ]);
    expect(await found(probeRequired, pair({ probe: { command: "./probe" } }, off))).toEqual([]);
    expect(await found(probeRequired, pair({ tunnelBgpConfig: { localAsn: 65_010 } }, off))).toEqual([]);
  });

  it("leaves open what it cannot know", async () => {
    expect(
      await judge(probeRequired, pair({ probe: UNKNOWN_OBJECT }, { master: silent, slave: silent })),
    ).toMatchObject({
      violations: [],
      advisory: expect.stringContaining("probe"),
    });
    const unread = vpnTunnel({ tunnelBgpConfig: undefined, observed: { notRead: "off" } });
    expect(await found(probeRequired, unread)).toEqual([]);
    expect((await run(toPolicy(notKnown([probeRequired])), [unread])).violations).toEqual([
      expect.stringContaining("could not judge tunnelBgpConfig: not declared"),
    ]);
  });

  it("says nothing about a resource that has no probe", async () => {
    expect((await judge(probeRequired, dualConnection())).notApplicable).toContain("Alibaba Cloud");
  });
});

describe("the rule rollout-complete", () => {
  it.each([
    [undefined, 0],
    [{}, 0],
    [{ stage: "both" }, 0],
    [{ stage: "first", first: "master" }, 1],
  ])("%j: %i violations, of inputs and of outputs", async (rollout, count) => {
    for (const resource of [vpnTunnelPair({ rollout }), outputs(vpnTunnelPair({ rollout }))])
      expect(await found(rolloutComplete, resource)).toHaveLength(count);
  });

  it("gives an advisory where the stage is not known, and is about pairs alone", async () => {
    expect((await judge(rolloutComplete, vpnTunnelPair({ rollout: { stage: UNKNOWN } }))).advisory).toContain("stage");
    expect((await judge(rolloutComplete, vpnTunnel({ rollout: { stage: "first" } }))).notApplicable).toBeDefined();
  });
});

describe("a pair by its name", () => {
  const exempt = (resource: string) => ({ exempt: [{ resource, reason: "is replaced", until: inDays(60) }] });

  it("is exempt, from a rule about it and from one about the stack", async () => {
    const weak = pair(ike("des"));
    expect((await run(toPolicy(ikeEncryption), [weak], exempt("off*"))).violations).toEqual([]);
    expect((await run(toPolicy(ikeEncryption), [weak], exempt("branch"))).violations).toHaveLength(1);
    const uneven = pair({ ...ike("aes"), slave: ike("aes256") });
    expect((await run(toPolicy(tunnelParity), [uneven], exempt("office"))).violations).toEqual([]);
  });
});
