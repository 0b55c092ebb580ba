import * as fc from "fast-check";
import { fieldsOf } from "../../../provider/core/field";
import { flatten, nest } from "../../../provider/core/property-tree";
import { asSecret, withSecrets } from "../../../provider/core/secret";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { carriedObserved, notRead, observedOf } from "../../../provider/resources/vpn-tunnel/state/observed";
import { CONNECTION, connectionWire, GATEWAY, LIVE_KEY, MASTER, SETTINGS } from "./connections";
import { partOf, placesOf, storedAndGivenBack } from "./stored-bags";

const declared = { vpnConnectionId: CONNECTION, role: "master" };
const seen = observe(declared, connectionWire());
const none = (): boolean => false;
const only =
  (...paths: string[]) =>
  (path: string): boolean =>
    paths.includes(path);

const place = {
  connectionName: "office",
  vpnGatewayId: GATEWAY,
  localSubnets: ["10.0.0.0/16", "10.1.0.0/16"],
  remoteSubnets: ["192.168.1.0/24"],
  tunnelId: MASTER,
  role: "master",
};

describe("what is observed of a tunnel", () => {
  it("is where it belongs, and each setting in force, in the groups of the inputs", () => {
    expect(observedOf(seen, none)).toEqual({
      ...place,
      ...SETTINGS,
    });
  });

  it("holds neither the key nor what moves by itself", () => {
    const observed = observedOf(seen, none);
    for (const text of [LIVE_KEY, "ipsec_sa_established", "65531", "success", "cn-hangzhou-h"])
      expect([text, placesOf(text, observed)]).toEqual([text, []]);
  });

  it("leaves out what is declared, and the group where all of it is", () => {
    const ipsec = (path: string): boolean => path.startsWith("tunnelIpsecConfig.");
    expect(observedOf(seen, ipsec)).not.toHaveProperty("tunnelIpsecConfig");
    const observed = observedOf(seen, only("enableDpd", "tunnelIkeConfig.ikePfs"));
    expect(observed).not.toHaveProperty("enableDpd");
    expect(observed).toHaveProperty(["tunnelIkeConfig", "ikeEncAlg"], "aes");
    expect(observed).not.toHaveProperty(["tunnelIkeConfig", "ikePfs"]);
  });

  it("marks what the program called secret and does not declare any more", () => {
    const observed = observedOf(seen, none, ["customerGatewayId", "tunnelIkeConfig.localId"]);
    expect(placesOf("cgw-peer", observed)).toEqual(["customerGatewayId[secret]"]);
    expect(placesOf("203.0.113.1", observed)).toEqual(["tunnelIkeConfig.localId[secret]"]);
  });

  it("is the reason alone where nobody looked", () => {
    expect(notRead("off")).toEqual({ notRead: "off" });
  });

  it("has no VPN gateway where the connection is attached to a transit router", () => {
    const attached = observe(declared, connectionWire({ VpnGatewayId: "" }));
    expect(observedOf(attached, none)).not.toHaveProperty("vpnGatewayId");
  });
});

describe("what was observed of a tunnel that is stored", () => {
  const observed = { ...observedOf(seen, only("enableDpd")), note: "as it was then" };
  const olds = { ...declared, enableDpd: false, observed };

  it("is carried along as it was, where the program declares the same", () => {
    expect(carriedObserved(olds, only("vpnConnectionId", "role", "enableDpd"), [])).toEqual(observed);
  });

  it("loses what is declared from here on", () => {
    const carried = carriedObserved(olds, only("enableDpd", "enableNatTraversal", "tunnelIkeConfig.ikePfs"), []);
    expect(carried).not.toHaveProperty("enableNatTraversal");
    expect(carried).not.toHaveProperty(["tunnelIkeConfig", "ikePfs"]);
    expect(carried).toHaveProperty(["tunnelIkeConfig", "ikeEncAlg"], "aes");
    expect(carried).toMatchObject({ ...place, note: "as it was then" });
  });

  it("takes in what is declared no longer, with the value that was declared last", () => {
    expect(carriedObserved(olds, none, [])).toEqual({ ...observed, enableDpd: false });
  });

  it("takes in no key, no option and no identity that is declared no longer", () => {
    const more = { ...olds, profile: "x", waitFor: "settled", regionId: "cn-x", preSharedKey: "aKey" };
    expect(carriedObserved(more, only("enableDpd"), [])).toEqual(observed);
    const inGroup = { ...olds, tunnelIkeConfig: { psk: "aKey" } };
    expect(carriedObserved(inGroup, only("enableDpd"), [])).toEqual(observed);
  });

  it("marks what the program called secret and does not declare any more", () => {
    const more = { ...olds, customerGatewayId: "cgw-planted", tunnelIkeConfig: { localId: "planted.example.com" } };
    const secretPaths = ["customerGatewayId", "tunnelIkeConfig.localId"];
    const carried = carriedObserved(more, only("enableDpd"), secretPaths);
    expect(placesOf("planted", carried)).toEqual(["customerGatewayId[secret]", "tunnelIkeConfig.localId[secret]"]);
  });

  it("is read from the text that earlier versions stored, and is no text from then on", () => {
    const asText = { ...olds, observed: JSON.stringify(observed) };
    expect(carriedObserved(asText, only("enableDpd"), [])).toEqual(observed);
  });

  it("is nothing where there is nothing, or it is spoiled", () => {
    for (const spoiled of [undefined, null, 4, "text", []])
      expect(carriedObserved({ ...declared, observed: spoiled }, none, [])).toBeUndefined();
  });

  it("goes on saying that nobody looked, beside what is declared no longer", () => {
    const unread = { ...declared, enableDpd: true, observed: notRead("off") };
    expect(carriedObserved(unread, only("enableDpd"), [])).toEqual({ notRead: "off" });
    expect(carriedObserved(unread, none, [])).toEqual({ notRead: "off", enableDpd: true });
  });

  it("holds each setting once: as declared, or as observed", () => {
    const settings = fieldsOf(vpnTunnelTable, "setting").map(({ path }) => path);
    fc.assert(
      fc.property(partOf(settings), partOf(settings), (before, now) => {
        const first = observedOf(seen, only(...before));
        const inputs = withSecrets(
          nest(Object.fromEntries(before.map((path) => [path, seen.values[path] ?? "pem"]))),
          [],
        );
        const carried = carriedObserved({ ...declared, ...inputs, observed: first }, only(...now), []) ?? {};
        const held = Object.keys(flatten(vpnTunnelTable, carried));
        expect(held.filter((path) => now.includes(path))).toEqual([]);
        // The key is never in it.
        const inForce = settings.filter((path) => path in seen.values && path !== "tunnelIkeConfig.psk");
        expect(inForce.filter((path) => !now.includes(path) && !held.includes(path))).toEqual([]);
      }),
    );
  });
});

describe("withSecrets", () => {
  const values = { role: "master", "group.one": 1, "group.inner.two": 2 };

  it("puts values in their groups, and marks each secret at its own place", () => {
    expect(withSecrets(nest(values), [])).toEqual({ role: "master", group: { one: 1, inner: { two: 2 } } });
    expect(withSecrets(nest(values), ["group.inner.two", "role"])).toEqual({
      role: asSecret("master"),
      group: { one: 1, inner: { two: asSecret(2) } },
    });
  });

  it("marks a group once, though values in it are secret by themselves too", () => {
    for (const secrets of [
      ["group", "group.one", "group.inner"],
      ["group.inner", "group.one", "group"],
    ])
      expect(withSecrets(nest(values), secrets)).toEqual({
        role: "master",
        group: asSecret({ one: 1, inner: { two: 2 } }),
      });
  });

  it("leaves alone what has no value, and what is no group", () => {
    expect(withSecrets(nest(values), ["other", "group.other", "role.inner"])).toEqual(withSecrets(nest(values), []));
  });

  it("keeps every value, whatever is secret", () => {
    fc.assert(
      fc.property(partOf(["role", "group", "group.one", "group.inner", "group.inner.two"]), (secrets) => {
        expect(storedAndGivenBack(withSecrets(nest(values), secrets))).toEqual(withSecrets(nest(values), []));
      }),
    );
  });
});
