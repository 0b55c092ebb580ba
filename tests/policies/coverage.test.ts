import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { notJudged, notKnown } from "../../policies/coverage/coverage-rules";
import { ALL_RULES, bgpCidrUnique, ikeEncryption, pskUnique, selectorOverlap } from "../../policies/rules";
import { STRONG_PSK, attachment, dualConnection, goodIke, observed, singleConnection, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { FORMS, NAMED_FORMS, inForm } from "./forms";
import { UNKNOWN_OBJECT, run, runPack } from "./policy-runner";
import type { GivenResource, PackConfig } from "./policy-runner";
import { outputs } from "./shapes";

const analyze = { isAnalyze: () => true };
const stopping = toPolicy(notJudged(ALL_RULES), analyze);
const telling = toPolicy(notKnown(ALL_RULES), analyze);
const stopped = async (resource: GivenResource) => (await run(stopping, [resource])).violations;
const told = async (resource: GivenResource) => (await run(telling, [resource])).violations;

const ANY = ["0.0.0.0/0"];

describe("a resource whose values are all known", () => {
  it("is reported by neither coverage rule, as inputs or as outputs", async () => {
    const own = FORMS.map((form) => inForm(form, vpnTunnel()));
    for (const resource of [...own, ...own.map(outputs), dualConnection(), singleConnection(), attachment()]) {
      expect(await stopped(resource)).toEqual([]);
      expect(await told(resource)).toEqual([]);
    }
  });

  it.each(NAMED_FORMS)("may be a tunnel without BGP, of a connection without a name: %s", async (_, form) => {
    const seen = observed({ tunnelBgpConfig: undefined, connectionName: "" });
    expect(await told(inForm(form, vpnTunnel({ tunnelBgpConfig: undefined, observed: seen })))).toEqual([]);
  });
});

describe.each(NAMED_FORMS)("a tunnel that an outage hid, of %s", (_, form) => {
  const unread = (notRead: string, rest: Props = {}): GivenResource =>
    inForm(form, vpnTunnel({ ...rest, observed: { notRead } }));

  it("is a mandatory violation that names each value that no rule has judged", async () => {
    const [violation, ...more] = await stopped(unread("outage", { tunnelIkeConfig: { ikeVersion: "ikev2" } }));
    expect(more).toEqual([]);
    expect(violation).toContain("hq-master: the API of Alibaba Cloud could not be asked");
    expect(violation).toContain("no rule has judged customerGatewayId, ");
    expect(violation).toContain(
      "the connection's localSubnets, the connection's remoteSubnets, the connection's vpnGatewayId",
    );
    expect(violation).toContain("tunnelIkeConfig.ikeAuthAlg");
    expect(violation).not.toContain("tunnelIkeConfig.ikeVersion");
    expect(await told(unread("outage"))).toEqual([]);
  });

  it("is no violation if the program declares every value that the pack judges", async () => {
    const own = toPolicy(notJudged([ikeEncryption]));
    expect((await run(own, [unread("outage")])).violations).toEqual([]);
    expect((await run(own, [unread("outage", { tunnelIkeConfig: {} })])).violations).toHaveLength(1);
  });

  it("leaves a masked key to the rule alicloud-vpn-not-known", async () => {
    const masked = unread("outage", { preSharedKey: "********" });
    expect((await stopped(masked)).join()).not.toContain("psk");
    expect(await told(masked)).toEqual([expect.stringContaining("tunnelIkeConfig.psk (it is not disclosed here)")]);
  });

  it("stops an update in every pack, and other gaps are advisories", () => {
    const level = (name: string) => createPack().policies.find((one) => one.name === name)?.enforcementLevel;
    expect(level("alicloud-vpn-not-judged")).toBe("mandatory");
    expect(level("alicloud-vpn-not-known")).toBe("advisory");
  });
});

describe.each(NAMED_FORMS)("a value of %s that is missing for another reason than an outage", (_name, form) => {
  it.each([
    ["comparing is off", { observed: { notRead: "off" } }, "alicloud-vpn:compare switches off"],
    ["the connection is not known", { observed: { notRead: "unknown" } }, "the connection is not known yet"],
    ["nothing was observed", { observed: undefined }, "nobody has read the live tunnel"],
    ["a reason of a later release", { observed: { notRead: "strike" } }, "nobody has read the live tunnel"],
    ["the tunnel has no value", { observed: observed({ localSubnets: undefined }) }, "nothing is in force for it"],
  ])("is reported with its reason: %s", async (_, changes, reason) => {
    const resource = inForm(form, vpnTunnel(changes));
    expect(await stopped(resource)).toEqual([]);
    const [message, ...more] = await told(resource);
    expect(more).toEqual([]);
    expect(message).toContain("the connection's localSubnets");
    expect(message).toContain(reason);
  });

  it("is left to the other rules if it is unknown in this preview", async () => {
    const resource = inForm(form, vpnTunnel({ observed: UNKNOWN_OBJECT }));
    expect([...(await stopped(resource)), ...(await told(resource))]).toEqual([]);
  });

  it("may be a gateway only in a pack with a rule that compares tunnels", async () => {
    const names = async (rules: Parameters<typeof notKnown>[0]) =>
      (await run(toPolicy(notKnown(rules)), form.of([vpnTunnel({ observed: undefined })]))).violations.join();
    expect(await names([ikeEncryption])).toBe("");
    expect(await names([ikeEncryption, pskUnique])).toContain("customerGatewayId, the connection's vpnGatewayId");
  });

  it("is reported only if a rule reads it that is on in this run", async () => {
    const bare = inForm(form, vpnTunnel({ enableNatTraversal: undefined, enableDpd: undefined, observed: undefined }));
    const toldBy = async (config: PackConfig) =>
      (await runPack(createPack().policies, bare, config)).get("alicloud-vpn-not-known")?.violations.join();
    expect(await toldBy({})).toContain("enableDpd");
    expect(await toldBy({})).not.toContain("enableNatTraversal");
    // A configuration file, which only Pulumi sees, decides as well.
    const file = {
      "alicloud-vpn-tunnel-dpd-enabled": { enforcementLevel: "disabled" },
      "alicloud-vpn-tunnel-nat-traversal-enabled": { enforcementLevel: "advisory" },
    };
    expect(await toldBy(file)).toContain("enableNatTraversal");
    expect(await toldBy(file)).not.toContain("enableDpd");
  });

  it("may be one that only rules over the stack read, unless they are named as exceptions", async () => {
    const unread = inForm(form, vpnTunnel({ observed: { notRead: "outage" } }));
    const stoppedBy = async (config: PackConfig) =>
      (await runPack(createPack({ rules: [bgpCidrUnique, selectorOverlap] }).policies, unread, config)).get(
        "alicloud-vpn-not-judged",
      )?.violations;
    const all = ["customerGatewayId", "the connection's localSubnets", "the connection's vpnGatewayId"];
    const [message] = (await stoppedBy({})) ?? [];
    for (const what of all) expect(message).toContain(what);
    const except = ["alicloud-vpn-connection-selector-overlap", "alicloud-vpn-tunnel-bgp-cidr-unique"];
    const config = (names: readonly string[]) => ({ "alicloud-vpn-not-judged": { except: names } });
    expect((await stoppedBy(config(except.slice(0, 1))))?.join()).not.toContain("localSubnets");
    expect(await stoppedBy(config(except))).toEqual([]);
  });
});

describe("a value in a form that no rule can read", () => {
  it.each(NAMED_FORMS)("is reported, and does not pass in silence: %s", async (_, form) => {
    const odd = { tunnelIkeConfig: goodIke({ ikeEncAlg: ["aes256"] }), observed: observed({ remoteSubnets: 5 }) };
    const messages = await told(inForm(form, vpnTunnel(odd)));
    expect(messages).toEqual([expect.stringContaining("the connection's remoteSubnets (it is no list)")]);
    expect(messages.join()).toContain("tunnelIkeConfig.ikeEncAlg (it is no single value)");
  });

  it.each([
    ["an empty list", { remoteSubnets: [] }, "remoteSubnets (the list is empty)"],
    ["a list of nothing", { remoteSubnets: [null] }, "remoteSubnets[0] (it is no text)"],
    ["a list with a number", { remoteSubnets: ["192.168.0.0/20", 7] }, "remoteSubnets[1] (it is no text)"],
    ["an unreadable block", { remoteSubnets: ["10/8"] }, 'remoteSubnets ("10/8" cannot be read as a CIDR block)'],
    ["networks on neither side", { localSubnets: [], remoteSubnets: [] }, "localSubnets (the list is empty)"],
  ])("may be %s, of a connection and of a tunnel", async (_, networks, expected) => {
    expect((await told(dualConnection(networks))).join()).toContain(expected);
    expect((await told(vpnTunnel({ observed: observed(networks) }))).join()).toContain(`the connection's ${expected}`);
  });

  it("may be an empty text of an attachment", async () => {
    expect((await told(attachment({ remoteSubnet: " " }))).join()).toContain("remoteSubnet (the text is empty)");
  });

  it("may be the networks of a route-based connection, which only routes decide", async () => {
    const [message] = await told(dualConnection({ localSubnets: ANY, remoteSubnets: ANY }));
    expect(message).toContain("localSubnets (0.0.0.0/0 is on both sides, so routes decide");
    expect(message).toContain("remoteSubnets (0.0.0.0/0 is on both sides");
    // One side alone is judged, and refused.
    expect((await told(dualConnection({ remoteSubnets: ANY }))).join()).not.toContain("0.0.0.0/0");
  });

  it("may be a key, and the message shows no part of it", async () => {
    const weird = vpnTunnel({ preSharedKey: [STRONG_PSK] });
    expect((await told(weird)).join()).toContain("tunnelIkeConfig.psk (it is no single value)");
    expect((await told(weird)).join()).not.toContain(STRONG_PSK.slice(0, 4));
  });
});
