import { check } from "../../../provider/core/check";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { isAddress, parseResourceId, resourceId } from "../../../provider/resources/vpn-tunnel/table/identities";
import { UNKNOWN } from "../core/arbitraries";

const failuresOf = (inputs: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    check(vpnTunnelTable, { vpnConnectionId: "vco-1", ...inputs }).failures.map(({ property, reason }) => [
      property,
      reason,
    ]),
  );
const bgp = (localBgpIp: unknown, tunnelCidr: unknown): Record<string, string> =>
  failuresOf({ role: "slave", tunnelBgpConfig: { localBgpIp, tunnelCidr } });

describe("tunnelId and role", () => {
  it.each([[{ tunnelId: "tun-1" }], [{ role: "slave" }], [{ role: UNKNOWN }], [{ tunnelId: UNKNOWN }]])(
    "one of them is enough: %j",
    (inputs) => expect(failuresOf(inputs)).toEqual({}),
  );

  it("are refused where neither is declared", () => {
    expect(failuresOf({})["role"]).toContain("declare tunnelId (such as tun-gbyz2e070xzo93) or role (master or slave)");
  });

  it.each([
    [{ tunnelId: "tun-1", role: "master" }],
    [{ tunnelId: UNKNOWN, role: "master" }],
    [{ tunnelId: "tun-1", role: UNKNOWN }],
  ])("are refused where both are declared: %j", (inputs) => {
    expect(failuresOf(inputs)["role"]).toContain("cannot be declared together with tunnelId");
  });

  it("are reported once where one of them is wrong in itself", () => {
    expect(failuresOf({ role: "Master" })).toEqual({ role: expect.stringContaining("must be one of master, slave") });
    expect(failuresOf({ tunnelId: "a b" })).toEqual({ tunnelId: expect.stringContaining("1 to 128 characters") });
  });
});

describe("localBgpIp and tunnelCidr", () => {
  it("accepts both usable addresses of the block", () => {
    expect(bgp("169.254.11.1", "169.254.11.0/30")).toEqual({});
    expect(bgp("169.254.11.2", "169.254.11.0/30")).toEqual({});
  });

  it.each(["169.254.12.1", "169.254.11.5"])("refuses %s outside the block, and names both values", (ip) => {
    const reason = bgp(ip, "169.254.11.0/30")["tunnelBgpConfig.localBgpIp"];
    expect(reason).toContain(`given: "${ip}" with tunnelCidr "169.254.11.0/30"`);
    expect(reason).toContain("169.254.11.1 or 169.254.11.2");
  });

  it.each(["169.254.11.0", "169.254.11.3"])("refuses %s, which no host may have", (ip) => {
    expect(Object.keys(bgp(ip, "169.254.11.0/30"))).toEqual(["tunnelBgpConfig.localBgpIp"]);
  });

  it("says nothing while one of them is not known, or wrong in itself", () => {
    expect(bgp(UNKNOWN, "169.254.11.0/30")).toEqual({});
    expect(bgp("169.254.11.1", UNKNOWN)).toEqual({});
    expect(Object.keys(bgp("169.254.11.1", "10.0.0.0/30"))).toEqual(["tunnelBgpConfig.tunnelCidr"]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])("refuses the reserved block 169.254.%d.0/30", (third) => {
    expect(bgp(undefined, `169.254.${third}.0/30`)["tunnelBgpConfig.tunnelCidr"]).toContain("reserved");
  });
});

describe("assumeRole", () => {
  it("needs the role where anything of it is declared", () => {
    expect(failuresOf({ role: "master", assumeRole: { sessionName: "pulumi" } })).toEqual({
      "assumeRole.roleArn": "is required where assumeRole is declared",
    });
  });

  it("may be unknown, whole or in part", () => {
    expect(failuresOf({ role: "master", assumeRole: UNKNOWN })).toEqual({});
    expect(failuresOf({ role: "master", assumeRole: { roleArn: UNKNOWN, sessionName: "pulumi" } })).toEqual({});
  });
});

describe("the id of the resource", () => {
  it("holds connection and tunnel", () => {
    expect(parseResourceId(resourceId("vco-1", "tun-1"))).toEqual({ vpnConnectionId: "vco-1", tunnelId: "tun-1" });
  });

  it.each(["", "vco-1", "vco-1:", ":tun-1", "vco-1:tun-1:x", ":"])("is not %j", (id) =>
    expect(parseResourceId(id)).toBeUndefined(),
  );
});

describe("an IKE identity", () => {
  it.each([
    ["203.0.113.10", true],
    ["vpn.example.com", false],
    ["203.0.113", false],
    ["203.0.113.010", false],
    [4, false],
  ])("%s is an address: %s", (value, expected) => expect(isAddress(value)).toBe(expected));
});
