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

describe("keys", () => {
  const idVariables = ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"];
  const secretVariables = ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"];
  const tokenVariables = ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"];

  test("come from the configuration", async () => {
    const found = await account({ ...KEYS, securityToken: "token", ...REGION }).credentials.getCredentials();
    expect(found).toEqual({ accessKeyId: "id", accessKeySecret: SECRET, securityToken: "token" });
  });

  test.each(idVariables.flatMap((id) => secretVariables.map((secret): [string, string] => [id, secret])))(
    "come from %s and %s",
    async (id, secret) => {
      const found = account(REGION, { [id]: "env-id", [secret]: "env-secret" });
      await expect(found.credentials.getCredentials()).resolves.toEqual({
        accessKeyId: "env-id",
        accessKeySecret: "env-secret",
      });
      expect(found.describe()).toContain(`key pair of ${id} and ${secret}`);
    },
  );

  test.each(tokenVariables)("have the token of %s", async (variable) => {
    const env = { ALICLOUD_ACCESS_KEY: "i", ALICLOUD_SECRET_KEY: "s", [variable]: "env-token" };
    const found = await account(REGION, env).credentials.getCredentials();
    expect(found.securityToken).toBe("env-token");
  });

  test.each([idVariables, secretVariables, tokenVariables])("prefer %s to %s, and that to %s", async (...variables) => {
    for (const [index, variable] of variables.entries()) {
      const values = variables.slice(index).map((name): [string, string] => [name, `of ${name}`]);
      const base = { ALICLOUD_ACCESS_KEY: "i", ALICLOUD_SECRET_KEY: "s" };
      const others = Object.entries(base).filter(([name]) => !variables.includes(name));
      const found = await account(REGION, Object.fromEntries([...others, ...values])).credentials.getCredentials();
      expect(Object.values(found)).toContain(`of ${variable}`);
    }
  });

  test("of the configuration win over the environment, each on its own; an empty one is not set", async () => {
    const env = { ALICLOUD_ACCESS_KEY: "env-id", ALICLOUD_SECRET_KEY: "env-secret" };
    const both = await account({ ...KEYS, ...REGION }, env).credentials.getCredentials();
    expect(both).toEqual({ accessKeyId: "id", accessKeySecret: SECRET });
    const half = await account({ accessKey: "id", secretKey: "", ...REGION }, env).credentials.getCredentials();
    expect(half).toEqual({ accessKeyId: "id", accessKeySecret: "env-secret" });
  });

  test("of the configuration are not mixed with a token that belongs to the environment's key", async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: "other", ALIBABA_CLOUD_SECURITY_TOKEN: "others-token" };
    const found = await account({ ...KEYS, ...REGION }, env).credentials.getCredentials();
    expect(found.securityToken).toBeUndefined();
    const alone = account({ ...KEYS, ...REGION }, { ALIBABA_CLOUD_SECURITY_TOKEN: "own-token" });
    await expect(alone.credentials.getCredentials()).resolves.toMatchObject({ securityToken: "own-token" });
  });
});

describe("the source of credentials", () => {
  const CASES: [string, Values, Values, string][] = [
    ["alicloud:profile", { profile: "work" }, {}, "profile work (alicloud:profile)"],
    [
      "ALICLOUD_PROFILE",
      {},
      { ALICLOUD_PROFILE: "work", ALIBABA_CLOUD_PROFILE: "x" },
      "profile work (ALICLOUD_PROFILE)",
    ],
    ["ALIBABA_CLOUD_PROFILE", {}, { ALIBABA_CLOUD_PROFILE: "work" }, "profile work (ALIBABA_CLOUD_PROFILE)"],
    [
      "sharedCredentialsFile",
      { sharedCredentialsFile: "/f" },
      {},
      "profile (current) (alicloud:sharedCredentialsFile)",
    ],
    [
      "ALICLOUD_SHARED_CREDENTIALS_FILE",
      {},
      { ALICLOUD_SHARED_CREDENTIALS_FILE: "/f" },
      "(ALICLOUD_SHARED_CREDENTIALS_FILE)",
    ],
    [
      "ALIBABA_CLOUD_CREDENTIALS_FILE",
      {},
      { ALIBABA_CLOUD_CREDENTIALS_FILE: "/f" },
      "(ALIBABA_CLOUD_CREDENTIALS_FILE)",
    ],
    ["credentialsUri", { credentialsUri: "http://u" }, {}, "credentials URI of alicloud:credentialsUri"],
    ["ALICLOUD_CREDENTIALS_URI", {}, { ALICLOUD_CREDENTIALS_URI: "http://u" }, "URI of ALICLOUD_CREDENTIALS_URI"],
    [
      "ALIBABA_CLOUD_CREDENTIALS_URI",
      {},
      { ALIBABA_CLOUD_CREDENTIALS_URI: "http://u" },
      "URI of ALIBABA_CLOUD_CREDENTIALS_URI",
    ],
    ["ecsRoleName", { ecsRoleName: "r" }, {}, "ECS role of alicloud:ecsRoleName"],
    ["ALICLOUD_ECS_ROLE_NAME", {}, { ALICLOUD_ECS_ROLE_NAME: "r" }, "ECS role of ALICLOUD_ECS_ROLE_NAME"],
    ["ALIBABA_CLOUD_ECS_METADATA", {}, { ALIBABA_CLOUD_ECS_METADATA: "r" }, "ECS role of ALIBABA_CLOUD_ECS_METADATA"],
    [
      "assumeRoleWithOidc",
      { assumeRoleWithOidc: '{"oidcProviderArn":"p","roleArn":"acs:r","oidcToken":"planted-secret"}' },
      {},
      "OIDC role of alicloud:assumeRoleWithOidc",
    ],
    [
      "the OIDC variables",
      {},
      { ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "p", ALIBABA_CLOUD_ROLE_ARN: "acs:r", ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/t" },
      "OIDC role of ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
    ],
    [
      "assumeRoleWithOidc, the rest from the environment",
      { assumeRoleWithOidc: '[{"roleArn":"acs:r"}]' },
      { ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "p", ALIBABA_CLOUD_OIDC_TOKEN: "planted-secret" },
      "OIDC role of alicloud:assumeRoleWithOidc",
    ],
    ["nothing", {}, {}, "the default chain"],
    ["half a key pair", { accessKey: "id" }, {}, "the default chain"],
    ["half of the OIDC variables", {}, { ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "p" }, "the default chain"],
  ];

  test.each(CASES)("is %s when only that is set", (_, config, env, described) => {
    const found = account({ ...REGION, ...config }, env);
    expect(found.describe()).toContain(described);
    expect(inspect(found, { depth: 9, showHidden: true }) + JSON.stringify(found) + found.key).not.toContain(SECRET);
  });

  test("is the first of: keys, profile, URI, ECS role, OIDC", () => {
    const all: [string, Values][] = [
      ["key pair", KEYS],
      ["profile work", { profile: "work" }],
      ["credentials URI", { credentialsUri: "http://u" }],
      ["ECS role", { ecsRoleName: "r" }],
      ["OIDC role", { assumeRoleWithOidc: '{"oidcProviderArn":"p","roleArn":"a","oidcToken":"t"}' }],
    ];
    for (const [index, [described]] of all.entries()) {
      const config = Object.assign({}, REGION, ...all.slice(index).map(([, values]) => values)) as Values;
      expect(account(config).describe()).toContain(described);
    }
  });

  test("is the resource's profile before everything else", () => {
    const found = account({ ...KEYS, ...REGION, assumeRole: '{"roleArn":"acs:configured"}' }, {}, { profile: "mine" });
    expect(found.describe()).toContain("profile mine");
    expect(found.describe()).not.toContain("acs:configured");
  });

  test("must be complete where it is configured", () => {
    const config = { ...REGION, assumeRoleWithOidc: '{"oidcToken":"planted-secret"}' };
    expect(() => account(config)).toThrow(/alicloud:assumeRoleWithOidc needs oidcProviderArn, roleArn/);
    expect(() => account(config)).not.toThrow(/planted/);
  });
});

describe("the role that is assumed on top of an account", () => {
  test.each<[string, Values, Values, AccountChoice, string | undefined]>([
    ["none", {}, {}, {}, undefined],
    ["assumeRole", { assumeRole: '{"roleArn":"acs:a"}' }, {}, {}, "acs:a"],
    ["assumeRole in a list", { assumeRole: '[{"roleArn":"acs:a"}]' }, {}, {}, "acs:a"],
    [
      "ALICLOUD_ASSUME_ROLE_ARN",
      {},
      { ALICLOUD_ASSUME_ROLE_ARN: "acs:b", ALIBABA_CLOUD_ROLE_ARN: "acs:c" },
      {},
      "acs:b",
    ],
    ["ALIBABA_CLOUD_ROLE_ARN", {}, { ALIBABA_CLOUD_ROLE_ARN: "acs:c" }, {}, "acs:c"],
    [
      "none, where that is an OIDC provider's role",
      {},
      { ALIBABA_CLOUD_ROLE_ARN: "acs:c", ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "p" },
      {},
      undefined,
    ],
    [
      "the configuration before the environment",
      { assumeRole: '{"roleArn":"acs:a"}' },
      { ALIBABA_CLOUD_ROLE_ARN: "acs:c" },
      {},
      "acs:a",
    ],
    [
      "the resource before both",
      { assumeRole: '{"roleArn":"acs:a"}' },
      {},
      { assumeRole: { roleArn: "acs:d" } },
      "acs:d",
    ],
    ["the resource's, with its profile", {}, {}, { profile: "x", assumeRole: { roleArn: "acs:d" } }, "acs:d"],
  ])("is %s", (_, config, env, choice, arn) => {
    const described = account({ ...KEYS, ...REGION, ...config }, env, choice).describe();
    expect(/with role (\S+)/.exec(described)?.[1]).toBe(arn);
  });

  test.each<[Values, Values]>([
    [{ assumeRole: "{}" }, {}],
    [{ assumeRole: '{"sessionName":"s"}' }, {}],
    [{ assumeRole: '{"roleArn":"a","sessionExpiration":899}' }, {}],
    [{ assumeRole: '{"roleArn":"a","sessionExpiration":43201}' }, {}],
    [{ assumeRole: '{"roleArn":"a","sessionExpiration":"soon"}' }, {}],
    [{}, { ALICLOUD_ASSUME_ROLE_ARN: "a", ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "1" }],
    [
      {
        assumeRoleWithOidc: '{"oidcProviderArn":"p","roleArn":"a","oidcToken":"t","sessionExpiration":1}',
        accessKey: "",
      },
      {},
    ],
  ])("is refused as %j %j", (config, env) => {
    expect(() => account({ ...KEYS, ...REGION, ...config }, env)).toThrow(/roleArn|sessionExpiration/);
  });
});
