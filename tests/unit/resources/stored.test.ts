import * as fc from "fast-check";
import type { Values } from "../../../provider/core/field";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel.fields";
import { observe, type Observation } from "../../../provider/resources/vpn-tunnel/observation";
import {
  assumedSecrets,
  declarationIn,
  observedInput,
  outputsOf,
  refreshedInputs,
  storedIn,
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

  it("hold it in its group too, where it is declared: Pulumi keeps it secret there", () => {
    const outputs = outputsOf(observed, declare({ role: "master", [PSK]: "declaredKey" }), "cn-hangzhou");
    expect(placesOf(LIVE_KEY, outputs)).toEqual([PSK, "preSharedKey"]);
    expect(placesOf("declaredKey", outputs)).toEqual([]);
  });

  it("hold the declared key where the API withholds the live one, and none where nothing is known", () => {
    const outputs = outputsOf(withheld, declare({ [PSK]: "declaredKey" }), "cn-hangzhou");
    expect(placesOf("declaredKey", outputs)).toEqual([PSK, "preSharedKey"]);
    expect(outputsOf(withheld, declare({}), "cn-hangzhou")).not.toHaveProperty("preSharedKey");
    expect(placesOf("****", outputs)).toEqual([]);
  });

  it("hold identity, region, effective values, and which of them are declared", () => {
    const outputs = outputsOf(observed, declare({ vpnConnectionId: CONNECTION, role: "master", profile: "x" }), "cn-x");
    expect(outputs).toMatchObject({
      vpnConnectionId: CONNECTION,
      tunnelId: MASTER,
      role: "master",
      regionId: "cn-x",
      enableDpd: true,
      tunnelIkeConfig: { ikeVersion: "ikev2", ikeLifetime: 86_400 },
      tunnelBgpConfig: { peerAsn: 65_531, bgpStatus: "success" },
      profile: "x",
      declared: ["profile", "role", "vpnConnectionId"],
      stateVersion: 1,
    });
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
        for (const path of declaration.paths) expect(stored.values[path]).toBe(declaration.values[path]);
      }),
    );
  });
});

describe("what is stored", () => {
  it("declares nothing where the resource was only looked up, or the list is spoiled", () => {
    expect(storedIn({ regionId: "cn-x" }).declared).toEqual([]);
    expect(storedIn({ declared: "role" }).declared).toEqual([]);
    expect(storedIn({ declared: ["role", 4, null] }).declared).toEqual(["role"]);
  });

  it("gives the last declared key for comparing, and never an undeclared one", () => {
    const outputs = outputsOf(observed, declare({ [PSK]: LIVE_KEY }), "cn-hangzhou");
    expect(assumedSecrets(storedIn(outputs))).toEqual({ [PSK]: LIVE_KEY });
    expect(assumedSecrets(storedIn({ ...outputs, declared: [] }))).toEqual({});
  });
});

describe("the read-only input observed", () => {
  it("says where the tunnel belongs and what is in force, without any secret and without outputs", () => {
    const input = observedInput(observed);
    expect(placesOf(LIVE_KEY, input)).toEqual([]);
    expect(input).toMatchObject({
      tunnelId: MASTER,
      role: "master",
      localSubnets: ["10.0.0.0/16", "10.1.0.0/16"],
      remoteSubnets: ["192.168.1.0/24"],
      tunnelIkeConfig: { ikeEncAlg: "aes" },
    });
    expect(JSON.stringify(input)).not.toMatch(/peerAsn|bgpStatus|ipsec_sa_established|zoneNo/u);
  });
});

describe("inputs after a refresh", () => {
  const refreshed = (live: Observation, values: Values): Record<string, unknown> => {
    const { observed: _, ...inputs } = refreshedInputs(live, { values, declared: Object.keys(values) });
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
