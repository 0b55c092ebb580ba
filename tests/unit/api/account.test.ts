import { inspect } from "node:util";
import { resolveAccount, type AccountChoice } from "../../../provider/api/account";
import { configOf } from "./accounts";

type Values = Record<string, string>;
const SECRET = "planted-secret";

function account(config: Values, env: Values = {}, choice: AccountChoice = {}) {
  return resolveAccount(configOf(config), env, choice);
}

const KEYS = { accessKey: "id", secretKey: SECRET };
const REGION = { region: "eu-central-1" };

describe("the region", () => {
  test.each<[string, Values, Values, AccountChoice, string]>([
    ["the resource", { region: "cn-beijing" }, {}, { regionId: "eu-central-1" }, "eu-central-1"],
    ["alicloud:region", { region: "cn-beijing" }, { ALICLOUD_REGION: "cn-qingdao" }, {}, "cn-beijing"],
    ["ALICLOUD_REGION", {}, { ALICLOUD_REGION: "cn-qingdao", ALIBABA_CLOUD_REGION: "us-west-1" }, {}, "cn-qingdao"],
    ["ALIBABA_CLOUD_REGION", {}, { ALIBABA_CLOUD_REGION: "us-west-1" }, {}, "us-west-1"],
  ])("comes from %s", (_, config, env, choice, region) => {
    expect(account({ ...KEYS, ...config }, env, choice)).toMatchObject({ region });
  });

  test("is never guessed", () => {
    expect(() => account(KEYS)).toThrow(
      "No region is configured. Set alicloud:region (or ALICLOUD_REGION, ALIBABA_CLOUD_REGION), or the resource's regionId.",
    );
  });

  test.each(["CN-HANGZHOU", "hangzhou", "cn-hangzhou.evil.example", "cn-hangzhou/x", "a b"])(
    "cannot be %p",
    (region) => {
      expect(() => account({ ...KEYS, region })).toThrow(/alicloud:region is not a region id/);
    },
  );
});

describe("time limits", () => {
  test.each<[Values, Values, object]>([
    [{}, {}, { connectTimeoutMs: 60_000, readTimeoutMs: 60_000, retryBudgetMs: undefined }],
    [{ clientReadTimeout: "5000" }, { CLIENT_READ_TIMEOUT: "1" }, { readTimeoutMs: 5000, connectTimeoutMs: 60_000 }],
    [{ clientConnectTimeout: "7000" }, {}, { connectTimeoutMs: 7000, readTimeoutMs: 60_000 }],
    [
      {},
      { CLIENT_READ_TIMEOUT: "6000", CLIENT_CONNECT_TIMEOUT: "8000" },
      { readTimeoutMs: 6000, connectTimeoutMs: 8000 },
    ],
    [{ maxRetryTimeout: "30" }, {}, { retryBudgetMs: 30_000 }],
  ])("with %j and %j are %j", (config, env, expected) => {
    expect(account({ ...KEYS, ...REGION, ...config }, env)).toMatchObject(expected);
  });

  test.each(["0", "-1", "soon", "1.5"])("cannot be %p", (value) => {
    expect(() => account({ ...KEYS, ...REGION, clientReadTimeout: value })).toThrow(
      /alicloud:clientReadTimeout must be/,
    );
  });
});

describe("the key of an account", () => {
  const base = { ...KEYS, ...REGION };
  test("is the same for the same account, region and endpoint", () => {
    expect(account(base).key).toBe(account({ ...base }).key);
  });

  test.each<[string, Values, AccountChoice]>([
    ["region", { region: "cn-beijing" }, {}],
    ["access key", { accessKey: "other" }, {}],
    ["secret", { secretKey: "other" }, {}],
    ["token", { securityToken: "t" }, {}],
    ["endpoint", { endpoints: '{"vpc":"http://127.0.0.1:1"}' }, {}],
    ["role", { assumeRole: '{"roleArn":"acs:a"}' }, {}],
    ["profile", {}, { profile: "p" }],
    ["chosen role", {}, { assumeRole: { roleArn: "acs:a", externalId: "e" } }],
  ])("differs for another %s", (_, config, choice) => {
    expect(account({ ...base, ...config }, {}, choice).key).not.toBe(account(base).key);
  });

  test("holds no secret and no access key id, nor does the description", () => {
    const found = account({ accessKey: "planted-id", secretKey: SECRET, securityToken: SECRET, ...REGION });
    expect(`${found.key} ${found.describe()} ${inspect(found, { depth: 9, showHidden: true })}`).not.toContain(
      "planted",
    );
  });
});

test("settings are read when asked, not at import", () => {
  const values: Values = { ...KEYS, ...REGION };
  expect(account(values).region).toBe("eu-central-1");
  values["region"] = "cn-beijing";
  expect(account(values).region).toBe("cn-beijing");
});
