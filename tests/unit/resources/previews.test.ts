import { Previews } from "../../../provider/resources/vpn-tunnel/operation/previews";
import { UNKNOWN } from "../core/arbitraries";

const byRole = { vpnConnectionId: "vco-1", role: "master" };
const byId = { vpnConnectionId: "vco-1", tunnelId: "tun-1" };

describe("a preview of a stored tunnel", () => {
  it("tells of it under the name of its resource, once", () => {
    const previews = new Previews();
    previews.checked(byRole, "office", true);
    expect([previews.nameToTell(byRole), previews.nameToTell(byRole)]).toEqual(["office", undefined]);
  });

  it("tells nothing of a tunnel that no program declares: Pulumi compares it for a refresh", () => {
    const previews = new Previews();
    expect(previews.nameToTell(byRole)).toBeUndefined();
    previews.checked(byRole, "office", true);
    // That it was asked for before its check does not count as told.
    expect(previews.nameToTell(byRole)).toBe("office");
  });

  it("knows a tunnel by what selects it, and by nothing else that is declared", () => {
    const previews = new Previews();
    previews.checked({ ...byRole, enableDpd: true }, "office", true);
    previews.checked(byId, "branch", true);
    expect(previews.nameToTell({ vpnConnectionId: "vco-1", role: "slave" })).toBeUndefined();
    expect(previews.nameToTell({ vpnConnectionId: "vco-2", role: "master" })).toBeUndefined();
    expect(previews.nameToTell({ ...byRole, enableDpd: false, observed: {} })).toBe("office");
    expect(previews.nameToTell(byId)).toBe("branch");
  });

  it("knows nothing of a tunnel that is not known yet", () => {
    const previews = new Previews();
    for (const inputs of [
      { ...byRole, vpnConnectionId: UNKNOWN },
      { ...byRole, role: UNKNOWN },
      { role: "master" },
      {},
    ]) {
      previews.checked(inputs, "office", true);
      expect([previews.nameToTell(inputs), previews.differsInInputs(inputs)]).toEqual([undefined, false]);
    }
  });
});

describe("whether inputs differ from the stored ones", () => {
  it("is what the last check found", () => {
    const previews = new Previews();
    for (const isDifferent of [true, false]) {
      previews.checked(byRole, "office", isDifferent);
      expect(previews.differsInInputs(byRole)).toBe(isDifferent);
    }
  });

  it("is true in a refresh, where nothing was checked", () => {
    expect(new Previews().differsInInputs(byRole)).toBe(true);
  });
});
