import * as fc from "fast-check";
import { fieldsOf, type Values } from "../../../provider/core/field";
import { ALL_DECLARED, asSecret, type SecretPaths } from "../../../provider/core/secret";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { isOutput } from "../../../provider/resources/vpn-tunnel/table/path-kinds";
import type { TunnelState } from "../../../provider/resources/vpn-tunnel/state/shape";
import {
  declarationIn,
  isSecretIn,
  outputsOf,
  readState,
  secretPathsIn,
  stateOf,
  withRegion,
} from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { OUTPUT_NAMES } from "../../../sdk/generated/vpn-tunnel-outputs";
import { valuesOf } from "../core/arbitraries";
import { CONNECTION, connectionWire, GATEWAY, LIVE_KEY, MASTER, SETTINGS, tunnelWire, withKey } from "./connections";
import { declare, partOf, placesOf, storedAndGivenBack } from "./stored-bags";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const seen = observe(selector, connectionWire());
const withheld = observe(
  selector,
  connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****")] }),
);
const PSK = "tunnelIkeConfig.psk";
const REGION = "cn-hangzhou";

const outputsFor = (values: Values, secretPaths: SecretPaths = [], observation = seen): Record<string, unknown> =>
  outputsOf(stateOf(observation, declare(values, secretPaths), REGION));

describe("outputs", () => {
  it("are plain: what a program declares and what is reported, under the names of the inputs", () => {
    const declared = { vpnConnectionId: CONNECTION, role: "master", profile: "x", "tunnelIkeConfig.ikeLifetime": 1 };
    const kept = { restorePoint: {}, unconfirmed: 5 };
    expect(outputsOf(stateOf(seen, declare(declared), "cn-x", kept))).toEqual({
      vpnConnectionId: CONNECTION,
      tunnelId: MASTER,
      role: "master",
      regionId: "cn-x",
      profile: "x",
      // ikeLifetime is as it is in force, not as it is declared.
      ...SETTINGS,
      tunnelBgpConfig: {
        ...SETTINGS.tunnelBgpConfig,
        peerAsn: 65_531,
        peerBgpIp: "169.254.11.2",
        bgpStatus: "success",
      },
      zoneNo: "cn-hangzhou-h",
      internetIp: "203.0.113.1",
      state: "active",
      status: "ipsec_sa_established",
      connectionName: "office",
      vpnGatewayId: GATEWAY,
      localSubnets: ["10.0.0.0/16", "10.1.0.0/16"],
      remoteSubnets: ["192.168.1.0/24"],
      preSharedKey: asSecret(LIVE_KEY),
      managed: ["profile", "role", "tunnelIkeConfig.ikeLifetime", "vpnConnectionId"],
      __bookkeeping: { version: 7, unconfirmed: 5 },
    });
  });

  it("have no name that a program does not know, but the bookkeeping", () => {
    const all = { ...seen.values, profile: "x", waitFor: "settled", "timeouts.settleSeconds": 1, [PSK]: LIVE_KEY };
    const names = Object.keys(outputsFor(all)).filter((name) => !name.startsWith("__"));
    expect(names.filter((name) => !OUTPUT_NAMES.includes(name))).toEqual([]);
  });

  it("have no VPN gateway where the connection is attached to a transit router", () => {
    const attached = observe(selector, connectionWire({ VpnGatewayId: "" }));
    expect(outputsFor({ role: "master" }, [], attached)).not.toHaveProperty("vpnGatewayId");
  });
});

describe("the key in outputs", () => {
  it("stands at preSharedKey alone, marked secret, whether it is declared or not", () => {
    for (const declared of [{ role: "master" }, { role: "master", [PSK]: "declaredKey" }]) {
      const outputs = outputsFor(declared);
      expect(placesOf(LIVE_KEY, outputs)).toEqual(["preSharedKey[secret]"]);
      expect(placesOf("declaredKey", outputs)).toEqual([]);
    }
  });

  it("is the declared one where the API withholds the live one, and none where nobody knows it", () => {
    const outputs = outputsFor({ [PSK]: "declaredKey" }, [], withheld);
    expect(placesOf("declaredKey", outputs)).toEqual(["preSharedKey[secret]"]);
    expect(placesOf("****", outputs)).toEqual([]);
    expect(outputsFor({}, [], withheld)).not.toHaveProperty("preSharedKey");
  });

  it("is none at all where the declaration says where it is read from, though the API discloses it", () => {
    const declared = { role: "master", "tunnelIkeConfig.pskFrom.env": "OFFICE_PSK" };
    const state = stateOf(seen, declare(declared), REGION, {
      pskProof: { salt: "s", declared: "d", live: "l" },
      restorePoint: { [PSK]: {} },
    });
    expect([state.key, state.values[PSK]]).toEqual([undefined, undefined]);
    const outputs = outputsOf(state);
    expect(placesOf(LIVE_KEY, outputs)).toEqual([]);
    expect(outputs).toMatchObject({
      tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } },
      __bookkeeping: {
        pskProof: asSecret({ salt: "s", declared: "d", live: "l" }),
        restorePoint: asSecret({ [PSK]: {} }),
      },
    });
  });

  it("is among the values of a state only where it is declared: an undeclared one is never compared", () => {
    expect(stateOf(seen, declare({ [PSK]: LIVE_KEY }), REGION).values[PSK]).toBe(LIVE_KEY);
    const undeclared = stateOf(seen, declare({ role: "master" }), REGION);
    expect([undeclared.key, undeclared.values[PSK]]).toEqual([LIVE_KEY, undefined]);
    expect(readState(storedAndGivenBack(outputsOf(undeclared))).values).not.toHaveProperty([PSK]);
  });
});

describe("a state", () => {
  const settings = fieldsOf(vpnTunnelTable, "setting").map(({ path }) => path);
  const places = fc.record(
    {
      connectionName: fc.string(),
      vpnGatewayId: fc.constant(GATEWAY),
      localSubnets: fc.array(fc.constantFrom("10.0.0.0/16", "10.1.0.0/16")),
      remoteSubnets: fc.array(fc.constantFrom("192.168.1.0/24")),
    },
    { requiredKeys: ["connectionName", "localSubnets", "remoteSubnets"] },
  );
  const changed = fc.record(
    { found: fc.constantFrom("a", 1, true), left: fc.constantFrom("b", 2) },
    { requiredKeys: [] },
  );
  const states: fc.Arbitrary<TunnelState> = fc
    .record({
      all: valuesOf(vpnTunnelTable, "identity", "setting", "option", "output"),
      key: fc.option(fc.constantFrom("aKey", "l0ng=+Key"), { nil: undefined }),
      declared: partOf(vpnTunnelTable.fields.map(({ path }) => path).filter((path) => !isOutput(path))),
      place: fc.option(places, { nil: undefined }),
      secretPaths: fc.oneof(
        fc.constant(ALL_DECLARED),
        partOf([...settings, "tunnelIkeConfig", "tunnelBgpConfig", "assumeRole", "profile"]),
      ),
      restorePoint: fc.option(fc.dictionary(fc.constantFrom(...settings), changed, { noNullPrototype: true }), {
        nil: undefined,
      }),
      pskProof: fc.option(fc.constant({ salt: "salt", declared: "d", live: "" }), { nil: undefined }),
      unconfirmed: fc.option(fc.nat(), { nil: undefined }),
    })
    .map(({ all, ...state }) => {
      const { [PSK]: _, ...values } = all;
      const isKeyDeclared = state.key !== undefined && state.declared.includes(PSK);
      return { ...state, values: isKeyDeclared ? { ...values, [PSK]: state.key ?? "" } : values };
    });

  it("is read back as it was written, whatever is in it", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readState(storedAndGivenBack(outputsOf(state)))).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it("marks each value that no message may show, however it came to be secret", () => {
    fc.assert(
      fc.property(states, (state) => {
        const planted: Values = Object.fromEntries(
          Object.keys(state.values).map((path) => [path, isSecretIn(state, path) ? "pl4nted" : "plain"]),
        );
        const outputs = outputsOf({ ...state, values: planted, key: state.key && "pl4nted" });
        for (const place of placesOf("pl4nted", outputs)) expect(place).toContain("[secret]");
      }),
    );
  });

  it("declares nothing where the lists in it are spoiled", () => {
    const { managed: _, ...outputs } = outputsFor({ role: "master" });
    for (const managed of [undefined, "role", 4, {}]) expect(readState({ ...outputs, managed }).declared).toEqual([]);
    expect(readState({ ...outputs, managed: ["role", 4, null] }).declared).toEqual(["role"]);
  });

  it("knows that a tunnel was adopted by a version that did not keep what it found, from one that changed nothing", () => {
    const stored = (kept: Pick<TunnelState, "restorePoint">): TunnelState =>
      readState(storedAndGivenBack(outputsOf(stateOf(seen, declare({}), REGION, kept))));
    expect(stored({}).restorePoint).toBeUndefined();
    expect(stored({ restorePoint: {} }).restorePoint).toEqual({});
  });
});

describe("the declaration in checked inputs", () => {
  it("has no outputs and no read-only input", () => {
    const inputs = {
      vpnConnectionId: CONNECTION,
      role: "slave",
      status: "x",
      observed: { role: "slave" },
      enableDpd: true,
      __provider: "text",
    };
    expect(declarationIn(inputs)).toEqual({
      values: { vpnConnectionId: CONNECTION, role: "slave", enableDpd: true },
      paths: ["vpnConnectionId", "role", "enableDpd"],
      secretPaths: [],
    });
  });

  it("has the key, which stands at the top of them, at its path", () => {
    const { values } = declarationIn({ role: "master", tunnelIkeConfig: { ikePfs: "group5" }, preSharedKey: "aKey" });
    expect(values).toEqual({ role: "master", "tunnelIkeConfig.ikePfs": "group5", [PSK]: "aKey" });
  });

  it("says what the program calls secret, and nothing where that is spoiled", () => {
    expect(declarationIn({ role: "master", __secretPaths: ["role"] }).secretPaths).toEqual(["role"]);
    expect(secretPathsIn({ __secretPaths: ["role", 4] })).toEqual(["role"]);
    for (const __secretPaths of [undefined, "role", {}]) expect(secretPathsIn({ __secretPaths })).toEqual([]);
  });
});

describe("the region of a stored tunnel", () => {
  it("stands where a program declares it, in every shape", () => {
    for (const outputs of [
      outputsOf(stateOf(seen, declare({}), "cn-x")),
      { regionId: "cn-x" },
      { live: JSON.stringify({ regionId: "cn-x" }) },
    ])
      expect(withRegion(outputs)["regionId"]).toBe("cn-x");
    expect(withRegion({})["regionId"]).toBeUndefined();
  });
});
