import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { fixedCredentials } from "../../../provider/api/credentials";
import { assumeRole, assumeRoleWithOidc, type StsContext } from "../../../provider/api/sts";
import { accountAt } from "./accounts";
import { manualClock, type ManualClock } from "./manual-clock";
import { json, reset, startTestServer, type TestServer } from "./test-server";

let server: TestServer;
let clock: ManualClock;
beforeEach(async () => {
  server = await startTestServer();
  clock = manualClock();
});
afterEach(() => server.close());

function context(): StsContext {
  return { endpoint: server.url, connectTimeoutMs: 2000, readTimeoutMs: 2000, clock };
}

/** A session of an hour, the n-th one. */
function session(n: number) {
  const Expiration = new Date(clock.now() + n * 3_600_000).toISOString();
  return json({
    RequestId: "r",
    Credentials: { AccessKeyId: `STS.${n}`, AccessKeySecret: "s", SecurityToken: `token-${n}`, Expiration },
  });
}

const BASE = fixedCredentials({ accessKeyId: "base", accessKeySecret: "planted-secret" });

describe("a role", () => {
  test("is assumed with everything that was said about it", async () => {
    server.answer(session(1));
    const role = { roleArn: "acs:r", sessionName: "me", policy: "{}", sessionExpiration: 1800, externalId: "ext" };
    const found = await assumeRole(context(), BASE, role).getCredentials();
    expect(found).toEqual({ accessKeyId: "STS.1", accessKeySecret: "s", securityToken: "token-1" });
    expect(server.received[0]?.parameters).toMatchObject({
      Action: "AssumeRole",
      Version: "2015-04-01",
      AccessKeyId: "base",
      RoleArn: "acs:r",
      RoleSessionName: "me",
      DurationSeconds: "1800",
      Policy: "{}",
      ExternalId: "ext",
    });
  });

  test("keeps its session until shortly before it ends", async () => {
    server.answer(session(1), session(2));
    const source = assumeRole(context(), BASE, { roleArn: "acs:r" });
    await source.getCredentials();
    clock.advance(54 * 60_000);
    expect(await source.getCredentials()).toMatchObject({ accessKeyId: "STS.1" });
    clock.advance(2 * 60_000);
    expect(await source.getCredentials()).toMatchObject({ accessKeyId: "STS.2" });
    expect(server.received).toHaveLength(2);
  });

  test("keeps a session that is still good when it cannot be renewed, and no longer", async () => {
    server.answer(session(1), reset);
    const source = assumeRole(context(), BASE, { roleArn: "acs:r" });
    await source.getCredentials();
    clock.advance(57 * 60_000);
    expect(await source.getCredentials()).toMatchObject({ accessKeyId: "STS.1" });
    clock.advance(3 * 60_000);
    await expect(source.getCredentials()).rejects.toMatchObject({ action: "AssumeRole", outcomeUnknown: false });
  });

  test("that may not be assumed is told with the code and what to do", async () => {
    server.answer(json({ Code: "NoPermission", Message: "You are not authorized", RequestId: "R" }, 403));
    const attempt = assumeRole(context(), BASE, { roleArn: "acs:r" }).getCredentials();
    await expect(attempt).rejects.toThrow(
      "AssumeRole failed: NoPermission (403, request R): You are not authorized. Check the role's ARN",
    );
  });

  test("whose answer is incomplete is refused", async () => {
    server.answer(json({ RequestId: "r", Credentials: { AccessKeyId: "STS.1" } }));
    const attempt = assumeRole(context(), BASE, { roleArn: "acs:r" }).getCredentials();
    await expect(attempt).rejects.toThrow("The answer for role acs:r holds no complete credentials.");
  });

  test("is assumed on top of an account's keys", async () => {
    server.answer(session(1_000_000));
    const account = accountAt(server.url, { assumeRole: '{"roleArn":"acs:r","sessionName":"me"}' });
    expect(await account.credentials.getCredentials()).toMatchObject({ accessKeyId: "STS.1000000" });
    expect(server.received[0]?.parameters).toMatchObject({ AccessKeyId: "test-key-id", RoleSessionName: "me" });
  });
});

describe("a role of an OIDC provider", () => {
  const role = { oidcProviderArn: "acs:p", roleArn: "acs:r" };

  test("is assumed without keys, with the token as given", async () => {
    server.answer(session(1));
    await assumeRoleWithOidc(context(), { ...role, token: { text: "planted-oidc-token" } }).getCredentials();
    const parameters = server.received[0]?.parameters;
    expect(parameters).toMatchObject({
      Action: "AssumeRoleWithOIDC",
      OIDCProviderArn: "acs:p",
      OIDCToken: "planted-oidc-token",
      RoleSessionName: "terraform",
    });
    expect(parameters).not.toHaveProperty("Signature");
  });

  test("reads the token's file anew for each session", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "oidc-"));
    const file = path.join(folder, "token");
    writeFileSync(file, "first\n");
    server.answer(session(1), session(2));
    const source = assumeRoleWithOidc(context(), { ...role, token: { file } });
    await source.getCredentials();
    writeFileSync(file, "second\n");
    clock.advance(3_600_000);
    await source.getCredentials();
    expect(server.received.map(({ parameters }) => parameters["OIDCToken"])).toEqual(["first", "second"]);
    rmSync(folder, { recursive: true });
    clock.advance(7_200_000);
    await expect(source.getCredentials()).rejects.toThrow(/token is missing or empty/);
  });

  test("does not repeat the token when the service does", async () => {
    server.answer(json({ Code: "AuthenticationFail.OIDCToken.Invalid", Message: "bad planted-oidc-token" }, 400));
    const attempt = assumeRoleWithOidc(context(), { ...role, token: { text: "planted-oidc-token" } }).getCredentials();
    await expect(attempt).rejects.toMatchObject({ category: "credentials", serverMessage: "bad ***" });
  });
});
