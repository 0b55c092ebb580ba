import { type Simulator, startSimulator } from "../../simulator";
import { KEY, call } from "./signed-request";

describe("accounts and permissions", () => {
  let simulator: Simulator;
  const key = (name: string) => ({ accessKeyId: name, accessKeySecret: `${name}-secret` });
  beforeAll(async () => {
    simulator = await startSimulator({
      accessKeys: [
        KEY,
        { ...key("other"), accountId: "2000000000000002" },
        { ...key("reader"), deny: [{ action: "vpc:Modify*" }] },
        {
          ...key("user"),
          ramUser: true,
          deny: [{ action: "DescribeVpnConnection", resource: "acs:vpc:*:*:vpnconnection/vco-sim0000000000000001" }],
        },
      ],
    });
  });
  afterAll(() => simulator.close());

  test("an account sees only its own", async () => {
    expect((await call(simulator.url, "DescribeVpnConnections", {}, key("other"))).json).toMatchObject({
      TotalCount: 0,
    });
    const one = await call(
      simulator.url,
      "DescribeVpnConnection",
      { VpnConnectionId: "vco-sim0000000000000001" },
      key("other"),
    );
    expect(one.status).toBe(404);
  });

  test("a denial by operation is Forbidden, to a RAM user and by resource Forbbiden.SubUser", async () => {
    const tunnel = { VpnConnectionId: "vco-sim0000000000000001", TunnelId: "tun-sim0000000000000011" };
    expect(await call(simulator.url, "ModifyTunnelAttribute", tunnel, key("reader"))).toMatchObject({
      status: 403,
      json: { Code: "Forbidden" },
    });
    const denied = await call(
      simulator.url,
      "DescribeVpnConnection",
      { VpnConnectionId: tunnel.VpnConnectionId },
      key("user"),
    );
    expect(denied).toMatchObject({ status: 403, json: { Code: "Forbbiden.SubUser" } });
    const allowed = await call(
      simulator.url,
      "DescribeVpnConnection",
      { VpnConnectionId: "vco-sim0000000000000002" },
      key("user"),
    );
    expect(allowed.status).toBe(200);
  });
});
