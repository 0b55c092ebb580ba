import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { call, modify } from "./signed-request";

const TUNNEL = "tun-sim0000000000000011";

describe("faults", () => {
  const clock = manualClock();
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock, configuringMs: 0 });
  });
  afterEach(() => simulator.close());

  const list = () => call(simulator.url, "DescribeVpnConnections");
  const change = () => modify(simulator.url, TUNNEL, { "TunnelIkeConfig.IkeLifetime": "3600" });
  const lifetime = () => simulator.tunnel(TUNNEL)?.IkeConfig.IkeLifetime;

  test("throttle: 400, x-acs-retry-after, the nth call, so many times, this operation only", async () => {
    const fault = simulator.fault({
      kind: "throttle",
      action: "DescribeVpnConnections",
      call: 2,
      times: 2,
      retryAfterMs: 1500,
    });
    expect((await list()).status).toBe(200);
    for (let i = 0; i < 2; i++) {
      const answer = await list();
      expect(answer).toMatchObject({ status: 400, json: { Code: "Throttling.User" } });
      expect(answer.headers.get("x-acs-retry-after")).toBe("1500");
      expect((await change()).status).toBe(200);
    }
    expect((await list()).status).toBe(200);
    expect(fault).toMatchObject({ hits: 2, spent: true });
    expect(simulator.journal.filter((one) => one.fault === "throttle")).toHaveLength(2);
  });

  test.each([
    ["http-500", 500, undefined],
    ["http-500-code", 500, "InternalError"],
    ["http-503", 503, "ServiceUnavailable"],
    ["expired-token", 400, "InvalidSecurityToken.Expired"],
    ["html", 502, undefined],
    ["clock-skew", 400, "InvalidTimeStamp.Expired"],
  ] as const)("%s, and nothing was done", async (kind, status, code) => {
    simulator.fault({ kind, action: "ModifyTunnelAttribute" });
    const answer = await change();
    expect([answer.status, answer.json["Code"]]).toEqual([status, code]);
    expect(lifetime()).toBe(86400);
    expect(simulator.journal.at(-1)).toMatchObject({ httpStatus: status, committed: false, fault: kind });
    expect((await change()).status).toBe(200);
  });

  test("a 500 may come although the change is in", async () => {
    simulator.fault({ kind: "http-500-code", committed: true });
    expect((await change()).status).toBe(500);
    expect(lifetime()).toBe(3600);
    expect(simulator.journal.at(-1)).toMatchObject({ httpStatus: 500, code: "InternalError", committed: true });
  });

  test("whatever is said of committed, there is an answer", async () => {
    for (const kind of ["malformed", "truncated", "reset-before", "reset-after"] as const) {
      for (const committed of [true, false]) {
        simulator.fault({ kind, committed });
        await change().catch(() => undefined);
        expect(simulator.journal.at(-1)).toMatchObject({ fault: kind, committed: kind !== "reset-before" });
      }
    }
  });

  test("any code", async () => {
    simulator.fault({ kind: "error", code: "VpnTask.CONFLICT", message: "busy", httpStatus: 409 });
    expect(await change()).toMatchObject({ status: 409, json: { Code: "VpnTask.CONFLICT", Message: "busy" } });
  });

  test.each([
    ["reset-before", 86400],
    ["reset-after", 3600],
  ] as const)("%s", async (kind, expected) => {
    simulator.fault({ kind });
    await expect(change()).rejects.toThrow("fetch failed");
    expect(lifetime()).toBe(expected);
    expect(simulator.journal.at(-1)).toMatchObject({ httpStatus: 0, committed: expected === 3600, fault: kind });
  });

  test("truncated and malformed answers of a change that is in", async () => {
    simulator.fault({ kind: "truncated" });
    await expect(change()).rejects.toThrow("terminated");
    expect(lifetime()).toBe(3600);
    simulator.fault({ kind: "malformed" });
    const answer = await change();
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^\{"RequestId/);
    expect(() => JSON.parse(answer.text) as unknown).toThrow(SyntaxError);
  });

  test("delay goes by the injected clock", async () => {
    simulator.fault({ kind: "delay", ms: 60_000 });
    const late = change();
    while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(lifetime()).toBe(3600);
    clock.advance(60_000);
    expect((await late).status).toBe(200);
  });

  test("where, removal, for ever", async () => {
    const fault = simulator.fault({ kind: "http-503", times: 0, where: { TunnelId: TUNNEL } });
    expect((await modify(simulator.url, "tun-sim0000000000000021", { EnableDpd: "false" })).status).toBe(200);
    for (let i = 0; i < 3; i++) expect((await change()).status).toBe(503);
    expect(simulator.faults).toEqual([fault]);
    fault.remove();
    expect((await change()).status).toBe(200);
    simulator.fault({ kind: "html" });
    simulator.clearFaults();
    expect((await change()).status).toBe(200);
  });

  test("the journal has no secret", async () => {
    await modify(simulator.url, TUNNEL, { "TunnelIkeConfig.Psk": "planted-secret" });
    await call(simulator.url, "DescribeVpnConnections", { SecurityToken: "planted-secret" });
    expect(simulator.journal).toHaveLength(2);
    expect(JSON.stringify(simulator.journal)).not.toMatch(/planted-secret|Signature/);
    expect(simulator.journal[0]).toMatchObject({
      sequence: 1,
      action: "ModifyTunnelAttribute",
      method: "POST",
      params: { "TunnelOptionsSpecification.TunnelIkeConfig.Psk": "***", TunnelId: TUNNEL },
      accessKeyId: "simulator-access-key-id",
      httpStatus: 200,
      committed: true,
    });
    simulator.clearJournal();
    expect(simulator.journal).toHaveLength(0);
  });
});
