import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { resolveAccount, type Account } from "../../../provider/api/account";
import { configOf } from "./accounts";
import { json, startTestServer } from "./test-server";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "profiles-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = path.join(home, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** No configuration but what is given; nothing of this machine, and no metadata service. */
function account(config: Record<string, string>, env: Record<string, string> = {}): Account {
  const surroundings = { HOME: home, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...env };
  return resolveAccount(configOf({ region: "cn-hangzhou", ...config }), surroundings);
}

const AK = { name: "work", mode: "AK", access_key_id: "id", access_key_secret: "planted-secret" };

describe("a shared credentials file", () => {
  test("in the CLI's JSON gives a profile by name, the current one without", async () => {
    const sharedCredentialsFile = write("c.json", {
      current: "other",
      profiles: [AK, { ...AK, name: "other", access_key_id: "id2" }],
    });
    const named = account({ sharedCredentialsFile, profile: "work" });
    await expect(named.credentials.getCredentials()).resolves.toEqual({
      accessKeyId: "id",
      accessKeySecret: "planted-secret",
    });
    const current = account({ sharedCredentialsFile });
    await expect(current.credentials.getCredentials()).resolves.toMatchObject({ accessKeyId: "id2" });
  });

  test("in the SDKs' INI does so too: the first character tells the two apart", async () => {
    const ini =
      '# comment\n[default]\ntype = access_key\naccess_key_id = id\naccess_key_secret = "planted=secret"\n[work]\ntype=sts\naccess_key_id=w\naccess_key_secret=s\nsecurity_token=t\n';
    const ALIBABA_CLOUD_CREDENTIALS_FILE = write("credentials", ini);
    const first = account({}, { ALIBABA_CLOUD_CREDENTIALS_FILE });
    await expect(first.credentials.getCredentials()).resolves.toEqual({
      accessKeyId: "id",
      accessKeySecret: "planted=secret",
    });
    const named = account({ profile: "work" }, { ALIBABA_CLOUD_CREDENTIALS_FILE });
    await expect(named.credentials.getCredentials()).resolves.toEqual({
      accessKeyId: "w",
      accessKeySecret: "s",
      securityToken: "t",
    });
  });

  test("may be the CLI's own", async () => {
    write(".aliyun/config.json", { current: "work", profiles: [{ ...AK, mode: "StsToken", sts_token: "t" }] });
    await expect(account({ profile: "work" }).credentials.getCredentials()).resolves.toMatchObject({
      securityToken: "t",
    });
  });

  test("names the region too, when nothing else does", () => {
    const sharedCredentialsFile = write("c.json", {
      current: "work",
      profiles: [{ ...AK, region_id: "eu-central-1" }],
    });
    expect(account({ sharedCredentialsFile, region: "" }).region).toBe("eu-central-1");
    expect(account({ sharedCredentialsFile }).region).toBe("cn-hangzhou");
  });

  test("is read again after a failure", async () => {
    const config = { profile: "work", sharedCredentialsFile: path.join(home, "late.json") };
    const found = account(config);
    await expect(found.credentials.getCredentials()).rejects.toThrow(/late\.json does not exist/);
    write("late.json", { profiles: [AK] });
    await expect(found.credentials.getCredentials()).resolves.toMatchObject({ accessKeyId: "id" });
  });

  test.each<[string, unknown, RegExp]>([
    ["is broken JSON", '{"profiles":[{"access_key_secret":"planted-secret"', /is not valid JSON/],
    [
      "lacks the profile",
      {
        profiles: [
          { ...AK, name: "a" },
          { ...AK, name: "b" },
        ],
      },
      /has no profile "work"; it has a, b/,
    ],
    ["has no profiles", {}, /has no profile "work"; it has none/],
    ["has a profile without a mode", { profiles: [{ name: "work" }] }, /it has no mode/],
    ["has an unknown mode", { profiles: [{ ...AK, mode: "planted-mode" }] }, /its mode is not supported/],
    ["lacks a key", { profiles: [{ name: "work", mode: "AK", access_key_id: "id" }] }, /it lacks access_key_secret/],
    ["lacks a token", { profiles: [{ ...AK, mode: "StsToken" }] }, /it lacks sts_token/],
    [
      "leads in a circle",
      { profiles: [{ name: "work", mode: "ChainableRamRoleArn", source_profile: "work" }] },
      /leads back/,
    ],
    [
      "needs the CLI's own place",
      { profiles: [{ name: "work", mode: "CloudSSO" }] },
      /only from the aliyun CLI's own file/,
    ],
    ["is INI with an unknown type", "[work]\ntype = rsa\nprivate_key = planted", /its mode is not supported/],
  ])("that %s is told without quoting it", async (_, content, message) => {
    const found = account({ profile: "work", sharedCredentialsFile: write("c", content) });
    const attempt = found.credentials.getCredentials();
    await expect(attempt).rejects.toMatchObject({ name: "CredentialsError", message: expect.stringMatching(message) });
    await expect(attempt).rejects.not.toMatchObject({ message: expect.stringContaining("planted") });
  });
});

describe("a profile with a role", () => {
  test("assumes it with its own keys, or with those of its source profile", async () => {
    const server = await startTestServer();
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    server.answer(
      json({ Credentials: { AccessKeyId: "STS.1", AccessKeySecret: "s", SecurityToken: "t", Expiration } }),
    );
    const role = {
      ...AK,
      name: "role",
      mode: "RamRoleArn",
      ram_role_arn: "acs:first",
      ram_session_name: "me",
      expired_seconds: 900,
    };
    const chained = { name: "work", mode: "ChainableRamRoleArn", source_profile: "role", ram_role_arn: "acs:second" };
    const sharedCredentialsFile = write("c.json", { profiles: [role, chained] });
    const found = account({ profile: "work", sharedCredentialsFile, endpoints: JSON.stringify({ sts: server.url }) });
    await expect(found.credentials.getCredentials()).resolves.toEqual({
      accessKeyId: "STS.1",
      accessKeySecret: "s",
      securityToken: "t",
    });
    expect(server.received.map(({ parameters }) => parameters)).toMatchObject([
      { Action: "AssumeRole", AccessKeyId: "id", RoleArn: "acs:first", RoleSessionName: "me", DurationSeconds: "900" },
      {
        Action: "AssumeRole",
        AccessKeyId: "STS.1",
        RoleArn: "acs:second",
        RoleSessionName: "terraform",
        DurationSeconds: "3600",
      },
    ]);
    await server.close();
  });
});

describe("the default chain", () => {
  test("finds the CLI's current profile, then the SDKs' default one", async () => {
    write(".alibabacloud/credentials", "[default]\ntype=access_key\naccess_key_id=ini\naccess_key_secret=s\n");
    await expect(account({}).credentials.getCredentials()).resolves.toMatchObject({ accessKeyId: "ini" });
    write(".aliyun/config.json", { current: "work", profiles: [AK] });
    await expect(account({}).credentials.getCredentials()).resolves.toMatchObject({ accessKeyId: "id" });
    const without = account({}, { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true" });
    await expect(without.credentials.getCredentials()).resolves.toMatchObject({ accessKeyId: "ini" });
  });

  test("that ends empty says by name what was tried, and what to set", async () => {
    const found = account({ secretKey: "planted-secret" });
    const error: unknown = await found.credentials.getCredentials().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "CredentialsError", category: "credentials" });
    const message = String(error);
    expect(message).toMatch(/^CredentialsError: No Alibaba Cloud credentials found\. Set alicloud:accessKey and/);
    for (const tried of [
      "ALICLOUD_ACCESS_KEY, ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABACLOUD_ACCESS_KEY_ID",
      "only alicloud:secretKey is set",
      "credentialsUri, ecsRoleName, assumeRoleWithOidc",
      path.join(".aliyun", "config.json does not exist"),
      path.join(".alibabacloud", "credentials does not exist"),
      "switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED",
    ]) {
      expect(message).toContain(tried);
    }
    expect(message).not.toContain("planted");
  });
});
