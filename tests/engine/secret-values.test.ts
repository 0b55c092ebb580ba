// What a program calls secret is ciphertext wherever Pulumi stores it, and in no text that it prints: not the key only.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  createStack,
  ENGINE_TIMEOUT_MS,
  isStoredSecret,
  removeStacks,
  type ConfigValue,
  type EngineStack,
} from "./harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "./tunnels";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const MASTER = "tun-sim0000000000000021";
const PLANTED = {
  localId: "planted-local.example",
  remoteId: "planted-remote.example",
  gateway: "cgw-sim0000000000000008",
  lifetime: "7531",
  key: "Planted-transformed-key-88",
} as const;

/** One tunnel with what is planted, and a resource of an ordinary dynamic provider with the same secret beside it. */
const program = (more: string, transform = ""): string => `
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";
${transform}
const config = new pulumi.Config();
const late = config.getBoolean("late") ?? false;
const own = (text: string): pulumi.Input<string> => (late ? pulumi.secret(text) : text);

class Plain extends pulumi.dynamic.Resource {
  constructor(name: string, props: pulumi.Inputs) {
    super({ create: async (inputs) => ({ id: "1", outs: { ...inputs } }) }, name, props);
  }
}
new Plain("control", { group: { value: pulumi.secret("planted-control-value") } });
new VpnTunnel("master", { vpnConnectionId: "vco-sim0000000000000002", role: "master", waitFor: "settled", ${more} });
`;

/** All that Pulumi stored, backups and history too. */
function stored(stack: EngineStack): string {
  return readdirSync(join(stack.project.scratch, "state"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

/** Runs every operation that shows or stores something, and gives back all of it. */
async function everything(stack: EngineStack): Promise<string> {
  const texts: string[] = [];
  const note = (result: {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }): void => {
    texts.push(result.stdout, result.stderr);
    expect({ exitCode: result.exitCode, text: result.exitCode === 0 ? "" : result.stdout }).toEqual({
      exitCode: 0,
      text: "",
    });
  };
  note(await stack.preview({ diff: true, args: ["--save-plan", "plan.json"] }));
  texts.push(readFileSync(join(stack.project.folder, "plan.json"), "utf8"));
  note(await stack.preview({ json: true }));
  note(await stack.up({ diff: true }));
  note(await stack.refresh({ diff: true }));
  note(await stack.preview({ diff: true, args: ["--show-sames"] }));
  texts.push((await stack.run(["stack", "export", "--stack", stack.name])).stdout, stored(stack));
  return texts.join("\n");
}

const stackWith = (source: string, config: Readonly<Record<string, ConfigValue>>): Promise<EngineStack> =>
  createStack({ main: "index.ts", files: { "index.ts": source }, config });

/** Lines of a text that hold a planted value. */
const linesWith = (planted: string, text: string): readonly string[] =>
  text.split("\n").filter((line) => line.includes(planted) && !line.includes("index.ts"));

describe("a value that the program calls secret", () => {
  it.each<[string, string, string]>([
    [
      "an identity",
      PLANTED.localId,
      `tunnelIkeConfig: { ikeVersion: "ikev2", localId: pulumi.secret("${PLANTED.localId}") }`,
    ],
    [
      "an identity from the configuration",
      PLANTED.remoteId,
      'tunnelIkeConfig: { ikeVersion: "ikev2", remoteId: config.requireSecret("remoteId") }',
    ],
    ["a customer gateway", PLANTED.gateway, `customerGatewayId: pulumi.secret("${PLANTED.gateway}")`],
    ["a whole group", PLANTED.lifetime, `tunnelIpsecConfig: pulumi.secret({ ipsecLifetime: ${PLANTED.lifetime} })`],
  ])("is nowhere in clear: %s", async (_, planted, more) => {
    const sim = await ownSimulator();
    const stack = await stackWith(program(more), { ...simulatorConfig(sim), remoteId: { secret: PLANTED.remoteId } });
    const all = await everything(stack);
    expect(all).not.toContain("planted-control-value");
    expect(linesWith(planted, all)).toEqual([]);
    // The same after somebody changed it: neither the old value nor the new one.
    sim.changeTunnel(MASTER, {
      CustomerGatewayId: "cgw-sim0000000000000007",
      TunnelIkeConfig: { LocalId: "drifted.example", RemoteId: "drifted.example" },
      TunnelIpsecConfig: { IpsecLifetime: 7777 },
    });
    const drift = await stack.refresh({ diff: true });
    const next = await stack.preview({ diff: true });
    expect([drift.exitCode, next.exitCode, next.changeSummary["update"]]).toEqual([0, 0, 1]);
    expect(linesWith(planted, drift.stdout + next.stdout + stored(stack))).toEqual([]);
  });

  it("is nowhere in clear where a transformation of the stack sets a plain key", async () => {
    const sim = await ownSimulator();
    const transform = `pulumi.runtime.registerResourceTransform(({ type, props, opts }) => type.endsWith("VpnTunnel")
      ? { props: { ...props, tunnelIkeConfig: { ...props.tunnelIkeConfig, psk: "${PLANTED.key}" } }, opts } : undefined);`;
    const stack = await stackWith(program('tunnelIkeConfig: { ikePfs: "group14" }', transform), simulatorConfig(sim));
    const all = await everything(stack);
    expect(sim.tunnel(MASTER)?.IkeConfig.Psk).toBe(PLANTED.key);
    expect(linesWith(PLANTED.key, all)).toEqual([]);
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });

  it("becomes ciphertext where it was plain before: an update that sends nothing", async () => {
    const sim = await ownSimulator();
    const more = `tunnelIkeConfig: { ikeVersion: "ikev2", localId: own("${PLANTED.localId}") }`;
    const stack = await stackWith(program(more), simulatorConfig(sim));
    expect((await stack.up()).exitCode).toBe(0);
    expect((await stack.state()).named("master").outputs).toMatchObject({
      tunnelIkeConfig: { localId: PLANTED.localId },
    });
    await stack.configure({ late: "true" });
    sim.clearJournal();
    expect(await stack.up()).toMatchObject({ exitCode: 0, changeSummary: { update: 1 } });
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
    const exported = await stack.run(["stack", "export", "--stack", stack.name]);
    expect(linesWith(PLANTED.localId, exported.stdout)).toEqual([]);
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
    // And where the program takes it out, its value stays secret.
    stack.project.write({ "index.ts": program('tunnelIkeConfig: { ikeVersion: "ikev2" }') });
    expect((await stack.up()).exitCode).toBe(0);
    expect((await stack.refresh({ diff: true })).stdout).not.toContain(PLANTED.localId);
    expect(linesWith(PLANTED.localId, (await stack.state()).text)).toEqual([]);
  });

  it("is in no message that refuses it", async () => {
    const sim = await ownSimulator();
    const bad = `customerGatewayId: pulumi.secret("planted gateway"), tunnelIkeConfig: { localId: pulumi.secret("planted local") },
      tunnelBgpConfig: { localBgpIp: pulumi.secret("169.254.77.77"), tunnelCidr: "169.254.11.0/30" }`;
    const stack = await stackWith(program(bad), simulatorConfig(sim));
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(/customerGatewayId must be an id such as .*secret and not shown/u);
    for (const planted of ["planted gateway", "planted local", "169.254.77.77"])
      expect(linesWith(planted, result.stdout + result.stderr)).toEqual([]);
  });
});

describe("a state of an earlier shape, which holds such a value in clear", () => {
  it("holds ciphertext after its first refresh, and previews with no change before and after", async () => {
    const sim = await ownSimulator();
    const values = { localId: "Planted-local-id.example", key: "Planted-key-4410", gateway: "cgw-sim0000000000000003" };
    const source = `
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";
const config = new pulumi.Config();
new VpnTunnel("restoring", { vpnConnectionId: "vco-sim0000000000000002", role: "master", onDestroy: "restore",
  tunnelIkeConfig: { ikeVersion: "ikev2", ikePfs: "group14", localId: config.requireSecret("localId"), psk: config.requireSecret("key") },
  tunnelIpsecConfig: { ipsecLifetime: 7200 } });
new VpnTunnel("little", { vpnConnectionId: "vco-sim0000000000000002", tunnelId: "tun-sim0000000000000022",
  customerGatewayId: config.requireSecret("gateway") });
`;
    const config = {
      ...simulatorConfig(sim),
      localId: { secret: values.localId },
      key: { secret: values.key },
      gateway: { secret: values.gateway },
    };
    // The tunnels are as that version left them.
    const former = await stackWith(source, config);
    expect((await former.up()).exitCode).toBe(0);
    const stack = await stackWith(source, config);
    const fixture = join(__dirname, "fixtures", "secret-states", "0.1.0-one-text.json");
    const state = readFileSync(fixture, "utf8").replaceAll(/127\.0\.0\.1:\d+/gu, `127.0.0.1:${sim.port}`);
    stack.project.write({ "state.json": state });
    const imported = await stack.run(["stack", "import", "--file", "state.json", "--stack", stack.name]);
    expect(imported.exitCode).toBe(0);
    sim.clearJournal();
    expect(await stack.preview({ expectNoChanges: true })).toMatchObject({ exitCode: 0 });
    const refreshed = await stack.refresh({ diff: true });
    expect(refreshed.exitCode).toBe(0);
    expect(await stack.preview({ expectNoChanges: true })).toMatchObject({ exitCode: 0 });
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
    const { stdout } = await stack.run(["stack", "export", "--stack", stack.name]);
    for (const planted of [values.localId, values.key])
      expect(linesWith(planted, stdout + refreshed.stdout)).toEqual([]);
    expect(isStoredSecret((await stack.state()).named("little").outputs?.["customerGatewayId"])).toBe(true);
    // What was found is still put back.
    expect((await stack.destroy()).exitCode).toBe(0);
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeVersion: "ikev1", Psk: "Branch-shared-key" } });
  });
});
