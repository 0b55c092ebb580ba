import { type Simulator, startSimulator } from "../../simulator";
import { KEY, answered, call, query, signV1 } from "./signed-request";

describe("DiagnoseVpnConnections and DownloadVpnConnectionConfig", () => {
  let simulator: Simulator;
  const user = { accessKeyId: "user", accessKeySecret: "user-secret" };
  beforeAll(async () => {
    simulator = await startSimulator({
      accessKeys: [
        KEY,
        { ...user, ramUser: true, deny: [{ action: "vpc:D[io]*" }, { action: "Diagnose*" }, { action: "Download*" }] },
      ],
    });
  });
  afterAll(() => simulator.close());

  const diagnose = (params: Record<string, string>) => call(simulator.url, "DiagnoseVpnConnections", params);
  const download = (id: string) =>
    call(simulator.url, "DownloadVpnConnectionConfig", { VpnConnectionId: `vco-sim000000000000000${id}` });
  const TUNNELS = { "TunnelIds.1": "tun-sim0000000000000011", "TunnelIds.2": "tun-sim0000000000000031" };

  test("POST only", async () => {
    const params = signV1("GET", { Action: "DiagnoseVpnConnections", RegionId: "cn-hangzhou", ...TUNNELS });
    const answer = await answered(await fetch(`${simulator.url}/?${query(params)}`));
    expect(answer).toMatchObject({ status: 403, json: { Code: "UnsupportedHTTPMethod" } });
  });

  test("a plain array, in pages, of tunnels and of single-tunnel connections", async () => {
    const all = await diagnose({ ...TUNNELS, "VpnConnectionIds.1": "vco-sim0000000000000005" });
    expect(all).toMatchObject({ status: 200, json: { PageNumber: 1, PageSize: 10, TotalCount: 3 } });
    expect(all.json["VpnConnections"]).toEqual([
      {
        VpnConnectionId: "vco-sim0000000000000005",
        FailedReasonCode: "NoExceptionFound",
        FailedReason: "The reason for the negotiation exception is not found.",
        SourceLog: "",
        Severity: "Normal",
      },
      expect.objectContaining({ TunnelId: "tun-sim0000000000000011", VpnConnectionId: "vco-sim0000000000000001" }),
      expect.objectContaining({ TunnelId: "tun-sim0000000000000031" }),
    ]);
    const second = await diagnose({ ...TUNNELS, PageNumber: "2", PageSize: "1" });
    expect(second.json).toMatchObject({ TotalCount: 2, VpnConnections: [{ TunnelId: "tun-sim0000000000000031" }] });
    simulator.modes.diagnoseHealthy = "omitted";
    expect((await diagnose(TUNNELS)).json).toMatchObject({ TotalCount: 0, VpnConnections: [] });
    simulator.modes.diagnoseHealthy = "entry";
    const xml = await diagnose({ ...TUNNELS, Format: "XML" });
    expect(xml.text.match(/<VpnConnections><VpnConnectionId>/g)).toHaveLength(2);
  });

  test.each<[string, Record<string, string>]>([
    ["neither tunnels nor connections", {}],
    ["only a gateway", { VpnGatewayId: "vpn-sim0000000000000001" }],
    ["a dual-tunnel connection by its id", { "VpnConnectionIds.1": "vco-sim0000000000000001" }],
    ["an unknown tunnel", { "TunnelIds.1": "tun-no" }],
    ["a tunnel of another gateway", { ...TUNNELS, VpnGatewayId: "vpn-sim0000000000000001" }],
    ["a tunnel of another region", { ...TUNNELS, RegionId: "cn-beijing" }],
    ["PageSize 0", { ...TUNNELS, PageSize: "0" }],
    ["PageNumber 0", { ...TUNNELS, PageNumber: "0" }],
  ])("InvalidParameter: %s", async (_, params) => {
    expect(await diagnose(params)).toMatchObject({
      status: 400,
      json: { Code: "InvalidParameter", Message: "The parameter is invalid." },
    });
  });

  test("TunnelIds without a number is no parameter; a denial is Forbidden even to a RAM user", async () => {
    expect((await diagnose({ TunnelIds: "tun-sim0000000000000011" })).json).toMatchObject({
      Code: "UnsupportedParameter",
    });
    expect((await call(simulator.url, "DiagnoseVpnConnections", TUNNELS, user)).json).toMatchObject({
      Code: "Forbidden",
    });
  });

  test("the device's configuration, dual-tunnel", async () => {
    const { json } = await download("1");
    expect(json).toEqual({
      RequestId: expect.any(String),
      VpnConnectionConfig: {
        Local: "",
        Remote: "",
        LocalSubnet: "0.0.0.0/0",
        RemoteSubnet: "0.0.0.0/0",
        IkeConfig: {},
        IpsecConfig: {},
        TunnelsConfig: {
          TunnelConfig: [
            {
              TunnelId: "tun-sim0000000000000011",
              Local: "198.51.100.1",
              Remote: "192.0.2.11",
              IkeConfig: {
                IkeVersion: "ikev2",
                IkeMode: "main",
                IkeEncAlg: "aes256",
                IkeAuthAlg: "sha256",
                IkePfs: "group14",
                IkeLifetime: 86400,
                LocalId: "198.51.100.1",
                RemoteId: "192.0.2.11",
                Psk: "Headquarters-tunnel-1-key",
              },
              IpsecConfig: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14", IpsecLifetime: 86400 },
            },
            expect.objectContaining({ TunnelId: "tun-sim0000000000000012", Local: "198.51.100.2" }),
          ],
        },
        BgpConfigs: {
          BgpConfig: [
            {
              TunnelId: "tun-sim0000000000000011",
              TunnelCidr: "169.254.10.0/30",
              LocalBgpIp: "169.254.10.2",
              LocalAsn: "65001",
              PeerBgpIp: "169.254.10.1",
              PeerAsn: "65530",
            },
            expect.objectContaining({ TunnelId: "tun-sim0000000000000012" }),
          ],
        },
      },
    });
  });

  test("the device's configuration, single-tunnel, and a missing top level", async () => {
    const single = (await download("5")).json["VpnConnectionConfig"];
    expect(single).toMatchObject({
      Local: "203.0.113.7",
      Remote: "192.0.2.21",
      LocalSubnet: "10.50.0.0/16",
      RemoteSubnet: "10.1.0.0/16",
      IkeConfig: { LocalId: "203.0.113.7", RemoteId: "192.0.2.21", Psk: "Warehouse-shared-key", IkeLifetime: 86400 },
    });
    expect(single).not.toHaveProperty("TunnelsConfig");
    expect(single).not.toHaveProperty("BgpConfigs");
    Object.assign(simulator.modes, { dualTunnelTopLevel: "missing", psk: "masked" });
    const dual = (await download("3")).json["VpnConnectionConfig"];
    for (const name of ["Local", "Remote", "IkeConfig"]) expect(dual).not.toHaveProperty(name);
    expect(JSON.stringify(dual)).toContain('"Psk":"Datace****"');
    Object.assign(simulator.modes, { dualTunnelTopLevel: "empty", psk: "plain" });
  });

  test("refusals of DownloadVpnConnectionConfig", async () => {
    expect(await download("9")).toMatchObject({
      status: 404,
      json: { Code: "InvalidVpnConnectionInstanceId.NotFound" },
    });
    const denied = await call(simulator.url, "DownloadVpnConnectionConfig", { VpnConnectionId: "vco-1" }, user);
    expect(denied).toMatchObject({ status: 403, json: { Code: "Forbbiden.SubUser" } });
  });
});
