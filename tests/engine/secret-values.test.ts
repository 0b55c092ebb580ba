// What a program calls secret is ciphertext wherever Pulumi stores it, and in no text that it prints: not the key only.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import {
  type ConfigValue,
  createStack,
  type EngineStack,
  isStoredSecret,
  mustSucceed,
  type OperationResult,
} from "./harness";
import { MASTER, onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

const OTHER = "tun-sim0000000000000011";

/** Secret from the beginning; the control's value is one of an ordinary dynamic provider. */
const PLANTED = {
  localId: "planted-local.example",
  remoteId: "planted-remote.example",
  gateway: "cgw-sim0000000000000008",
  lifetime: "75313",
  key: "Planted-transformed-key-88",
  control: "planted-control-value",
} as const;
/** Plain at first, and secret later. */
const LATE = "planted-late.example";

/**
 * Two tunnels of two connections with what is planted, and a control. A transformation of the stack sets a plain key.
 */
const program = (lateId: string): string => `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel } = require("pulumi-alicloud-vpn");
const config = new pulumi.Config();
const own = (text) => (config.getBoolean("late") ? pulumi.secret(text) : text);
pulumi.runtime.registerResourceTransform(({ name, props, opts }) => name === "master"
  ? { props: { ...props, tunnelIkeConfig: { ...props.tunnelIkeConfig, psk: "${PLANTED.key}" } }, opts } : undefined);

class Plain extends pulumi.dynamic.Resource {
  constructor(name, props) {
    super({ create: async (inputs) => ({ id: "1", outs: { ...inputs } }) }, name, props);
  }
}
new Plain("control", { group: { value: pulumi.secret("${PLANTED.control}") } });
new VpnTunnel("master", { vpnConnectionId: "vco-sim0000000000000002", role: "master", waitFor: "settled",
  customerGatewayId: pulumi.secret("${PLANTED.gateway}"),
  tunnelIkeConfig: { ikeVersion: "ikev2", localId: pulumi.secret("${PLANTED.localId}"), remoteId: config.requireSecret("remoteId") } });
new VpnTunnel("other", { vpnConnectionId: "vco-sim0000000000000001", role: "master", waitFor: "settled",
  tunnelIkeConfig: { ikeVersion: "ikev2", ${lateId} },
  tunnelIpsecConfig: pulumi.secret({ ipsecLifetime: ${PLANTED.lifetime} }) });
`;

/** All that Pulumi stored, backups and history too. */
function stored(stack: EngineStack): string {
  return readdirSync(join(stack.project.scratch, "state"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

const stackWith = (source: string, config: Readonly<Record<string, ConfigValue>>): Promise<EngineStack> =>
  createStack({
    main: "index.js",
    runtimeOptions: { typescript: false },
    files: { "index.js": source },
    config,
  });

/**
 * Lines of a text that hold one of the planted values; digits count as a whole number, as times and ciphertext have
 * many.
 */
const linesWith = (planted: readonly string[], text: string): readonly string[] => {
  const isIn = (value: string, line: string): boolean =>
    /^\d+$/u.test(value) ? new RegExp(`(?<!\\w)${value}(?!\\w)`, "u").test(line) : line.includes(value);
  return text.split("\n").filter((line) => planted.some((each) => isIn(each, line)));
};

describe("a value that the program calls secret", () => {
  let sim: Simulator;
  let stack: EngineStack;
  let texts: string[] = [];
  const note = (result: OperationResult): OperationResult => {
    texts.push(result.stdout, result.stderr);
    return mustSucceed(result);
  };
  const commits = (): number => sim.journal.filter((entry) => entry.committed).length;

  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await stackWith(program(`localId: own("${LATE}")`), {
      ...simulatorConfig(sim),
      "alicloud-vpn:canary": "off",
      remoteId: { secret: PLANTED.remoteId },
    });
  });

  it("is nowhere in clear: identities, a gateway, a whole group, a key that a transformation of the stack sets", async () => {
    note(await stack.preview({ diff: true, args: ["--save-plan", "plan.json"] }));
    texts.push(readFileSync(join(stack.project.folder, "plan.json"), "utf8"));
    note(await stack.preview({ json: true }));
    note(await stack.up({ diff: true }));
    expect(sim.tunnel(MASTER)).toMatchObject({
      CustomerGatewayId: PLANTED.gateway,
      IkeConfig: { Psk: PLANTED.key, LocalId: PLANTED.localId, RemoteId: PLANTED.remoteId },
    });
    expect(sim.tunnel(OTHER)?.IpsecConfig.IpsecLifetime).toBe(Number(PLANTED.lifetime));
    note(await stack.refresh({ diff: true }));
    const exported = await stack.state();
    expect(linesWith(Object.values(PLANTED), [...texts, exported.text, stored(stack)].join("\n"))).toEqual([]);
    // What is not secret is as plain as ever, after a refresh too.
    expect(exported.named("other").outputs).toMatchObject({ tunnelIkeConfig: { localId: LATE } });
  });

  it("becomes ciphertext where it was plain before: an update that sends nothing", async () => {
    await stack.configure({ late: "true" });
    sim.clearJournal();
    expect(note(await stack.up()).changeSummary).toMatchObject({ update: 1 });
    expect(commits()).toBe(0);
    expect(linesWith([LATE], (await stack.state()).text)).toEqual([]);
    texts = [];
    note(await stack.preview({ diff: true, expectNoChanges: true, args: ["--show-sames"] }));
    expect(linesWith([LATE, ...Object.values(PLANTED)], texts.join("\n"))).toEqual([]);
  });

  it("is nowhere in clear after somebody changed it: neither the old value nor the new one", async () => {
    sim.changeTunnel(MASTER, {
      CustomerGatewayId: "cgw-sim0000000000000007",
      TunnelIkeConfig: { LocalId: "drifted.example", RemoteId: "drifted.example" },
    });
    sim.changeTunnel(OTHER, {
      TunnelIkeConfig: { LocalId: "drifted.example" },
      TunnelIpsecConfig: { IpsecLifetime: 77771 },
    });
    texts = [];
    note(await stack.refresh({ diff: true }));
    expect(note(await stack.preview({ diff: true })).changeSummary).toMatchObject({ update: 2 });
    const drifted = ["drifted.example", "cgw-sim0000000000000007", "77771"];
    const shown = [...texts, (await stack.state()).text].join("\n");
    expect(linesWith([LATE, ...Object.values(PLANTED), ...drifted], shown)).toEqual([]);
    expect(linesWith(Object.values(PLANTED), stored(stack))).toEqual([]);
  });

  it("stays secret where the program takes it out", async () => {
    stack.project.write({ "index.js": program("") });
    texts = [];
    sim.changeTunnel(OTHER, { TunnelIkeConfig: { LocalId: LATE } });
    note(await stack.up());
    note(await stack.refresh({ diff: true }));
    expect(sim.tunnel(OTHER)?.IkeConfig.LocalId).toBe(LATE);
    expect(linesWith([LATE], [...texts, (await stack.state()).text].join("\n"))).toEqual([]);
  });

  it("is in no message that refuses it", async () => {
    stack.project.write({
      "index.js": `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel } = require("pulumi-alicloud-vpn");
new VpnTunnel("refused", { vpnConnectionId: "vco-sim0000000000000002", role: "master",
  customerGatewayId: pulumi.secret("planted gateway"), tunnelIkeConfig: { localId: pulumi.secret("planted local") },
  tunnelBgpConfig: { localBgpIp: pulumi.secret("169.254.77.77"), tunnelCidr: "169.254.11.0/30" } });`,
    });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(/customerGatewayId must be an id such as .*secret and not shown/u);
    const planted = ["planted gateway", "planted local", "169.254.77.77"];
    expect(linesWith(planted, result.stdout + result.stderr)).toEqual([]);
  });
});

describe("a state of an earlier shape, which holds such a value in clear", () => {
  it("holds ciphertext after its first refresh, and previews with no change before and after", async () => {
    const sim = await ownSimulator();
    const values = { localId: "Planted-local-id.example", key: "Planted-key-4410", gateway: "cgw-sim0000000000000003" };
    const source = `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel } = require("pulumi-alicloud-vpn");
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
    sim.changeTunnel(MASTER, {
      TunnelIkeConfig: { IkeVersion: "ikev2", IkePfs: "group14", LocalId: values.localId, Psk: values.key },
      TunnelIpsecConfig: { IpsecLifetime: 7200 },
    });
    sim.changeTunnel("tun-sim0000000000000022", { CustomerGatewayId: values.gateway });
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
    const exported = await stack.state();
    expect(linesWith([values.localId, values.key], exported.text + refreshed.stdout)).toEqual([]);
    expect(isStoredSecret(exported.named("little").outputs?.["customerGatewayId"])).toBe(true);
    // What was found is still put back.
    expect((await stack.destroy()).exitCode).toBe(0);
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeVersion: "ikev1", Psk: "Branch-shared-key" } });
  });
});
