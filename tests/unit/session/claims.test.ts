import { Claims } from "../../../provider/session/claims";

const one = { urn: "urn:1", type: "VpnTunnel", name: "office" };
const other = { urn: "urn:2", type: "VpnTunnel", name: "branch" };
const pair = { urn: "urn:3", type: "VpnTunnelPair", name: "both" };

describe("claims of live objects", () => {
  it("of one resource may be made again and again, as each check does", () => {
    const claims = new Claims();
    expect(claims.claim(one, ["vco-1:master"])).toBeUndefined();
    expect(claims.claim(one, ["vco-1:master", "vco-1:tun-1"])).toBeUndefined();
  });

  it("of two resources for one object are refused, by whichever name of it", () => {
    const claims = new Claims();
    claims.claim(one, ["vco-1:master", "vco-1:tun-1"]);
    expect(claims.claim(other, ["vco-1:tun-1"])).toBe(
      'VpnTunnel "branch" and VpnTunnel "office" declare the same tunnel vco-1:tun-1: keep one of them, or give one the other role',
    );
    expect(claims.claim(pair, ["vco-1:master", "vco-1:slave"])).toMatch(/keep one of them$/u);
  });

  it("that were refused hold nothing", () => {
    const claims = new Claims();
    claims.claim(one, ["vco-1:master"]);
    claims.claim(pair, ["vco-1:slave", "vco-1:master"]);
    expect(claims.claim(other, ["vco-1:slave"])).toBeUndefined();
  });
});
