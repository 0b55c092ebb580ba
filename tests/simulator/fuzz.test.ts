import * as fc from "fast-check";
import { operations } from "../../simulator/operations/all";
import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { answered, call, modify, signV1 } from "./signed-request";

/** Whatever is sent: no 500, no crash, no change on an error, and what was accepted is what is there. */

const TUNNEL = "tun-sim0000000000000011";
const CONNECTION = "vco-sim0000000000000001";

describe("random requests", () => {
  const clock = manualClock();
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ clock, configuringMs: 0 });
  });
  afterAll(() => simulator.close());

  const state = () => JSON.stringify(simulator.exportTopology());

  const junk = fc.oneof(
    fc.string({ maxLength: 120 }),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(
      "",
      " ",
      "0",
      "-1",
      "1e9",
      "true",
      "[object Object]",
      "__proto__",
      "constructor",
      "null",
      "%00",
      "\u0000",
    ),
  );
  const plausible: Record<string, fc.Arbitrary<string>> = {
    IkeLifetime: fc.integer({ min: -1, max: 86401 }).map(String),
    IkeVersion: fc.constantFrom("ikev1", "ikev2", "ikev3"),
    Psk: fc.string({ minLength: 0, maxLength: 101 }),
    LocalAsn: fc.integer({ min: 0, max: 4294967296 }).map(String),
    TunnelCidr: fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `169.254.${a}.${b}/30`),
    LocalBgpIp: fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `169.254.${a}.${b}`),
    CustomerGatewayId: fc.integer({ min: 1, max: 9 }).map((n) => `cgw-sim000000000000000${n}`),
    EnableDpd: fc.constantFrom("true", "false", "True", "yes"),
  };
  const valueOf = (name: string) => {
    const leaf = name.slice(name.lastIndexOf(".") + 1);
    const known = plausible[leaf];
    return known ? fc.oneof({ weight: 3, arbitrary: known }, junk) : junk;
  };
  const paramsFor = (action: string) => {
    const names = operations.get(action)?.parameters.map((one) => one.name.replace(/\.N(?=\.|$)/g, ".1")) ?? [];
    return fc
      .subarray(names, { maxLength: Math.min(6, names.length) })
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, valueOf(name)]))))
      .chain((params) =>
        fc.dictionary(fc.string({ maxLength: 12 }), junk, { maxKeys: 1 }).map((more) => ({ ...more, ...params })),
      );
  };

  const anyCall = fc
    .constantFrom(...operations.keys())
    .chain((action) => fc.tuple(fc.constant(action), paramsFor(action)));

  test("of known operations never give a 500 and change nothing on an error", async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, async ([action, params]) => {
        const before = state();
        const ids = { VpnConnectionId: CONNECTION, TunnelId: TUNNEL };
        const fixed: Record<string, string> = action === "ModifyTunnelAttribute" ? ids : {};
        const clean = Object.fromEntries(
          Object.entries(params).filter(
            ([name]) => !/^(Signature|Action|Format|Version|Timestamp|AccessKeyId|SecurityToken)/.test(name),
          ),
        );
        const answer = await call(simulator.url, action, { ...clean, ...fixed });
        expect(answer.status).toBeLessThan(500);
        const unchanged = answer.status === 200 || state() === before;
        expect([answer.status, answer.json["Code"], unchanged]).toEqual([answer.status, answer.json["Code"], true]);
        expect(answer.json).toHaveProperty("RequestId");
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  test("what ModifyTunnelAttribute accepted is what DescribeVpnConnection returns", async () => {
    const blocks = fc.record(
      {
        "TunnelIkeConfig.IkeLifetime": fc.integer({ min: 0, max: 86400 }).map(String),
        "TunnelIkeConfig.IkeEncAlg": fc.constantFrom("aes", "aes192", "aes256", "des", "3des"),
        "TunnelIkeConfig.IkePfs": fc.constantFrom("group1", "group2", "group5", "group14"),
        "TunnelIkeConfig.Psk": fc.string({ minLength: 1, maxLength: 100 }).filter((one) => !/\s/.test(one)),
        "TunnelIkeConfig.LocalId": fc.domain().filter((one) => one.length <= 100),
        "TunnelIpsecConfig.IpsecPfs": fc.constantFrom("disabled", "group1", "group14"),
        "TunnelBgpConfig.LocalAsn": fc.integer({ min: 1, max: 4294967295 }).map(String),
        EnableNatTraversal: fc.constantFrom("true", "false"),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(blocks, async (options) => {
        const sent = Object.fromEntries(
          Object.entries(options).filter((one): one is [string, string] => one[1] !== undefined),
        );
        const answer = await modify(simulator.url, TUNNEL, sent);
        expect([answer.json["Code"], answer.status]).toEqual([undefined, 200]);
        const { json } = await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: CONNECTION });
        const { TunnelOptions } = (json as { TunnelOptionsSpecification: { TunnelOptions: Record<string, unknown>[] } })
          .TunnelOptionsSpecification;
        const tunnel = TunnelOptions[0] ?? {};
        for (const [path, value] of Object.entries(sent)) {
          const [block = "", leaf] = path.split(".");
          const found = leaf === undefined ? tunnel[block] : (tunnel[block] as Record<string, unknown>)[leaf];
          expect([path, found]).toEqual([path, value]);
        }
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  test("that are no requests of the API at all get an answer", async () => {
    const request = fc.record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
      path: fc.oneof(
        fc.webPath(),
        fc.constant("/"),
        fc.webQueryParameters().map((query) => `/?${query}`),
        fc.constant("/?%ff=%"),
        fc.webPath().map((path) => `/-${path}`),
      ),
      body: fc.oneof(fc.string(), fc.json()),
      type: fc.constantFrom("application/x-www-form-urlencoded", "application/json", "text/plain"),
      authorization: fc.constantFrom(
        "",
        "ACS3-HMAC-SHA256 Credential=x",
        "ACS3-HMAC-SHA256 Credential=,SignedHeaders=;;,Signature=",
        "Bearer x",
      ),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, body, type, authorization }) => {
        const headers = { "content-type": type, ...(authorization ? { authorization } : {}) };
        const response = await answered(
          await fetch(simulator.url + path, {
            method,
            headers,
            redirect: "manual",
            ...(method === "GET" ? {} : { body }),
          }),
        );
        expect([response.status < 500, response.text.includes("the simulator itself failed")]).toEqual([true, false]);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test("with a body of many kinds, and far too much", async () => {
    const form = signV1("POST", { Action: "DescribeVpnConnections", RegionId: "cn-hangzhou" });
    const twice = `RegionId=a&RegionId=b&${new URLSearchParams(form).toString()}`;
    const post = (body: string) => fetch(`${simulator.url}/`, { method: "POST", body }).then(answered);
    expect((await post(twice)).json).toMatchObject({ Code: "InvalidParameter" });
    expect((await post("a=%ff")).json).toMatchObject({ Code: "InvalidParameter" });
    expect((await answered(await fetch(`${simulator.url}/?a=%ff&Action=x`))).json).toMatchObject({
      Code: "InvalidParameter",
    });
    expect((await post("a".repeat(2 * 1024 * 1024))).status).toBe(413);
  });
});
