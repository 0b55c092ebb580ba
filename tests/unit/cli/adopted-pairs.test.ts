import * as fc from "fast-check";
import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";
import { adoptedConnection, type Declaration } from "../../../cli/adopt/declaration";
import { namesFor, namesIn } from "../../../cli/adopt/names";
import { pairOf, type PairDeclaration } from "../../../cli/adopt/pair";
import { isPair, keysOf, programText, type NamedDeclaration } from "../../../cli/adopt/program-text";
import { commonName } from "../../../cli/pair-name";
import { declaredBy } from "../../lifecycle/cli/adopted-program";
import { STEERING } from "./steering";

const connection = (id: string, name: string, master: TunnelWire = {}, slave: TunnelWire = {}): ConnectionWire => ({
  VpnConnectionId: id,
  Name: name,
  Tags: [],
  TunnelOptionsSpecification: [
    { TunnelId: `tun-${id}-slave`, Role: "slave", ...slave },
    { TunnelId: `tun-${id}-master`, Role: "master", ...master },
  ],
});

function named(connections: readonly ConnectionWire[], before = ""): readonly NamedDeclaration[] {
  const declarations = connections.flatMap((each): readonly (Declaration | PairDeclaration)[] => {
    const tunnels = adoptedConnection(each).declarations;
    const pair = pairOf(tunnels);
    return typeof pair === "string" ? tunnels : [pair];
  });
  const names = namesFor(declarations, namesIn(before));
  return declarations.map((each, index) => ({ ...each, name: names[index] ?? "" }));
}

const options = { region: "cn-hangzhou", withKeys: true };
const keysIn = (declarations: readonly NamedDeclaration[]): Readonly<Record<string, string>> =>
  Object.fromEntries(declarations.flatMap(keysOf).map(([name, key]) => [name, key ?? ""]));

describe("a program of adopt --pair", () => {
  it("has equal settings at the top and all others with their tunnel, in the reviewed form", () => {
    const program = programText(
      named([
        connection(
          "vco-1",
          "office",
          { EnableDpd: "True", TunnelIkeConfig: { IkeLifetime: "86400", LocalId: "192.0.2.1", Psk: "planted-key-1" } },
          { EnableDpd: "True", TunnelIkeConfig: { IkeLifetime: "86400", LocalId: "192.0.2.2" } },
        ),
      ]),
      options,
    );
    expect(program.split("\n").slice(5).join("\n")).toBe(
      [
        'import { VpnTunnelPair } from "pulumi-alicloud-vpn";',
        "",
        'const keys = new pulumi.Config().requireSecretObject<Record<string, string>>("tunnelKeys");',
        "const keyOf = (tunnel: string): pulumi.Output<string> =>",
        "  keys.apply((all) => {",
        "    const key = all[tunnel];",
        "    if (key === undefined) throw new pulumi.RunError(`tunnelKeys of the stack's configuration has no key for ${tunnel}`);",
        "    return key;",
        "  });",
        "",
        "// Connection office (vco-1)",
        'new VpnTunnelPair("office", {',
        '  vpnConnectionId: "vco-1",',
        '  onAdopt: "verify",',
        "  enableDpd: true,",
        "  tunnelIkeConfig: {",
        "    ikeLifetime: 86400,",
        "  },",
        "  master: {",
        "    tunnelIkeConfig: {",
        '      localId: "192.0.2.1",',
        '      psk: keyOf("office/master"),',
        "    },",
        "  },",
        "  slave: {",
        "    tunnelIkeConfig: {",
        '      localId: "192.0.2.2",',
        "    },",
        "  },",
        "});",
        "",
      ].join("\n"),
    );
  });

  const setting = fc.record(
    {
      EnableDpd: fc.constantFrom("True", "False"),
      TunnelIkeConfig: fc.record(
        {
          IkeVersion: fc.constantFrom("ikev1", "ikev2"),
          IkeEncAlg: fc.constantFrom("aes", "aes256", "sm4"),
          LocalId: fc.constantFrom("192.0.2.1", "192.0.2.2", '"); throw 1; //'),
          Psk: fc.constantFrom("planted-key-1", "planted-key-2", "********"),
        },
        { requiredKeys: [] },
      ),
      TunnelBgpConfig: fc.record({ LocalAsn: fc.constantFrom("65001", "65002") }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );

  it("declares for both tunnels together what two VpnTunnels declare", () => {
    fc.assert(
      fc.property(setting, setting, fc.string({ unit: "binary" }), (master, slave, name) => {
        const wire = connection("vco-1", name, master, slave);
        const pairs = named([wire]);
        const program = programText(pairs, options);
        expect(program).not.toMatch(/planted-key/u);
        expect(program).not.toMatch(STEERING);
        const [declared] = declaredBy(program, keysIn(pairs));
        expect(declared?.isPair).toBe(true);
        const { master: ofMaster = {}, slave: ofSlave = {}, ...shared } = Object(declared?.args);
        const { declarations } = adoptedConnection(wire);
        expect([merged(shared, ofMaster), merged(shared, ofSlave)]).toEqual(
          declarations.map(({ vpnConnectionId, settings, key }) =>
            merged(
              { vpnConnectionId, onAdopt: "verify" },
              merged(settings, key === undefined ? {} : { tunnelIkeConfig: { psk: key } }),
            ),
          ),
        );
        expect(named([wire], program)).toEqual(pairs);
      }),
    );
  });

  it("keeps a pair's name, and gives a pair in place of two tunnels what their names have in common", () => {
    const wires = [connection("vco-1", "office"), connection("vco-2", "office")];
    const first = named(wires);
    expect(first.map(({ name }) => name)).toEqual(["office-vco-1", "office-vco-2"]);
    const renamed = named([connection("vco-2", "renamed"), connection("vco-1", "other")], programText(first, options));
    expect(renamed.map(({ name }) => name)).toEqual(["office-vco-2", "office-vco-1"]);
    const tunnels = adoptedConnection(wires[0] ?? connection("", "")).declarations;
    const before = programText(
      tunnels.map((each) => ({ ...each, name: `hq-${each.role}` })),
      options,
    );
    expect(named(wires, before).map(({ name }) => name)).toEqual(["hq", "office"]);
  });

  it("stays with two tunnels if their roles are shared, or one is left out", () => {
    const twice = connection("vco-1", "office", {}, { Role: "master" });
    expect(named([twice]).map((each) => isPair(each))).toEqual([false, false]);
    const { declarations } = adoptedConnection(connection("vco-1", "office", { TunnelId: "a:b" }));
    expect(pairOf(declarations)).toBe("the service's answer does not tell a master and a slave");
  });
});

/** Two bags of settings as one. */
function merged(one: object, other: object): object {
  const all: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const before = all[name];
    const isGroup = typeof value === "object" && typeof before === "object" && before !== null;
    all[name] = isGroup ? merged(before, value) : value;
  }
  return all;
}

describe("the common part of two names", () => {
  it.each([
    ["office-master", "office-slave", "office"],
    ["Master of the office", "Slave of the office", "of the office"],
    ["vpn-master-hz", "vpn-slave-hz", "vpn-hz"],
    ["officeMaster", "officeSlave", "office"],
    ["office-1", "office-2", "office"],
    ["office-active", "office-standby", "office"],
    ["master", "slave", undefined],
    ["one", "two", undefined],
    ["总部-master", "总部-slave", "总部"],
  ])("of %s and %s is %s", (master, slave, expected) => expect(commonName(master, slave)).toBe(expected));
});
