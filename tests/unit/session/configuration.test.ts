import { readConfiguration } from "../../../provider/session/configuration";

const read = (config: Record<string, string>, env: Record<string, string> = {}) =>
  readConfiguration({ get: (key) => config[key] }, env);

const DEFAULTS = read({});

describe("the configuration of the provider process", () => {
  it("has defaults", () => {
    expect(read({}).settle).toEqual({ timeoutMs: 600_000, everyMs: 3_000 });
  });

  it("takes an empty value for a missing one", () => {
    expect(read({ "alicloud-vpn:settleSeconds": "" }, { ALICLOUD_VPN_POLL_MILLISECONDS: "" }).settle).toEqual({
      timeoutMs: 600_000,
      everyMs: 3_000,
    });
  });

  it.each([
    ["alicloud-vpn:settleSeconds", "ALICLOUD_VPN_SETTLE_SECONDS", "timeoutMs", 1_000, 1, 7_200],
    ["alicloud-vpn:pollMilliseconds", "ALICLOUD_VPN_POLL_MILLISECONDS", "everyMs", 1, 10, 60_000],
  ] as const)("%s comes before %s", (key, variable, member, factor, min, max) => {
    expect(read({}, { [variable]: String(min) }).settle[member]).toBe(min * factor);
    expect(read({ [key]: String(max) }).settle[member]).toBe(max * factor);
    expect(read({ [key]: String(max) }, { [variable]: String(min) }).settle[member]).toBe(max * factor);
    for (const wrong of [String(min - 1), String(max + 1), "1.5", "ten", "-1", " "]) {
      const allowed = `must be a whole number from ${min} to ${max}; given: "${wrong}"`;
      expect(() => read({ [key]: wrong })).toThrow(`${key} ${allowed}`);
      expect(() => read({}, { [variable]: wrong })).toThrow(`${variable} ${allowed}`);
    }
  });

  it.each([
    [
      "alicloud-vpn:compare",
      "ALICLOUD_VPN_COMPARE",
      ["required", "wanted", "off"],
      (all: typeof DEFAULTS) => all.compare,
    ],
    ["alicloud-vpn:canary", "ALICLOUD_VPN_CANARY", ["on", "off"], (all: typeof DEFAULTS) => all.care.canary],
  ] as const)(
    "%s comes before %s and takes words of a list, of which the first is the default",
    (key, variable, words, of) => {
      const [first] = words;
      for (const given of [{}, { [key]: "" }]) expect(of(read(given))).toBe(of(read({ [key]: first })));
      expect(new Set(words.map((each) => of(read({ [key]: each })))).size).toBe(words.length);
      for (const each of words) {
        expect(of(read({}, { [variable]: each }))).toBe(of(read({ [key]: each })));
        expect(of(read({ [key]: each }, { [variable]: first }))).toBe(of(read({ [key]: each })));
      }
      const allowed = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
      for (const wrong of ["On", "yes", " off", "constructor"]) {
        expect(() => read({ [key]: wrong })).toThrow(`${key} must be ${allowed}; given: "${wrong}"`);
        expect(() => read({}, { [variable]: wrong })).toThrow(`${variable} must be ${allowed}; given: "${wrong}"`);
      }
    },
  );

  it("reports a wrong value as a configuration error, which is shown as the user's own mistake", () => {
    expect(() => read({ "alicloud-vpn:settleSeconds": "ten" })).toThrow(
      expect.objectContaining({ name: "ConfigurationError" }),
    );
  });

  it("passes the keys of @pulumi/alicloud on without their prefix", () => {
    const { account } = read({ "alicloud:region": "cn-hangzhou", region: "no" });
    expect([account.get("region"), account.get("accessKey")]).toEqual(["cn-hangzhou", undefined]);
  });
});
