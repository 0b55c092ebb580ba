import { readConfiguration } from "../../../provider/process/configuration";

const read = (config: Record<string, string>, env: Record<string, string> = {}) =>
  readConfiguration({ get: (key) => config[key] }, env);

describe("the configuration of the provider process", () => {
  it("has defaults", () => {
    expect(read({}).settle).toEqual({ timeoutMs: 600_000, everyMs: 3_000 });
  });

  it("takes an empty value for none", () => {
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

  it("is of a category that is shown as the user's own mistake", () => {
    expect(() => read({ "alicloud-vpn:settleSeconds": "ten" })).toThrow(
      expect.objectContaining({ name: "ConfigurationError" }),
    );
  });

  it("hands the keys of @pulumi/alicloud on without their prefix", () => {
    const { account } = read({ "alicloud:region": "cn-hangzhou", region: "no" });
    expect([account.get("region"), account.get("accessKey")]).toEqual(["cn-hangzhou", undefined]);
  });
});
