import { startSimulator, type Simulator, manualClock } from "../../simulator";
import { call, modify, popCore } from "./signed-request";

describe("a simulator in this process", () => {
  let simulator: Simulator;
  const clock = manualClock();
  beforeAll(async () => {
    simulator = await startSimulator({ clock });
  });
  afterAll(() => simulator.close());

  test("answers pop-core by GET and by POST", async () => {
    const client = popCore(simulator.url);
    for (const method of ["GET", "POST"]) {
      const answer = await client.request("DescribeVpnConnections", { RegionId: "cn-hangzhou" }, { method });
      expect(answer).toMatchObject({ TotalCount: 5, PageNumber: 1, PageSize: 10 });
    }
  });

  test.each(["GET", "POST"])("pop-core brings awkward values through a %s", async (method) => {
    const psk = "S3cret!*~+/=('%&\"#?;:@$,<>[]{}|\\^`_-.)";
    const parameters = {
      VpnConnectionId: "vco-sim0000000000000001",
      TunnelId: "tun-sim0000000000000012",
      "TunnelOptionsSpecification.TunnelIkeConfig.Psk": psk,
      "TunnelOptionsSpecification.TunnelBgpConfig.LocalAsn": 4294967295,
      "TunnelOptionsSpecification.EnableDpd": true,
    };
    const answer = await popCore(simulator.url).request("ModifyTunnelAttribute", parameters, { method });
    expect(answer).toMatchObject({ TunnelIkeConfig: { Psk: psk }, TunnelBgpConfig: { LocalAsn: 4294967295 } });
    simulator.settle();
  });

  test("takes a change, is updating, then active", async () => {
    const tunnelId = "tun-sim0000000000000021";
    const changed = await modify(simulator.url, tunnelId, {
      "TunnelIkeConfig.IkeVersion": "ikev2",
      "TunnelIkeConfig.IkeEncAlg": "aes256",
    });
    expect(changed).toMatchObject({ status: 200, json: { TunnelId: tunnelId, State: "updating" } });
    const busy = await modify(simulator.url, "tun-sim0000000000000011", { EnableDpd: "false" });
    expect(busy).toMatchObject({ status: 400, json: { Code: "VpnGateway.Configuring" } });
    clock.advance(100);
    expect(simulator.tunnel(tunnelId)).toMatchObject({ State: "active", IkeConfig: { IkeEncAlg: "aes256" } });
    const one = await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: "vco-sim0000000000000002" });
    expect(one.json).toMatchObject({ State: "active", Tags: { Tag: [{ Key: "environment" }, { Key: "site" }] } });
  });
});
