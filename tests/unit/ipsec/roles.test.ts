import * as fc from "fast-check";
import { sharedRoleProblem, sharedRoles } from "../../../ipsec/roles";

describe("sharedRoles", () => {
  it("finds nothing if each tunnel has its own role or none", () => {
    expect(sharedRoles([])).toEqual([]);
    expect(sharedRoles([{ tunnelId: "tun-1" }, { tunnelId: "tun-2", role: "" }])).toEqual([]);
    expect(
      sharedRoles([
        { tunnelId: "tun-1", role: "slave" },
        { tunnelId: "tun-2", role: "master" },
      ]),
    ).toEqual([]);
  });

  it("names every tunnel with the role", () => {
    const shared = sharedRoles([
      { tunnelId: "tun-2", role: "master" },
      { tunnelId: "tun-1", role: "master" },
      { tunnelId: "tun-3", role: "slave" },
    ]);
    expect(shared).toEqual([{ role: "master", tunnelIds: ["tun-1", "tun-2"] }]);
    expect(shared.map(sharedRoleProblem)).toEqual(["is ambiguous: the service reports tun-1 and tun-2 as master"]);
  });

  it("has each tunnel once, under its own role, whatever the roles are called", () => {
    const role = fc.constantFrom("master", "slave", "__proto__", "constructor");
    fc.assert(
      fc.property(fc.array(role, { maxLength: 6 }), (roles) => {
        const shared = sharedRoles(roles.map((each, index) => ({ tunnelId: `tun-${index}`, role: each })));
        for (const { role: name, tunnelIds } of shared)
          expect(tunnelIds).toEqual(roles.flatMap((each, index) => (each === name ? [`tun-${index}`] : [])));
        const told = new Set(shared.map((each) => each.role));
        expect(roles.filter((each) => !told.has(each)).length).toBe(
          new Set(roles.filter((each) => !told.has(each))).size,
        );
      }),
    );
  });
});
