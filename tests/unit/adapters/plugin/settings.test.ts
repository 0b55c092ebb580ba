import {
  asStackConfiguration,
  haveChanged,
  inOwnNamespace,
  problemsIn,
} from "../../../../provider/adapters/plugin/settings";
import { UNKNOWN } from "../../../../provider/core/unknown";
import { settingProperties } from "../../../../scripts/generate/plugin-settings";
import { PLUGIN_SETTINGS } from "../../../../provider/adapters/plugin/settings";

describe("the plugin's settings", () => {
  it("are all in its schema", () => expect(Object.keys(settingProperties).sort()).toEqual([...PLUGIN_SETTINGS].sort()));

  it("are found under the keys of both namespaces, objects as JSON", () => {
    const stack = asStackConfiguration({
      region: "cn-hangzhou",
      endpoints: [{ vpc: "x" }],
      settleSeconds: 5,
      protocol: UNKNOWN,
    });
    expect(
      [
        "alicloud:region",
        "alicloud:endpoints",
        "alicloud-vpn:settleSeconds",
        "alicloud:protocol",
        "alicloud:profile",
      ].map((key) => stack.get(key)),
    ).toEqual(["cn-hangzhou", '[{"vpc":"x"}]', "5", undefined, undefined]);
  });

  it.each([
    [{ region: "cn-hangzhou", endpoints: "[]", version: "0.1.0", __internal: {} }, {}, []],
    [
      { regoin: "x" },
      {},
      [/^alicloud-vpn:regoin is a setting that nobody reads \(did you mean alicloud-vpn:region\?\)/u],
    ],
    [{ endpoint: "x" }, {}, [/did you mean alicloud-vpn:endpoints\?/u]],
    [{ colour: "pl4nted" }, {}, [/^alicloud-vpn:colour .*there are alicloud-vpn:accessKey, /u]],
    [
      {},
      { ALICLOUD_VPN_SETTLE_SECOND: "pl4nted" },
      [/^ALICLOUD_VPN_SETTLE_SECOND .*did you mean ALICLOUD_VPN_SETTLE_SECONDS\?/u],
    ],
    [
      { settleSeconds: "soon" },
      {},
      [/^alicloud-vpn:settleSeconds must be a whole number from 1 to 7200; given: "soon"/u],
    ],
    [{ settleSeconds: UNKNOWN }, {}, []],
  ])("%j with %j: each problem is told, and no value of an unknown name", (settings, env, problems) => {
    const found = problemsIn(settings, env);
    expect(found).toEqual(problems.map((problem) => expect.stringMatching(problem)));
    expect(found.join()).not.toContain("pl4nted");
  });

  it("differ where a value does, in whatever form", () => {
    expect(haveChanged({ settleSeconds: "5", version: "1" }, { settleSeconds: 5, version: "2" })).toBe(false);
    expect(haveChanged({ region: "a" }, { region: "b" })).toBe(true);
    expect(haveChanged({ region: "a" }, {})).toBe(true);
    expect(haveChanged({ region: UNKNOWN }, { region: UNKNOWN })).toBe(true);
  });

  it("are named in errors as they are set here", () => {
    expect(inOwnNamespace("Set alicloud:region, or alicloud-vpn:hook. See alicloud: the vendor")).toBe(
      "Set alicloud-vpn:region, or alicloud-vpn:hook. See alicloud: the vendor",
    );
  });
});
