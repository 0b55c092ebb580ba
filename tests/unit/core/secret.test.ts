import * as fc from "fast-check";
import { ALL_DECLARED, asSecret, isAmong, withoutMarks } from "../../../provider/core/secret";

/** What Pulumi's SDK writes on the wire for a secret; see `specialSigKey` and `specialSecretSig` in its sources. */
const MARKED = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "key" };

const bags = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4, noNullPrototype: true });

describe("asSecret", () => {
  it("marks a value as Pulumi's own SDK does", () => expect(asSecret("key")).toEqual(MARKED));
});

describe("withoutMarks", () => {
  it("leaves a bag without marks as it is", () => {
    fc.assert(fc.property(bags, (bag) => expect(withoutMarks(bag)).toEqual(bag)));
  });

  it("gives back each marked value, at any depth and in lists", () => {
    fc.assert(
      fc.property(fc.jsonValue(), bags, (value, around) => {
        expect(withoutMarks({ around, group: { list: [asSecret(value), value], leaf: asSecret(value) } })).toEqual({
          around,
          group: { list: [value, value], leaf: value },
        });
      }),
    );
  });

  it("takes off every mark of a value that is marked twice, and of a value inside a marked group", () => {
    expect(withoutMarks(asSecret(asSecret("key")))).toBe("key");
    expect(withoutMarks(asSecret({ group: { leaf: asSecret("key") } }))).toEqual({ group: { leaf: "key" } });
  });

  it("takes another mark of Pulumi's for none", () => {
    const asset = { ...MARKED, "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
    expect(withoutMarks(asset)).toEqual(asset);
  });
});

describe("isAmong", () => {
  it("is true for a listed path and for all that is in a listed group", () => {
    const paths = ["customerGatewayId", "tunnelIkeConfig"];
    for (const path of [
      "customerGatewayId",
      "tunnelIkeConfig",
      "tunnelIkeConfig.localId",
      "tunnelIkeConfig.pskFrom.env",
    ])
      expect([path, isAmong(paths, path)]).toEqual([path, true]);
  });

  it("is false for the group around a listed path, and for a name that only begins like one", () => {
    const paths = ["tunnelIkeConfig.localId", "role"];
    for (const path of ["tunnelIkeConfig", "tunnelIkeConfig.localIdentity", "roles", "", "regionId"])
      expect([path, isAmong(paths, path)]).toEqual([path, false]);
  });

  it("is false for every path where nobody can say what is secret", () =>
    expect(isAmong(ALL_DECLARED, "tunnelIkeConfig.localId")).toBe(false));
});
