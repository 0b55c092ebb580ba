import * as fc from "fast-check";
import type { ConnectionWire } from "../../../provider/api/wire";
import { adoptedConnection } from "../../../cli/adopt/declaration";
import { checkSize } from "../../../cli/adopt/keys";
import { namesFor, namesIn } from "../../../cli/adopt/names";
import { programText, type NamedTunnel } from "../../../cli/adopt/program-text";
import { STEERING } from "./steering";
import { declaredBy } from "../../lifecycle/cli/adopted-program";

const connection = (id: string, name: string, localId = "192.0.2.1"): ConnectionWire => ({
  VpnConnectionId: id,
  Name: name,
  Tags: [],
  TunnelOptionsSpecification: ["slave", "master"].map((Role) => ({
    TunnelId: `tun-${id}-${Role}`,
    Role,
    EnableDpd: "True",
    TunnelIkeConfig: { IkeLifetime: "86400", LocalId: localId, Psk: "planted-key" },
  })),
});

function named(connections: readonly ConnectionWire[], before = ""): readonly NamedTunnel[] {
  const declarations = connections.flatMap((each) => adoptedConnection(each).declarations);
  const names = namesFor(declarations, namesIn(before));
  return declarations.map((each, index) => ({ ...each, name: names[index] ?? "" }));
}

const options = { region: "cn-hangzhou", withKeys: true };

/** What can end a comment, a text or a template in TypeScript, or stands for something to a compiler or a terminal. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\n); throw 1; //",
    "\r); throw 1; //",
    "\u2028throw 1",
    "\u0085throw 1",
    "*/",
    "`${process.exit()}`",
    "\\",
    '"',
    "</script>",
    "__proto__",
    "@ts-expect-error",
    "\u009B2J",
    "\u202E } ;eurt nruter",
    'new VpnTunnel("stolen", { vpnConnectionId: "vco-0", tunnelId: "tun-vco-0-master",',
  ),
);
/** An id that the resource takes: nothing but spaces and colons is refused. */
const hostileId = hostile.map((text) => text.replaceAll(/[\s:]/gu, "").slice(0, 100));

describe("a program of adopt", () => {
  it("declares the live tunnels, with any names of connections and identities", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 4 }), (pairs) => {
        const connections = pairs.map(([name, localId], index) => connection(`vco-${index}`, name, localId));
        const declarations = named(connections);
        const keys = Object.fromEntries(declarations.map(({ name, key }) => [name, key ?? ""]));
        const program = programText(declarations, options);
        expect(program).not.toContain("planted-key");
        expect(declaredBy(program, keys)).toEqual(
          declarations.map(({ name, vpnConnectionId, tunnelId, settings }) => ({
            name,
            args: {
              vpnConnectionId,
              tunnelId,
              onAdopt: "verify",
              ...settings,
              tunnelIkeConfig: { ...Object(settings["tunnelIkeConfig"]), psk: "planted-key" },
            },
          })),
        );
        expect(new Set(declarations.map(({ name }) => name)).size).toBe(declarations.length);
        expect(named(connections, program)).toEqual(declarations);
      }),
    );
  });

  it("names a tunnel by connection and role, and adds the id if the connection's name is shared or empty", () => {
    const connections = [
      connection("vco-1", "office"),
      connection("vco-2", "office"),
      connection("vco-3", "  "),
      connection("vco-4", "总部 A"),
    ];
    expect(named(connections).map(({ name }) => name)).toEqual([
      "office-vco-1-master",
      "office-vco-1-slave",
      "office-vco-2-master",
      "office-vco-2-slave",
      "vco-3-master",
      "vco-3-slave",
      "总部-A-master",
      "总部-A-slave",
    ]);
  });

  it("finds a free name if a connection already has another one's name and id as its name", () => {
    const connections = [
      connection("vco-1", "office"),
      connection("vco-2", "office"),
      connection("vco-3", "office-vco-1"),
    ];
    const names = named(connections).map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
  });

  it("keeps an earlier run's names, and gives a new connection of the same name another one", () => {
    const first = programText(named([connection("vco-1", "office")]), options);
    const names = named([connection("vco-2", "office"), connection("vco-1", "renamed")], first).map(({ name }) => name);
    expect(names).toEqual(["office-vco-2-master", "office-vco-2-slave", "office-master", "office-slave"]);
  });

  it("selects tunnels by their id, with the role as a comment, in the reviewed form", () => {
    const odd = connection("vco-2", "总部 A");
    for (const tunnel of odd.TunnelOptionsSpecification) tunnel.Role = "primary";
    const program = programText(named([connection("vco-1", "office"), odd]), { ...options, withKeys: false });
    const tunnel = (name: string, ids: string): string =>
      [
        `new VpnTunnel("${name}", {`,
        ids,
        '  onAdopt: "verify",',
        "  enableDpd: true,",
        "  tunnelIkeConfig: {",
        "    ikeLifetime: 86400,",
        '    localId: "192.0.2.1",',
        "  },",
        "});",
      ].join("\n");
    expect(program.split("\n").slice(4).join("\n")).toBe(
      [
        'import { VpnTunnel } from "pulumi-alicloud-vpn";',
        "",
        "// Connection office (vco-1)",
        tunnel("office-master", '  vpnConnectionId: "vco-1",\n  tunnelId: "tun-vco-1-master", // master'),
        tunnel("office-slave", '  vpnConnectionId: "vco-1",\n  tunnelId: "tun-vco-1-slave", // slave'),
        "",
        "// Connection 总部 A (vco-2)",
        tunnel("总部-A-tun-vco-2-master", '  vpnConnectionId: "vco-2",\n  tunnelId: "tun-vco-2-master",'),
        tunnel("总部-A-tun-vco-2-slave", '  vpnConnectionId: "vco-2",\n  tunnelId: "tun-vco-2-slave",'),
        "",
      ].join("\n"),
    );
  });

  it("keeps the names of a program that selects its tunnels by role, as adopt wrote it at first", () => {
    const first = programText(named([connection("vco-1", "office")]), options);
    const byRole = first.replaceAll(/tunnelId: "[^"]*", \/\/ (\w+)/gu, 'role: "$1",');
    expect(byRole).toContain('role: "slave",');
    expect(named([connection("vco-1", "renamed")], byRole).map(({ name }) => name)).toEqual([
      "office-master",
      "office-slave",
    ]);
  });
});

describe("text from outside in an adopted program", () => {
  it("steers no compiler and no terminal: ids, names, roles, and reasons for undeclared settings", () => {
    fc.assert(
      fc.property(hostile, hostileId, hostile, hostile, (name, id, role, algorithm) => {
        const odd: ConnectionWire = {
          ...connection(`vco-${id}`, name),
          TunnelOptionsSpecification: [
            { TunnelId: `tun-1${id}`, Role: role, TunnelIkeConfig: { IkeEncAlg: algorithm, LocalId: name } },
          ],
        };
        const program = programText(named([odd]), { region: name, withKeys: false });
        // One tunnel, with the service's own ids, and nothing else: the program ran to its end.
        expect(declaredBy(program)).toEqual([
          {
            name: expect.any(String),
            args: expect.objectContaining({ vpnConnectionId: `vco-${id}`, tunnelId: `tun-1${id}` }),
          },
        ]);
        expect([...namesIn(program).values()]).toEqual(named([odd]).map((each) => each.name));
        expect(program).not.toMatch(STEERING);
        expect(program).not.toMatch(/^\s*\/\/\/?\s*(?:@|#|eslint|oxlint|<)/mu);
      }),
      { numRuns: 500 },
    );
  });
});

describe("adopt of a faulty answer", () => {
  const withTunnels = (...tunnels: ConnectionWire["TunnelOptionsSpecification"]): ConnectionWire => ({
    ...connection("vco-1", "office"),
    TunnelOptionsSpecification: tunnels,
  });

  it("with one role twice names both tunnels, and writes no role", () => {
    const { declarations, remarks } = adoptedConnection(
      withTunnels({ TunnelId: "tun-2", Role: "master" }, { TunnelId: "tun-1", Role: "master" }),
    );
    expect(declarations.map(({ tunnelId, role }) => [tunnelId, role])).toEqual([
      ["tun-1", undefined],
      ["tun-2", undefined],
    ]);
    expect(remarks).toEqual([
      "vco-1: role is ambiguous: the service reports tun-1 and tun-2 as master; tunnelId tells them apart",
    ]);
  });

  it.each([
    ["without an id", [{ Role: "master" }], "vco-1: a tunnel is left out: the service gives it no id"],
    ["with an id that is none", [{ TunnelId: "a:b" }], "vco-1: tunnel a:b is left out: tunnelId must have 1 to 128"],
    [
      "that is there twice",
      [{ TunnelId: "tun-1" }, { TunnelId: "tun-1" }],
      "vco-1: the service reports tunnel tun-1 twice; it is declared once",
    ],
  ])("leaves out a tunnel %s, and says so", (_, tunnels, remark) => {
    const { declarations, remarks } = adoptedConnection(withTunnels(...tunnels));
    expect(remarks).toEqual([expect.stringContaining(remark)]);
    expect(declarations).toHaveLength(tunnels.length - 1);
  });
});

describe("keys of an adopted program", () => {
  it("are refused if a stack's configuration cannot hold them all", () => {
    const keys = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`office-${index}-master`, "k".repeat(80)]));
    expect(() => checkSize(keys(1000))).not.toThrow();
    expect(() => checkSize(keys(1200))).toThrow(/1200 keys take \d+ bytes.*adopt by filter into several stacks/u);
  });
});
