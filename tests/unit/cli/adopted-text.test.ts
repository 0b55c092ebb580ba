import * as fc from "fast-check";
import type { ConnectionWire } from "../../../provider/api/wire";
import { declarationsOf } from "../../../cli/adopt/declaration";
import { checkSize } from "../../../cli/adopt/keys";
import { namesFor, namesIn } from "../../../cli/adopt/names";
import { programText, type NamedDeclaration } from "../../../cli/adopt/program-text";
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

function named(connections: readonly ConnectionWire[], before = ""): readonly NamedDeclaration[] {
  const declarations = connections.flatMap(declarationsOf);
  const names = namesFor(declarations, namesIn(before));
  return declarations.map((each, index) => ({ ...each, name: names[index] ?? "" }));
}

const options = { region: "cn-hangzhou", withKeys: true };

/** What can end a comment, a text or a template in TypeScript. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\n); throw 1; //",
    "\u2028throw 1",
    "*/",
    "`${process.exit()}`",
    "\\",
    '"',
    "</script>",
    "__proto__",
  ),
);

describe("a program of adopt", () => {
  it("declares what is live, whatever connections and identities are called", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { maxLength: 4 }), (pairs) => {
        const connections = pairs.map(([name, localId], index) => connection(`vco-${index}`, name, localId));
        const declarations = named(connections);
        const keys = Object.fromEntries(declarations.map(({ name, key }) => [name, key ?? ""]));
        const program = programText(declarations, options);
        expect(program).not.toContain("planted-key");
        expect(declaredBy(program, keys)).toEqual(
          declarations.map(({ name, vpnConnectionId, selector, settings }) => ({
            name,
            args: {
              vpnConnectionId,
              role: selector.value,
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

  it("names by connection and role, with the id where names are shared or empty", () => {
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

  it("finds a name where a connection is called what another one's name with its id is", () => {
    const connections = [
      connection("vco-1", "office"),
      connection("vco-2", "office"),
      connection("vco-3", "office-vco-1"),
    ];
    const names = named(connections).map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
  });

  it("gives an earlier run's names to its tunnels, and another one to a newcomer of the same name", () => {
    const first = programText(named([connection("vco-1", "office")]), options);
    const names = named([connection("vco-2", "office"), connection("vco-1", "renamed")], first).map(({ name }) => name);
    expect(names).toEqual(["office-vco-2-master", "office-vco-2-slave", "office-master", "office-slave"]);
  });

  it("selects a tunnel by its id where roles do not tell them apart", () => {
    const odd = connection("vco-1", "office");
    for (const tunnel of odd.TunnelOptionsSpecification) tunnel.Role = "master";
    const [first] = named([odd]);
    expect(first?.selector).toEqual({ property: "tunnelId", value: "tun-vco-1-master" });
    expect(declaredBy(programText(named([odd]), { ...options, withKeys: false }))[0]?.args).toMatchObject({
      tunnelId: "tun-vco-1-master",
      tunnelIkeConfig: { ikeLifetime: 86400 },
    });
  });
});

describe("keys", () => {
  it("may not be more than a stack's configuration can carry", () => {
    const keys = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`office-${index}-master`, "k".repeat(80)]));
    expect(() => checkSize(keys(1000))).not.toThrow();
    expect(() => checkSize(keys(1200))).toThrow(/1200 keys take \d+ bytes.*adopt by filter into several stacks/u);
  });
});
