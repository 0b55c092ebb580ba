import { nearest } from "../../../cli/nearest";

describe("the name that a mistyped one means", () => {
  it.each([
    ["allwo", "allow"],
    ["ALLOW", "allow"],
    ["den", "deny"],
    ["minPrefixLenght", "minPrefixLength"],
    ["xyzzy", undefined],
    ["", undefined],
  ])("of %j is %j", (name, meant) => expect(nearest(name, ["allow", "deny", "minPrefixLength"])).toBe(meant));
});
