import Ajv2020 from "ajv/dist/2020";
import {
  type Topology,
  TopologyError,
  defaultTopology,
  generateTopology,
  startSimulator,
  topologySchema,
} from "../../simulator";
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

  test("the schema is a JSON schema of draft 2020-12", () => {
    const ajv = new Ajv2020({ strict: false });
    expect([ajv.validateSchema(topologySchema), ajv.errors]).toEqual([true, null]);
  });

  test("the ready topology and a generated one have no mistakes", async () => {
    expect(await problemsOf(defaultTopology)).toEqual([]);
    expect(await problemsOf(generateTopology({ gateways: 2, connections: 20 }))).toEqual([]);
  });

  test("texts of numbers and booleans are stored as numbers and booleans", async () => {
    const simulator = await startSimulator({
      topology: {
        CustomerGateways: [
          { CustomerGatewayId: "cgw-1", IpAddress: "198.51.100.1", Asn: "65001", Peer: { Down: "true" } },
        ],
        VpnConnections: [
          {
            VpnConnectionId: "vco-1",
            CustomerGatewayId: "cgw-1",
            EnableDpd: "false",
            Traffic: "false",
            CreateTime: "1700000000000",
            IkeConfig: { IkeLifetime: "3600" },
          },
        ],
      },
    });
    expect(simulator.exportTopology()).toMatchObject({
      CustomerGateways: [{ Asn: 65001, Peer: { Down: true } }],
      VpnConnections: [
        { EnableDpd: false, Traffic: false, CreateTime: 1_700_000_000_000, IkeConfig: { IkeLifetime: 3600 } },
      ],
    });
    await simulator.close();
  });

  test("a number as text is held to the same range as a number", async () => {
    const gateway = { CustomerGatewayId: "cgw-1", IpAddress: "198.51.100.1" };
    for (const Asn of [0, 4294967296, "0", "4294967296", "1.5", "", true]) {
      expect([Asn, await problemsOf({ CustomerGateways: [{ ...gateway, Asn }] })]).toEqual([
        Asn,
        ["CustomerGateways[0].Asn: must be a whole number from 1 to 4294967295"],
      ]);
    }
  });

  test("a single-tunnel connection needs a customer gateway; the same fields of a dual-tunnel one mean nothing", async () => {
    expect(await problemsOf({ VpnConnections: [{ VpnConnectionId: "vco-1" }] })).toEqual([
      "VpnConnections[0].CustomerGatewayId: is missing",
    ]);
    const [dual] = defaultTopology.VpnConnections ?? [];
    const answered = { ...dual, CustomerGatewayId: "", Status: "", EnableDpd: "", IkeConfig: { IkeLifetime: "" } };
    expect(await problemsOf({ ...defaultTopology, VpnConnections: [answered] })).toEqual([]);
  });
});
