import { inspect } from "node:util";
import {
  fixedCredentials,
  shareCredentials,
  shortCause,
  type CredentialsSource,
} from "../../../provider/api/credentials";
import { uriCredentials } from "../../../provider/api/credentials-library";
import { CredentialsError } from "../../../provider/api/errors";
import { json, reset, startTestServer, text, type Behaviour } from "./test-server";

const GOOD = { accessKeyId: "id", accessKeySecret: "planted-secret" };

/** A source whose answers the test gives, one by one. */
function scripted(...answers: (typeof GOOD | Error)[]) {
  let opened = 0;
  let asked = 0;
  const source: CredentialsSource = {
    getCredentials: () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? GOOD);
    },
  };
  const provider = shareCredentials(() => {
    opened += 1;
    return Promise.resolve(source);
  });
  return { provider, opened: () => opened, asked: () => asked };
}

describe("shared credentials", () => {
  test("are asked for once by callers that come together, and opened only when first asked", async () => {
    const { provider, opened, asked } = scripted(GOOD);
    expect(opened()).toBe(0);
    const all = await Promise.all(Array.from({ length: 20 }, () => provider.getCredentials()));
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["id"]));
    expect([opened(), asked()]).toEqual([1, 1]);
    await provider.getCredentials();
    expect([opened(), asked()]).toEqual([1, 2]);
  });

  test("are opened anew after a failure, which all waiting callers see", async () => {
    const { provider, opened } = scripted(new Error("planted-secret in a file"), GOOD);
    const both = await Promise.allSettled([provider.getCredentials(), provider.getCredentials()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(provider.getCredentials()).resolves.toEqual(GOOD);
    expect(opened()).toBe(2);
  });

  test("are opened anew after the service refused them", async () => {
    const { provider, opened } = scripted(GOOD);
    await provider.getCredentials();
    provider.forget();
    await provider.getCredentials();
    expect(opened()).toBe(2);
  });

  test("say nothing of what a library's error says", async () => {
    const leaking = Object.assign(new Error('parse failed: {"access_key_secret":"planted-secret"}'), { data: GOOD });
    const error: unknown = await scripted(leaking)
      .provider.getCredentials()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CredentialsError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("planted");
  });

  test("are refused when incomplete", async () => {
    const provider = shareCredentials(() =>
      Promise.resolve(fixedCredentials({ accessKeyId: "id", accessKeySecret: "" })),
    );
    await expect(provider.getCredentials()).rejects.toThrow(/incomplete/);
  });

  test("do not show themselves", async () => {
    const { provider } = scripted(GOOD);
    await provider.getCredentials();
    expect(inspect(provider, { depth: 9, showHidden: true }) + JSON.stringify(provider)).not.toContain("planted");
  });
});

test.each<[unknown, string]>([
  [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
  [Object.assign(new Error("https://h?Psk=1"), { name: "RequestTimeoutError" }), "no answer in time"],
  [new Error('refresh failed: {"Code":"NoPermission","Message":"planted"}'), "the server answered NoPermission"],
  [new Error("get sts token failed, httpStatus: 404, message = planted."), "HTTP status 404"],
  [new Error("planted"), "unusable answer"],
  ["planted", "unknown cause"],
  [undefined, "unknown cause"],
])("the cause of %p is told as %p", (error, cause) => {
  expect(shortCause(error)).toBe(cause);
});

describe("a credentials URI", () => {
  async function ask(behaviour: Behaviour) {
    const server = await startTestServer();
    server.answer(behaviour);
    try {
      return await uriCredentials(`${server.url}/?token=planted-token`).getCredentials();
    } finally {
      await server.close();
    }
  }

  test("gives temporary keys", async () => {
    const Expiration = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
    const answer = { AccessKeyId: "id", AccessKeySecret: "secret", SecurityToken: "token", Expiration };
    await expect(ask(json(answer))).resolves.toEqual({
      accessKeyId: "id",
      accessKeySecret: "secret",
      securityToken: "token",
    });
  });

  test.each<[string, Behaviour, string]>([
    ["half an answer", json({ AccessKeySecret: "planted-secret" }), "unusable answer"],
    ["HTML", text("<p>planted</p>"), "unusable answer"],
    ["an error", json({ message: "planted" }, 500), "HTTP status 500"],
    ["a reset", reset, "ECONNRESET"],
  ])("that gives %s is told without its address and its answer", async (_, behaviour, cause) => {
    const error: unknown = await ask(behaviour).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "CredentialsError",
      message: `No credentials from the credentials URI: ${cause}.`,
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("planted");
  });
});
