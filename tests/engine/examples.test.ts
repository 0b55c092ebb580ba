// Every example is a promise: it runs as it is, has nothing to do the second time, has no drift of its own, and goes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultTopology, startSimulator, type AccessKey, type Simulator, type Topology } from "../../simulator";
import {
  createStack,
  ENGINE_TIMEOUT_MS,
  mustSucceed,
  removeStacks,
  repositoryRoot,
  type ConfigValue,
  type EngineStack,
} from "./harness";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

interface ExampleCase {
  readonly config: Readonly<Record<string, ConfigValue>>;
  /** How many tunnels it declares. */
  readonly tunnels: number;
  /** What its users have beside the program. */
  readonly prepare?: (stack: EngineStack) => void;
}

const PARTNER_ACCOUNT = "2000000000000002";
const PARTNER_CONNECTION = "vco-partner0000000001";
const ownKey: AccessKey = { accessKeyId: "own-key-id", accessKeySecret: "own-key-secret" };
const partnerKey: AccessKey = {
  accessKeyId: "partner-key-id",
  accessKeySecret: "partner-key-secret",
  accountId: PARTNER_ACCOUNT,
};

const EXAMPLES: Readonly<Record<string, ExampleCase>> = {
  quickstart: {
    tunnels: 2,
    config: {
      "quickstart:connectionId": "vco-sim0000000000000002",
      "quickstart:masterKey": { secret: "Example-master-key" },
      "quickstart:slaveKey": { secret: "Example-slave-key" },
    },
  },
  "one-tunnel-adopt": {
    tunnels: 1,
    config: {
      "one-tunnel-adopt:connectionId": "vco-sim0000000000000002",
      "one-tunnel-adopt:tunnelId": "tun-sim0000000000000021",
    },
  },
  rollout: {
    // One resource for both.
    tunnels: 1,
    config: {
      "rollout:connectionId": "vco-sim0000000000000002",
      "rollout:masterKey": { secret: "Example-master-key" },
      "rollout:slaveKey": { secret: "Example-slave-key" },
      "rollout:holdSeconds": "0",
      // There is no device; tests/ipsec/rollout runs the hook on a real one.
      "rollout:hook": "cat > hook-was-called",
    },
  },
  "two-accounts": {
    tunnels: 2,
    config: {
      "two-accounts:headquartersConnection": "vco-sim0000000000000001",
      "two-accounts:partnerConnection": PARTNER_CONNECTION,
      "two-accounts:partnerProfile": "partner",
      "two-accounts:partnerRegion": "eu-central-1",
    },
    prepare: (stack) => {
      const folder = join(stack.project.scratch, "home", ".aliyun");
      mkdirSync(folder);
      const profile = {
        name: "partner",
        mode: "AK",
        access_key_id: partnerKey.accessKeyId,
        access_key_secret: partnerKey.accessKeySecret,
      };
      writeFileSync(join(folder, "config.json"), JSON.stringify({ current: "partner", profiles: [profile] }));
    },
  },
};

const PARTNER: Topology = {
  RegionId: "eu-central-1",
  AccountId: PARTNER_ACCOUNT,
  VpnGateways: [{ VpnGatewayId: "vpn-partner0000000001", InternetIp: "192.0.2.81" }],
  CustomerGateways: [{ CustomerGatewayId: "cgw-partner0000000001", IpAddress: "203.0.113.81" }],
  VpnConnections: [
    {
      VpnConnectionId: PARTNER_CONNECTION,
      VpnGatewayId: "vpn-partner0000000001",
      LocalSubnet: "10.8.0.0/16",
      RemoteSubnet: "10.9.0.0/16",
      TunnelOptionsSpecification: {
        TunnelOptions: [1, 2].map((index) => ({
          TunnelId: `tun-partner000000000${index}`,
          CustomerGatewayId: "cgw-partner0000000001",
        })),
      },
    },
  ],
};

it("the tests know every example; a policy pack among them has tests in tests/policies/cli", () => {
  const known = [...Object.keys(EXAMPLES), "organisation-pack"];
  expect(readdirSync(join(repositoryRoot, "examples")).sort()).toEqual(known.sort());
});

describe.each(Object.entries(EXAMPLES))("example %s", (name, example) => {
  let api: Simulator;
  let stack: EngineStack;

  beforeAll(async () => {
    api = await startSimulator({ accessKeys: [ownKey, partnerKey], configuringMs: 30, topology: withPartner() });
    stack = await createStack({
      name,
      main: "index.ts",
      files: filesOf(name),
      config: {
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": ownKey.accessKeyId,
        "alicloud:secretKey": { secret: ownKey.accessKeySecret },
        "alicloud:endpoints": JSON.stringify([{ vpc: `127.0.0.1:${api.port}` }]),
        "alicloud:protocol": "HTTP",
        "alicloud-vpn:pollMilliseconds": "30",
        "alicloud-vpn:renegotiateMilliseconds": "300",
        "alicloud-vpn:siblingWaitSeconds": "0",
        ...example.config,
      },
    });
    example.prepare?.(stack);
  });
  afterAll(() => api.close());

  const changingRequests = (): number => api.journal.filter(({ action }) => !action.startsWith("Describe")).length;

  it("adopts its tunnels", async () => {
    const { changeSummary } = mustSucceed(await stack.up({ typeCheck: true }));
    expect(changeSummary).toEqual({ create: example.tunnels + 1 });
    expect(changingRequests()).toBeGreaterThan(0);
  });

  it("has nothing to do, and no drift, afterwards", async () => {
    const before = changingRequests();
    const unchanged = { same: example.tunnels + 1 };
    expect(mustSucceed(await stack.up({ expectNoChanges: true })).changeSummary).toEqual(unchanged);
    expect(mustSucceed(await stack.refresh({ expectNoChanges: true })).changeSummary).toEqual(unchanged);
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual(unchanged);
    expect(changingRequests()).toBe(before);
  });

  it("lets its tunnels go", async () => {
    const before = changingRequests();
    expect(mustSucceed(await stack.destroy()).changeSummary).toEqual({ delete: example.tunnels + 1 });
    expect(changingRequests()).toBe(before);
  });
});

/** The simulator's own topology, with a second account beside it. */
function withPartner(): Topology {
  const merge = <K extends "VpnGateways" | "CustomerGateways" | "VpnConnections">(key: K): NonNullable<Topology[K]> => {
    const owned = (PARTNER[key] ?? []).map((entity) => ({
      ...entity,
      RegionId: PARTNER.RegionId,
      AccountId: PARTNER.AccountId,
    }));
    return [...(defaultTopology[key] ?? []), ...owned] as NonNullable<Topology[K]>;
  };
  return {
    ...defaultTopology,
    VpnGateways: merge("VpnGateways"),
    CustomerGateways: merge("CustomerGateways"),
    VpnConnections: merge("VpnConnections"),
  };
}

function filesOf(example: string): Readonly<Record<string, string>> {
  const folder = join(repositoryRoot, "examples", example);
  const names = readdirSync(folder).filter((name) => name !== "node_modules");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
