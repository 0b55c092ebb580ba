import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { ApiError } from "../../../provider/api/errors";
import { createAgent } from "../../../provider/api/http-agents";
import { callRpc, type RpcTarget } from "../../../provider/api/rpc-client";
import { json, reset, silent, startTestServer, text, truncated, type Behaviour, type TestServer } from "./test-server";

const PSK = "Planted!*~ +/=('é\"psk";
const SECRET = "planted-access-key-secret";
const TOKEN = "planted-security-token+/=";
const CREDENTIALS = { accessKeyId: "planted-id", accessKeySecret: SECRET, securityToken: TOKEN };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
});

function targetAt(endpoint: string, readTimeoutMs = 2000): RpcTarget {
  return { endpoint, apiVersion: "2016-04-28", agent: createAgent(endpoint, 2000), readTimeoutMs };
}

async function failureOf(target: RpcTarget): Promise<ApiError> {
  const parameters = { TunnelOptionsSpecification: { TunnelIkeConfig: { Psk: PSK } }, TunnelId: "tun-1" };
  const error: unknown = await callRpc(target, CREDENTIALS, "ModifyTunnelAttribute", parameters).then(
    () => new Error("the call succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

function everythingVisible(error: ApiError): string {
  return [error.message, error.stack, inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)].join("\n");
}

describe("a request", () => {
  test("is a POST with everything in the body, flat, signed as the vendor documents", async () => {
    server.answer(json({ RequestId: "r" }));
    await callRpc(targetAt(server.url), CREDENTIALS, "DescribeVpnConnections", {
      Tag: [{ Key: "k", Value: "v w" }],
      Nested: { Psk: PSK },
      Missing: undefined,
    });
    const [request] = server.received;
    expect(request).toMatchObject({ method: "POST", url: "/" });
    expect(request?.parameters).toMatchObject({
      Action: "DescribeVpnConnections",
      Version: "2016-04-28",
      "Tag.1.Key": "k",
      "Tag.1.Value": "v w",
      "Nested.Psk": PSK,
      SecurityToken: TOKEN,
    });
    expect(request?.parameters).not.toHaveProperty("Missing");
    const { Signature, ...signed } = request?.parameters ?? {};
    expect(signatureOf(signed)).toBe(Signature);
    const headers = JSON.stringify(request?.headers);
    for (const secret of [PSK, SECRET, TOKEN]) expect(headers).not.toContain(secret);
  });

  test("without credentials is not signed, for the calls that need none", async () => {
    server.answer(json({ RequestId: "r" }));
    await callRpc(targetAt(server.url), undefined, "AssumeRoleWithOIDC", { RoleArn: "acs:ram::1:role/r" });
    expect(Object.keys(server.received[0]?.parameters ?? {}).sort()).toEqual([
      "Action",
      "Format",
      "RoleArn",
      "Timestamp",
      "Version",
    ]);
  });

  test("reuses the connection, after a refusal too", async () => {
    const before = server.connections();
    const target = targetAt(server.url);
    server.answer(json({ RequestId: "r" }), json({ Code: "Forbidden", Message: "no" }, 403), json({ RequestId: "r" }));
    await callRpc(target, CREDENTIALS, "A", {});
    await failureOf(target);
    await callRpc(target, CREDENTIALS, "A", {});
    expect(server.connections() - before).toBe(1);
  });

  test("gives plain objects", async () => {
    server.answer((response) => response.end('{"A":{"B":[{"C":12345678901234567890}]}}'));
    const answer = await callRpc(targetAt(server.url), CREDENTIALS, "A", {});
    expect(answer).toStrictEqual({ A: { B: [{ C: "12345678901234567890" }] } });
  });
});

/** Repeats whatever it was sent: the worst that a server can do. */
const echo =
  (status: number, code: string): Behaviour =>
  (response, request) => {
    const message = `bad: ${request.body} ${Object.values(request.parameters).join(" ")} ${SECRET}`;
    json({ Code: code, Message: message, RequestId: PSK, HostId: request.body }, status)(response, request);
  };

const REFUSALS: [string, Behaviour, Partial<ApiError>][] = [
  [
    "a code and its status",
    json({ Code: "VpnGateway.Configuring", Message: "The specified service is configuring.", RequestId: "R-1" }, 400),
    {
      message:
        "ModifyTunnelAttribute failed: VpnGateway.Configuring (400, request R-1): The specified service is configuring. " +
        "Another change of this VPN gateway is being applied; wait until it is done and try again.",
      category: "configuring",
      retry: "observe",
      outcomeUnknown: false,
      sent: true,
    },
  ],
  [
    "500 without a code",
    json({ message: "oops" }, 500),
    { code: "Http500", category: "transient", outcomeUnknown: true },
  ],
  [
    "503 with a code",
    json({ Code: "ServiceUnavailable", Message: "temporary", RequestId: "R-2" }, 503),
    { code: "ServiceUnavailable", httpStatus: 503, category: "transient", outcomeUnknown: true, requestId: "R-2" },
  ],
  ["404 without a code", json({}, 404), { code: "Http404", category: "unknown", retry: "no", outcomeUnknown: false }],
  ["a redirect", json({}, 302), { code: "Http302", category: "unknown", retry: "no" }],
  ["a code under status 200", json({ Code: "Throttling", Message: "m" }), { category: "throttled", httpStatus: 200 }],
  [
    "throttling with a pause",
    json({ Code: "Throttling.User", Message: "m" }, 400, { "x-acs-retry-after": "1500" }),
    { category: "throttled", retryAfterMs: 1500, outcomeUnknown: false },
  ],
  [
    "any code with a pause",
    json({ Code: "Whatever", Message: "m" }, 400, { "x-acs-retry-after": "20" }),
    { code: "Whatever", category: "throttled", retry: "backoff", retryAfterMs: 20, outcomeUnknown: false },
  ],
  [
    "a 503 with a pause, which may have had its effect",
    json({ Code: "ServiceUnavailable", Message: "m" }, 503, { "x-acs-retry-after": "20" }),
    { category: "throttled", retryAfterMs: 20, outcomeUnknown: true },
  ],
  [
    "a pause that is no number",
    json({ Code: "Forbidden", Message: "m" }, 403, { "x-acs-retry-after": "-5" }),
    { category: "forbidden", retryAfterMs: undefined },
  ],
  [
    "HTML",
    text("<html><body>502 Bad Gateway</body></html>", 502),
    { code: "MalformedAnswer", category: "transient", outcomeUnknown: true },
  ],
  ["an empty body", text(""), { code: "MalformedAnswer", outcomeUnknown: true }],
  ["half a document", text('{"RequestId":"x'), { code: "MalformedAnswer", outcomeUnknown: true }],
  ["null", text("null"), { code: "MalformedAnswer", outcomeUnknown: true }],
  ["a list", text("[1]"), { code: "MalformedAnswer", outcomeUnknown: true }],
  ["a reset", reset, { code: "ECONNRESET", category: "transient", outcomeUnknown: true, sent: true }],
  ["a truncated body", truncated, { code: "ECONNRESET", category: "transient", outcomeUnknown: true, sent: true }],
  ["an echo of the request", echo(400, "InvalidParameter"), { code: "InvalidParameter", requestId: undefined }],
  ["an echo with a secret for a code", echo(500, TOKEN), { code: "Http500", category: "transient" }],
  [
    "an echo as HTML",
    (response, request) => text(`<p>${request.body}</p>`, 500)(response, request),
    { code: "MalformedAnswer" },
  ],
  [
    "the string to sign",
    (response, request) =>
      json(
        {
          Code: "SignatureDoesNotMatch",
          Message: `Specified signature is not matched with our calculation. server string to sign is:POST&%2F&${encodeURIComponent(request.body)}`,
        },
        400,
      )(response, request),
    {
      category: "credentials",
      serverMessage: "Specified signature is not matched with our calculation.",
      hint: "The access key secret does not belong to the access key id; check alicloud:secretKey.",
    },
  ],
];

describe("a failure", () => {
  test.each(REFUSALS)("by %s is told for what it is, without secrets", async (_name, behaviour, expected) => {
    server.answer(behaviour);
    const error = await failureOf(targetAt(server.url));
    expect(error).toMatchObject(expected);
    expect(error.cause).toBeUndefined();
    const visible = everythingVisible(error);
    for (const secret of ["Planted", "planted-access", "planted-security", "<html", "Signature="]) {
      expect(visible).not.toContain(secret);
    }
  });

  test("by silence comes at the read time-out, and closes its connection", async () => {
    server.answer(silent);
    const error = await failureOf(targetAt(server.url, 60));
    expect(error).toMatchObject({ code: "TimeOut", category: "transient", outcomeUnknown: true, sent: true });
    expect(error.hint).toContain("clientReadTimeout");
    expect(everythingVisible(error)).not.toMatch(/planted/i);
  });

  test("by an answer that stops half-way comes at the read time-out", async () => {
    server.answer((response) => void response.write('{"RequestId":'));
    const error = await failureOf(targetAt(server.url, 60));
    expect(error).toMatchObject({ code: "TimeOut", outcomeUnknown: true });
  });

  test("by a port where nothing listens says that nothing was sent", async () => {
    const gone = await startTestServer();
    await gone.close();
    const error = await failureOf(targetAt(gone.url));
    expect(error).toMatchObject({ code: "ECONNREFUSED", category: "transient", sent: false, outcomeUnknown: false });
  });

  test("by plain HTTP where HTTPS is expected is a setting to correct, not a reason to retry", async () => {
    server.answer(json({}));
    const error = await failureOf(targetAt(server.url.replace("http:", "https:")));
    expect(error).toMatchObject({ category: "configuration", retry: "no", sent: false });
    expect(error.hint).toContain("alicloud:protocol");
  });

  test("by a value that cannot be written comes before anything is sent", async () => {
    const call = callRpc(targetAt(server.url), CREDENTIALS, "A", { Name: "\ud800" });
    await expect(call).rejects.toMatchObject({ category: "invalid", sent: false, outcomeUnknown: false });
    expect(server.received).toHaveLength(0);
  });
});

function signatureOf(parameters: Readonly<Record<string, string>>): string {
  const encode = (value: string): string =>
    encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return createHmac("sha1", `${SECRET}&`)
    .update(`POST&%2F&${encode(canonical)}`)
    .digest("base64");
}
