import * as fc from "fast-check";
import type { Properties } from "../../../../provider/core/property-tree";
import { asSecret, withoutMarks } from "../../../../provider/core/secret";
import { forCheck, forEngine, forVerbs } from "../../../../provider/adapters/plugin/inputs";
import { fromStruct, toStruct } from "../../../../provider/adapters/plugin/values";
import { vpnTunnelPairTable } from "../../../../provider/resources/vpn-tunnel-pair/table/fields";
import { vpnTunnelTable } from "../../../../provider/resources/vpn-tunnel/table/fields";

const bags = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5, noNullPrototype: true });
const wired = (bag: object): Properties => fromStruct(toStruct(bag));

describe("a bag on the wire", () => {
  it("comes back as it was", () => {
    fc.assert(fc.property(bags, (bag) => expect(wired(bag)).toEqual(bag)));
  });

  it("has no property without a value, and reaches no prototype", () => {
    expect(wired({ a: undefined, b: { c: undefined, d: 1 } })).toEqual({ b: { d: 1 } });
    const bag = wired(JSON.parse('{"__proto__": {"role": "master"}, "inner": {"__proto__": {"role": "master"}}}'));
    expect([Reflect.get(bag, "role"), Reflect.get(Object(bag["inner"]), "role")]).toEqual([undefined, undefined]);
  });

  it("is empty where there is none", () => expect(fromStruct(undefined)).toEqual({}));
});

describe("inputs for the verbs", () => {
  it("have a key at the top, whether the program calls it secret or not", () => {
    for (const psk of ["key", asSecret("key")])
      expect(forVerbs(vpnTunnelTable, { role: "master", tunnelIkeConfig: { psk, ikeMode: "main" } })).toEqual({
        role: "master",
        tunnelIkeConfig: { ikeMode: "main" },
        preSharedKey: "key",
      });
    const pair = { tunnelIkeConfig: { psk: "both" }, slave: asSecret({ tunnelIkeConfig: { psk: "own" } }) };
    expect(forVerbs(vpnTunnelPairTable, pair)).toEqual({
      tunnelIkeConfig: {},
      slave: { tunnelIkeConfig: {} },
      preSharedKey: "both",
      slavePreSharedKey: "own",
    });
  });

  it("tell what the program calls secret, and not what is secret anyway", () => {
    const program = {
      customerGatewayId: asSecret("cgw-1"),
      tunnelIkeConfig: { psk: asSecret("key"), localId: asSecret("id") },
      tunnelBgpConfig: asSecret({ localAsn: 65_000 }),
      observed: { localId: asSecret("id") },
    };
    expect(forCheck(vpnTunnelTable, program, "office")).toEqual({
      customerGatewayId: "cgw-1",
      tunnelIkeConfig: { localId: "id" },
      tunnelBgpConfig: { localAsn: 65_000 },
      observed: { localId: "id" },
      preSharedKey: "key",
      __secretPaths: ["customerGatewayId", "tunnelBgpConfig", "tunnelIkeConfig.localId"],
      __resourceName: "office",
    });
  });

  it("forget what the program called secret before", () => {
    const stored = { role: "master", __secretPaths: ["role"] };
    expect(forCheck(vpnTunnelTable, stored, "office")).toEqual({ role: "master", __resourceName: "office" });
  });
});

describe("inputs for the engine", () => {
  it("have each key at its place, and each secret marked", () => {
    const checked = {
      tunnelIkeConfig: { localId: "id" },
      preSharedKey: asSecret("key"),
      __secretPaths: ["tunnelIkeConfig.localId"],
    };
    expect(forEngine(vpnTunnelTable, checked)).toEqual({
      tunnelIkeConfig: { localId: asSecret("id"), psk: asSecret("key") },
      __secretPaths: ["tunnelIkeConfig.localId"],
    });
  });

  it("are those of the program again, where the verbs leave them as they are", () => {
    const leaf = fc.oneof(fc.string(), fc.string().map(asSecret));
    const program = fc.record({ psk: leaf, localId: leaf, remoteId: leaf }, { requiredKeys: [] });
    fc.assert(
      fc.property(program, leaf, (tunnelIkeConfig, customerGatewayId) => {
        const news = { customerGatewayId, tunnelIkeConfig };
        const back = forEngine(vpnTunnelTable, forCheck(vpnTunnelTable, news, "office"));
        const { __secretPaths: _paths, __resourceName: _name, ...declared } = back;
        expect(withoutMarks(declared)).toEqual(withoutMarks(news));
        expect(declared["customerGatewayId"]).toEqual(customerGatewayId);
        expect(Object(declared["tunnelIkeConfig"]).localId).toEqual(tunnelIkeConfig.localId);
      }),
    );
  });
});
