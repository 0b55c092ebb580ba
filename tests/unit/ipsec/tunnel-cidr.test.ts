import * as fc from "fast-check";
import { formatAddress } from "../../../ipsec/cidr";
import { RESERVED_TUNNEL_CIDRS, checkLocalBgpIp, checkTunnelCidr } from "../../../ipsec/tunnel-cidr";

describe("checkTunnelCidr", () => {
  it.each([
    "169.254.11.0/30",
    "169.254.0.4/30",
    "169.254.6.4/30",
    "169.254.7.0/30",
    "169.254.169.248/30",
    "169.254.255.252/30",
  ])("accepts %s", (text) => expect(checkTunnelCidr(text)).toBeUndefined());

  it.each([
    ["169.254.0.0/30", "reserved"],
    ["169.254.3.0/30", "reserved"],
    ["169.254.6.0/30", "reserved"],
    ["169.254.169.252/30", "reserved"],
    ["169.254.11.0/29", "/30"],
    ["169.254.11.0/31", "/30"],
    ["169.253.11.0/30", "169.254.0.0/16"],
    ["10.0.0.0/30", "169.254.0.0/16"],
    ["169.254.11.1/30", "the block is 169.254.11.0/30"],
    ["169.254.11.0", "missing"],
  ])("refuses %s", (text, why) => expect(checkTunnelCidr(text)).toContain(why));

  it("reserves eight blocks", () => expect(RESERVED_TUNNEL_CIDRS).toHaveLength(8));
});

describe("checkLocalBgpIp", () => {
  it.each([
    ["169.254.11.1", "169.254.11.0/30"],
    ["169.254.11.2", "169.254.11.0/30"],
    ["169.254.11.1", undefined],
    // A TunnelCidr that is wrong itself is reported as such; the address is then judged alone.
    ["169.254.11.1", "10.0.0.0/30"],
  ])("accepts %s in %s", (ip, cidr) => expect(checkLocalBgpIp(ip, cidr)).toBeUndefined());

  it.each([
    ["169.254.11.0", "169.254.11.0/30", "169.254.11.1 or 169.254.11.2"],
    ["169.254.11.3", "169.254.11.0/30", "169.254.11.1 or 169.254.11.2"],
    ["169.254.12.1", "169.254.11.0/30", "169.254.11.1 or 169.254.11.2"],
    ["10.0.0.1", "169.254.11.0/30", "169.254.11.1 or 169.254.11.2"],
    ["10.0.0.1", undefined, "169.254.0.0/16"],
    ["169.254.11.4", undefined, "169.254.11.5 or 169.254.11.6"],
    ["169.254.2.1", undefined, "reserved"],
    ["169.254.11.01", undefined, "octal"],
    ["169.254.11.1/30", undefined, "decimal"],
  ])("refuses %s in %s", (ip, cidr, why) => expect(checkLocalBgpIp(ip, cidr)).toContain(why));

  it("accepts exactly two addresses of every block", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 14 - 1 }), (block) => {
        const first = 0xa9fe0000 + block * 4;
        const cidr = `${formatAddress(first)}/30`;
        const accepted = [-1, 0, 1, 2, 3, 4].filter(
          (offset) => checkLocalBgpIp(formatAddress(first + offset), cidr) === undefined,
        );
        expect(accepted).toEqual(checkTunnelCidr(cidr) === undefined ? [1, 2] : []);
      }),
    );
  });
});
