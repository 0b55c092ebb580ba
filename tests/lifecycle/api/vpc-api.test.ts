import type { RetryNotice } from "../../../provider/api/retry";
import { api, change, CONNECTION, GATEWAY, PSK, simulator, start, TUNNEL } from "./client";

describe("the API client reads", () => {
  beforeEach(() => start());

  test("a whole estate in one page", async () => {
    const page = await api().describeVpnConnections();
    expect(page).toMatchObject({ totalCount: 5, pageNumber: 1, pageSize: 50 });
    expect(page.connections.map(({ VpnConnectionId }) => VpnConnectionId).sort()).toEqual(
      simulator.connectionIds().sort(),
    );
    const tunnels = page.connections.map(({ TunnelOptionsSpecification }) => TunnelOptionsSpecification.length);
    expect(tunnels.sort((a, b) => a - b)).toEqual([0, 2, 2, 2, 2]);
  });

  test("an estate page by page", async () => {
    const reader = api();
    const pages = await Promise.all(
      [1, 2, 3].map((pageNumber) => reader.describeVpnConnections({ pageNumber, pageSize: 2 })),
    );
    expect(pages.map(({ connections }) => connections.length)).toEqual([2, 2, 1]);
    const ids = pages.flatMap(({ connections }) => connections.map(({ VpnConnectionId }) => VpnConnectionId));
    expect(new Set(ids).size).toBe(5);
  });

  test("connections by filters", async () => {
    const reader = api();
    const ofGateway = await reader.describeVpnConnections({ vpnGatewayId: GATEWAY });
    expect(ofGateway.connections.every(({ VpnGatewayId }) => VpnGatewayId === GATEWAY)).toBe(true);
    expect(ofGateway.totalCount).toBeGreaterThan(0);
    const tagged = await reader.describeVpnConnections({ tags: [{ key: "site", value: "headquarters" }] });
    expect(tagged.connections.map(({ Tags }) => Tags)).toEqual([
      expect.arrayContaining([{ Key: "site", Value: "headquarters" }]),
    ]);
    await expect(reader.describeVpnConnections({ vpnConnectionId: CONNECTION })).resolves.toMatchObject({
      totalCount: 1,
    });
  });

  test("one connection, the same as in the list", async () => {
    const reader = api();
    const single = await reader.describeVpnConnection(CONNECTION);
    const [listed] = (await reader.describeVpnConnections({ vpnConnectionId: CONNECTION })).connections;
    expect(single.TunnelOptionsSpecification).toEqual(listed?.TunnelOptionsSpecification);
    expect(single.Tags).toEqual(listed?.Tags);
  });

  test.each(["string", "native"] as const)("tunnel values as they are sent: %s", async (tunnelValues) => {
    simulator.modes.tunnelValues = tunnelValues;
    const { TunnelOptionsSpecification } = await api().describeVpnConnection(CONNECTION);
    const types = TunnelOptionsSpecification.map(({ EnableDpd, TunnelIkeConfig }) => [
      typeof EnableDpd,
      typeof TunnelIkeConfig?.IkeLifetime,
    ]);
    expect(types[0]).toEqual(tunnelValues === "string" ? ["string", "string"] : ["boolean", "number"]);
  });

  test("findings of tunnels, page by page", async () => {
    const found = await api().diagnoseVpnConnections({ tunnelIds: [TUNNEL], pageNumber: 1, pageSize: 10 });
    expect(found).toMatchObject({ pageNumber: 1, pageSize: 10, totalCount: found.diagnoses.length });
    expect(found.diagnoses).toMatchObject([{ TunnelId: TUNNEL, VpnConnectionId: CONNECTION }]);
  });

  test("the configuration for the peer device, one entry a tunnel", async () => {
    const found = await api().downloadVpnConnectionConfig(CONNECTION);
    expect(found.TunnelsConfig).toHaveLength(2);
    expect(found.TunnelsConfig).toContainEqual(expect.objectContaining({ TunnelId: TUNNEL }));
    expect(found.BgpConfigs).toContainEqual(
      expect.objectContaining({ TunnelId: TUNNEL, TunnelCidr: "169.254.10.0/30" }),
    );
  });

  test("that a connection is not there, as an error", async () => {
    const attempt = api().describeVpnConnection("vco-missing");
    await expect(attempt).rejects.toMatchObject({
      category: "notFound",
      code: "InvalidVpnConnectionInstanceId.NotFound",
      httpStatus: 404,
      requestId: expect.any(String),
    });
    expect(simulator.journal).toHaveLength(1);
  });
});

describe("a change through the API client", () => {
  beforeEach(() => start());

  test("arrives with its nested values as they are, and with its signature accepted", async () => {
    const answer = await api().modifyTunnelAttribute(
      change({
        EnableDpd: false,
        TunnelIkeConfig: { Psk: PSK, IkeLifetime: 3600 },
        TunnelBgpConfig: { LocalAsn: 4294967295 },
      }),
    );
    expect(answer).toMatchObject({ TunnelId: TUNNEL, EnableDpd: false });
    expect(simulator.tunnel(TUNNEL)).toMatchObject({
      EnableDpd: false,
      IkeConfig: { Psk: PSK, IkeLifetime: 3600 },
      BgpConfig: { LocalAsn: 4294967295 },
    });
  });

  test.each(["VpnGateway.Configuring", "VpnGateway.task.conflict"] as const)(
    "gives %s back for the caller to observe",
    async (busy) => {
      simulator.modes.busy = busy;
      simulator.configuringMs = 60_000;
      const writer = api();
      await writer.modifyTunnelAttribute(change({ EnableDpd: false }));
      const second = writer.modifyTunnelAttribute(change({ EnableDpd: true }));
      await expect(second).rejects.toMatchObject({ code: busy, retry: "observe", outcomeUnknown: false });
      expect(simulator.journal).toHaveLength(2);
    },
  );

  test.each([
    "reset-before",
    "reset-after",
    "truncated",
    "malformed",
    "html",
    "http-500",
    "http-500-code",
    "http-503",
  ] as const)("is one change for the service after %s", async (kind) => {
    const fault = simulator.fault({ kind, action: "ModifyTunnelAttribute" });
    await api().modifyTunnelAttribute(change({ TunnelIkeConfig: { IkeLifetime: 3601 } }));
    expect(fault.hits).toBe(1);
    expect(simulator.journal).toHaveLength(2);
    expect(simulator.journal.filter(({ committed }) => committed)).toHaveLength(1);
    expect(new Set(simulator.journal.map(({ clientToken }) => clientToken)).size).toBe(1);
    expect(simulator.tunnel(TUNNEL)?.IkeConfig.IkeLifetime).toBe(3601);
  });

  test("is made four times for the values A, B, A, B", async () => {
    const writer = api();
    for (const EnableDpd of [false, true, false, true]) {
      simulator.settle();
      await writer.modifyTunnelAttribute(change({ EnableDpd }));
    }
    expect(simulator.journal.map(({ committed }) => committed)).toEqual([true, true, true, true]);
    expect(new Set(simulator.journal.map(({ clientToken }) => clientToken)).size).toBe(4);
  });

  test("comes again after a throttled answer and its pause, as a new request", async () => {
    simulator.fault({ kind: "throttle", retryAfterMs: 700, times: 2 });
    const notices: RetryNotice[] = [];
    await api({}, { onRetry: (notice) => notices.push(notice) }).modifyTunnelAttribute(change({ EnableDpd: false }));
    expect(notices).toMatchObject([
      { attempt: 1, waitMs: 700, reason: "throttled: Throttling.User" },
      { attempt: 2, waitMs: 700 },
    ]);
    expect(new Set(simulator.journal.map(({ clientToken }) => clientToken)).size).toBe(3);
  });
});
