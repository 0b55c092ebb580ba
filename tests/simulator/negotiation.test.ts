import type { Simulator } from "../../simulator";
import { manualClock, startSimulator } from "../../simulator";
import { call, modify } from "./signed-request";

const V2 = { id: "tun-sim0000000000000011", cgw: "cgw-sim0000000000000001" };
const V1 = { id: "tun-sim0000000000000021", cgw: "cgw-sim0000000000000003" };

type Verdict = Record<string, string | number>;

describe("negotiation", () => {
  const clock = manualClock();
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock, configuringMs: 1000, renegotiateMs: 500 });
  });
  afterEach(() => simulator.close());

  const status = (id: string) => simulator.tunnel(id)?.Status;
  const diagnose = async (id: string): Promise<Verdict> => {
    const { json } = await call(simulator.url, "DiagnoseVpnConnections", { "TunnelIds.1": id });
    return (json as { VpnConnections: Verdict[] }).VpnConnections[0] ?? {};
  };

  const phase1 = "ike_sa_not_established";
  const phase2 = "ipsec_sa_not_established";
  const up = "ipsec_sa_established";

  test("a device that does not follow a change goes down, one that follows stays up", async () => {
    simulator.changePeer(V2.cgw, { Mirror: false });
    simulator.settle();
    await modify(simulator.url, V2.id, { "TunnelIkeConfig.Psk": "new-key" });
    expect(status(V2.id)).toBe(up);
    clock.advance(1000);
    expect(simulator.tunnel(V2.id)).toMatchObject({ State: "active", Status: up });
    clock.advance(500);
    expect(simulator.tunnel(V2.id)).toMatchObject({ State: "active", Status: phase1, CarriesTraffic: false });
    expect(simulator.tunnel("tun-sim0000000000000012")).toMatchObject({ Status: up, CarriesTraffic: true });
    const verdict = await diagnose(V2.id);
    expect(verdict).toMatchObject({ FailedReasonCode: "PskMismatch", Severity: "Warn", FailedTime: clock.now() });
    expect(verdict["SourceLog"]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d tun-sim0000000000000011 \[PROTO_ERR\]: could not decrypt payloads\./,
    );
    expect(JSON.stringify(verdict)).not.toContain("new-key");
    expect(simulator.peerConfig(V2.id)).toMatchObject({ Psk: "Headquarters-tunnel-1-key", LocalId: "198.51.100.1" });
    simulator.changePeer(V2.cgw, { Tunnels: { [V2.id]: { Psk: "new-key" } } });
    simulator.settle();
    expect(status(V2.id)).toBe(up);
    expect(simulator.tunnel("tun-sim0000000000000012")).toMatchObject({ CarriesTraffic: false });
  });

  test("a tunnel that comes to a device that never heard of it", async () => {
    simulator.changePeer("cgw-sim0000000000000008", { Mirror: false });
    await modify(simulator.url, V2.id, { CustomerGatewayId: "cgw-sim0000000000000008" });
    simulator.settle();
    expect(await diagnose(V2.id)).toMatchObject({ FailedReasonCode: "ProposalMismatch" });
  });

  test("both tunnels down is critical", async () => {
    simulator.changePeer(V1.cgw, { Config: { Psk: "wrong" } });
    simulator.settle();
    expect(await diagnose(V1.id)).toMatchObject({ Severity: "Critical" });
  });

  test("EffectImmediately false waits for traffic", async () => {
    simulator.changeConnection("vco-sim0000000000000003", { EffectImmediately: false, Traffic: false });
    simulator.changePeer("cgw-sim0000000000000004", { Mirror: false });
    simulator.settle();
    const id = "tun-sim0000000000000031";
    await modify(simulator.url, id, { "TunnelIpsecConfig.IpsecEncAlg": "3des" });
    clock.advance(60_000);
    expect(status(id)).toBe(up);
    simulator.sendTraffic("vco-sim0000000000000003");
    clock.advance(500);
    expect(status(id)).toBe(phase2);
  });

  test("without traffic a tunnel that comes back has its IKE SA only", async () => {
    const id = "tun-sim0000000000000031";
    const connection = "vco-sim0000000000000003";
    simulator.changeConnection(connection, { EffectImmediately: false, Traffic: false });
    simulator.changePeer("cgw-sim0000000000000004", { Down: true });
    clock.advance(500);
    expect(status(id)).toBe(phase1);
    simulator.changePeer("cgw-sim0000000000000004", { Down: false });
    clock.advance(500);
    expect(status(id)).toBe("ike_sa_established");
    expect(await diagnose(id)).toMatchObject({ FailedReasonCode: "NoExceptionFound", Severity: "Warn" });
    simulator.sendTraffic(connection);
    clock.advance(500);
    expect(status(id)).toBe(up);
  });

  test("PFS comes before selectors with IKEv1, after them with IKEv2", async () => {
    for (const [{ id, cgw }, code] of [
      [V1, "PfsMismatch"],
      [V2, "TrafficSelectorMismatch"],
    ] as const) {
      simulator.changePeer(cgw, { Config: { IpsecPfs: "group5", LocalSubnet: "172.16.0.0/12" } });
      simulator.settle();
      expect(await diagnose(id)).toMatchObject({ FailedReasonCode: code });
    }
  });

  test("without DPD a dead device is noticed when the keys run out", async () => {
    simulator.changeTunnel(V2.id, { EnableDpd: false, TunnelIkeConfig: { IkeLifetime: 3600 } });
    simulator.changePeer(V2.cgw, { Down: true });
    clock.advance(500);
    expect(status(V2.id)).toBe(up);
    clock.advance(3_600_000);
    expect(status(V2.id)).toBe(phase1);
    expect(await diagnose(V2.id)).toMatchObject({ FailedReasonCode: "NoResponse" });
  });

  test("PFS of IKEv2 shows when the IPsec SA is renewed", async () => {
    simulator.changePeer(V2.cgw, { Config: { IpsecPfs: "disabled" } });
    simulator.settle();
    expect(status(V2.id)).toBe(up);
    clock.advance(86_400_000);
    expect(status(V2.id)).toBe(phase2);
    expect(await diagnose(V2.id)).toMatchObject({ FailedReasonCode: "PfsMismatch" });
  });

  test("IKEv1 in main mode cannot have names as identities", async () => {
    await modify(simulator.url, V1.id, { "TunnelIkeConfig.LocalId": "cloud.example.com" });
    simulator.settle();
    const verdict = await diagnose(V1.id);
    expect(verdict).toMatchObject({ FailedReasonCode: "PeerIdMismatch" });
    expect(verdict["SourceLog"]).toContain("Expecting IP address type in main mode,but FQDN");
  });

  test("a selector of the device may be wider with IKEv2", async () => {
    simulator.changePeer("cgw-sim0000000000000004", {
      Config: { LocalSubnet: "10.0.0.0/8", RemoteSubnet: "0.0.0.0/0" },
    });
    simulator.settle();
    expect(status("tun-sim0000000000000031")).toBe(up);
  });

  test("BGP and the health check", async () => {
    const bgp = async () => {
      const { json } = await call(simulator.url, "DescribeVpnConnection", {
        VpnConnectionId: "vco-sim0000000000000001",
      });
      const options = (
        json as { TunnelOptionsSpecification: { TunnelOptions: { TunnelBgpConfig: { BgpStatus: string } }[] } }
      ).TunnelOptionsSpecification.TunnelOptions;
      return options.map((one) => one.TunnelBgpConfig.BgpStatus);
    };
    expect(await bgp()).toEqual(["success", "success"]);
    simulator.changePeer(V2.cgw, { Config: { Asn: 1 } });
    simulator.changePeer("cgw-sim0000000000000002", { Down: true });
    simulator.settle();
    expect(status(V2.id)).toBe(up);
    expect(await bgp()).toEqual(["false", "false"]);
    const health = async () =>
      (await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: "vco-sim0000000000000005" })).json;
    expect(await health()).toMatchObject({
      Status: up,
      VcoHealthCheck: { Enable: "true", Status: "success", Interval: 3 },
    });
    simulator.changePeer("cgw-sim0000000000000007", { Down: true });
    simulator.settle();
    expect(await health()).toMatchObject({ Status: phase1, VcoHealthCheck: { Enable: "true", Status: "failed" } });
  });

  test("a warning is gone from the diagnosis after three minutes", async () => {
    simulator.changePeer(V2.cgw, { Config: { IpsecLifetime: 90000 } });
    simulator.settle();
    expect(await diagnose(V2.id)).toMatchObject({ FailedReasonCode: "LifetimeMismatch", Severity: "Normal" });
    clock.advance(180_001);
    expect(await diagnose(V2.id)).toMatchObject({ FailedReasonCode: "NoExceptionFound", Severity: "Normal" });
  });
});
