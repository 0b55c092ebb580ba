// What goes wrong, on the real CLI: one readable error, nothing sent, nothing lost.
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { createStack, diagnostics, type EngineStack } from "./harness";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, simulatorConfig, tunnelStack } from "./tunnels";

onRealCli();

const modifies = (sim: Simulator): number =>
  sim.journal.filter((entry) => entry.action === "ModifyTunnelAttribute").length;

describe("a program with mistakes", () => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(sim, {});
  });

  it("is told all of them at once, each on its property, and nothing is sent", async () => {
    declare(stack, {
      wrong: {
        vpnConnectionId: BRANCH,
        role: "primary",
        tunnelIkeConfig: { ikeEncAlg: "aes-256", psk: "Planted key with spaces", ikeLifetime: 86401 },
        tunnelBgpConfig: { tunnelCidr: "169.254.11.0/29" },
        ike_auth_alg: "sha256",
      },
    });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    const said = diagnostics(result.events, "error").join("\n");
    for (const part of [
      /role must be one of master, slave; given: "primary"/u,
      /must be one of aes, aes192, aes256, des, 3des; given: "aes-256"/u,
      /must be a whole number from 0 to 86400 seconds; given: 86401/u,
      /must be a \/30 block, not a \/29/u,
      /did you mean tunnelIkeConfig\.ikeAuthAlg\?/u,
      /tunnelIkeConfig\.psk may hold .*character 8 is a space.*not shown/u,
    ])
      expect(said).toMatch(part);
    expect(result.stdout + result.stderr).not.toContain("Planted key");
    expect(sim.journal).toHaveLength(0);
  });

  it("that declares one tunnel twice is refused, whichever way it names it", async () => {
    const twice = {
      one: { vpnConnectionId: BRANCH, role: "master" },
      two: { vpnConnectionId: BRANCH, role: "master" },
    };
    declare(stack, twice);
    const same = await stack.preview();
    expect(same.exitCode).not.toBe(0);
    expect(same.stdout).toMatch(
      /VpnTunnel "two" and VpnTunnel "one" declare the same tunnel vco-sim0000000000000002:master/u,
    );
    declare(stack, {
      one: { vpnConnectionId: BRANCH, role: "master" },
      two: { vpnConnectionId: BRANCH, tunnelId: MASTER },
    });
    const mixed = await stack.preview();
    expect(mixed.exitCode).not.toBe(0);
    expect(mixed.stdout).toMatch(/declare the same tunnel/u);
    expect(modifies(sim)).toBe(0);
  });

  it("that names a tunnel that is not there learns at preview which ones are", async () => {
    declare(stack, { gone: { vpnConnectionId: BRANCH, tunnelId: "tun-nowhere" } });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(
      /has no tunnel tun-nowhere; it has tun-sim0000000000000021 \(master\) and tun-sim0000000000000022 \(slave\)/u,
    );
  });

  it("that passes a provider or an import learns the way out", async () => {
    const program = (options: string): string => `
      import * as pulumi from "@pulumi/pulumi";
      import { VpnTunnel } from "pulumi-alicloud-vpn";
      class Provider extends pulumi.ProviderResource { constructor() { super("alicloud", "explicit", {}); } }
      new VpnTunnel("t", { vpnConnectionId: "${BRANCH}", role: "master" }, ${options});`;
    const typed = await createStack({
      files: { "index.ts": program("{ import: 'x:y' }") },
      config: simulatorConfig(sim),
    });
    const imported = await typed.preview();
    expect(imported.exitCode).not.toBe(0);
    expect(imported.stdout).toMatch(/cannot take the option "import": creating it adopts the live tunnel/u);
    typed.project.write({ "index.ts": program("{ provider: new Provider() }") });
    const provided = await typed.preview();
    expect(provided.exitCode).not.toBe(0);
    expect(provided.stdout).toMatch(/cannot take the option "provider".*alicloud:region/u);
  });
});

describe("a preview that cannot look", () => {
  const tunnels = { master: { vpnConnectionId: BRANCH, role: "master", enableDpd: false } };

  it("without network is no success; where comparing is only wanted, it is one with a warning", async () => {
    const sim = await ownSimulator();
    const stack = await tunnelStack(sim, tunnels, {
      config: { "alicloud:endpoints": '[{"vpc":"127.0.0.1:1"}]', "alicloud:maxRetryTimeout": "1" },
    });
    const required = await stack.preview();
    expect(required.exitCode).not.toBe(0);
    expect(diagnostics(required.events, "error").join("")).toMatch(
      /resource 'master' has a problem: VPN tunnel vco-sim0000000000000002:master could not be compared with the live tunnel: .*ECONNREFUSED.*alicloud-vpn:compare to "wanted"/u,
    );
    const wanted = await stack.preview({ env: { ALICLOUD_VPN_COMPARE: "wanted" } });
    expect(wanted).toMatchObject({ exitCode: 0, changeSummary: { create: 2 } });
    expect(diagnostics(wanted.events, "warning").join("")).toMatch(
      /^master: not compared with the live tunnel: .*ECONNREFUSED/u,
    );
    const off = await stack.preview({ env: { ALICLOUD_VPN_COMPARE: "off" } });
    expect(off).toMatchObject({ exitCode: 0, changeSummary: { create: 2 } });
    expect(diagnostics(off.events, "info")).toEqual([expect.stringContaining("alicloud-vpn:compare is off")]);
  });

  it("without credentials is no success, and says what to set; so is up", async () => {
    const sim = await ownSimulator();
    const env = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
    const { "alicloud:accessKey": _, "alicloud:secretKey": __, ...config } = simulatorConfig(sim);
    const program = `import { VpnTunnel } from "pulumi-alicloud-vpn";
      new VpnTunnel("t", { vpnConnectionId: "${BRANCH}", role: "master", enableDpd: false });`;
    const stack = await createStack({ files: { "index.ts": program }, config, env });
    const preview = await stack.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(diagnostics(preview.events, "error").join("")).toMatch(
      /could not be compared with the live tunnel: .*(credentials|keys)/iu,
    );
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.stdout).toMatch(/alicloud:accessKey|ALICLOUD_ACCESS_KEY/u);
  });

  it("with values that are not known yet passes", async () => {
    const sim = await ownSimulator();
    const program = `
      import * as pulumi from "@pulumi/pulumi";
      import { VpnTunnel } from "pulumi-alicloud-vpn";
      class Later extends pulumi.dynamic.Resource {
        declare readonly value: pulumi.Output<string>;
        constructor() { super({ create: async (inputs) => ({ id: "later", outs: inputs }) }, "later", { value: "${BRANCH}", pfs: "group14" }); }
      }
      const later = new Later();
      const unknown = later.id.apply(() => "${BRANCH}");
      const t = new VpnTunnel("t", { vpnConnectionId: unknown, role: "master",
        tunnelIkeConfig: later.id.apply(() => ({ ikeLifetime: 7200 })),
        tunnelIpsecConfig: { ipsecPfs: later.id.apply(() => "group14" as const) } });
      export const id = t.tunnelId;`;
    const stack = await createStack({ files: { "index.ts": program }, config: simulatorConfig(sim) });
    expect(await stack.preview()).toMatchObject({ exitCode: 0, changeSummary: { create: 3 } });
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    expect(sim.tunnel(MASTER)).toMatchObject({
      IkeConfig: { IkeLifetime: 7200 },
      IpsecConfig: { IpsecPfs: "group14" },
    });
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });
});

describe("a deployed tunnel", () => {
  it("keeps its state when a change is in force but did not settle, and the next up goes on", async () => {
    const sim = await ownSimulator({ configuringMs: 60_000 });
    const key = "Planted-key-of-a-slow-change";
    const tunnels = { master: { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { psk: key } } };
    const stack = await tunnelStack(sim, tunnels, { config: { "alicloud-vpn:settleSeconds": "1" } });
    const slow = await stack.up();
    expect(slow.exitCode).not.toBe(0);
    expect(slow.stdout).toMatch(/is updating, still after \d+ s.*run the operation again/su);
    expect((await stack.state()).named("master").outputs).toMatchObject({ tunnelId: MASTER });
    sim.settle();
    const next = await stack.up();
    expect(next.exitCode).toBe(0);
    expect(sim.journal.filter((entry) => entry.committed)).toHaveLength(1);
    expect(slow.stdout + slow.stderr + next.stdout + stack.stateFile()).not.toContain(key);
  });

  it("is gone after a refresh where it was deleted; a refused permission and a missing package are errors", async () => {
    const sim = await ownSimulator();
    const stack = await tunnelStack(sim, { master: { vpnConnectionId: BRANCH, role: "master" } });
    expect((await stack.up()).exitCode).toBe(0);
    const fault = sim.fault({ kind: "error", code: "Forbidden", httpStatus: 403, times: Number.POSITIVE_INFINITY });
    const refused = await stack.refresh();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout).toMatch(/could not be read: .*Forbidden \(403, request /u);
    expect((await stack.state()).named("master").id).toBe(`${BRANCH}:${MASTER}`);
    fault.remove();

    const installed = join(stack.project.folder, "node_modules", "pulumi-alicloud-vpn");
    const aside = join(stack.project.scratch, "aside");
    renameSync(installed, aside);
    const missing = await stack.refresh();
    expect(missing.exitCode).not.toBe(0);
    expect(missing.stdout).toContain(`npm i pulumi-alicloud-vpn in ${join(stack.project.folder, "program")}`);
    renameSync(aside, installed);

    sim.removeConnection(BRANCH);
    expect(await stack.refresh()).toMatchObject({ exitCode: 0, changeSummary: { delete: 1 } });
  });
});
