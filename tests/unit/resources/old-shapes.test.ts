import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diff } from "../../../provider/core/diff";
import { isProperties, scalarsIn, type Properties } from "../../../provider/core/property-tree";
import { ALL_DECLARED, withoutMarks } from "../../../provider/core/secret";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { judge } from "../../../provider/resources/vpn-tunnel/preview/declaration";
import type { TunnelState } from "../../../provider/resources/vpn-tunnel/state/shape";
import { outputsOf, readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { placesOf, storedAndGivenBack } from "./stored-bags";

const PSK = "tunnelIkeConfig.psk";
const FIXTURES = join(__dirname, "..", "..", "engine", "fixtures");
/** The fixture of the shape that neither kept what was found nor said where a tunnel belongs. */
const FIRST = "0.1.0.json";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Tunnels in the state of a stack that an earlier version wrote, by name. */
interface Stored {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** A stored bag as Pulumi gives it to a provider: each secret, which the file holds as JSON text, in clear. */
function inClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClear);
  if (!isProperties(value)) return value;
  const { plaintext } = value;
  if (Object.values(value).includes(SECRET) && typeof plaintext === "string") return JSON.parse(plaintext);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inClear(inner)]));
}

function bagIn(resource: Properties, name: string): Properties {
  const bag = inClear(resource[name]);
  return isProperties(bag) ? bag : {};
}

function tunnelsIn(folder: string, file: string): ReadonlyMap<string, Stored> {
  const state: { deployment: { resources: Properties[] } } = JSON.parse(
    readFileSync(join(FIXTURES, folder, file), "utf8"),
  );
  return new Map(
    state.deployment.resources
      .filter(({ type }) => String(type).endsWith(":VpnTunnel"))
      .map((resource) => [
        String(resource["urn"]).split("::").at(-1) ?? "",
        { inputs: bagIn(resource, "inputs"), outputs: bagIn(resource, "outputs") },
      ]),
  );
}

const released = readdirSync(join(FIXTURES, "states")).map((file) => ({ file, tunnels: tunnelsIn("states", file) }));
const everyTunnel = [
  ...released.flatMap(({ file, tunnels }) =>
    [...tunnels].map(([name, stored]) => ({ name: `${name} of ${file}`, ...stored })),
  ),
  ...[...tunnelsIn("secret-states", "0.1.0-one-text.json")].map(([name, stored]) => ({
    name: `secret ${name}`,
    ...stored,
  })),
];

function stateOf(name: string, tunnels: ReadonlyMap<string, Stored>): TunnelState {
  const stored = tunnels.get(name);
  if (stored === undefined) throw new Error(`the fixture has no tunnel ${name}`);
  return readState(stored.outputs);
}

describe("a state of an earlier version", () => {
  it.each(everyTunnel)("has no difference from its own inputs: $name", ({ inputs, outputs }) => {
    const state = readState(outputs);
    // Stored inputs hold what was observed, which no program declares.
    const { observed: _, ...declared } = inputs;
    const { checked, inputs: judged } = judge({}, declared);
    expect(checked.failures).toEqual([]);
    expect(
      diff(vpnTunnelTable, state.values, state.declared, scalarsIn(vpnTunnelTable, Object(withoutMarks(judged)))),
    ).toEqual({
      changed: [],
      redeclared: [],
      replaces: [],
    });
  });

  it.each(everyTunnel)("is the same when it is written in the shape of today and read again: $name", ({ outputs }) => {
    const state = readState(outputs);
    expect(readState(storedAndGivenBack(outputsOf(state)))).toEqual(state);
  });

  it.each(everyTunnel)(
    "shows its key and each declared value as a secret when it is written anew: $name",
    ({ outputs }) => {
      const state = readState(outputs);
      const written = outputsOf(state);
      expect(placesOf(String(state.key), written).filter((place) => !place.includes("[secret]"))).toEqual([]);
      if (state.secretPaths !== ALL_DECLARED) return;
      for (const path of state.declared.filter((each) => /^tunnelI.*Config\./u.test(each) && each !== PSK))
        expect(placesOf(String(state.values[path]), written).filter((place) => place.startsWith(path))).toEqual([
          `${path}[secret]`,
        ]);
    },
  );

  it.each(released.filter(({ file }) => file !== FIRST))(
    "holds what was found at adoption, what was left, and when: $file",
    ({ tunnels }) => {
      const [everything, nothing] = [stateOf("everything", tunnels), stateOf("nothing", tunnels)];
      expect(everything.restorePoint).toMatchObject({
        "tunnelIkeConfig.ikeLifetime": { found: 86_400, left: 28_800 },
        [PSK]: { found: "Headquarters-tunnel-1-key", left: "A-key-in-a-released-state" },
      });
      expect(Object.keys(everything.restorePoint ?? {})).toHaveLength(9);
      expect(nothing.restorePoint).toEqual({});
      expect([typeof everything.unconfirmed, nothing.unconfirmed]).toEqual(["number", undefined]);
    },
  );

  it.each(released.filter(({ file }) => file === FIRST))(
    "of the first shape knows nothing of that: $file",
    ({ tunnels }) => {
      for (const name of ["everything", "little", "nothing"])
        expect(stateOf(name, tunnels)).toMatchObject({ restorePoint: undefined, unconfirmed: undefined });
    },
  );

  it.each(released)("has its values, what it declares, its key and its place: $file", ({ file, tunnels }) => {
    const [everything, little] = [stateOf("everything", tunnels), stateOf("little", tunnels)];
    expect(everything.values).toMatchObject({
      vpnConnectionId: "vco-sim0000000000000001",
      tunnelId: "tun-sim0000000000000011",
      role: "master",
      regionId: "cn-hangzhou",
      enableNatTraversal: false,
      "tunnelIkeConfig.localId": "cloud.example.com",
      "tunnelBgpConfig.localAsn": 65_530,
      status: "ipsec_sa_established",
      [PSK]: "A-key-in-a-released-state",
    });
    expect(everything.declared).toHaveLength(22);
    expect(little.declared).toEqual(["tunnelId", "tunnelIpsecConfig.ipsecPfs", "vpnConnectionId"]);
    expect([little.key, little.values[PSK]]).toEqual(["Branch-shared-key", undefined]);
    const isWithPlace = file !== FIRST;
    expect(little.place).toEqual(
      isWithPlace
        ? {
            connectionName: "branch",
            vpnGatewayId: "vpn-sim0000000000000001",
            localSubnets: ["10.1.0.0/16"],
            remoteSubnets: ["10.20.0.0/16"],
          }
        : undefined,
    );
  });
});

describe("outputs before there was bookkeeping", () => {
  it("declare nothing where the resource was only looked up, or the list is spoiled", () => {
    for (const outputs of [{ regionId: "cn-x" }, { declared: "" }, { declared: 4 }, {}])
      expect(readState(outputs).declared).toEqual([]);
  });

  it("have no secrets of the program where the resource was only looked up", () => {
    expect(readState({ regionId: "cn-x" }).secretPaths).toEqual([]);
    expect(readState({ stateVersion: 1 }).secretPaths).toBe(ALL_DECLARED);
    expect(readState({ live: '{"kept":{"stateVersion":5}}' }).secretPaths).toBe(ALL_DECLARED);
  });

  it("may hold the declared paths as a list, all values in their groups, and the key among them", () => {
    const { values, declared, key } = readState({
      declared: ["role", PSK, 4, null],
      enableDpd: true,
      tunnelIkeConfig: { ikePfs: "group5", psk: "aKey" },
    });
    expect([declared, key]).toEqual([["role", PSK], "aKey"]);
    expect(values).toEqual({ enableDpd: true, "tunnelIkeConfig.ikePfs": "group5", [PSK]: "aKey" });
  });

  it("may hold a key that is not declared: it is known, and not compared", () => {
    const { values, key } = readState({ declared: "role", role: "master", preSharedKey: "aKey" });
    expect([values, key]).toEqual([{ role: "master" }, "aKey"]);
  });

  it.each([1, 3, 5])("of version %d kept nothing of what was found, whatever stands at its place", (stateVersion) => {
    const restorePoint = { "tunnelIkeConfig.ikePfs": { found: "group2" } };
    expect(readState({ stateVersion, restorePoint }).restorePoint).toBeUndefined();
    expect(readState({ live: JSON.stringify({ kept: { stateVersion } }), restorePoint }).restorePoint).toBeUndefined();
  });

  it.each([2, 4, 6])("of version %d kept what was found, and nothing where nothing was changed", (stateVersion) => {
    for (const found of ["group2", "group5"]) {
      const restorePoint = { "tunnelIkeConfig.ikePfs": { found } };
      expect(readState({ stateVersion, restorePoint }).restorePoint).toEqual(restorePoint);
    }
    expect(readState({ live: JSON.stringify({ kept: { stateVersion } }) }).restorePoint).toEqual({});
  });

  it("may hold a proof of a key that is kept elsewhere, and when the tunnel was left", () => {
    const pskProof = { salt: "s", declared: "d", live: "l" };
    expect(readState({ stateVersion: 4, pskProof, unconfirmed: 7 })).toMatchObject({ pskProof, unconfirmed: 7 });
    expect(readState({ live: '{"kept":{"stateVersion":6,"unconfirmed":8}}' }).unconfirmed).toBe(8);
    expect(readState({ stateVersion: 4, pskProof: { salt: "s" }, unconfirmed: "7" })).toMatchObject({
      pskProof: undefined,
      unconfirmed: undefined,
    });
  });
});
