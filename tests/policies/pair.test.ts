// The values of a VpnTunnelPair: a tunnel's own over shared ones, and findings about both tunnels.
import { tunnelInForce, tunnelsInForce } from "../../policies/index";
import { notJudged, notKnown } from "../../policies/coverage/coverage-rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import { ALL_RULES, explicitCrypto, ikeEncryption, pskExplicit, pskStrength } from "../../policies/rules";
import type { Rule } from "../../policies/rule/rule";
import { slave } from "./cases";
import { pair } from "./pairs";
import { OTHER_PSK, STRONG_PSK, goodIke, goodIpsec, observed, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { APART, SHARING } from "./forms";
import { UNKNOWN, UNKNOWN_OBJECT, knownOrThrows, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { outputs } from "./shapes";

const WEAK_PSK = "Zk4!vT9q";
const judge = (rule: Rule, ...resources: readonly GivenResource[]) => run(toPolicy(rule), resources);
const found = async (rule: Rule, ...resources: readonly GivenResource[]) =>
  (await judge(rule, ...resources)).violations;

const ike = (ikeEncAlg: unknown): Props => ({ tunnelIkeConfig: { ikeEncAlg } });
const BOTH = 'office: tunnels tun-a (master) and tun-b (slave) of connection vco-1 "branch-office": ';
const MASTER = 'office: tunnel tun-a (master) of connection vco-1 "branch-office": ';
const SLAVE = 'office: tunnel tun-b (slave) of connection vco-1 "branch-office": ';
const in3des = { tunnelIkeConfig: goodIke({ ikeEncAlg: "3des" }) };

describe("a value of a pair", () => {
  it.each([
    ["shared", ike("des"), {}, [`${BOTH}tunnelIkeConfig.ikeEncAlg is "des"; `]],
    [
      "shared, with a good one over it",
      { ...ike("des"), master: ike("aes") },
      {},
      [`${SLAVE}tunnelIkeConfig.ikeEncAlg`],
    ],
    ["good, with a weak one over it", { ...ike("aes"), slave: ike("des") }, {}, [`${SLAVE}slave.tunnelIkeConfig.ike`]],
    [
      "weak in both, each its own",
      { master: ike("des"), slave: ike("des") },
      {},
      [`${MASTER}master.tunnelIkeConfig.ikeEncAlg is "des"`, `${SLAVE}slave.tunnelIkeConfig.ikeEncAlg is "des"`],
    ],
    [
      "weak in both, shared and own",
      { ...ike("des"), slave: ike("3des") },
      {},
      [`${MASTER}tunnelIkeConfig.ikeEncAlg is "des"`, `${SLAVE}slave.tunnelIkeConfig.ikeEncAlg is "3des"`],
    ],
    [
      "weak in force on both",
      {},
      { master: in3des, slave: in3des },
      [`${BOTH}tunnelIkeConfig.ikeEncAlg is "3des" (not`],
    ],
    ["weak in force on one", {}, { slave: in3des }, [`${SLAVE}tunnelIkeConfig.ikeEncAlg is "3des" (not declared; `]],
    [
      "weak in force where the other tunnel has its own",
      { master: ike("aes") },
      { master: in3des, slave: in3des },
      [`${SLAVE}slave.tunnelIkeConfig.ikeEncAlg is "3des" (not declared; `],
    ],
    ["declared beside what is weak in force", ike("aes"), { master: in3des, slave: in3des }, []],
  ] as const)("that is %s is named as the program writes it", async (_, declared, inForce, expected) => {
    const given = pair(declared, inForce);
    for (const resource of [given, outputs(given)])
      expect(await found(ikeEncryption, resource)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it("that is not known is an advisory, beside the verdict about the other tunnel", async () => {
    expect(await judge(ikeEncryption, pair({ ...ike("des"), master: UNKNOWN_OBJECT }))).toMatchObject({
      violations: [expect.stringContaining(`${SLAVE}tunnelIkeConfig.ikeEncAlg is "des"`)],
      advisory: expect.stringContaining("master"),
    });
    expect(await judge(ikeEncryption, pair({ ...ike(UNKNOWN), slave: ike("des") }))).toMatchObject({
      violations: [expect.stringContaining(`${SLAVE}slave.tunnelIkeConfig.ikeEncAlg is "des"`)],
      advisory: expect.stringContaining("tunnelIkeConfig.ikeEncAlg"),
    });
  });

  it("is declared for a tunnel by the tunnel or by both", async () => {
    const { ikeMode: _, ikeLifetime, ...half } = goodIke();
    const all = { tunnelIkeConfig: half, tunnelIpsecConfig: goodIpsec() };
    const [violation, ...more] = await found(
      explicitCrypto,
      pair({ ...all, master: { tunnelIkeConfig: { ikeLifetime } } }),
    );
    expect(violation).toContain(`${SLAVE}not declared: slave.tunnelIkeConfig.ikeLifetime. `);
    expect(more).toEqual([]);
  });
});

describe("the keys of a pair", () => {
  const FROM = { tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } };

  it.each([
    ["shared", { preSharedKey: WEAK_PSK }, [`${BOTH}tunnelIkeConfig.psk (not shown) is too weak`]],
    ["one own", { preSharedKey: STRONG_PSK, slavePreSharedKey: WEAK_PSK }, [`${SLAVE}slave.tunnelIkeConfig.psk (not`]],
    [
      "one over a weak one",
      { preSharedKey: WEAK_PSK, masterPreSharedKey: STRONG_PSK },
      [`${SLAVE}tunnelIkeConfig.psk (`],
    ],
    ["a source over a weak one", { preSharedKey: WEAK_PSK, master: FROM }, [`${SLAVE}tunnelIkeConfig.psk (`]],
    ["one over a shared source", { ...FROM, masterPreSharedKey: WEAK_PSK }, [`${MASTER}master.tunnelIkeConfig.psk (`]],
    ["none", {}, []],
  ] as const)("are judged where they count: %s", async (_, declared, expected) => {
    const given = pair(declared);
    for (const resource of [given, outputs(given)]) {
      const violations = await found(pskStrength, resource);
      expect(violations).toEqual(expected.map((text) => expect.stringContaining(text)));
      expect(violations.join()).not.toContain(WEAK_PSK.slice(0, 4));
    }
  });

  it("are asked for once where neither tunnel has one, and of the tunnel that lacks one", async () => {
    expect(await found(pskExplicit, pair({}))).toEqual([expect.stringContaining(`${BOTH}tunnelIkeConfig.psk is not`)]);
    expect(await found(pskExplicit, pair({ masterPreSharedKey: STRONG_PSK }))).toEqual([
      expect.stringContaining(`${SLAVE}slave.tunnelIkeConfig.psk is not declared`),
    ]);
    expect(await found(pskExplicit, pair({ masterPreSharedKey: STRONG_PSK, slave: FROM }))).toEqual([]);
  });
});

describe("the tunnels of a pair that nobody has read", () => {
  const unread = (reasons: { master?: string; slave?: string }): GivenResource => {
    const part = (notRead: string | undefined, seen: Props): Props => (notRead === undefined ? seen : { notRead });
    const slaveSeen = observed({ role: "slave", tunnelId: "tun-b" });
    return pair({ observed: { master: part(reasons.master, observed()), slave: part(reasons.slave, slaveSeen) } });
  };
  const rules = [ikeEncryption];

  it("are named each, where one of them was read", async () => {
    const stopped = await run(toPolicy(notJudged(rules)), [unread({ slave: "outage" })]);
    expect(stopped.violations).toEqual([expect.stringContaining("has judged slave.tunnelIkeConfig.ikeEncAlg. ")]);
    const told = await run(toPolicy(notKnown(rules)), [unread({ master: "off" })]);
    expect(told.violations).toEqual([expect.stringContaining("could not judge master.tunnelIkeConfig.ikeEncAlg: not")]);
  });

  it("are named together where neither was read, and an outage of one stops", async () => {
    const off = await run(toPolicy(notKnown(rules)), [unread({ master: "off", slave: "off" })]);
    expect(off.violations).toEqual([
      expect.stringContaining("could not judge tunnelIkeConfig.ikeEncAlg: not declared"),
    ]);
    const mixed = await run(toPolicy(notJudged(rules)), [unread({ master: "off", slave: "outage" })]);
    expect(mixed.violations).toEqual([expect.stringContaining("has judged tunnelIkeConfig.ikeEncAlg. ")]);
  });

  it("leave the connection known where one of them was read", async () => {
    const told = await run(toPolicy(notKnown(ALL_RULES)), [unread({ master: "off" })]);
    expect(told.violations.join()).not.toContain("the connection's");
  });
});

describe("tunnelsInForce", () => {
  it("gives each tunnel as tunnelInForce gives a VpnTunnel", () => {
    const tunnels = [vpnTunnel(), slave({ preSharedKey: OTHER_PSK })] as const;
    for (const form of [SHARING, APART]) {
      const [made] = form.of(tunnels);
      const read = tunnelsInForce(made?.props ?? {});
      expect(read).toHaveLength(2);
      for (const [index, tunnel] of tunnels.entries()) {
        const { declared: _, ...values } = tunnelInForce(tunnel.props);
        expect(read[index]).toMatchObject({ ...values });
      }
    }
  });

  it("names paths as the program writes them, and what is not known", () => {
    const { props } = pair({ ...ike("aes"), slave: ike(UNKNOWN), slavePreSharedKey: STRONG_PSK });
    const [first, second] = tunnelsInForce(knownOrThrows(props));
    expect(first).toMatchObject({ role: "master", tunnelIkeConfig: { ikeEncAlg: "aes" }, unknown: [] });
    expect(first?.declared).toEqual(["vpnConnectionId", "tunnelIkeConfig.ikeEncAlg"]);
    expect(second).toMatchObject({ role: "slave", unknown: ["slave.tunnelIkeConfig.ikeEncAlg"] });
    expect(second?.declared).toContain("slave.tunnelIkeConfig.psk");
  });
});
