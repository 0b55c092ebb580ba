import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { notJudged, notKnown } from "../../policies/coverage/coverage-rules";
import { ALL_RULES, ikeEncryption, pskUnique } from "../../policies/rules";
import { STRONG_PSK, attachment, dualConnection, goodIke, observed, singleConnection, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { UNKNOWN_OBJECT, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { outputs } from "./shapes";

const stopping = toPolicy(notJudged(ALL_RULES));
const telling = toPolicy(notKnown(ALL_RULES));
const stopped = async (resource: GivenResource) => (await run(stopping, [resource])).violations;
const told = async (resource: GivenResource) => (await run(telling, [resource])).violations;

const ANY = ["0.0.0.0/0"];
const unread = (notRead: string, rest: Props = {}): GivenResource => vpnTunnel({ ...rest, observed: { notRead } });

describe("what is known", () => {
  it("is named by neither rule, in inputs or outputs", async () => {
    for (const resource of [vpnTunnel(), outputs(vpnTunnel()), dualConnection(), singleConnection(), attachment()]) {
      expect(await stopped(resource)).toEqual([]);
      expect(await told(resource)).toEqual([]);
    }
  });

  it("may be that a tunnel has no BGP and no name", async () => {
    const seen = observed({ tunnelBgpConfig: undefined, connectionName: "" });
    expect(await told(vpnTunnel({ tunnelBgpConfig: undefined, observed: seen }))).toEqual([]);
  });
});

describe("an outage", () => {
  it("stops, and names each value that no rule has judged", async () => {
    const [violation, ...more] = await stopped(unread("outage", { tunnelIkeConfig: { ikeVersion: "ikev2" } }));
    expect(more).toEqual([]);
    expect(violation).toContain("hq-master: the API of Alibaba Cloud could not be asked");
    expect(violation).toContain(
      "customerGatewayId, the connection's localSubnets, the connection's remoteSubnets, the connection's vpnGatewayId",
    );
    expect(violation).toContain("tunnelIkeConfig.ikeAuthAlg");
    expect(violation).not.toContain("tunnelIkeConfig.ikeVersion");
    expect(await told(unread("outage"))).toEqual([]);
  });

  it("does not stop where the program declares all that the pack judges", async () => {
    const own = toPolicy(notJudged([ikeEncryption]));
    expect((await run(own, [unread("outage")])).violations).toEqual([]);
    expect((await run(own, [unread("outage", { tunnelIkeConfig: {} })])).violations).toHaveLength(1);
  });

  it("leaves what no outage hid to the other rule", async () => {
    const masked = unread("outage", { preSharedKey: "********" });
    expect((await stopped(masked)).join()).not.toContain("psk");
    expect(await told(masked)).toEqual([expect.stringContaining("tunnelIkeConfig.psk (it is not disclosed here)")]);
  });

  it("is mandatory in every pack, and the rest is advisory", () => {
    const level = (name: string) => createPack().policies.find((one) => one.name === name)?.enforcementLevel;
    expect(level("alicloud-vpn-not-judged")).toBe("mandatory");
    expect(level("alicloud-vpn-not-known")).toBe("advisory");
  });
});

describe("what nobody knows otherwise", () => {
  it.each([
    ["comparing is off", { observed: { notRead: "off" } }, "alicloud-vpn:compare switches off"],
    ["the connection is not known", { observed: { notRead: "unknown" } }, "the connection is not known yet"],
    ["nothing was observed", { observed: undefined }, "nobody has read the live tunnel"],
    ["a reason of a later release", { observed: { notRead: "strike" } }, "nobody has read the live tunnel"],
    ["the tunnel has no value", { observed: observed({ localSubnets: undefined }) }, "nothing is in force for it"],
  ])("is told with its reason: %s", async (_, changes, reason) => {
    const resource = vpnTunnel(changes);
    expect(await stopped(resource)).toEqual([]);
    const [message, ...more] = await told(resource);
    expect(more).toEqual([]);
    expect(message).toContain("the connection's localSubnets");
    expect(message).toContain(reason);
  });

  it("is left to the rules where it is unknown in this preview", async () => {
    const resource = vpnTunnel({ observed: UNKNOWN_OBJECT });
    expect([...(await stopped(resource)), ...(await told(resource))]).toEqual([]);
  });

  it("holds the gateways only where a rule compares tunnels", async () => {
    const names = async (rules: Parameters<typeof notKnown>[0]) =>
      (await run(toPolicy(notKnown(rules)), [vpnTunnel({ observed: undefined })])).violations.join();
    expect(await names([ikeEncryption])).toBe("");
    expect(await names([ikeEncryption, pskUnique])).toContain("customerGatewayId, the connection's vpnGatewayId");
  });

  it("holds only what an enabled rule of the pack reads", async () => {
    const own = createPack().policies.find(({ name }) => name === "alicloud-vpn-not-known");
    if (own === undefined) throw new Error("the pack has no such rule");
    const bare = { enableNatTraversal: undefined, enableDpd: undefined, observed: undefined };
    const { violations } = await run(own, [vpnTunnel(bare)]);
    expect(violations).toEqual([expect.stringContaining("enableDpd")]);
    expect(violations[0]).not.toContain("enableNatTraversal");
  });
});

describe("what is there in a form that no rule can read", () => {
  it("is told, instead of passed", async () => {
    const odd = { tunnelIkeConfig: goodIke({ ikeEncAlg: ["aes256"] }), observed: observed({ remoteSubnets: 5 }) };
    expect(await told(vpnTunnel(odd))).toEqual([
      expect.stringContaining(
        "the connection's remoteSubnets (it is no list); tunnelIkeConfig.ikeEncAlg (it is no single value)",
      ),
    ]);
  });

  it.each([
    ["an empty list", { remoteSubnets: [] }, "remoteSubnets (the list is empty)"],
    ["a list of nothing", { remoteSubnets: [null] }, "remoteSubnets[0] (it is no text)"],
    ["a list with a number", { remoteSubnets: ["192.168.0.0/20", 7] }, "remoteSubnets[1] (it is no text)"],
    ["an unreadable block", { remoteSubnets: ["10/8"] }, 'remoteSubnets ("10/8" cannot be read as a CIDR block)'],
    ["networks on neither side", { localSubnets: [], remoteSubnets: [] }, "localSubnets (the list is empty)"],
  ])("holds %s, of a connection and of a tunnel", async (_, networks, expected) => {
    expect((await told(dualConnection(networks))).join()).toContain(expected);
    expect((await told(vpnTunnel({ observed: observed(networks) }))).join()).toContain(`the connection's ${expected}`);
  });

  it("holds an empty text of an attachment", async () => {
    expect((await told(attachment({ remoteSubnet: " " }))).join()).toContain("remoteSubnet (the text is empty)");
  });

  it("holds the networks behind a route-based connection, which only its routes tell", async () => {
    const [message] = await told(dualConnection({ localSubnets: ANY, remoteSubnets: ANY }));
    expect(message).toContain("localSubnets (0.0.0.0/0 is on both sides, so routes decide");
    expect(message).toContain("remoteSubnets (0.0.0.0/0 is on both sides");
    // One side alone is judged, and refused.
    expect((await told(dualConnection({ remoteSubnets: ANY }))).join()).not.toContain("0.0.0.0/0");
  });

  it("never holds a key", async () => {
    const weird = vpnTunnel({ preSharedKey: [STRONG_PSK] });
    expect((await told(weird)).join()).toContain("tunnelIkeConfig.psk (it is no single value)");
    expect((await told(weird)).join()).not.toContain(STRONG_PSK.slice(0, 4));
  });
});
