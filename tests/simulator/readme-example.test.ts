import RPCClient from "@alicloud/pop-core";
import { type Simulator, manualClock, startSimulator } from "../../simulator";

/** The program under test: the ids of the tunnels that are down. */
async function tunnelsDown(endpoint: string): Promise<string[]> {
  const client = new RPCClient({
    endpoint,
    apiVersion: "2016-04-28",
    accessKeyId: "simulator-access-key-id",
    accessKeySecret: "simulator-access-key-secret",
  });
  const parameters = { RegionId: "cn-hangzhou", PageSize: 50 };
  const list = await client.request<{
    VpnConnections: {
      VpnConnection: {
        TunnelOptionsSpecification?: { TunnelOptions: { TunnelId: string; Status: string }[] };
      }[];
    };
  }>("DescribeVpnConnections", parameters, { method: "POST" });
  return list.VpnConnections.VpnConnection.flatMap((one) => one.TunnelOptionsSpecification?.TunnelOptions ?? [])
    .filter((tunnel) => tunnel.Status !== "ipsec_sa_established")
    .map((tunnel) => tunnel.TunnelId);
}

describe("tunnelsDown", () => {
  const clock = manualClock();
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock });
  });
  afterEach(() => simulator.close());

  test("nothing is down at the start", async () => {
    expect(await tunnelsDown(simulator.url)).toEqual([]);
  });

  test("a device with another key is down when the negotiation is over", async () => {
    simulator.changePeer("cgw-sim0000000000000001", { Config: { Psk: "another" } });
    expect(await tunnelsDown(simulator.url)).toEqual([]);
    clock.advance(simulator.renegotiateMs);
    expect(await tunnelsDown(simulator.url)).toEqual(["tun-sim0000000000000011"]);
  });

  test("throttling is passed on", async () => {
    simulator.fault({ kind: "throttle", action: "DescribeVpnConnections" });
    await expect(tunnelsDown(simulator.url)).rejects.toThrow("user flow control");
    expect(simulator.journal).toMatchObject([{ code: "Throttling.User", fault: "throttle" }]);
  });
});
