import { type Topology, TopologyError, defaultTopology, startSimulator, topologySchema } from "../../simulator";
import { call } from "./signed-request";

const problemsOf = async (topology: unknown): Promise<readonly string[]> => {
  try {
    const simulator = await startSimulator({ topology: topology as Topology });
    await simulator.close();
    return [];
  } catch (error) {
    if (error instanceof TopologyError) return error.problems;
    throw error;
  }
};

describe("topologies", () => {
  test("an answer of DescribeVpnConnections is a list of connections", async () => {
    const first = await startSimulator();
    const { json } = await call(first.url, "DescribeVpnConnections");
    await first.close();
    const { VpnConnection } = (json as { VpnConnections: { VpnConnection: never[] } }).VpnConnections;
    const second = await startSimulator({ topology: { ...defaultTopology, VpnConnections: VpnConnection } });
    const again = await call(second.url, "DescribeVpnConnections");
    await second.close();
    expect(again.json["VpnConnections"]).toEqual(json["VpnConnections"]);
  });

  test("what is wrong is said with its place, all at once", async () => {
    const problems = await problemsOf({
      VpnGateways: [{ VpnGatewayId: "gw-1" }, { VpnGatewayId: "vpn-1" }, { VpnGatewayId: "vpn-1" }],
      CustomerGateways: [
        { CustomerGatewayId: "cgw-1" },
        { CustomerGatewayId: "cgw-2", IpAddress: "300.1.1.1", Asn: 0 },
      ],
      VpnConnections: [
        {
          VpnConnectionId: "vco-1",
          VpnGatewayId: "vpn-9",
          Nmae: "x",
          TunnelOptionsSpecification: {
            TunnelOptions: [
              {
                TunnelId: "tun-1",
                CustomerGatewayId: "cgw-9",
                TunnelIkeConfig: { IkeEncAlg: "rot13", IkeLifetime: "99999" },
              },
              { TunnelId: "tun-1", CustomerGatewayId: "cgw-1", EnableDpd: "perhaps" },
            ],
          },
        },
        { VpnConnectionId: "vco-1", CustomerGatewayId: 7 },
        "vco-3",
      ],
      Gateways: [],
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        "VpnGateways[0].VpnGatewayId: does not match ^vpn-",
        "VpnGateways[2]: vpn-1 is there twice",
        "CustomerGateways[0].IpAddress: is missing",
        "CustomerGateways[1].Asn: must be a whole number from 1 to 4294967295",
        "CustomerGateways[1].IpAddress: not an IPv4 address",
        "VpnConnections[0]: VpnGatewayId: there is no VPN gateway vpn-9",
        "VpnConnections[0]: there is no customer gateway cgw-9",
        expect.stringMatching(/^VpnConnections\[0\]\.Nmae: no such field; there are /),
        "VpnConnections[0].TunnelOptionsSpecification.TunnelOptions[0].TunnelIkeConfig.IkeEncAlg: must be one of aes, aes192, aes256, des, 3des",
        "VpnConnections[0].TunnelOptionsSpecification.TunnelOptions[0].TunnelIkeConfig.IkeLifetime: must be a whole number from 0 to 86400",
        "VpnConnections[0].TunnelOptionsSpecification.TunnelOptions[1].EnableDpd: must be true or false",
        "VpnConnections[1].CustomerGatewayId: must be a string",
        "VpnConnections[1]: vco-1 is there twice",
        "VpnConnections[2]: must be an object",
        expect.stringMatching(/^Gateways: no such field/),
      ]),
    );
  });

  test("something that is no topology", async () => {
    expect(await problemsOf([])).toEqual(["the topology: must be an object"]);
    expect(await problemsOf({ VpnGateways: {} })).toEqual(["VpnGateways: must be an array"]);
    expect(await problemsOf({})).toEqual([]);
  });

  test("the schema has every field that an export has", async () => {
    const simulator = await startSimulator();
    simulator.changePeer("cgw-sim0000000000000001", {
      Mirror: false,
      Config: { Psk: "x" },
      SourceIp: "1.2.3.4",
      Symptom: "NoResponse",
    });
    simulator.settle();
    const unknown: string[] = [];
    const walk = (value: unknown, schema: unknown, path: string): void => {
      const { properties, items } = (schema ?? {}) as { properties?: Record<string, unknown>; items?: unknown };
      if (Array.isArray(value)) for (const one of value) walk(one, items, `${path}[]`);
      else if (typeof value === "object" && value !== null && properties) {
        for (const [name, member] of Object.entries(value)) {
          if (!Object.hasOwn(properties, name)) unknown.push(`${path}.${name}`);
          walk(member, properties[name], `${path}.${name}`);
        }
      }
    };
    walk(simulator.exportTopology(), topologySchema, "");
    await simulator.close();
    expect([...new Set(unknown)]).toEqual([]);
  });
});
