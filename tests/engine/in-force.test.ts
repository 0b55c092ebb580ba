// A program's outputs are what is in force on the tunnel, whatever stands between the program and the provider.
import { createStack, type EngineStack, mustSucceed } from "./harness";
import { BRANCH, MASTER, onRealCli, ownSimulator, simulatorConfig } from "./tunnels";
import type { Simulator } from "../../simulator";

onRealCli();

const URN = "urn:pulumi:dev::engine-test::pulumi-nodejs:dynamic:Resource::other";

interface Parts {
  readonly lifetime: number;
  readonly key?: string;
  readonly options?: string;
  readonly before?: string;
}

/** A tunnel and an ordinary dynamic resource with the same values; both export what they have. */
const program = ({ lifetime, key = "A-first-key-31", options = "", before = "" }: Parts): string => `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel } = require("pulumi-alicloud-vpn");
class Plain extends pulumi.dynamic.Resource {
  constructor(name, props, opts = {}) {
    super({ create: async (outs) => ({ id: "1", outs }), update: async (_, __, outs) => ({ outs }) }, name, props, opts);
  }
}
${before}
new Plain("other", { anything: 1 });
const control = new Plain("control", { group: { lifetime: ${lifetime} } }, { ${options.replaceAll("tunnelIpsecConfig.ipsecLifetime", "group.lifetime")} });
const tunnel = new VpnTunnel("master", {
  vpnConnectionId: "${BRANCH}",
  role: "master",
  waitFor: "settled",
  tunnelIkeConfig: { ikePfs: "group14", psk: "${key}" },
  tunnelIpsecConfig: { ipsecLifetime: ${lifetime} },
}, { ${options} });
exports.ours = tunnel.tunnelIpsecConfig.apply((ipsec) => ipsec?.ipsecLifetime);
exports.undeclared = tunnel.tunnelIpsecConfig.apply((ipsec) => ipsec?.ipsecPfs);
exports.theirs = control.group.lifetime;
`;

async function deployed(parts: Parts): Promise<{ sim: Simulator; stack: EngineStack }> {
  const sim = await ownSimulator();
  const stack = await createStack({
    main: "index.js",
    runtimeOptions: { typescript: false },
    files: { "index.js": program(parts) },
    config: simulatorConfig(sim),
  });
  mustSucceed(await stack.up());
  return { sim, stack };
}

const liveLifetime = (sim: Simulator): unknown => sim.tunnel(MASTER)?.IpsecConfig.IpsecLifetime;

describe("outputs of a program are what is in force", () => {
  it("with ignoreChanges on a setting, or on the group of the key", async () => {
    const { sim, stack } = await deployed({ lifetime: 7200 });
    expect(await stack.outputs()).toEqual({ ours: 7200, undeclared: "group2", theirs: 7200 });
    const options = 'ignoreChanges: ["tunnelIpsecConfig.ipsecLifetime", "tunnelIkeConfig"]';
    stack.project.write({ "index.js": program({ lifetime: 3600, key: "Another-key-32", options }) });
    mustSucceed(await stack.up());
    expect(await stack.outputs()).toEqual({ ours: 7200, undeclared: "group2", theirs: 7200 });
    expect([liveLifetime(sim), sim.tunnel(MASTER)?.IkeConfig.Psk]).toEqual([7200, "A-first-key-31"]);
    stack.project.write({ "index.js": program({ lifetime: 3600, options: 'ignoreChanges: ["*"]' }) });
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });

  it("with --target on another resource, and in a refresh that runs the program after drift", async () => {
    const { sim, stack } = await deployed({ lifetime: 7200 });
    stack.project.write({ "index.js": program({ lifetime: 3600 }) });
    mustSucceed(await stack.up({ args: ["--target", URN] }));
    expect(await stack.outputs()).toEqual({ ours: 7200, undeclared: "group2", theirs: 7200 });
    stack.project.write({ "index.js": program({ lifetime: 7200 }) });
    expect((await stack.refresh({ diff: true, expectNoChanges: true, args: ["--run-program"] })).exitCode).toBe(0);
    sim.changeTunnel(MASTER, { TunnelIpsecConfig: { IpsecLifetime: 600, IpsecPfs: "group5" } });
    mustSucceed(await stack.refresh({ args: ["--run-program"] }));
    expect(await stack.outputs()).toMatchObject({ ours: 600, undeclared: "group5" });
  });

  it("with a transformation of the stack", async () => {
    const before = `pulumi.runtime.registerResourceTransform(({ props, opts }) => props.tunnelIpsecConfig
      ? { props: { ...props, tunnelIpsecConfig: { ...props.tunnelIpsecConfig, ipsecLifetime: 4800 } }, opts } : undefined);`;
    const { sim, stack } = await deployed({ lifetime: 7200, before });
    expect(await stack.outputs()).toMatchObject({ ours: 4800 });
    expect(liveLifetime(sim)).toBe(4800);
  });

  it("with a policy pack that remediates", async () => {
    const { sim, stack } = await deployed({ lifetime: 7200 });
    const pack = {
      "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
      "pack/package.json": '{ "name": "pack", "version": "1.0.0", "main": "index.js" }',
      "pack/index.js": `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("pack", { policies: [{ name: "short", description: "short", enforcementLevel: "remediate",
  remediateResource: ({ type, props }) => type.endsWith("VpnTunnel")
    ? { ...props, tunnelIpsecConfig: { ...props.tunnelIpsecConfig, ipsecLifetime: 5400 } } : undefined }] });`,
    };
    stack.project.write(pack);
    const policyPacks = [`${stack.project.folder}/pack`];
    const preview = mustSucceed(await stack.preview({ policyPacks }));
    expect(preview.stdout).toMatch(/tunnelIpsecConfig\.ipsecLifetime: 7200 -> 5400/u);
    mustSucceed(await stack.up({ policyPacks }));
    expect(await stack.outputs()).toMatchObject({ ours: 5400 });
    expect(liveLifetime(sim)).toBe(5400);
  });
});
