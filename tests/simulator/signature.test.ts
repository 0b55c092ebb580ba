import { signatureV1, stringToSignV1 } from "../../simulator/auth/signature-v1";
import { type Simulator, startSimulator } from "../../simulator";
import { type Key, KEY, acs3, answered, call, post, query, signV1, timestamp } from "./signed-request";

const STS: Key = { accessKeyId: "STS.key", accessKeySecret: "sts-secret", securityToken: "a-token/with+signs=" };

describe("signatures", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      accessKeys: [
        KEY,
        { ...STS, securityToken: "a-token/with+signs=" },
        { ...KEY, accessKeyId: "off", inactive: true },
      ],
    });
  });
  afterAll(() => simulator.close());

  const signed = (over: Record<string, string>, key: Key = KEY) =>
    signV1("POST", { Action: "DescribeVpnConnections", RegionId: "cn-hangzhou", ...over }, key);

  test("the known answer of the provider's documentation", () => {
    const params = new Map([
      ["AccessKeyId", "testid"],
      ["Action", "DescribeRegions"],
      ["Format", "XML"],
      ["SignatureMethod", "HMAC-SHA1"],
      ["SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"],
      ["SignatureVersion", "1.0"],
      ["Timestamp", "2016-02-23T12:46:24Z"],
      ["Version", "2014-05-26"],
    ]);
    expect(signatureV1("testsecret", stringToSignV1("GET", params))).toBe("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["no access key", { AccessKeyId: "<absent>" }, 400, "MissingAccessKeyId"],
    ["unknown access key", { AccessKeyId: "nobody" }, 404, "InvalidAccessKeyId.NotFound"],
    ["disabled access key", { AccessKeyId: "off" }, 400, "InvalidAccessKeyId.Inactive"],
    ["no method", { SignatureMethod: "<absent>" }, 400, "MissingSignatureMethod"],
    ["other method", { SignatureMethod: "HMAC-MD5" }, 400, "IncompleteSignature"],
    ["no nonce", { SignatureNonce: "<absent>" }, 400, "MissingSignatureNonce"],
    ["no time stamp", { Timestamp: "<absent>" }, 400, "MissingTimestamp"],
    ["no time stamp at all like that", { Timestamp: "yesterday" }, 400, "InvalidTimeStamp.Format"],
    ["16 minutes late", { Timestamp: timestamp(Date.now() - 16 * 60_000) }, 400, "InvalidTimeStamp.Expired"],
    ["16 minutes early", { Timestamp: timestamp(Date.now() + 16 * 60_000) }, 400, "InvalidTimeStamp.Expired"],
    ["no version", { Version: "<absent>" }, 400, "MissingVersion"],
    ["other version", { Version: "2014-05-26" }, 400, "InvalidVersion"],
    ["no action", { Action: "<absent>" }, 400, "MissingAction"],
    ["unknown action", { Action: "DescribeVpnConections" }, 404, "InvalidAction.NotFound"],
    ["unknown format", { Format: "YAML" }, 400, "InvalidParameter.Format"],
    ["a token with a permanent key", { SecurityToken: "t" }, 400, "InvalidSecurityToken.MismatchWithAccessKey"],
  ])("V1: %s", async (_, over, status, code) => {
    const answer = await post(simulator.url, signed(over));
    expect(answer).toMatchObject({ status, json: { Code: code, HostId: "vpc.aliyuncs.com" } });
    expect(answer.json).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
      HostId: expect.any(String),
      Code: code,
      Message: expect.any(String),
      Recommend: expect.stringContaining(code),
    });
  });

  test("V1: a changed parameter, a wrong secret, no signature", async () => {
    const tampered = { ...signed({}), PageSize: "50" };
    expect((await post(simulator.url, tampered)).json).toMatchObject({ Code: "SignatureDoesNotMatch" });
    const wrong = await call(simulator.url, "DescribeVpnConnections", {}, { ...KEY, accessKeySecret: "wrong" });
    expect(wrong.json).toMatchObject({
      Code: "SignatureDoesNotMatch",
      Message: expect.stringContaining("server string to sign is:POST&%2F&AccessKeyId"),
    });
    const { Signature: _gone, ...unsigned } = signed({});
    expect((await post(simulator.url, unsigned)).json).toMatchObject({ Code: "MissingSignature" });
  });

  test("a nonce is good for one request, and a refused one has not used it", async () => {
    const params = signed({});
    expect((await post(simulator.url, { ...params, PageSize: "50" })).json).toMatchObject({
      Code: "SignatureDoesNotMatch",
    });
    expect((await post(simulator.url, params)).status).toBe(200);
    expect((await post(simulator.url, params)).json).toMatchObject({ Code: "SignatureNonceUsed" });
  });

  test("V1: query and form together, blanks as + and %20, empty SignatureType, GET", async () => {
    const all = signed({ SignatureType: "", "Tag.1.Key": "a b", "Tag.1.Value": "S3cret!*~ +/=('é" });
    const inQuery = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith("Tag")));
    const form = query({ "Tag.1.Key": "a b", "Tag.1.Value": all["Tag.1.Value"] ?? "" }).replaceAll("%20", "+");
    const mixed = await answered(
      await fetch(`${simulator.url}/?${query(inQuery)}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form,
      }),
    );
    expect(mixed).toMatchObject({ status: 200, json: { TotalCount: 0 } });
    const get = signV1("GET", { Action: "DescribeVpnConnections", RegionId: "cn-hangzhou" });
    expect((await answered(await fetch(`${simulator.url}/?${query(get)}`))).status).toBe(200);
  });

  test("V1 and ACS3: temporary keys need their token", async () => {
    const parameters = { RegionId: "cn-hangzhou" };
    expect((await call(simulator.url, "DescribeVpnConnections", {}, STS)).status).toBe(200);
    expect((await acs3(simulator.url, { action: "DescribeVpnConnections", query: parameters, key: STS })).status).toBe(
      200,
    );
    const { securityToken: _token, ...without } = STS;
    expect((await call(simulator.url, "DescribeVpnConnections", {}, without)).json).toMatchObject({
      Code: "MissingSecurityToken",
    });
    const other = { ...STS, securityToken: "other" };
    expect((await call(simulator.url, "DescribeVpnConnections", {}, other)).json).toMatchObject({
      Code: "InvalidSecurityToken.MismatchWithAccessKey",
    });
  });

  test.each<[string, Partial<Parameters<typeof acs3>[1]>, string]>([
    ["wrong secret", { secret: "wrong" }, "SignatureDoesNotMatch"],
    [
      "hash of another body",
      { contentHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b854" },
      "SignatureDoesNotMatch",
    ],
    ["date not signed", { unsigned: ["x-acs-date"] }, "IncompleteSignature"],
    ["no date", { drop: ["x-acs-date"] }, "Missingx-acs-date"],
    ["no nonce", { drop: ["x-acs-signature-nonce"] }, "Missingx-acs-signature-nonce"],
    ["old date", { headers: { "x-acs-date": "2020-01-01T00:00:00Z" } }, "InvalidTimeStamp.Expired"],
  ])("ACS3: %s", async (_, over, code) => {
    const answer = await acs3(simulator.url, {
      action: "DescribeVpnConnections",
      query: { RegionId: "cn-hangzhou" },
      ...over,
    });
    expect(answer.json).toMatchObject({ Code: code });
  });

  test("ACS3: everything in the query, or in a form, with awkward values", async () => {
    const parameters = { RegionId: "cn-hangzhou", "Tag.1.Key": "k~y", "Tag.1.Value": "v w+/=('é*!" };
    expect((await acs3(simulator.url, { action: "DescribeVpnConnections", query: parameters })).status).toBe(200);
    const form = await acs3(simulator.url, { action: "DescribeVpnConnections", body: query(parameters) });
    expect(form).toMatchObject({ status: 200, json: { TotalCount: 0 } });
  });
});
