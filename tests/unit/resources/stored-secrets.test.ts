import type { Values } from "../../../provider/core/field";
import { ALL_DECLARED, asSecret, type SecretPaths } from "../../../provider/core/secret";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { isSecretIn, outputsOf, stateOf } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { CONNECTION, connectionWire, tunnelWire } from "./connections";
import { declare, placesOf } from "./stored-bags";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const seen = observe(selector, connectionWire());
const PSK = "tunnelIkeConfig.psk";

const outputsFor = (values: Values, secretPaths: SecretPaths = [], observation = seen): Record<string, unknown> =>
  outputsOf(stateOf(observation, declare(values, secretPaths), "cn-hangzhou"));

describe("a value that the program calls secret", () => {
  const localId = "planted.example.com";
  const secretive = observe(
    selector,
    connectionWire({
      TunnelOptionsSpecification: [
        tunnelWire({ TunnelIkeConfig: { ...tunnelWire().TunnelIkeConfig, LocalId: localId } }),
      ],
    }),
  );

  it("is marked in the outputs, in its group only at the leaf", () => {
    const outputs = outputsFor({ "tunnelIkeConfig.localId": localId }, ["tunnelIkeConfig.localId"], secretive);
    expect(placesOf(localId, outputs)).toEqual(["tunnelIkeConfig.localId[secret]"]);
    expect(outputs).toMatchObject({ tunnelIkeConfig: { ikePfs: "group2" } });
    const whole = outputsFor({ customerGatewayId: "cgw-peer" }, ["customerGatewayId"]);
    expect(placesOf("cgw-peer", whole)).toEqual(["customerGatewayId[secret]"]);
  });

  it("is marked with all of its group where the program calls the group so, and once where it calls both so", () => {
    for (const paths of [["tunnelIkeConfig"], ["tunnelIkeConfig", "tunnelIkeConfig.localId"]]) {
      const outputs = outputsFor({ "tunnelIkeConfig.localId": localId }, paths, secretive);
      expect(placesOf(localId, outputs)).toEqual(["tunnelIkeConfig[secret].localId"]);
      expect(placesOf("group2", outputs)).toEqual(["tunnelIkeConfig[secret].ikePfs", "tunnelIpsecConfig.ipsecPfs"]);
    }
  });

  it("is marked in a group inside a group", () => {
    const declared = { "tunnelIkeConfig.pskFrom.command": "pass show planted" };
    for (const path of ["tunnelIkeConfig.pskFrom.command", "tunnelIkeConfig.pskFrom"])
      expect(placesOf("planted", outputsFor(declared, [path]))).toEqual([
        path.endsWith("command")
          ? "tunnelIkeConfig.pskFrom.command[secret]"
          : "tunnelIkeConfig.pskFrom[secret].command",
      ]);
  });

  it("is known to be secret by its path, not by its value: the same text elsewhere stays plain", () => {
    const outputs = outputsFor({ "tunnelIkeConfig.ikePfs": "group2" }, ["tunnelIkeConfig.ikePfs"]);
    expect(placesOf("group2", outputs)).toEqual(["tunnelIkeConfig.ikePfs[secret]", "tunnelIpsecConfig.ipsecPfs"]);
  });

  it("changes nothing where its path leads nowhere", () =>
    expect(outputsFor({ role: "master" }, ["remoteCaCertificate", "timeouts.settleSeconds"])).toEqual({
      ...outputsFor({ role: "master" }),
      __bookkeeping: expect.objectContaining({ secretPaths: ["remoteCaCertificate", "timeouts.settleSeconds"] }),
    }));

  it("may be any declared one where nobody can ask the program: all but the identity are marked", () => {
    const declared = { vpnConnectionId: CONNECTION, role: "master", profile: "x", customerGatewayId: "cgw-peer" };
    const outputs = outputsFor(declared, ALL_DECLARED);
    expect(outputs).toMatchObject({
      vpnConnectionId: CONNECTION,
      role: "master",
      enableDpd: true,
      profile: asSecret("x"),
      customerGatewayId: asSecret("cgw-peer"),
    });
    const state = { secretPaths: ALL_DECLARED, declared: Object.keys(declared) };
    for (const [path, isSecret] of [
      ["role", false],
      ["profile", true],
      ["enableDpd", false],
      [PSK, true],
    ] as const)
      expect([path, isSecretIn(state, path)]).toEqual([path, isSecret]);
  });

  it("is one that no message may show, as is the key and all in a secret group", () => {
    const state = { secretPaths: ["customerGatewayId", "tunnelBgpConfig"], declared: [] };
    for (const path of ["customerGatewayId", "tunnelBgpConfig.localAsn", PSK])
      expect([path, isSecretIn(state, path)]).toEqual([path, true]);
    expect(isSecretIn(state, "tunnelIkeConfig.localId")).toBe(false);
  });
});
