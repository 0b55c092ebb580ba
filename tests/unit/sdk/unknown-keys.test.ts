import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OBJECT_SETTINGS, SETTINGS } from "../../../provider/api/settings";
import { OWN_SETTINGS } from "../../../provider/session/own-settings";
import { ALICLOUD_KEYS } from "../../../sdk/alicloud-keys";
import { ACCOUNT_KEYS, OWN_KEYS, OWN_VARIABLES } from "../../../sdk/generated/configuration-keys";
import { unknownKeys, unknownVariables } from "../../../sdk/unknown-keys";

const READ = [...Object.keys(SETTINGS), ...OBJECT_SETTINGS].map((name) => `alicloud:${name}`);

describe("keys of a configuration", () => {
  it("are the provider's own: the program checks against what the provider reads", () => {
    expect(ACCOUNT_KEYS).toEqual(READ);
    expect(OWN_KEYS).toEqual(Object.keys(OWN_SETTINGS).map((name) => `alicloud-vpn:${name}`));
    expect(OWN_VARIABLES).toEqual(Object.values(OWN_SETTINGS));
  });

  it("that the provider reads under alicloud: are all keys of @pulumi/alicloud", () => {
    expect(READ.filter((key) => !ALICLOUD_KEYS.has(key))).toEqual([]);
  });

  it("that somebody reads, or that do not begin as ours, pass in silence", () => {
    const others = ["aws:region", "alicloud-dns:zone", "office:psk", "office:settleSecond", "pulumi:tags"];
    const laterVersion = ["alicloud:somethingNew", "alicloud:regions2", "alicloud:ossEndpoint"];
    expect(unknownKeys([...OWN_KEYS, ...ALICLOUD_KEYS, ...others, ...laterVersion], "office")).toEqual([]);
    expect(unknownKeys([], "office")).toEqual([]);
  });

  it.each([
    ["alicloud:endpoint", "alicloud:endpoints"],
    ["alicloud:Region", "alicloud:region"],
    ["alicloud:regoin", "alicloud:region"],
    ["alicloud:regionId", "alicloud:region"],
    ["alicloud:access_key", "alicloud:accessKey"],
    ["alicloud:accesKey", "alicloud:accessKey"],
    ["alicloud:accessKeyId", "alicloud:accessKey"],
    ["alicloud:SECRET_KEY", "alicloud:secretKey"],
    ["alicloud:protocoll", "alicloud:protocol"],
    ["alicloud:shared_credential_file", "alicloud:sharedCredentialsFile"],
    ["alicloud:canary", "alicloud-vpn:canary"],
    ["aliCloud:region", "alicloud:region"],
    ["alicloud-vpn:settleSecond", "alicloud-vpn:settleSeconds"],
    ["alicloud-vpn:settle_seconds", "alicloud-vpn:settleSeconds"],
    ["alicloud-vpn:acknowlegde", "alicloud-vpn:acknowledge"],
    ["alicloud-vpn:region", "alicloud:region"],
    ["alicloud_vpn:settleSeconds", "alicloud-vpn:settleSeconds"],
    ["pulumi-alicloud-vpn:compare", "alicloud-vpn:compare"],
  ])("%s is refused, and %s named", (key, meant) => {
    expect(unknownKeys([key], "office")).toEqual([`${key} (did you mean ${meant}?)`]);
  });

  it("that were meant as a path are refused with the way to set a path", () => {
    expect(unknownKeys(["alicloud:endpoints[0].vpc", "alicloud:assumeRole.roleArn"], "office")).toEqual([
      "alicloud:endpoints[0].vpc (a part of alicloud:endpoints is set with --path)",
      "alicloud:assumeRole.roleArn (a part of alicloud:assumeRole is set with --path)",
    ]);
  });

  it("that begin as ours and resemble none are refused with the list", () => {
    expect(unknownKeys(["alicloud-vpn:patience"], "office")).toEqual([
      `alicloud-vpn:patience (there are ${OWN_KEYS.join(", ")})`,
    ]);
  });

  it("that are the program's own pass, whatever its name is", () => {
    expect(unknownKeys(["alicloud-vpn:patience", "alicloud-vpn:settleSecond"], "alicloud-vpn")).toEqual([]);
  });
});

describe("environment variables", () => {
  it("that begin as ours and are none are refused", () => {
    expect(unknownVariables([...OWN_VARIABLES, "ALICLOUD_REGION", "PATH", "ALICLOUD_VPNS"])).toEqual([]);
    expect(unknownVariables(["ALICLOUD_VPN_SETTLE_SECOND"])).toEqual([
      "ALICLOUD_VPN_SETTLE_SECOND (did you mean ALICLOUD_VPN_SETTLE_SECONDS?)",
    ]);
    expect(unknownVariables(["ALICLOUD_VPN_PATIENCE"])).toEqual([
      `ALICLOUD_VPN_PATIENCE (there are ${OWN_VARIABLES.join(", ")})`,
    ]);
  });
});

it("the README's table has every setting that a program may set", () => {
  const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");

  expect(OWN_KEYS.filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
});
