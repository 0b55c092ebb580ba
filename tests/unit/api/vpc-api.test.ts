import { inspect } from "node:util";
import { createVpcApi, type VpcApi, type VpcApiOptions } from "../../../provider/api/vpc-api";
import { resolveAccount, type Account } from "../../../provider/api/account";
import { accountAt, configOf } from "./accounts";
import { manualClock } from "./manual-clock";
import { json, startTestServer, type TestServer } from "./test-server";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

function api(options: VpcApiOptions = {}): VpcApi {
  return createVpcApi(accountAt(server.url), { clock: manualClock(), random: () => 0.5, ...options });
}

const CONNECTION = { VpnConnectionId: "vco-1", Name: "a", State: "active" };
const page = (VpnConnections: unknown) =>
  json({ RequestId: "r", TotalCount: 7, PageNumber: 2, PageSize: 5, VpnConnections });

describe("describeVpnConnections", () => {
  test("sends the region, every filter and the page", async () => {
    server.answer(page({ VpnConnection: [] }));
    await api().describeVpnConnections({
      vpnConnectionId: "vco-1",
      vpnGatewayId: "vpn-1",
      customerGatewayId: "cgw-1",
      resourceGroupId: "rg-1",
      tags: [{ key: "k", value: "v" }, { key: "l" }],
      pageNumber: 2,
      pageSize: 5,
    });
    expect(server.received[0]?.parameters).toMatchObject({
      Action: "DescribeVpnConnections",
      RegionId: "cn-hangzhou",
      VpnConnectionId: "vco-1",
      VpnGatewayId: "vpn-1",
      CustomerGatewayId: "cgw-1",
      ResourceGroupId: "rg-1",
      "Tag.1.Key": "k",
      "Tag.1.Value": "v",
      "Tag.2.Key": "l",
      PageNumber: "2",
      PageSize: "5",
    });
  });

  test("asks for the largest page unless told", async () => {
    server.answer(page([]));
    const found = await api().describeVpnConnections();
    expect(server.received[0]?.parameters).toMatchObject({ PageNumber: "1", PageSize: "50" });
    expect(found).toEqual({ connections: [], totalCount: 7, pageNumber: 2, pageSize: 5 });
  });

  const TUNNEL = {
    TunnelId: "tun-1",
    EnableDpd: "true",
    TunnelIkeConfig: { IkeLifetime: "86400" },
    TunnelBgpConfig: {},
  };
  const TAG = { Key: "k", Value: "v" };
  test.each<[string, object, object]>([
    ["nothing", {}, { Tags: [], TunnelOptionsSpecification: [] }],
    [
      "wrapped tunnels",
      { TunnelOptionsSpecification: { TunnelOptions: [TUNNEL] } },
      { TunnelOptionsSpecification: [TUNNEL] },
    ],
    ["plain tunnels", { TunnelOptionsSpecification: [TUNNEL] }, { TunnelOptionsSpecification: [TUNNEL] }],
    ["empty tunnels", { TunnelOptionsSpecification: {} }, { TunnelOptionsSpecification: [] }],
    ["Tag of a list", { Tag: { Tag: [TAG] } }, { Tags: [TAG] }],
    ["Tags of a single", { Tags: { Tag: [TAG] } }, { Tags: [TAG] }],
    ["plain tags", { Tags: [TAG] }, { Tags: [TAG] }],
    ["empty tags", { Tags: {} }, { Tags: [] }],
    ["null", { Status: null, Name: "" }, { Name: "" }],
    [
      "native values",
      { EnableDpd: false, CreateTime: 1_700_000_000_000 },
      { EnableDpd: false, CreateTime: 1_700_000_000_000 },
    ],
  ])("gives a connection with %s in one structure, values untouched", async (_, more, expected) => {
    for (const list of [{ VpnConnection: [{ ...CONNECTION, ...more }] }, [{ ...CONNECTION, ...more }]]) {
      server.answer(page(list));
      const { connections } = await api().describeVpnConnections();
      expect(connections).toHaveLength(1);
      expect(connections[0]).toMatchObject({ VpnConnectionId: "vco-1", ...expected });
      expect(connections[0]).not.toHaveProperty("Tag");
      expect(connections[0]?.Status).toBeUndefined();
    }
  });
});

test("describeVpnConnection reads the connection at the top of the answer", async () => {
  server.answer(json({ RequestId: "r", ...CONNECTION, Tags: { Tag: [{ Key: "k" }] } }));
  const connection = await api().describeVpnConnection("vco-1");
  expect(connection).toEqual({ ...CONNECTION, Tags: [{ Key: "k" }], TunnelOptionsSpecification: [] });
});

test("diagnoseVpnConnections lists ids and reads the plain list", async () => {
  const finding = { FailedReasonCode: "Phase1NegotiationTimeout", TunnelId: "tun-1", FailedTime: 1_673_581_161_000 };
  server.answer(json({ RequestId: "r", TotalCount: 1, PageNumber: 1, PageSize: 10, VpnConnections: [finding] }));
  const found = await api().diagnoseVpnConnections({ tunnelIds: ["tun-1", "tun-2"], vpnConnectionIds: ["vco-1"] });
  expect(found).toEqual({ diagnoses: [finding], totalCount: 1, pageNumber: 1, pageSize: 10 });
  const parameters = server.received[0]?.parameters;
  expect(parameters).toMatchObject({ "TunnelIds.1": "tun-1", "TunnelIds.2": "tun-2", "VpnConnectionIds.1": "vco-1" });
  expect(parameters).not.toHaveProperty("PageSize");
});

test("downloadVpnConnectionConfig unwraps tunnels and BGP", async () => {
  const config = {
    Local: "l",
    TunnelsConfig: { TunnelConfig: [{ TunnelId: "tun-1" }] },
    BgpConfigs: { BgpConfig: [] },
  };
  server.answer(json({ RequestId: "r", VpnConnectionConfig: config }));
  const found = await api().downloadVpnConnectionConfig("vco-1");
  expect(found).toEqual({ Local: "l", TunnelsConfig: [{ TunnelId: "tun-1" }], BgpConfigs: [] });
});

test.each<[string, (of: VpcApi) => Promise<unknown>, object, RegExp]>([
  ["a list without connections", (of) => of.describeVpnConnections(), { TotalCount: 1 }, /VpnConnections is missing/],
  ["a list without a count", (of) => of.describeVpnConnections(), { VpnConnections: [] }, /TotalCount is missing/],
  [
    "a connection without its id",
    (of) => of.describeVpnConnections(),
    { TotalCount: 1, PageNumber: 1, PageSize: 1, VpnConnections: [{}] },
    /VpnConnectionId is missing/,
  ],
  ["a single without its id", (of) => of.describeVpnConnection("vco-1"), {}, /VpnConnectionId is missing/],
  ["no findings", (of) => of.diagnoseVpnConnections({}), {}, /VpnConnections is missing/],
  ["no configuration", (of) => of.downloadVpnConnectionConfig("vco-1"), {}, /VpnConnectionConfig is missing/],
])("%s is a malformed answer, and retried", async (_, call, answer, message) => {
  server.answer(json({ RequestId: "R-9", ...answer }));
  const attempt = call(api({ retryBudgetMs: 1000 }));
  await expect(attempt).rejects.toMatchObject({
    code: "MalformedAnswer",
    category: "transient",
    requestId: "R-9",
    message: expect.stringMatching(message),
  });
  expect(server.received.length).toBeGreaterThan(1);
});

describe("an expired security token", () => {
  const expired = json({ Code: "InvalidSecurityToken.Expired", Message: "m" }, 400);
  const listed = page([]);

  function withTokens(...tokens: string[]): { api: VpcApi; forgotten: () => number } {
    let forgotten = 0;
    const account: Account = {
      ...resolveAccount(
        configOf({ accessKey: "i", secretKey: "s", region: "cn-hangzhou", endpoints: `{"vpc":"${server.url}"}` }),
        {},
      ),
      credentials: {
        getCredentials: () =>
          Promise.resolve({
            accessKeyId: "i",
            accessKeySecret: "s",
            securityToken: tokens[Math.min(forgotten, tokens.length - 1)],
          }),
        forget: () => (forgotten += 1),
      },
    };
    return { api: createVpcApi(account, { clock: manualClock() }), forgotten: () => forgotten };
  }

  test("is replaced once, when its source has a newer one", async () => {
    server.answer(expired, listed);
    await withTokens("old", "new").api.describeVpnConnections();
    expect(server.received.map(({ parameters }) => parameters["SecurityToken"])).toEqual(["old", "new"]);
  });

  test("is an error when there is no newer one, or that is refused too", async () => {
    server.answer(expired);
    await expect(withTokens("old").api.describeVpnConnections()).rejects.toMatchObject({ category: "credentials" });
    expect(server.received).toHaveLength(1);
    await expect(withTokens("old", "new").api.describeVpnConnections()).rejects.toMatchObject({
      category: "credentials",
    });
    expect(server.received).toHaveLength(3);
  });
});

test("a VpcApi shows no secret", async () => {
  const account = accountAt(server.url, { secretKey: "planted-secret", securityToken: "planted-token" });
  server.answer(page([]));
  const one = createVpcApi(account);
  await one.describeVpnConnections();
  expect(inspect(one, { depth: 12, showHidden: true }) + JSON.stringify(one)).not.toContain("planted");
});
