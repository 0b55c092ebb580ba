import { type Simulator, type SimulatorOptions, defaultTopology, manualClock, startSimulator } from "../../simulator";
import { modify } from "./signed-request";

const HEADQUARTERS = "tun-sim0000000000000011";
const BRANCH = "tun-sim0000000000000021";

describe("what ModifyTunnelAttribute does", () => {
  const clock = manualClock();
  let simulator: Simulator;
  const start = async (options: SimulatorOptions = {}) => {
    simulator = await startSimulator({ clock, ...options });
  };
  afterEach(() => simulator.close());

  test("the reply is flat, native and complete", async () => {
    await start();
    const { json } = await modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" });
    expect(json).toEqual({
      RequestId: expect.any(String),
      TunnelId: HEADQUARTERS,
      Role: "master",
      State: "updating",
      ZoneNo: "cn-hangzhou-h",
      InternetIp: "192.0.2.11",
      CustomerGatewayId: "cgw-sim0000000000000001",
      EnableDpd: false,
      EnableNatTraversal: true,
      TunnelIkeConfig: {
        IkeVersion: "ikev2",
        IkeMode: "main",
        IkeEncAlg: "aes256",
        IkeAuthAlg: "sha256",
        IkePfs: "group14",
        IkeLifetime: 86400,
        LocalId: "192.0.2.11",
        RemoteId: "198.51.100.1",
        Psk: "Headquarters-tunnel-1-key",
      },
      TunnelIpsecConfig: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14", IpsecLifetime: 86400 },
      TunnelBgpConfig: {
        EnableBgp: true,
        TunnelCidr: "169.254.10.0/30",
        LocalBgpIp: "169.254.10.1",
        LocalAsn: 65530,
        PeerBgpIp: "169.254.10.2",
        PeerAsn: 65001,
      },
    });
  });

  test.each(["VpnGateway.Configuring", "VpnGateway.task.conflict"] as const)(
    "one change at a time per gateway: %s",
    async (busy) => {
      await start({ modes: { busy }, configuringMs: 5000 });
      expect((await modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" })).status).toBe(200);
      clock.advance(4999);
      expect(simulator.connection("vco-sim0000000000000001")).toMatchObject({ State: "updating" });
      expect((await modify(simulator.url, BRANCH, { EnableDpd: "false" })).json).toMatchObject({ Code: busy });
      // Another gateway and a transit router's connection are not concerned.
      expect((await modify(simulator.url, "tun-sim0000000000000031", { EnableDpd: "false" })).status).toBe(200);
      expect((await modify(simulator.url, "tun-sim0000000000000041", { EnableDpd: "false" })).status).toBe(200);
      expect(simulator.connection("vco-sim0000000000000004")).toMatchObject({ State: "updating" });
      clock.advance(1);
      expect(simulator.connection("vco-sim0000000000000001")).toMatchObject({ State: "active" });
      expect((await modify(simulator.url, BRANCH, { EnableDpd: "false" })).status).toBe(200);
      clock.advance(5000);
      expect(simulator.connection("vco-sim0000000000000004")).toMatchObject({ State: "attached" });
    },
  );

  test("ClientToken: the same result once, another request refused, free again after an error", async () => {
    await start({ configuringMs: 0 });
    const token = { ClientToken: "token-1" };
    const refused = await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "x" }, token);
    expect(refused.status).toBe(400);
    const first = await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "3600" }, token);
    expect(first.status).toBe(200);
    simulator.changeTunnel(HEADQUARTERS, { TunnelIkeConfig: { IkeLifetime: 7200 } });
    const again = await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "3600" }, token);
    expect(again.json).toEqual({ ...first.json, RequestId: expect.any(String) });
    expect(simulator.tunnel(HEADQUARTERS)?.IkeConfig.IkeLifetime).toBe(7200);
    const other = await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "3601" }, token);
    expect(other).toMatchObject({ status: 400, json: { Code: "IdempotentParameterMismatch" } });
    expect(simulator.journal.map((one) => one.committed)).toEqual([false, true, false, false]);
    expect(simulator.journal.map((one) => one.clientToken)).toEqual(Array(4).fill("token-1"));
  });

  test("the same ClientToken while the first change is still configured", async () => {
    await start({ configuringMs: 5000 });
    const token = { ClientToken: "token-1" };
    const first = await modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" }, token);
    const again = await modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" }, token);
    expect([first.status, again.status]).toEqual([200, 200]);
    const other = await modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" }, { ClientToken: "token-2" });
    expect(other.json).toMatchObject({ Code: "VpnGateway.Configuring" });
  });

  test("RemoteId follows the customer gateway, unless it is given or a name", async () => {
    await start({ configuringMs: 0 });
    await modify(simulator.url, HEADQUARTERS, { CustomerGatewayId: "cgw-sim0000000000000008" });
    expect(simulator.tunnel(HEADQUARTERS)?.IkeConfig.RemoteId).toBe("203.0.113.8");
    await modify(simulator.url, HEADQUARTERS, {
      CustomerGatewayId: "cgw-sim0000000000000001",
      "TunnelIkeConfig.RemoteId": "peer.example.com",
    });
    expect(simulator.tunnel(HEADQUARTERS)?.IkeConfig.RemoteId).toBe("peer.example.com");
    const moved = await modify(simulator.url, HEADQUARTERS, { CustomerGatewayId: "cgw-sim0000000000000008" });
    expect(moved.json).toMatchObject({ TunnelIkeConfig: { RemoteId: "peer.example.com" } });
    expect(moved.json).toMatchObject({ TunnelBgpConfig: { PeerAsn: 65008 } });
  });

  test("LocalBgpIp keeps its place when TunnelCidr changes alone", async () => {
    await start({ configuringMs: 0 });
    await modify(simulator.url, HEADQUARTERS, { "TunnelBgpConfig.LocalBgpIp": "169.254.10.2" });
    const { json } = await modify(simulator.url, HEADQUARTERS, { "TunnelBgpConfig.TunnelCidr": "169.254.50.4/30" });
    expect(json).toMatchObject({ TunnelBgpConfig: { LocalBgpIp: "169.254.50.6", PeerBgpIp: "169.254.50.5" } });
  });

  test("omitted: keep", async () => {
    await start({ configuringMs: 0 });
    const before = simulator.tunnel(HEADQUARTERS)?.IkeConfig;
    await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "3600" });
    expect(simulator.tunnel(HEADQUARTERS)?.IkeConfig).toEqual({ ...before, IkeLifetime: 3600 });
  });

  test("omitted: reset-leaf resets what a sent block leaves out, and only that block", async () => {
    await start({ configuringMs: 0, modes: { omitted: "reset-leaf" } });
    const before = simulator.tunnel(HEADQUARTERS);
    await modify(simulator.url, HEADQUARTERS, { "TunnelIkeConfig.IkeLifetime": "3600" });
    const after = simulator.tunnel(HEADQUARTERS);
    expect(after?.IkeConfig).toEqual({
      IkeVersion: "ikev1",
      IkeMode: "main",
      IkeEncAlg: "aes",
      IkeAuthAlg: "md5",
      IkePfs: "group2",
      IkeLifetime: 3600,
      LocalId: "192.0.2.11",
      RemoteId: "198.51.100.1",
      Psk: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
    });
    expect(after?.IpsecConfig).toEqual(before?.IpsecConfig);
    expect(after?.BgpConfig).toEqual(before?.BgpConfig);
    await modify(simulator.url, HEADQUARTERS, { "TunnelIpsecConfig.IpsecPfs": "group5" });
    expect(simulator.tunnel(HEADQUARTERS)?.IpsecConfig).toMatchObject({ IpsecEncAlg: "aes", IpsecPfs: "group5" });
    const bgp = await modify(simulator.url, HEADQUARTERS, { "TunnelBgpConfig.LocalAsn": "65000" });
    expect(bgp.json).toMatchObject({ Code: "IllegalParam.TunnelCidr" });
    await modify(simulator.url, HEADQUARTERS, { "TunnelBgpConfig.TunnelCidr": "169.254.60.0/30" });
    expect(simulator.tunnel(HEADQUARTERS)?.BgpConfig).toEqual({
      TunnelCidr: "169.254.60.0/30",
      LocalBgpIp: "169.254.60.1",
      LocalAsn: 45104,
    });
  });

  test.each<[string, Record<string, string>, string]>([
    [
      "the gateway has a route to the block",
      { "TunnelBgpConfig.TunnelCidr": "169.254.99.0/30" },
      "VpnRouteEntry.AlreadyExists",
    ],
    [
      "the gateway has a route around the block",
      { "TunnelBgpConfig.TunnelCidr": "169.254.100.8/30" },
      "VpnRouteEntry.Conflict",
    ],
    [
      "a sister has another key",
      { CustomerGatewayId: "cgw-sim0000000000000003" },
      "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs",
    ],
    [
      "a sister has overlapping selectors",
      {
        CustomerGatewayId: "cgw-sim0000000000000003",
        "TunnelIkeConfig.IkeVersion": "ikev1",
        "TunnelIkeConfig.IkeEncAlg": "aes",
        "TunnelIkeConfig.IkeAuthAlg": "sha1",
        "TunnelIkeConfig.IkePfs": "group2",
        "TunnelIkeConfig.Psk": "Branch-shared-key",
      },
      "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap",
    ],
  ])("refused because %s", async (_, options, code) => {
    await start();
    const answer = await modify(simulator.url, HEADQUARTERS, options);
    expect(answer).toMatchObject({ status: 400, json: { Code: code } });
  });

  test("the two tunnels of one connection may share a customer gateway and differ", async () => {
    await start();
    expect((await modify(simulator.url, BRANCH, { "TunnelIkeConfig.Psk": "another" })).status).toBe(200);
  });

  test("IKEv1 takes one subnet a side", async () => {
    await start();
    const answer = await modify(simulator.url, "tun-sim0000000000000031", { "TunnelIkeConfig.IkeVersion": "ikev1" });
    expect(answer).toMatchObject({ status: 400, json: { Code: "ModifyIkeV1WithMultiRoutes.Invalid" } });
  });

  test("financial lock of a gateway and of a transit router's connection", async () => {
    await start();
    simulator.changeGateway("vpn-sim0000000000000001", { FinancialLocked: true });
    simulator.changeConnection("vco-sim0000000000000004", { FinancialLocked: true });
    for (const tunnel of [HEADQUARTERS, "tun-sim0000000000000041"]) {
      const answer = await modify(simulator.url, tunnel, { EnableDpd: "false" });
      expect(answer).toMatchObject({ status: 400, json: { Code: "VpnGateway.FinancialLocked" } });
    }
    expect(simulator.connection("vco-sim0000000000000004")).toMatchObject({ State: "financialLocked" });
  });

  test("the default topology is a literal that stays what it is", () => {
    expect(defaultTopology.VpnConnections).toHaveLength(5);
    return start();
  });

  test("a change keeps what was negotiated before it, though nobody had looked", async () => {
    await start({ configuringMs: 0, renegotiateMs: 1000 });
    const device = "cgw-sim0000000000000001";
    simulator.changePeer(device, { Config: { Psk: "wrong" } });
    clock.advance(1000);
    expect(simulator.tunnel(HEADQUARTERS)?.Status).toBe("ike_sa_not_established");
    simulator.changePeer(device, { Config: {} });
    clock.advance(1000);
    // It is up by now. The next negotiation, after the change, takes its time, and until then it stays so.
    await modify(simulator.url, HEADQUARTERS, { "TunnelIpsecConfig.IpsecLifetime": "3600" });
    expect(simulator.tunnel(HEADQUARTERS)?.Status).toBe("ipsec_sa_established");
  });
});
