// Mistakes that lie in the program around a tunnel: its own transformations, options that Pulumi accepts, a component's
// provider. Each is shown as it is for any other resource, or refused with the way out.
import { join } from "node:path";
import { createStack, type EngineStack, type OperationResult } from "./harness";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, simulatorConfig, SLAVE, tunnelStack } from "./tunnels";

onRealCli();

const TINY_PROVIDER = join(__dirname, "fixtures", "tiny-provider");

/** One of these programs is run, as the environment says. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel, type VpnTunnelArgs } from "pulumi-alicloud-vpn";

class Plain extends pulumi.dynamic.Resource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    super({ create: async (outs) => ({ id: "1", outs }) }, name, props, opts);
  }
}
const make = (more: Partial<VpnTunnelArgs> = {}, opts: pulumi.CustomResourceOptions = {}): pulumi.Resource =>
  process.env.RESOURCE === "control"
    ? new Plain("master", {}, opts)
    : new VpnTunnel(\`master\${Object.keys(more)}\`, { vpnConnectionId: \`${BRANCH}\${Object.keys(more)}\`, role: "master", ...more }, opts);
const fail = (): undefined => {
  // Node 20 takes a minute to print the frames of Pulumi's own files, which a control has.
  if (process.env.RESOURCE === "control") Error.stackTraceLimit = 1;
  throw new Error("planted: the tags of this resource are missing"); // The line to be shown.
};
class Office extends pulumi.ComponentResource {
  constructor(more: Partial<VpnTunnelArgs>, providers: pulumi.ProviderResource[]) {
    super("test:index:Office", \`office\${Object.keys(more)}\`, {}, { providers });
    make(more, { parent: this });
  }
}
const programs: Record<string, () => unknown> = {
  stackTransformation: () => (pulumi.runtime.registerStackTransformation(fail), make()),
  resourceTransform: () => (pulumi.runtime.registerResourceTransform(fail), make()),
  transformations: () => make({}, { transformations: [fail] }),
  lookUp: () => VpnTunnel.get("found", "${BRANCH}:tun-nobody"),
  timeouts: () => make({}, { customTimeouts: { create: "5m" } }),
  components: () => {
    const providers = [new pulumi.ProviderResource("alicloud", "elsewhere", {})];
    for (const more of JSON.parse(process.env.DECLARED ?? "")) new Office(more, providers);
  },
};
programs[process.env.PROGRAM ?? ""]?.();
`;
const lineOf = (text: string): number => PROGRAM.split("\n").findIndex((line) => line.includes(text)) + 1;

let stack: EngineStack;
beforeAll(async () => {
  const sim = await ownSimulator();
  stack = await createStack({
    main: "index.ts",
    files: { "index.ts": PROGRAM },
    config: simulatorConfig(sim),
    // A provider of that name which needs no cloud.
    pulumiYaml: `plugins: { providers: [{ name: alicloud, path: ${JSON.stringify(TINY_PROVIDER)} }] }`,
  });
});

async function run(env: Readonly<Record<string, string>>): Promise<OperationResult & { readonly text: string }> {
  const result = await stack.preview({ env });
  return { ...result, text: result.stdout + result.stderr };
}

describe("an exception in the program's own transformation", () => {
  it.each([
    ["stackTransformation", "The line to be shown"],
    ["transformations", "The line to be shown"],
    // Pulumi runs these elsewhere, and tells the line of the resource.
    ["resourceTransform", "resourceTransform: () =>"],
  ])("is shown with its line, as for any other resource: %s", async (program, shown) => {
    for (const RESOURCE of ["control", "tunnel"]) {
      const { exitCode, text } = await run({ PROGRAM: program, RESOURCE });
      expect(exitCode).not.toBe(0);
      expect(text).toContain("planted: the tags of this resource are missing");
      expect(text).toContain(`index.ts:${lineOf(shown)}:`);
    }
  });
});

it("a look-up of a tunnel that is not there is an error, and names those that are", async () => {
  const { exitCode, text } = await run({ PROGRAM: "lookUp" });
  expect(exitCode).not.toBe(0);
  expect(text).toMatch(new RegExp(`has no tunnel tun-nobody; it has .*${MASTER}`, "u"));
});

describe("an option or a provider that a tunnel cannot use", () => {
  it("is refused with the way out: customTimeouts", async () => {
    const { exitCode, text } = await run({ PROGRAM: "timeouts" });
    expect(exitCode).not.toBe(0);
    expect(text).toMatch(
      /VpnTunnel "master" cannot take the option "customTimeouts": .*Declare timeouts: \{ settleSeconds, establishSeconds \}/u,
    );
  });

  it("is refused with the way out: a component's provider, where the tunnel names no account or region", async () => {
    const { exitCode, text } = await run({ PROGRAM: "components", DECLARED: "[{}]" });
    expect(exitCode).not.toBe(0);
    expect(text).toMatch(
      /VpnTunnel "master" is inside a component that has an alicloud provider of its own, and cannot use it: .*declare profile, assumeRole or regionId on it/u,
    );
  });

  it("is accepted where the tunnel names an account or a region of its own: a component's provider", async () => {
    const own = [
      { regionId: "cn-hangzhou" },
      { profile: "elsewhere" },
      { assumeRole: { roleArn: "acs:ram::1234567890123456:role/vpn" } },
    ];
    const { text, exitCode, changeSummary } = await run({
      PROGRAM: "components",
      DECLARED: JSON.stringify(own),
      ALICLOUD_VPN_COMPARE: "off",
    });
    expect({ exitCode, text: exitCode === 0 ? "" : text }).toEqual({ exitCode: 0, text: "" });
    // The stack, the provider, and each component with its tunnel.
    expect(changeSummary).toEqual({ create: 8 });
  });
});

it("a role that two tunnels are reported with is refused, with both ids, and tunnelId selects either of them", async () => {
  const sim = await ownSimulator();
  const topology = sim.exportTopology();
  const branch = topology.VpnConnections?.find((connection) => connection.VpnConnectionId === BRANCH);
  const text = JSON.stringify(branch).replaceAll('"slave"', '"master"');
  sim.putConnection(JSON.parse(text));
  const stackOfTwo = await tunnelStack(sim, { master: { vpnConnectionId: BRANCH, role: "master" } });
  const refused = await stackOfTwo.preview();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.stdout).toMatch(new RegExp(`${MASTER} and ${SLAVE}.*Declare tunnelId instead`, "u"));
  declare(stackOfTwo, { master: { vpnConnectionId: BRANCH, tunnelId: SLAVE, enableDpd: false } });
  expect(await stackOfTwo.up()).toMatchObject({ exitCode: 0 });
  expect([MASTER, SLAVE].map((id) => sim.tunnel(id)?.EnableDpd)).toEqual([true, false]);
});
