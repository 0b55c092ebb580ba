import { createVpcApi, type VpcApi, type VpcApiOptions } from "../../../provider/api/vpc-api";
import type { RetryNotice } from "../../../provider/api/retry";
import { accountAt } from "./accounts";
import { manualClock } from "./manual-clock";
import { json, reset, startTestServer, text, truncated, type Behaviour, type TestServer } from "./test-server";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

function api(options: VpcApiOptions = {}): VpcApi {
  return createVpcApi(accountAt(server.url), { clock: manualClock(), random: () => 0.5, ...options });
}

describe("modifyTunnelAttribute", () => {
  const change = {
    vpnConnectionId: "vco-1",
    tunnelId: "tun-1",
    specification: { EnableDpd: true, TunnelIkeConfig: { Psk: "planted-psk", IkeLifetime: 3600 } },
  };
  const done = json({ RequestId: "r", TunnelId: "tun-1", State: "updating", EnableDpd: true });
  const throttled = json({ Code: "Throttling.User", Message: "m" }, 400);
  const tokens = () => server.received.map(({ parameters }) => parameters["ClientToken"]);

  test("sends the specification under the API's names and gives the tunnel back", async () => {
    server.answer(done);
    await expect(api().modifyTunnelAttribute(change)).resolves.toEqual({
      TunnelId: "tun-1",
      State: "updating",
      EnableDpd: true,
    });
    expect(server.received[0]?.parameters).toMatchObject({
      RegionId: "cn-hangzhou",
      VpnConnectionId: "vco-1",
      TunnelId: "tun-1",
      "TunnelOptionsSpecification.EnableDpd": "true",
      "TunnelOptionsSpecification.TunnelIkeConfig.Psk": "planted-psk",
      "TunnelOptionsSpecification.TunnelIkeConfig.IkeLifetime": "3600",
      ClientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  const UNKNOWN: [string, Behaviour][] = [
    ["500", json({}, 500)],
    ["500 with a code", json({ Code: "InternalError", Message: "m" }, 500)],
    ["503 with a code", json({ Code: "ServiceUnavailable", Message: "m" }, 503)],
    ["HTML", text("<html>", 502)],
    ["a reset", reset],
    ["a truncated answer", truncated],
    ["a token still in work", json({ Code: "LastTokenProcessing", Message: "m" }, 400)],
  ];
  test.each(UNKNOWN)("repeats itself with the same token after %s: it may have been done", async (_, behaviour) => {
    server.answer(behaviour, done);
    await api().modifyTunnelAttribute(change);
    expect(tokens()).toHaveLength(2);
    expect(new Set(tokens()).size).toBe(1);
  });

  test("repeats itself with the same token after a time-out", async () => {
    server.answer(() => undefined, done);
    const account = accountAt(server.url, { clientReadTimeout: "60" });
    await createVpcApi(account, { clock: manualClock() }).modifyTunnelAttribute(change);
    expect(new Set(tokens()).size).toBe(1);
  });

  test("takes a new token after a refusal: it was certainly not done", async () => {
    server.answer(throttled, throttled, done);
    await api().modifyTunnelAttribute(change);
    expect(new Set(tokens()).size).toBe(3);
  });

  test("keeps the token after a refusal when an earlier try may have been done", async () => {
    server.answer(throttled, reset, throttled, throttled, done);
    await api().modifyTunnelAttribute(change);
    const [first, ...rest] = tokens();
    expect(new Set(rest).size).toBe(1);
    expect(rest).not.toContain(first);
  });

  test("takes a token of its own for each change, also for the same one", async () => {
    server.answer(done);
    const one = api();
    await Promise.all([1, 2, 3].map(() => one.modifyTunnelAttribute(change)));
    expect(new Set(tokens()).size).toBe(3);
  });

  test.each([
    "VpnGateway.Configuring",
    "VpnGateway.task.conflict",
    "Forbidden",
    "InvalidVpnConnectionInstanceId.NotFound",
  ])("gives %s back at once", async (Code) => {
    server.answer(json({ Code, Message: "m" }, 400));
    await expect(api().modifyTunnelAttribute(change)).rejects.toMatchObject({ code: Code, outcomeUnknown: false });
    expect(server.received).toHaveLength(1);
  });

  test("says that the outcome is unknown when an earlier try may have been done, whatever the last one said", async () => {
    server.answer(reset, json({ Code: "VpnGateway.Configuring", Message: "m" }, 400));
    const attempt = api().modifyTunnelAttribute(change);
    await expect(attempt).rejects.toMatchObject({ category: "configuring", outcomeUnknown: true });
  });

  test("ends with the last failure when the budget is spent", async () => {
    server.answer(json({ Code: "ServiceUnavailable", Message: "planted-psk" }, 503));
    const notices: RetryNotice[] = [];
    const attempt = api({ retryBudgetMs: 3000, onRetry: (notice) => notices.push(notice) }).modifyTunnelAttribute(
      change,
    );
    await expect(attempt).rejects.toMatchObject({ code: "ServiceUnavailable", serverMessage: "***" });
    expect(notices.map(({ waitMs }) => waitMs)).toEqual([250, 500, 1000]);
    expect(new Set(tokens()).size).toBe(1);
  });

  test("waits as long as the service says", async () => {
    server.answer(json({ Code: "Throttling", Message: "m" }, 400, { "x-acs-retry-after": "4000" }), done);
    const clock = manualClock();
    await api({ clock, random: () => 0 }).modifyTunnelAttribute(change);
    expect(clock.sleeps).toEqual([4000]);
  });
});
