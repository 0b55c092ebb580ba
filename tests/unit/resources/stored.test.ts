import * as fc from "fast-check";
import type { Values } from "../../../provider/core/field";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel.fields";
import { observe, type Observation } from "../../../provider/resources/vpn-tunnel/observation";
import { differsUndeclared, liveText, observedText } from "../../../provider/resources/vpn-tunnel/observed";
import {
  assumedSecrets,
  declarationIn,
  outputsOf,
  refreshedInputs,
  storedIn,
  withRegion,
} from "../../../provider/resources/vpn-tunnel/stored";
import { pathsOf } from "../core/arbitraries";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, tunnelWire, withKey } from "./connections";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const observed = observe(selector, connectionWire());
const withheld = observe(
  selector,
  connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****")] }),
);
const PSK = "tunnelIkeConfig.psk";

/** Where a text occurs in a bag, as paths. */
function placesOf(text: string, bag: unknown, path = ""): string[] {
  if (typeof bag !== "object" || bag === null) return String(bag).includes(text) ? [path] : [];
  return Object.entries(bag).flatMap(([name, value]) => placesOf(text, value, path === "" ? name : `${path}.${name}`));
}

const declare = (values: Values): { values: Values; paths: string[] } => ({ values, paths: Object.keys(values) });

describe("outputs", () => {
  it("hold the key at preSharedKey only, where it is not declared", () => {
    const outputs = outputsOf(observed, declare({ role: "master" }), "cn-hangzhou");
    expect(placesOf(LIVE_KEY, outputs)).toEqual(["preSharedKey"]);
  });

  it("hold it there as well where it is declared", () => {
    const outputs = outputsOf(observed, declare({ role: "master", [PSK]: "declaredKey" }), "cn-hangzhou");
    expect(placesOf(LIVE_KEY, outputs)).toEqual(["preSharedKey"]);
    expect(placesOf("declaredKey", outputs)).toEqual([]);
  });

  it("hold the declared key where the API withholds the live one, and none where nothing is known", () => {
    const outputs = outputsOf(withheld, declare({ [PSK]: "declaredKey" }), "cn-hangzhou");
    expect(placesOf("declaredKey", outputs)).toEqual(["preSharedKey"]);
    expect(outputsOf(withheld, declare({}), "cn-hangzhou")).not.toHaveProperty("preSharedKey");
    expect(placesOf("****", outputs)).toEqual([]);
  });

  it("hold the key, what steers this program, and everything else in one text", () => {
    const declared = { vpnConnectionId: CONNECTION, role: "master", profile: "x", "tunnelIkeConfig.ikeLifetime": 1 };
    const outputs = outputsOf(observed, declare(declared), "cn-x", { unconfirmed: 5 });
    expect(Object.keys(outputs).sort()).toEqual(["live", "preSharedKey", "profile"]);
    const live: unknown = JSON.parse(String(outputs["live"]));
    expect(live).toMatchObject({
      vpnConnectionId: CONNECTION,
      tunnelId: MASTER,
      role: "master",
      regionId: "cn-x",
      status: "ipsec_sa_established",
      connectionName: "office",
      enableDpd: true,
      tunnelIkeConfig: { ikeVersion: "ikev2", ikeLifetime: 86_400 },
      tunnelBgpConfig: { peerAsn: 65_531, bgpStatus: "success" },
      kept: {
        stateVersion: 5,
        declared: "profile,role,tunnelIkeConfig.ikeLifetime,vpnConnectionId",
        unconfirmed: 5,
      },
    });
    for (const elsewhere of ["tunnelIkeConfig.psk", "profile"]) expect(live).not.toHaveProperty(elsewhere);
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(pathsOf(vpnTunnelTable, "setting"), (paths) => {
        const all: Values = observed.values;
        const declaration = declare(
          Object.fromEntries(paths.flatMap((path) => (all[path] === undefined ? [] : [[path, all[path]]]))),
        );
        const stored = storedIn(outputsOf(observed, declaration, "cn-hangzhou"));
        expect(stored.declared).toEqual([...declaration.paths].sort());
        const { [PSK]: key, ...others } = all;
        expect(stored.values).toMatchObject(paths.includes(PSK) ? { ...others, [PSK]: key } : others);
      }),
    );
  });
});

describe("what is stored", () => {
  it("declares nothing where the resource was only looked up, or the list is spoiled", () => {
    expect(storedIn({ regionId: "cn-x" }).declared).toEqual([]);
    expect(storedIn({ declared: "" }).declared).toEqual([]);
    expect(storedIn({ declared: 4 }).declared).toEqual([]);
  });

  it("is read in the shape of 0.1.0 too: a list, all values in their groups, and the key among them", () => {
    const { values, declared } = storedIn({
      declared: ["role", PSK, 4, null],
      enableDpd: true,
      tunnelIkeConfig: { ikePfs: "group5", psk: "aKey" },
      preSharedKey: "aKey",
    });
    expect(declared).toEqual(["role", PSK]);
    expect(values).toEqual({ enableDpd: true, "tunnelIkeConfig.ikePfs": "group5", [PSK]: "aKey" });
  });

  it("gives the last declared key for comparing, and never an undeclared one", () => {
    const outputs = outputsOf(observed, declare({ [PSK]: LIVE_KEY }), "cn-hangzhou");
    expect(assumedSecrets(storedIn(outputs))).toEqual({ [PSK]: LIVE_KEY });
    expect(assumedSecrets(storedIn(outputsOf(observed, declare({}), "cn-hangzhou")))).toEqual({});
  });

  it("is read anew where anything of it is another, however like what was read last", () => {
    const outputs = outputsOf(observed, declare({ [PSK]: LIVE_KEY }), "cn-hangzhou");
    expect(storedIn({ ...outputs }).values[PSK]).toBe(LIVE_KEY);
    expect(storedIn({ ...outputs, preSharedKey: "anotherKey" }).values[PSK]).toBe("anotherKey");
    expect(storedIn({ ...outputs, profile: "x" }).values["profile"]).toBe("x");
    const changed = outputsOf(observed, declare({ [PSK]: LIVE_KEY }), "cn-hangzhou", { restorePoint: {} });
    for (const found of ["group2", "group5"]) {
      const restorePoint = { "tunnelIkeConfig.ikePfs": { found } };
      expect(storedIn({ ...changed, restorePoint }).restorePoint).toEqual(restorePoint);
    }
  });

  it("has the region where a program declares it, in every shape", () => {
    const outputs = outputsOf(observed, declare({}), "cn-x");
    for (const shape of [outputs, { regionId: "cn-x" }]) expect(withRegion(shape)["regionId"]).toBe("cn-x");
    expect(withRegion({})["regionId"]).toBeUndefined();
  });
});

describe("the texts of what is not declared", () => {
  const none = (): boolean => false;
  const input = (isDeclared: (path: string) => boolean): unknown => JSON.parse(observedText(observed, isDeclared));

  it("say where the tunnel belongs and what is in force, without any secret", () => {
    for (const text of [observedText(observed, none), liveText(observed, "cn-x", {})]) {
      expect(text).not.toContain(LIVE_KEY);
      expect(JSON.parse(text)).toMatchObject({
        connectionName: "office",
        localSubnets: ["10.0.0.0/16", "10.1.0.0/16"],
        remoteSubnets: ["192.168.1.0/24"],
        tunnelIkeConfig: { ikeEncAlg: "aes" },
      });
    }
    expect(input(none)).toMatchObject({ tunnelId: MASTER, role: "master" });
  });

  it("leave out what is declared; the input, what moves by itself", () => {
    expect(input((path) => path === "enableDpd" || path.startsWith("tunnelIpsecConfig."))).not.toMatchObject({
      enableDpd: expect.anything(),
    });
    expect(observedText(observed, (path) => path.startsWith("tunnelIpsecConfig."))).not.toContain("ipsec");
    expect(observedText(observed, none)).not.toMatch(/peerAsn|bgpStatus|ipsec_sa_established|zoneNo/u);
    expect(liveText(observed, "cn-x", {})).toMatch(/peerAsn.*bgpStatus/u);
  });

  it("differ where something moved that is not declared, whatever was declared when they were written", () => {
    const declared = { enableDpd: true, "tunnelIkeConfig.ikePfs": "group2" };
    const now = observedText(observed, (path) => path in declared);
    expect(differsUndeclared(observedText(observed, none), now, declared)).toBe(false);
    expect(differsUndeclared(JSON.parse(observedText(observed, none)), now, declared)).toBe(false);
    const moved = { ...observed, values: { ...observed.values, enableNatTraversal: "other" } };
    expect(differsUndeclared(observedText(moved, none), now, declared)).toBe(true);
    // What is no longer declared has to be in it again.
    expect(differsUndeclared(now, observedText(observed, none), {})).toBe(true);
  });
});

describe("inputs after a refresh", () => {
  const refreshed = (seen: Observation, values: Values): Record<string, unknown> => {
    const { observed: _, ...inputs } = refreshedInputs(seen, { values, declared: Object.keys(values), live: {} }) ?? {};
    return inputs;
  };

  it("hold exactly what is declared, as it is live", () => {
    const declared = {
      vpnConnectionId: CONNECTION,
      role: "master",
      enableDpd: false,
      "tunnelIkeConfig.ikePfs": "group14",
    };
    expect(refreshed(observed, declared)).toEqual({
      vpnConnectionId: CONNECTION,
      role: "master",
      enableDpd: true,
      tunnelIkeConfig: { ikePfs: "group2" },
    });
  });

  it("keep options and the region, which are not the API's to know", () => {
    const declared = { regionId: "cn-x", profile: "production", "assumeRole.roleArn": "acs:ram::1:role/x" };
    expect(refreshed(observed, declared)).toEqual({
      regionId: "cn-x",
      profile: "production",
      assumeRole: { roleArn: "acs:ram::1:role/x" },
    });
  });

  it("hold the live key where it is disclosed, and the declared one where it is not: that is no drift", () => {
    expect(refreshed(observed, { [PSK]: "declaredKey" })).toEqual({ tunnelIkeConfig: { psk: LIVE_KEY } });
    expect(refreshed(withheld, { [PSK]: "declaredKey" })).toEqual({ tunnelIkeConfig: { psk: "declaredKey" } });
  });

  it("are those that Pulumi has where nothing has moved, declared or not", () => {
    const declared = { vpnConnectionId: CONNECTION, role: "master", enableDpd: true, [PSK]: LIVE_KEY, profile: "x" };
    for (const seen of [observed, withheld]) {
      const stored = storedIn(outputsOf(seen, declare(declared), "cn-hangzhou"));
      expect(refreshedInputs(seen, stored)).toBeUndefined();
    }
    const stored = storedIn(outputsOf(observed, declare(declared), "cn-hangzhou"));
    const { connection, values } = observed;
    const moved: Observation[] = [
      { ...observed, role: "slave" },
      { ...observed, connection: { ...connection, name: "renamed" } },
      { ...observed, connection: { ...connection, remoteSubnets: ["192.168.2.0/24"] } },
      { ...observed, values: { ...values, enableDpd: false } },
      { ...observed, values: { ...values, enableNatTraversal: false } },
      { ...observed, values: { ...values, [PSK]: "anotherKey" } },
    ];
    for (const seen of moved) expect(refreshedInputs(seen, stored)).toMatchObject({ vpnConnectionId: CONNECTION });
    // Neither a key that is not declared, nor what moves by itself.
    const without = storedIn(outputsOf(observed, declare({ role: "master" }), "cn-hangzhou"));
    const others: Observation[] = [
      { ...observed, values: { ...values, [PSK]: "anotherKey" } },
      { ...observed, values: { ...values, status: "ike_sa_not_established", "tunnelBgpConfig.bgpStatus": "down" } },
    ];
    for (const seen of others) expect(refreshedInputs(seen, without)).toBeUndefined();
  });

  it("lose a declared value that the API no longer has: that is drift", () => {
    expect(refreshed(observed, { remoteCaCertificate: "pem" })).toEqual({});
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
    };
    const { values, paths } = declarationIn(inputs);
    expect(values).toEqual({ vpnConnectionId: CONNECTION, role: "slave", enableDpd: true });
    expect(paths).toEqual(Object.keys(values));
  });
});
