import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatorOptions, generateTopology, manualClock, startSimulator } from "../../simulator";
import { spawnSimulator } from "./child-simulator";
import { call, modify } from "./signed-request";

const TUNNEL = "tun-sim0000000000000011";

describe("state in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "simulator-data-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;
  let file = "";
  beforeEach(() => {
    file = join(folder, `state-${++count}.json`);
  });
  const clock = manualClock();
  const start = (options: SimulatorOptions = {}) => startSimulator({ clock, dataFile: file, ...options });

  test("everything is there again, negotiations and tokens too", async () => {
    const first = await start({ configuringMs: 5000 });
    first.changePeer("cgw-sim0000000000000001", { Mirror: false });
    first.changePeer("cgw-sim0000000000000003", { Config: { IkePfs: "group14" }, SourceIp: "203.0.113.99" });
    first.removeConnection("vco-sim0000000000000005");
    first.changeConnection("vco-sim0000000000000003", { Name: "renamed" });
    await modify(first.url, TUNNEL, { "TunnelIkeConfig.Psk": "new-key" }, { ClientToken: "token-1" });
    const before = first.exportTopology();
    await first.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = await start();
    expect(second.exportTopology()).toEqual(before);
    expect(second.tunnel(TUNNEL)).toMatchObject({ State: "updating", Status: "ipsec_sa_established" });
    clock.advance(6000);
    expect(second.tunnel(TUNNEL)).toMatchObject({ State: "active", Status: "ike_sa_not_established" });
    const again = await modify(second.url, TUNNEL, { "TunnelIkeConfig.Psk": "new-key" }, { ClientToken: "token-1" });
    expect(again.status).toBe(200);
    expect(second.journal.at(-1)).toMatchObject({ committed: false });
    const other = await modify(second.url, TUNNEL, { "TunnelIkeConfig.Psk": "other" }, { ClientToken: "token-1" });
    expect(other.json).toMatchObject({ Code: "IdempotentParameterMismatch" });
    await second.close();
    expect(readdirSync(folder).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  });

  test("kill -9 loses nothing that was answered, and a torn line is left out", async () => {
    const child = await spawnSimulator({ data: file, "configuring-ms": "0" });
    const lifetimes = ["3600", "7200", "10800"];
    for (const lifetime of lifetimes) {
      expect((await modify(child.url, TUNNEL, { "TunnelIkeConfig.IkeLifetime": lifetime })).status).toBe(200);
    }
    const broken = await fetch(`${child.url}/-/peers/cgw-sim0000000000000003`, {
      method: "POST",
      body: '{"Config":{"Psk":"wrong"}}',
    });
    expect(broken.status).toBe(200);
    await child.kill("SIGKILL");
    appendFileSync(`${file}.log`, '{"VpnConnection":{"VpnConn');
    const after = await start();
    expect(after.tunnel(TUNNEL)?.IkeConfig.IkeLifetime).toBe(10800);
    clock.advance(Date.now() - clock.now() + 10_000);
    expect(after.tunnel("tun-sim0000000000000021")?.Status).toBe("ike_sa_not_established");
    await after.close();
    // Folding is safe at any point: the same log over the new file is the same state.
    const again = await start();
    expect(again.tunnel(TUNNEL)?.IkeConfig.IkeLifetime).toBe(10800);
    await again.close();
  }, 30_000);

  test("SIGTERM ends the process in order", async () => {
    const child = await spawnSimulator({ data: file });
    expect((await call(child.url, "DescribeVpnConnections")).status).toBe(200);
    await child.kill("SIGTERM");
    expect(readdirSync(folder).filter((name) => name.includes(`state-${count}`) && name.endsWith("lock"))).toEqual([]);
  }, 30_000);

  test("one simulator at a time, and no file that is none", async () => {
    const child = await spawnSimulator({ data: file });
    await expect(start()).rejects.toThrow(/is in use by process \d+/);
    await child.kill("SIGTERM");
    writeFileSync(file, "{");
    await expect(start()).rejects.toThrow(/not JSON/);
    writeFileSync(file, '{"Topology": {"VpnGateways": [{}]}, "Tokens": 1}');
    await expect(start()).rejects.toThrow(/VpnGatewayId: is missing/);
  }, 30_000);

  test("an export is a topology", async () => {
    const first = await startSimulator();
    first.changePeer("cgw-sim0000000000000003", { Mirror: false, Config: { Psk: "other" } });
    first.settle();
    const exported = first.exportTopology();
    await first.close();
    const second = await startSimulator({ topology: JSON.parse(JSON.stringify(exported)) as typeof exported });
    expect(second.exportTopology()).toEqual(exported);
    expect(second.tunnel("tun-sim0000000000000021")?.Status).toBe("ike_sa_not_established");
    await second.close();
  });

  test("a generated topology of 10 000 connections pages through", async () => {
    const simulator = await startSimulator({ topology: generateTopology({ gateways: 10, connections: 10_000 }) });
    const last = await call(simulator.url, "DescribeVpnConnections", { PageSize: "50", PageNumber: "200" });
    expect(last.json).toMatchObject({ TotalCount: 10_000 });
    const gateway = await call(simulator.url, "DescribeVpnConnections", { VpnGatewayId: "vpn-gen0000000000000003" });
    expect(gateway.json).toMatchObject({ TotalCount: 1000 });
    const answer = await call(simulator.url, "ModifyTunnelAttribute", {
      VpnConnectionId: "vco-gen0000000000000001",
      TunnelId: "tun-gen0000000000000001",
      "TunnelOptionsSpecification.TunnelBgpConfig.TunnelCidr": "169.254.250.0/30",
    });
    expect(answer.status).toBe(200);
    await simulator.close();
  });
});
