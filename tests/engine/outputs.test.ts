// What programs see of a tunnel: in exports, copies, other stacks and hooks, as they see any other resource.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createStack, isStoredSecret, mustSucceed } from "./harness";
import { onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

const PROGRAM = `
import { writeFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const seen = new pulumi.ResourceHook("seen", async (args) => writeFileSync("hook.json", JSON.stringify(args.newOutputs)));

class Plain extends pulumi.dynamic.Resource {
  declare readonly status: pulumi.Output<string>;
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super({ create: async (inputs) => ({ id: "1", outs: { ...inputs, status: "up" } }) }, name, { status: undefined, ...props }, opts);
  }
}
export const control = new Plain("control", { group: { value: "x" } }, { additionalSecretOutputs: ["status"], hooks: { afterCreate: [] } });
export const tunnel = new VpnTunnel("master", {
  vpnConnectionId: "vco-sim0000000000000002",
  role: "master",
  waitFor: "settled",
  tunnelIkeConfig: { ikeEncAlg: "aes256", psk: pulumi.secret("Planted-key-5120") },
}, { additionalSecretOutputs: ["internetIp"], hooks: { afterCreate: [seen] } });
export const copy = { ...tunnel };
export const whole = pulumi.output(tunnel);
export const algorithm = tunnel.tunnelIkeConfig.apply((ike) => ike?.ikeEncAlg);
export const lifetime = tunnel.tunnelIkeConfig.apply((ike) => ike?.ikeLifetime);
`;

/** Every output that a program can read. */
const OUTPUTS = {
  vpnConnectionId: "vco-sim0000000000000002",
  tunnelId: "tun-sim0000000000000021",
  role: "master",
  regionId: "cn-hangzhou",
  status: "ipsec_sa_established",
  state: "active",
  zoneNo: "cn-hangzhou-h",
  connectionName: "branch",
  vpnGatewayId: "vpn-sim0000000000000001",
  localSubnets: ["10.1.0.0/16"],
  remoteSubnets: ["10.20.0.0/16"],
  customerGatewayId: "cgw-sim0000000000000003",
  enableDpd: true,
  waitFor: "settled",
  tunnelIkeConfig: {
    ikeVersion: "ikev1",
    ikeMode: "main",
    ikeEncAlg: "aes256",
    ikeAuthAlg: "sha1",
    ikePfs: "group2",
    ikeLifetime: 86_400,
    localId: "192.0.2.11",
    remoteId: "203.0.113.3",
  },
  tunnelIpsecConfig: { ipsecEncAlg: "aes", ipsecAuthAlg: "sha1", ipsecPfs: "group2", ipsecLifetime: 86_400 },
  managed: ["role", "tunnelIkeConfig.ikeEncAlg", "tunnelIkeConfig.psk", "vpnConnectionId", "waitFor"],
};
const INTERNAL = /^(?:__.*|observed|secretPaths|resourceName)$/u;

describe("a tunnel in a program", () => {
  it("gives all its outputs and nothing internal, to exports, copies, other stacks and hooks", async () => {
    const sim = await ownSimulator();
    const config = simulatorConfig(sim);
    const stack = await createStack({ main: "index.ts", files: { "index.ts": PROGRAM }, config });
    mustSucceed(await stack.up());
    const shown = await stack.outputs({ showSecrets: true });
    for (const name of ["tunnel", "copy", "whole"]) {
      const bag = Object(shown[name]);
      expect(bag).toMatchObject({ ...OUTPUTS, internetIp: "192.0.2.11", preSharedKey: "Planted-key-5120" });
      expect(Object.keys(bag).filter((key) => INTERNAL.test(key))).toEqual([]);
    }
    // The same names as an ordinary resource has beside its own.
    const own = (bag: object): string[] =>
      Object.keys(bag)
        .filter((key) => key === "id" || key === "urn")
        .sort();
    expect(own(Object(shown["tunnel"]))).toEqual(own(Object(shown["control"])));
    expect([shown["algorithm"], shown["lifetime"]]).toEqual(["aes256", 86_400]);

    const hook: unknown = JSON.parse(readFileSync(join(stack.project.folder, "hook.json"), "utf8"));
    expect(hook).toMatchObject(OUTPUTS);

    const exported = await stack.state();
    const { outputs } = exported.named("master");
    expect(isStoredSecret(outputs?.["internetIp"])).toBe(true);
    expect(isStoredSecret(exported.named("control").outputs?.["status"])).toBe(true);
    expect(outputs).toMatchObject(OUTPUTS);
    expect(exported.text).not.toContain("Planted-key-5120");

    const reader = await createStack({
      main: "index.ts",
      files: {
        "index.ts": `import * as pulumi from "@pulumi/pulumi";
const other = new pulumi.StackReference("organization/${stack.project.name}/${stack.name}");
export const keys = other.requireOutput("tunnel").apply((tunnel) => Object.keys(tunnel).join());
export const status = pulumi.unsecret(other.requireOutput("tunnel")).apply((tunnel) => tunnel.status);`,
      },
      name: "reader",
      env: { PULUMI_BACKEND_URL: `file://${join(stack.project.scratch, "state")}` },
    });
    mustSucceed(await reader.up());
    const read = await reader.outputs({ showSecrets: true });
    expect(read["status"]).toBe("ipsec_sa_established");
    expect(
      String(read["keys"])
        .split(",")
        .filter((key) => INTERNAL.test(key)),
    ).toEqual([]);
  });
});
