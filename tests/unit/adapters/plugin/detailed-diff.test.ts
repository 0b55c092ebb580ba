import { detailedDiff, stableOutputs } from "../../../../provider/adapters/plugin/detailed-diff";
import { partsOfUrn } from "../../../../provider/adapters/plugin/urn";
import { vpnTunnelTable } from "../../../../provider/resources/vpn-tunnel/table/fields";

const path = "tunnelIkeConfig.ikeEncAlg";
const bag = (ikeEncAlg?: string): object => ({ tunnelIkeConfig: ikeEncAlg === undefined ? {} : { ikeEncAlg } });

describe("the difference of a property", () => {
  it.each([
    ["another declared value", "aes", "aes", "aes256", { kind: "update", isInInputs: true }],
    ["a value in force that is not the declared one", "aes256", "aes", "aes256", { kind: "update", isInInputs: false }],
    ["declared from here on, as it is in force", undefined, "aes", "aes", { kind: "add", isInInputs: true }],
    ["declared from here on, otherwise than in force", undefined, "aes", "des", { kind: "update", isInInputs: false }],
    ["declared from here on, and not in force", undefined, undefined, "des", { kind: "add", isInInputs: true }],
    ["declared no more", "aes", "aes", undefined, { kind: "delete", isInInputs: true }],
    ["never declared", undefined, "aes", undefined, { kind: "delete", isInInputs: false }],
  ])("%s", (_, before, inForce, now, expected) => {
    const bags = { oldInputs: { ...bag(before) }, oldOutputs: { ...bag(inForce) }, newInputs: { ...bag(now) } };
    const found = detailedDiff({ differing: [path], replaces: [] }, bags);
    expect([...found]).toEqual([[path, { ...expected, isReplacing: false }]]);
  });

  it("says what replaces, and then no output is stable", () => {
    const bags = { oldInputs: { role: "master" }, oldOutputs: { role: "master" }, newInputs: { role: "slave" } };
    const result = { differing: ["role", "enableDpd"], replaces: ["role"] };
    expect(detailedDiff(result, bags).get("role")).toMatchObject({ isReplacing: true });
    expect(detailedDiff(result, bags).get("enableDpd")).toMatchObject({ isReplacing: false });
    expect(stableOutputs(vpnTunnelTable, result)).toEqual([]);
    expect(stableOutputs(vpnTunnelTable, { replaces: [] })).toContain("tunnelId");
  });
});

describe("a urn", () => {
  it.each([
    ["urn:pulumi:dev::shop::alicloud-vpn:index:VpnTunnel::office", "alicloud-vpn:index:VpnTunnel", "office"],
    [
      "urn:pulumi:dev::shop::my:mod:Site$alicloud-vpn:index:VpnTunnelPair::a::b",
      "alicloud-vpn:index:VpnTunnelPair",
      "a::b",
    ],
    ["", "", ""],
  ])("%s has a type and a name", (urn, token, name) => expect(partsOfUrn(urn)).toEqual({ token, name }));
});
