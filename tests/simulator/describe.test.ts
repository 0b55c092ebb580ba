import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { type Answered, acs3, call, post, signV1 } from "./signed-request";

const page = (answer: Answered) =>
  answer.json as { TotalCount: number; VpnConnections: { VpnConnection: Record<string, unknown>[] } };
const ids = (answer: Answered) =>
  page(answer).VpnConnections.VpnConnection.map((one) => String(one["VpnConnectionId"]).slice(-1));

describe("DescribeVpnConnections and DescribeVpnConnection", () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock: manualClock() });
  });
  afterEach(() => simulator.close());

  const list = (params: Record<string, string> = {}) => call(simulator.url, "DescribeVpnConnections", params);

  test.each<[string, Record<string, string>, string]>([
    ["nothing", {}, "12345"],
    ["VpnGatewayId", { VpnGatewayId: "vpn-sim0000000000000002" }, "35"],
    ["CustomerGatewayId of a tunnel", { CustomerGatewayId: "cgw-sim0000000000000003" }, "2"],
    ["CustomerGatewayId of a single-tunnel connection", { CustomerGatewayId: "cgw-sim0000000000000007" }, "5"],
    ["VpnConnectionId", { VpnConnectionId: "vco-sim0000000000000004" }, "4"],
    ["an unknown VpnConnectionId", { VpnConnectionId: "vco-nobody" }, ""],
    ["both gateways", { VpnGatewayId: "vpn-sim0000000000000001", CustomerGatewayId: "cgw-sim0000000000000004" }, ""],
    ["ResourceGroupId", { ResourceGroupId: "rg-sim0000000000002" }, "4"],
    ["a tag", { "Tag.1.Key": "environment", "Tag.1.Value": "production" }, "12"],
    ["a tag key", { "Tag.1.Key": "environment" }, "123"],
    [
      "two tags",
      { "Tag.1.Key": "environment", "Tag.1.Value": "production", "Tag.2.Key": "site", "Tag.2.Value": "branch" },
      "2",
    ],
    ["another region", { RegionId: "eu-central-1" }, ""],
    ["an empty filter", { VpnGatewayId: "" }, "12345"],
    ["the second page of two", { PageNumber: "2", PageSize: "2" }, "34"],
    ["a page after the last", { PageNumber: "9", PageSize: "50" }, ""],
  ])("filter: %s", async (_, params, expected) => {
    const answer = await list(params);
    expect(answer.status).toBe(200);
    expect(ids(answer).join("")).toBe(expected);
    expect(answer.json).toMatchObject({
      PageNumber: Number(params["PageNumber"] ?? 1),
      PageSize: Number(params["PageSize"] ?? 10),
      RequestId: expect.any(String),
    });
  });

  const tags = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]));
  test.each<[string, Record<string, string>, number, string]>([
    ["no region", { RegionId: "<absent>" }, 400, "MissingRegionId"],
    ["no such region", { RegionId: "Mars" }, 404, "InvalidRegionId.NotFound"],
    ["PageSize 0", { PageSize: "0" }, 400, "IllegalParam.PageSize"],
    ["PageSize 51", { PageSize: "51" }, 400, "IllegalParam.PageSize"],
    ["PageNumber 0", { PageNumber: "0" }, 400, "IllegalParam.PageNumber"],
    ["PageNumber x", { PageNumber: "x" }, 400, "IllegalParam.PageNumber"],
    ["21 tags", tags(21), 400, "SizeLimitExceeded.TagNum"],
    ["an empty tag key", { "Tag.1.Key": "" }, 400, "InvalidParameter.TagKey"],
    ["a value without key", { "Tag.1.Value": "v" }, 400, "InvalidParameter.TagKey"],
    ["a tag key of 65 characters", { "Tag.1.Key": "k".repeat(65) }, 400, "InvalidParameter.TagKey"],
    ["a tag key with acs:", { "Tag.1.Key": "acs:k" }, 400, "InvalidParameter.TagKey"],
    ["a tag key with a URL", { "Tag.1.Key": "http://k" }, 400, "InvalidParameter.TagKey"],
    [
      "a tag value of 129 characters",
      { "Tag.1.Key": "k", "Tag.1.Value": "v".repeat(129) },
      400,
      "InvalidParameter.TagValue",
    ],
    ["a tag value with aliyun", { "Tag.1.Key": "k", "Tag.1.Value": "aliyun" }, 400, "InvalidParameter.TagValue"],
    ["a tag twice", { "Tag.1.Key": "k", "Tag.2.Key": "k" }, 400, "Forbidden.TagKey.Duplicated"],
    [
      "two values of a tag",
      { "Tag.1.Key": "k", "Tag.1.Value": "a", "Tag.2.Key": "k", "Tag.2.Value": "b" },
      400,
      "Duplicated.TagKey",
    ],
    ["a parameter that it has not", { VpnConnectionID: "vco-1" }, 400, "UnsupportedParameter"],
  ])("refused: %s", async (_, params, status, code) => {
    expect(await list(params)).toMatchObject({ status, json: { Code: code } });
  });

  test("20 tags, and the longest key and value, are taken", async () => {
    expect((await list(tags(20))).status).toBe(200);
    expect((await list({ "Tag.1.Key": "k".repeat(64), "Tag.1.Value": "v".repeat(128) })).status).toBe(200);
  });

  test("a dual-tunnel connection: Tag, strings in tunnels, empty top level, no EnableBgp", async () => {
    const [first] = page(await list({ VpnConnectionId: "vco-sim0000000000000001" })).VpnConnections.VpnConnection;
    expect(first).toMatchObject({
      CustomerGatewayId: "",
      Status: "",
      EnableDpd: false,
      IkeConfig: {},
      AttachType: "VPNGW",
      EnableTunnelsBgp: true,
      EffectImmediately: true,
      VcoHealthCheck: { Status: "success", Enable: "false", Dip: "", Sip: "", Retry: 0, Interval: 0 },
      Tag: { Tag: [{ Key: "environment", Value: "production" }, { Key: "site" }] },
      TunnelOptionsSpecification: {
        TunnelOptions: [
          {
            TunnelIndex: 1,
            EnableDpd: "true",
            EnableNatTraversal: "true",
            Status: "ipsec_sa_established",
            TunnelIkeConfig: { IkeLifetime: "86400", Psk: "Headquarters-tunnel-1-key" },
            TunnelIpsecConfig: { IpsecLifetime: "86400" },
            TunnelBgpConfig: { BgpStatus: "success", LocalAsn: "65530", PeerAsn: "65001", PeerBgpIp: "169.254.10.2" },
          },
          { TunnelIndex: 2, Role: "slave", ZoneNo: "cn-hangzhou-i", InternetIp: "192.0.2.12" },
        ],
      },
    });
    expect(first).not.toHaveProperty("Tags");
    expect(first).not.toHaveProperty("TransitRouterId");
  });

  test("one connection: Tags, and EnableBgp as text in VpnBgpConfig", async () => {
    simulator.putConnection({
      VpnConnectionId: "vco-bgp",
      VpnGatewayId: "vpn-sim0000000000000002",
      CustomerGatewayId: "cgw-sim0000000000000008",
      VpnBgpConfig: { TunnelCidr: "169.254.70.0/30", LocalAsn: 4294967295, AuthKey: "secret" },
    });
    const one = await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: "vco-bgp" });
    expect(one.json).toMatchObject({
      CustomerGatewayId: "cgw-sim0000000000000008",
      Status: "ipsec_sa_established",
      Tags: { Tag: [] },
      IkeConfig: { IkeLifetime: 86400, IkeVersion: "ikev1", Psk: expect.stringMatching(/^\w{16}$/) },
      VpnBgpConfig: { EnableBgp: "true", LocalAsn: 4294967295, PeerAsn: 65008, AuthKey: "secret" },
    });
    const [inList] = page(await list({ VpnConnectionId: "vco-bgp" })).VpnConnections.VpnConnection;
    expect(inList?.["VpnBgpConfig"]).not.toHaveProperty("EnableBgp");
    expect(one.json).not.toHaveProperty("TunnelOptionsSpecification");
  });

  test("the connection of a transit router", async () => {
    const one = await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: "vco-sim0000000000000004" });
    expect(one.json).toMatchObject({
      State: "attached",
      AttachType: "CEN",
      VpnGatewayId: "",
      TransitRouterName: "backbone",
    });
  });

  test.each<[Record<string, string>, number, string]>([
    [{}, 400, "MissingVpnConnectionId"],
    [{ VpnConnectionId: "vco-nobody" }, 404, "InvalidVpnConnectionInstanceId.NotFound"],
    [
      { VpnConnectionId: "vco-sim0000000000000001", RegionId: "cn-beijing" },
      404,
      "InvalidVpnConnectionInstanceId.NotFound",
    ],
  ])("DescribeVpnConnection refuses %j", async (params, status, code) => {
    expect(await call(simulator.url, "DescribeVpnConnection", params)).toMatchObject({ status, json: { Code: code } });
  });

  test("modes: Psk masked and absent, native values, missing top level, empty unset fields", async () => {
    const tunnel = async (connection: string) => {
      const { json } = await call(simulator.url, "DescribeVpnConnection", {
        VpnConnectionId: `vco-sim000000000000000${connection}`,
      });
      const { TunnelOptionsSpecification, ...top } = json as {
        TunnelOptionsSpecification: { TunnelOptions: Record<string, unknown>[] };
      };
      const found: Record<string, unknown> = { ...TunnelOptionsSpecification.TunnelOptions[0], top };
      return found;
    };
    Object.assign(simulator.modes, { psk: "masked", tunnelValues: "native", dualTunnelTopLevel: "missing" });
    const masked = await tunnel("1");
    expect(masked).toMatchObject({ EnableDpd: true, TunnelIkeConfig: { IkeLifetime: 86400, Psk: "Headqu****" } });
    for (const name of ["CustomerGatewayId", "Status", "IkeConfig", "EnableDpd"])
      expect(masked["top"]).not.toHaveProperty(name);
    simulator.changeTunnel("tun-sim0000000000000011", { TunnelIkeConfig: { Psk: "short6" } });
    expect(await tunnel("1")).toMatchObject({ TunnelIkeConfig: { Psk: "****" } });
    Object.assign(simulator.modes, { psk: "absent", unsetTunnelFields: "empty" });
    const absent = await tunnel("2");
    expect(absent["TunnelIkeConfig"]).not.toHaveProperty("Psk");
    expect(absent).toMatchObject({ TunnelBgpConfig: {}, RemoteCaCertificate: "" });
  });

  test("Format=XML, and XML by default as V1 has it; ACS3 gets JSON", async () => {
    const xml = await call(simulator.url, "DescribeVpnConnections", { Format: "XML", PageSize: "2" });
    expect(xml.headers.get("content-type")).toContain("text/xml");
    expect(xml.text).toMatch(
      /^<\?xml .*\?><DescribeVpnConnectionsResponse><RequestId>.*<\/DescribeVpnConnectionsResponse>$/s,
    );
    expect(xml.text).toContain(
      "<VpnConnections><VpnConnection><VpnConnectionId>vco-sim0000000000000001</VpnConnectionId>",
    );
    expect(xml.text).toContain("<Tag><Tag><Key>environment</Key>");
    simulator.changeTunnel("tun-sim0000000000000011", { TunnelIkeConfig: { Psk: "<&>" } });
    const one = await call(simulator.url, "DescribeVpnConnection", {
      Format: "xml",
      VpnConnectionId: "vco-sim0000000000000001",
    });
    expect(one.text).toContain("<Psk>&lt;&amp;&gt;</Psk>");
    const unset = await post(simulator.url, signV1("POST", { Action: "DescribeVpnConnections", Format: "<absent>" }));
    expect(unset.text).toMatch(/^<\?xml .*<Error><RequestId>.*<Code>MissingRegionId<\/Code>/s);
    expect((await acs3(simulator.url, { action: "DescribeVpnConnections", query: {} })).json).toMatchObject({
      Code: "MissingRegionId",
    });
  });
});
