import type { Properties } from "../../../provider/core/property-tree";
import type { CheckPorts } from "../../../provider/resources/vpn-tunnel/preview/check-inputs";
import { first, named, observer } from "./check-ports";

describe("what the program calls secret", () => {
  const secretive = (paths: string[], settings: Properties): Properties => ({
    ...named,
    ...settings,
    __secretPaths: paths,
  });
  const textsOf = async (inputs: Properties, ports: CheckPorts = observer()): Promise<string> => {
    const { failures, notes, warnings, remark } = await first(inputs, ports);
    return JSON.stringify({ failures, notes, warnings, remark });
  };

  it("is kept in the inputs, in order, for the verbs after this one", async () => {
    const paths = ["tunnelIkeConfig.localId", "customerGatewayId"];
    const { inputs } = await first(secretive(paths, { customerGatewayId: "cgw-peer" }));
    expect(inputs["__secretPaths"]).toEqual(["customerGatewayId", "tunnelIkeConfig.localId"]);
    expect((await first(secretive([], {}))).inputs).not.toHaveProperty("__secretPaths");
  });

  it.each<[string, string[], Properties]>([
    ["a refused identity", ["tunnelIkeConfig.localId"], { tunnelIkeConfig: { localId: "pl4nted id" } }],
    ["an identity that does not work", ["tunnelIkeConfig.localId"], { tunnelIkeConfig: { localId: "%pl4nted" } }],
    ["a refused customer gateway", ["customerGatewayId"], { customerGatewayId: "cgw:pl4nted" }],
    ["a value of a group that is secret", ["tunnelIkeConfig"], { tunnelIkeConfig: { ikePfs: "pl4nted" } }],
    [
      "what a relation judges",
      ["tunnelBgpConfig.localBgpIp", "tunnelBgpConfig.tunnelCidr"],
      { tunnelBgpConfig: { localBgpIp: "169.254.44.9", tunnelCidr: "169.254.44.4/30" } },
    ],
    [
      "a difference that onAdopt verify refuses",
      ["tunnelIkeConfig.localId", "customerGatewayId"],
      { onAdopt: "verify", customerGatewayId: "cgw-pl4nted", tunnelIkeConfig: { localId: "pl4nted.example.com" } },
    ],
  ])("is quoted by no failure: %s", async (_, paths, settings) => {
    const { failures } = await first(secretive(paths, settings));
    expect(failures.length).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).not.toMatch(/pl4nted|169\.254\.44/u);
  });

  it("is named in the preview, without the old and the new value", async () => {
    const text = await textsOf(
      secretive(["customerGatewayId", "tunnelIkeConfig"], {
        customerGatewayId: "cgw-pl4nted",
        tunnelIkeConfig: { localId: "pl4nted.example.com" },
      }),
    );
    expect(text).toMatch(/customerGatewayId changes.*tunnelIkeConfig\.localId changes/u);
    expect(text).not.toMatch(/pl4nted|cgw-peer|203\.0\.113\.1/u);
  });

  it("is not quoted where it says where the key is read from: the key is missing there, or is none", async () => {
    for (const kind of ["env", "file", "command"]) {
      const path = `tunnelIkeConfig.pskFrom.${kind}`;
      const referring = secretive([path], { tunnelIkeConfig: { pskFrom: { [kind]: "pl4nted" } } });
      const missing = await textsOf(referring);
      expect(missing).toMatch(/tunnelIkeConfig\.pskFrom: the .* gives no key here/u);
      const invalid = await textsOf(referring, observer(undefined, { pl4nted: { key: "no key" } }));
      expect(invalid).toContain("is not one: it");
      for (const text of [missing, invalid]) expect(text).not.toContain("pl4nted");
    }
  });

  it("is in no line about what up would refuse", async () => {
    const asn = secretive(["tunnelBgpConfig.localAsn"], { tunnelBgpConfig: { localAsn: 44_444 } });
    const text = await textsOf(asn);
    expect(text).toContain("up would refuse this: tunnelBgpConfig.localAsn would differ from the one of");
    expect(text).not.toMatch(/44444|45104/u);
  });
});
