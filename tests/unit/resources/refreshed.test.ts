import type { Values } from "../../../provider/core/field";
import { ALL_DECLARED, asSecret, type SecretPaths } from "../../../provider/core/secret";
import { observe, type Observation } from "../../../provider/resources/vpn-tunnel/observation";
import { observedOf } from "../../../provider/resources/vpn-tunnel/state/observed";
import { hasMoved, refreshedInputs } from "../../../provider/resources/vpn-tunnel/state/refreshed";
import type { TunnelState } from "../../../provider/resources/vpn-tunnel/state/shape";
import { outputsOf, readState, stateOf } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { CONNECTION, connectionWire, GATEWAY, LIVE_KEY, tunnelWire, withKey } from "./connections";
import { declare, placesOf, storedAndGivenBack } from "./stored-bags";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const seen = observe(selector, connectionWire());
const withheld = observe(
  selector,
  connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****")] }),
);
const PSK = "tunnelIkeConfig.psk";

/** What an operation that saw the tunnel stored of these declared values. */
const storedFrom = (observation: Observation, values: Values, secretPaths: SecretPaths = []): TunnelState =>
  readState(storedAndGivenBack(outputsOf(stateOf(observation, declare(values, secretPaths), "cn-hangzhou"))));

const moved = (values: Values): Observation => ({ ...seen, values: { ...seen.values, ...values } });

describe("inputs after a refresh", () => {
  const stateWith = (values: Values, secretPaths: SecretPaths = []): TunnelState => ({
    values,
    key: undefined,
    declared: Object.keys(values),
    place: undefined,
    secretPaths,
  });
  /** Without what is observed, which is looked at by itself. */
  const refreshed = (observation: Observation, values: Values): Record<string, unknown> => {
    const { observed: _, ...inputs } = refreshedInputs(observation, stateWith(values));
    return inputs;
  };

  it("hold exactly what is declared, as it is live", () => {
    const declared = {
      vpnConnectionId: CONNECTION,
      role: "master",
      enableDpd: false,
      "tunnelIkeConfig.ikePfs": "group14",
    };
    expect(refreshed(seen, declared)).toEqual({
      vpnConnectionId: CONNECTION,
      role: "master",
      enableDpd: true,
      tunnelIkeConfig: { ikePfs: "group2" },
    });
  });

  it("keep options and the region, which are not the API's to know", () => {
    const declared = { regionId: "cn-x", profile: "production", "assumeRole.roleArn": "acs:ram::1:role/x" };
    expect(refreshed(seen, declared)).toEqual({
      regionId: "cn-x",
      profile: "production",
      assumeRole: { roleArn: "acs:ram::1:role/x" },
    });
  });

  it("hold the live key where it is disclosed, and the declared one where it is not: that is no drift", () => {
    expect(refreshed(seen, { [PSK]: "declaredKey" })).toEqual({ preSharedKey: asSecret(LIVE_KEY) });
    expect(refreshed(withheld, { [PSK]: "declaredKey" })).toEqual({ preSharedKey: asSecret("declaredKey") });
  });

  it("lose a declared value that the API no longer has: that is drift", () => {
    expect(refreshed(seen, { remoteCaCertificate: "pem" })).toEqual({});
  });

  it("hold what is observed beside the declaration, as it is now", () => {
    const { observed } = refreshedInputs(seen, stateWith({ role: "master", enableDpd: false }));
    expect(observed).toEqual(observedOf(seen, (path) => path === "enableDpd"));
  });

  it("go on saying what the program calls secret, and mark of it what is observed", () => {
    const state = { ...stateWith({ role: "master" }, ["customerGatewayId"]), declared: ["role"] };
    const inputs = refreshedInputs(seen, state);
    expect(inputs["__secretPaths"]).toEqual(["customerGatewayId"]);
    expect(placesOf("cgw-peer", inputs)).toEqual(["observed.customerGatewayId[secret]"]);
  });

  it("name no secrets where a state of an earlier shape does not say which they are", () => {
    const inputs = refreshedInputs(seen, stateWith({ role: "master", enableDpd: false }, ALL_DECLARED));
    expect(inputs).toEqual({ role: "master", enableDpd: true, observed: expect.anything() });
  });
});

describe("a refresh", () => {
  const declared = { vpnConnectionId: CONNECTION, role: "master", enableDpd: true, [PSK]: LIVE_KEY, profile: "x" };

  it("leaves the inputs as they are where nothing has moved, declared or not", () => {
    for (const observation of [seen, withheld])
      expect(hasMoved(observation, storedFrom(observation, declared))).toBe(false);
    expect(hasMoved(seen, storedFrom(seen, declared, ["enableDpd", "tunnelIkeConfig"]))).toBe(false);
  });

  const { connection } = seen;
  it.each<[string, Observation]>([
    ["the role", { ...seen, role: "slave" }],
    ["the name of the connection", { ...seen, connection: { ...connection, name: "renamed" } }],
    ["the VPN gateway", { ...seen, connection: { ...connection, vpnGatewayId: "vpn-other" } }],
    ["a traffic selector of this side", { ...seen, connection: { ...connection, localSubnets: [] } }],
    ["a traffic selector of the peer", { ...seen, connection: { ...connection, remoteSubnets: ["192.168.2.0/24"] } }],
    ["a declared setting", moved({ enableDpd: false })],
    ["a setting that is not declared", moved({ enableNatTraversal: false })],
    ["the declared key", moved({ [PSK]: "anotherKey" })],
  ])("writes the inputs anew where it finds another value of %s", (_, observation) => {
    expect(hasMoved(observation, storedFrom(seen, declared))).toBe(true);
    expect(refreshedInputs(observation, storedFrom(seen, declared))).toMatchObject({
      vpnConnectionId: CONNECTION,
      profile: "x",
      observed: { tunnelId: seen.tunnelId },
    });
  });

  it.each<[string, Observation]>([
    ["a key that is not declared", moved({ [PSK]: "anotherKey" })],
    ["what moves by itself", moved({ status: "ike_sa_not_established", "tunnelBgpConfig.bgpStatus": "down" })],
  ])("leaves the inputs as they are where it finds another value of %s", (_, observation) => {
    expect(hasMoved(observation, storedFrom(seen, { role: "master" }))).toBe(false);
  });

  it("writes the inputs anew where nobody kept where the tunnel belongs", () => {
    expect(hasMoved(seen, { ...storedFrom(seen, declared), place: undefined })).toBe(true);
    const inputs = refreshedInputs(seen, { ...storedFrom(seen, declared), place: undefined });
    expect(inputs).toMatchObject({ enableDpd: true, observed: { vpnGatewayId: GATEWAY } });
  });

  it("shows the key nowhere but at its own name, marked secret", () => {
    expect(hasMoved(moved({ [PSK]: "pl4nted" }), storedFrom(seen, declared))).toBe(true);
    const inputs = refreshedInputs(moved({ [PSK]: "pl4nted" }), storedFrom(seen, declared));
    expect(placesOf("pl4nted", inputs)).toEqual(["preSharedKey[secret]"]);
  });
});
