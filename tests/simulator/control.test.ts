import { get } from "node:http";
import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { call, modify } from "./signed-request";

const TUNNEL = "tun-sim0000000000000011";

describe("the control endpoint", () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock: manualClock(), configuringMs: 0 });
  });
  afterEach(() => simulator.close());

  const control = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const init = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const response = await fetch(`${simulator.url}${path}`, { method, headers, ...init });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  test("lists itself", async () => {
    const { json } = await control("GET", "/-/");
    expect(json).toContainEqual({ method: "POST", path: "/-/settle", what: expect.any(String) });
  });

  test("faults: set, listed, acting, removed", async () => {
    const set = await control("POST", "/-/faults", { kind: "throttle", action: "DescribeVpnConnections", times: 0 });
    expect(set).toEqual({ status: 200, json: { id: 1 } });
    expect((await call(simulator.url, "DescribeVpnConnections")).status).toBe(400);
    expect((await control("GET", "/-/faults")).json).toMatchObject([{ id: 1, hits: 1, kind: "throttle" }]);
    expect((await control("DELETE", "/-/faults/1")).json).toEqual({ ok: true });
    expect((await control("DELETE", "/-/faults/1")).status).toBe(404);
    await control("POST", "/-/faults", { kind: "html", where: { RegionId: "cn-hangzhou" } });
    expect((await control("DELETE", "/-/faults")).status).toBe(200);
    expect((await call(simulator.url, "DescribeVpnConnections")).status).toBe(200);
  });

  test("what is wrong with a body is said, and nothing is done", async () => {
    const wrong = await control("POST", "/-/faults", { kind: "explode", times: -1, whom: "me", committed: 3 });
    expect(wrong.status).toBe(400);
    expect(wrong.json["problems"]).toEqual([
      "committed: must be true or false",
      expect.stringMatching(/^kind: must be one of throttle, /),
      expect.stringMatching(/^times: must be a whole number/),
      expect.stringMatching(/^whom: no such field/),
    ]);
    expect((await control("POST", "/-/faults", {})).json["problems"]).toEqual([
      expect.stringMatching(/^kind: is missing/),
    ]);
    expect((await control("POST", "/-/faults", "{")).json["problems"]).toEqual([expect.stringMatching(/not JSON/)]);
    expect((await control("POST", "/-/faults", "[]")).status).toBe(400);
    expect(simulator.faults).toEqual([]);
  });

  test("journal", async () => {
    await call(simulator.url, "DescribeVpnConnections");
    await modify(simulator.url, TUNNEL, { "TunnelIkeConfig.Psk": "planted-secret" });
    const { json } = await control("GET", "/-/journal?after=1");
    expect(json).toMatchObject([{ sequence: 2, action: "ModifyTunnelAttribute", committed: true }]);
    expect(JSON.stringify(json)).not.toContain("planted-secret");
    await control("DELETE", "/-/journal");
    expect((await control("GET", "/-/journal")).json).toEqual([]);
  });

  test("settings", async () => {
    await control("POST", "/-/settings", { psk: "absent", busy: "VpnGateway.task.conflict", configuringMs: 77 });
    expect((await control("GET", "/-/settings")).json).toMatchObject({
      psk: "absent",
      configuringMs: 77,
      omitted: "keep",
    });
    expect(simulator.modes.busy).toBe("VpnGateway.task.conflict");
    expect((await control("POST", "/-/settings", { psk: "hidden" })).status).toBe(400);
  });

  test("tunnels, connections, devices, traffic", async () => {
    const path = `/-/tunnels/${TUNNEL}`;
    const patch = { EnableDpd: false, TunnelIkeConfig: { IkeLifetime: 3600 }, TunnelBgpConfig: { LocalAsn: 7 } };
    expect((await control("POST", path, patch)).status).toBe(200);
    expect((await control("GET", path)).json).toMatchObject({
      EnableDpd: false,
      IkeConfig: { IkeLifetime: 3600, IkeEncAlg: "aes256" },
      BgpConfig: { LocalAsn: 7, TunnelCidr: "169.254.10.0/30" },
    });
    expect((await control("POST", path, { Status: "ike_sa_established" })).status).toBe(200);
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ike_sa_established");
    const connection = "/-/connections/vco-sim0000000000000001";
    await control("POST", connection, { EffectImmediately: false, Traffic: false });
    expect(simulator.connection("vco-sim0000000000000001")).toMatchObject({ EffectImmediately: false, Traffic: false });
    expect((await control("POST", `${connection}/traffic`)).status).toBe(200);
    const device = "/-/peers/cgw-sim0000000000000001";
    await control("POST", device, { Config: { Psk: "wrong" }, Symptom: "NoResponse" });
    await control("POST", device, { Symptom: "", Down: true });
    expect((await control("GET", device)).json).toEqual({
      Mirror: true,
      Down: true,
      Config: { Psk: "wrong" },
      Tunnels: {},
      Frozen: {},
    });
    expect((await control("POST", device, { Config: { IkeEncAlgo: "aes" } })).status).toBe(400);
    await control("POST", "/-/settle");
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ike_sa_not_established");
    expect(
      (await control("PUT", "/-/connections", { VpnConnectionId: "vco-new", CustomerGatewayId: "cgw-no" })).json,
    ).toEqual({
      problems: ["there is no customer gateway cgw-no"],
    });
    const added = { VpnConnectionId: "vco-new", CustomerGatewayId: "cgw-sim0000000000000008" };
    expect((await control("PUT", "/-/connections", added)).status).toBe(200);
    expect((await control("DELETE", "/-/connections/vco-new")).status).toBe(200);
    for (const gone of ["/-/connections/vco-new", "/-/tunnels/tun-no", "/-/peers/cgw-no"]) {
      expect((await control("POST", gone, {})).status).toBe(404);
    }
  });

  test("a device that no longer mirrors keeps what it had, as in process", async () => {
    const device = "/-/peers/cgw-sim0000000000000001";
    expect((await control("POST", device, { Mirror: false })).status).toBe(200);
    await control("POST", `/-/tunnels/${TUNNEL}`, { TunnelIkeConfig: { Psk: "another" } });
    expect(simulator.peerConfig(TUNNEL)).toMatchObject({ IkeVersion: "ikev2", Psk: "Headquarters-tunnel-1-key" });
  });

  test("topology and schema; wrong methods and paths; pages of other sites", async () => {
    const { json } = await control("GET", "/-/topology");
    expect(json).toEqual(JSON.parse(JSON.stringify(simulator.exportTopology())));
    expect((await control("GET", "/-/schema")).json).toMatchObject({ title: expect.stringContaining("Topology") });
    expect(await control("PUT", "/-/faults", {})).toMatchObject({ status: 405 });
    expect((await control("GET", "/-/nothing")).status).toBe(404);
    expect((await control("DELETE", "/-/faults", undefined, { origin: "https://example.com" })).status).toBe(403);
    expect((await control("DELETE", "/-/faults", undefined, { origin: simulator.url })).status).toBe(200);
    const rebound = (host: string) =>
      new Promise((resolve) => {
        get(simulator.url, { headers: { host } }, (response) => resolve(response.resume().statusCode));
      });
    expect(await Promise.all(["evil.example.com", "localhost:1", "127.0.0.1"].map(rebound))).toEqual([403, 200, 200]);
  });
});

describe("the status page", () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock: manualClock() });
  });
  afterEach(() => simulator.close());

  const page = async (path = "/") => (await fetch(`${simulator.url}${path}`)).text();
  const press = (id: string, action: string, headers: Record<string, string> = {}) =>
    fetch(`${simulator.url}/-/page/device`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams({ id, do: action }),
      redirect: "manual",
    });

  test("shows connections, tunnels and requests, no key, and text only as text", async () => {
    simulator.changeConnection("vco-sim0000000000000001", { Name: "<script>alert(1)</script>" });
    await call(simulator.url, "DescribeVpnConnections");
    const text = await page();
    expect(text).toContain('<tr id="tun-sim0000000000000042">');
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).not.toContain("<script>");
    expect(text).toMatch(/<td>DescribeVpnConnections<\/td>\s*<td>200<\/td>/);
    expect(text).not.toMatch(/Headquarters-tunnel|Branch-shared/);
  });

  test("the form breaks a device and mends it", async () => {
    const id = "cgw-sim0000000000000003";
    const tunnel = "tun-sim0000000000000021";
    for (const [action, shown] of [
      ["wrong-key", "PskMismatch"],
      ["down", "Phase1NegotiationTimeout"],
    ] as const) {
      const answer = await press(id, action);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
      simulator.settle();
      expect(await page()).toContain(shown);
    }
    await press(id, "mend");
    await press(id, "stop-following");
    expect(await page()).toContain("does not follow changes");
    await press(id, "mend");
    simulator.settle();
    expect(simulator.tunnel(tunnel)?.Status).toBe("ipsec_sa_established");
    expect((await press(id, "explode")).status).toBe(400);
    expect((await press("cgw-no", "down")).status).toBe(400);
    expect((await press(id, "down", { origin: "https://example.com" })).status).toBe(403);
  });
});
