import { joinTunnels, PAIR_TYPE, TUNNEL_TYPE } from "../../../cli/pair-state/join";
import type { StoredResource } from "../../../cli/pair-state/stack-export";
import { PAIR_HANDLER } from "../../../sdk/handler";
import { CONNECTION, other, pairUrn, PROVIDER, secret, STACK, tunnel, urn } from "./stored-tunnels";

const named = (resources: readonly StoredResource[], name: string): StoredResource | undefined =>
  resources.find((each) => each.urn.endsWith(`::${name}`));
const join = (...resources: readonly StoredResource[]): ReturnType<typeof joinTunnels> =>
  joinTunnels(resources, new Map());

describe("two tunnels of one connection", () => {
  it("become a pair with all that they know, their secrets in ciphertext", () => {
    const { resources, joined, left } = join(tunnel("master"), tunnel("slave"));
    expect(left).toEqual([]);
    expect(joined).toMatchObject([{ name: "office", from: { master: "office-master", slave: "office-slave" } }]);
    const settings = (role: string): object => ({
      tunnelIkeConfig: { ikeLifetime: 7200, localId: secret(`id of ${role}`) },
    });
    const kept = (role: string): object => ({
      version: 7,
      secretPaths: ["tunnelIkeConfig.localId"],
      restorePoint: secret(`found on ${role}`),
    });
    const live = (role: string): object => ({
      ...settings(role),
      enableDpd: true,
      status: "ipsec_sa_established",
      tunnelId: `tun-${role}`,
    });
    expect(resources).toEqual([
      {
        urn: pairUrn("office"),
        custom: true,
        id: CONNECTION,
        type: PAIR_TYPE,
        inputs: {
          __provider: PAIR_HANDLER,
          __secretPaths: ["master.tunnelIkeConfig.localId", "slave.tunnelIkeConfig.localId"],
          master: settings("master"),
          masterPreSharedKey: secret("key of master"),
          observed: {
            master: { connectionName: "office", role: "master", tunnelId: "tun-master", enableDpd: true },
            slave: { connectionName: "office", role: "slave", tunnelId: "tun-slave", enableDpd: true },
          },
          onDestroy: "restore",
          slave: settings("slave"),
          slavePreSharedKey: secret("key of slave"),
          vpnConnectionId: CONNECTION,
        },
        outputs: {
          __bookkeeping: { version: 1, master: kept("master"), slave: kept("slave") },
          __provider: PAIR_HANDLER,
          connectionName: "office",
          localSubnets: ["10.0.0.0/16"],
          managed: [
            ...["master", "slave"].flatMap((role) =>
              ["ikeLifetime", "localId", "psk"].map((leaf) => `${role}.tunnelIkeConfig.${leaf}`),
            ),
            "onDestroy",
            "vpnConnectionId",
          ].sort(),
          master: live("master"),
          masterPreSharedKey: secret("live key of master"),
          onDestroy: "restore",
          regionId: "cn-hangzhou",
          remoteSubnets: ["192.168.0.0/16"],
          slave: live("slave"),
          slavePreSharedKey: secret("live key of slave"),
          vpnConnectionId: CONNECTION,
          vpnGatewayId: "vpn-1",
        },
        parent: STACK,
        provider: `${PROVIDER}::1234`,
        dependencies: [],
        propertyDependencies: {
          __provider: [],
          master: [],
          masterPreSharedKey: [],
          slave: [],
          slavePreSharedKey: [],
          vpnConnectionId: [],
        },
        additionalSecretOutputs: ["masterPreSharedKey", "slavePreSharedKey"],
        created: "2026-01-01T00:00:00Z",
        modified: "2026-01-04T00:00:00Z",
      },
    ]);
  });

  it("take along who depends on them, their children and their own dependencies, in an order that a state has", () => {
    const between = other("between", {
      dependencies: [urn("office-master")],
      propertyDependencies: { a: [urn("office-master"), urn("office-slave")], b: null },
    });
    const master = tunnel("master", { dependencies: [urn("first", "test:index:Thing")], protect: true });
    const slave = tunnel("slave", {
      dependencies: [urn("office-master"), urn("late", "test:index:Thing")],
      propertyDependencies: {
        tunnelIkeConfig: [urn("late", "test:index:Thing")],
        preSharedKey: [urn("office-master")],
      },
    });
    const child: StoredResource = {
      urn: urn("child", `${TUNNEL_TYPE}$test:index:Child`),
      type: "test:index:Child",
      parent: urn("office-slave"),
      deletedWith: urn("office-slave"),
    };
    const grandchild: StoredResource = {
      urn: urn("grandchild", `${TUNNEL_TYPE}$test:index:Child$test:index:Child`),
      type: "test:index:Child",
      parent: child.urn,
    };
    const { resources } = join(other("first"), master, between, other("late"), slave, child, grandchild);
    expect(resources.map((each) => each.urn)).toEqual([
      urn("first", "test:index:Thing"),
      urn("late", "test:index:Thing"),
      pairUrn("office"),
      urn("between", "test:index:Thing"),
      urn("child", `${PAIR_TYPE}$test:index:Child`),
      urn("grandchild", `${PAIR_TYPE}$test:index:Child$test:index:Child`),
    ]);
    expect(named(resources, "between")).toMatchObject({
      dependencies: [pairUrn("office")],
      propertyDependencies: { a: [pairUrn("office")], b: null },
    });
    expect(named(resources, "office")).toMatchObject({
      protect: true,
      dependencies: [urn("first", "test:index:Thing"), urn("late", "test:index:Thing")],
      propertyDependencies: { slave: [urn("late", "test:index:Thing")], slavePreSharedKey: [] },
    });
    expect(named(resources, "child")).toMatchObject({ parent: pairUrn("office"), deletedWith: pairUrn("office") });
    expect(named(resources, "grandchild")).toMatchObject({ parent: urn("child", `${PAIR_TYPE}$test:index:Child`) });
  });

  it("stay inside their component", () => {
    const inside = (role: "master" | "slave"): StoredResource =>
      tunnel(role, { urn: urn(`office-${role}`, `my:Site$${TUNNEL_TYPE}`), parent: urn("site", "my:Site") });
    expect(join(inside("master"), inside("slave")).resources[0]?.urn).toBe(urn("office", `my:Site$${PAIR_TYPE}`));
  });

  it("cannot depend on themselves through another resource", () => {
    const between = other("between", { dependencies: [urn("office-master")] });
    const slave = tunnel("slave", { dependencies: [between.urn] });
    expect(() => join(tunnel("master"), between, slave)).toThrow(
      "a pair would depend on itself: office depends on between depends on office. Take the dependency out",
    );
  });

  const outputs = Object(tunnel("slave").outputs);
  const inputs = Object(tunnel("slave").inputs);
  it.each<readonly [string, Partial<StoredResource> | undefined, string]>([
    ["alone", undefined, "the other tunnel is not in this stack"],
    ["in another component", { parent: "urn:other" }, "they differ in parent: make both the same"],
    ["with other options", { inputs: { ...inputs, onDrift: "correct" } }, "they differ in onDrift"],
    ["of another region", { outputs: { ...outputs, regionId: "cn-beijing" } }, "they differ in regionId"],
    [
      "with one role",
      { outputs: { ...outputs, role: "master" } },
      "these 2 resources are not one master and one slave",
    ],
    ["of an earlier shape", { outputs: { live: "{}" } }, "an earlier version of the package stored office-slave"],
    ["that was looked up", { external: true }, "office-slave was only looked up"],
    ["that is to be deleted", { delete: true }, "office-slave is in the middle of a replacement"],
    ["whose change failed", { initErrors: ["no"] }, "the last change of office-slave failed"],
    [
      "of another handler",
      { inputs: { ...inputs, __provider: "exports.x" } },
      "another version of the package stored them",
    ],
    ["without a common name", { urn: urn("x") }, "choose a name with --name vco-1=NAME"],
  ])("stay as they are with one %s", (_, more, reason) => {
    const resources = [tunnel("master"), ...(more === undefined ? [] : [tunnel("slave", more)])];
    const state = join(...resources);
    expect(state.resources).toEqual(resources);
    expect(state.left).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });

  it("get no name that another pair has", () => {
    const state = join(tunnel("master"), tunnel("slave"), { urn: pairUrn("office"), type: PAIR_TYPE });
    expect(state.left[0]?.reason).toContain("office is the name of another pair already: choose a name with --name");
  });
});
