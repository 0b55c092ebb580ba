// Both tunnels of a connection as one resource, on the real CLI: declare, see, apply, drift, correct, destroy.
import type { Simulator } from "../../simulator";
import {
  diagnostics,
  type EngineStack,
  isStoredSecret,
  mustSucceed,
  type OperationResult,
  resourceSteps,
} from "./harness";
import { BRANCH, HEADQUARTERS, MASTER, onRealCli, ownSimulator, SLAVE, tunnelStack } from "./tunnels";

onRealCli();

const PLAIN_KEY = "Planted-plain-key-1187";
const CONFIG_KEY = "Planted-config-key-2298";
const DRIFTED_KEY = "Planted-drifted-key-3309";
const OFFICE = {
  vpnConnectionId: BRANCH,
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", psk: PLAIN_KEY },
  tunnelIpsecConfig: { ipsecPfs: "group14", ipsecLifetime: 28_800 },
  master: { tunnelIkeConfig: { psk: "$config:key" }, enableDpd: false },
  rollout: { holdSeconds: 0 },
};

/** As a user writes it: TypeScript with the types of this package. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type PairTunnel, VpnTunnelPair, type VpnTunnelPairArgs } from "pulumi-alicloud-vpn";

const config = new pulumi.Config();
const read = (file: string, secrets: boolean) => JSON.parse(readFileSync(join(__dirname, file), "utf8"), (_, value) =>
  secrets && typeof value === "string" && value.startsWith("$config:") ? config.requireSecret(value.slice(8)) : value);
const { ignoreChanges }: { ignoreChanges?: string[] } = read("options.json", false);
const args: VpnTunnelPairArgs = read("office.json", true);
const office = new VpnTunnelPair("office", args, ignoreChanges ? { ignoreChanges } : {});
// Every output has its type.
const up = (tunnel: PairTunnel): boolean => tunnel.status === "ipsec_sa_established";
export const isUp: pulumi.Output<boolean> = pulumi.all([office.master, office.slave]).apply(([one, two]) => up(one) && up(two));
export const algorithm: pulumi.Output<string | undefined> = office.master.apply((master) => master.tunnelIkeConfig?.ikeEncAlg);
export const lifetime: pulumi.Output<number | undefined> =
  office.slave.apply((slave) => slave.tunnelIpsecConfig?.ipsecLifetime);
export const key: pulumi.Output<string | undefined> = office.masterPreSharedKey;
export const place: pulumi.Output<string> = pulumi.interpolate\`\${office.connectionName} \${office.vpnGatewayId}\`;
export const hold: pulumi.Output<number | undefined> = office.rollout.apply((rollout) => rollout?.holdSeconds);
export const whole = office;
const look = config.get("look");
const found = look === undefined ? undefined : VpnTunnelPair.get("looked-up", look);
export const lookedUp = found?.slave.apply((slave) => \`\${slave.tunnelId} \${slave.tunnelIkeConfig?.ikeEncAlg}\`);
export const foundKey = found?.slavePreSharedKey;
`;

describe("a pair", () => {
  let sim: Simulator;
  let stack: EngineStack;
  let printed = "";
  const note = (result: OperationResult): OperationResult => {
    // Pulumi's own debug events show what the engine passes to its processes; no provider can prevent it.
    const shown = result.events.filter((event) => !JSON.stringify(event).includes('"severity":"debug"'));
    printed += result.stdout + result.stderr + JSON.stringify(shown);
    return mustSucceed(result);
  };
  const declareOffice = (office: object, options: object = {}): void =>
    stack.project.write({
      "program/office.json": JSON.stringify(office),
      "program/options.json": JSON.stringify(options),
    });
  const order = () => sim.journal.filter((entry) => entry.committed).map(({ params }) => params["TunnelId"]);
  const said = (result: OperationResult): string => diagnostics(result.events, "info").join("\n");

  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(
      sim,
      {},
      {
        main: "program/index.ts",
        runtimeOptions: { typescript: true },
        files: { "program/index.ts": PROGRAM },
        config: { key: { secret: CONFIG_KEY } },
      },
    );
    declareOffice(OFFICE);
  });

  it("preview says what happens to each tunnel and in which order, with one call; the program type-checks", async () => {
    const result = note(await stack.preview({ diff: true, typeCheck: true }));
    expect(result.changeSummary).toEqual({ create: 2 });
    const lines = said(result);
    expect(lines).toMatch(
      new RegExp(`^office master: ${BRANCH} "branch" master \\(${MASTER}\\), up now: adopting changes the LIVE`, "mu"),
    );
    expect(lines).toMatch(
      new RegExp(`^office slave: ${BRANCH} "branch" slave \\(${SLAVE}\\), up now: adopting changes the LIVE`, "mu"),
    );
    expect(lines).toMatch(
      /^office: \S+ "branch": the roll-out of this change:\n {2}1\. slave \(\S+\): send, .*\n {2}2\. master \(\S+\): send/mu,
    );
    expect(result.stdout).toMatch(/preSharedKey *: \[secret\]/u);
    expect(result.stdout).toMatch(/masterPreSharedKey *: \[secret\]/u);
    expect(result.stdout).toMatch(/ikeEncAlg *: "aes256"/u);
    expect(sim.journal).toHaveLength(1);
  });

  it("up changes the slave, then the master; then there is nothing to do, and the API is not asked", async () => {
    sim.clearJournal();
    expect(note(await stack.up()).changeSummary).toEqual({ create: 2 });
    expect(order()).toEqual([SLAVE, MASTER]);
    expect(sim.tunnel(MASTER)).toMatchObject({ EnableDpd: false, IkeConfig: { Psk: CONFIG_KEY, IkeEncAlg: "aes256" } });
    expect(sim.tunnel(SLAVE)).toMatchObject({ EnableDpd: true, IkeConfig: { Psk: PLAIN_KEY, IkeEncAlg: "aes256" } });
    sim.clearJournal();
    expect(note(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 2 });
    expect(sim.journal).toEqual([]);
  });

  it("its outputs are typed and plain, its keys are secret, and an export shows no internals", async () => {
    const shown = await stack.outputs();
    expect(shown).toMatchObject({
      isUp: true,
      algorithm: "aes256",
      lifetime: 28_800,
      key: "[secret]",
      place: "branch vpn-sim0000000000000001",
      hold: 0,
    });
    expect(Object.keys(Object(shown["whole"])).filter((name) => /^(?:__|observed)/u.test(name))).toEqual([]);
    expect(shown["whole"]).toMatchObject({
      master: { tunnelId: MASTER, tunnelIkeConfig: { ikeEncAlg: "aes256", ikePfs: "group2" } },
      slave: { tunnelId: SLAVE, enableDpd: true },
    });
  });

  it("the state has a short handler, the line of the program, and every key encrypted", async () => {
    const { inputs, outputs, id, sourcePosition } = (await stack.state()).named("office");
    expect(id).toBe(BRANCH);
    expect(String(outputs?.["__provider"]).length).toBeLessThan(210);
    expect(sourcePosition).toMatch(/^project:\/\/\/program\/index\.ts#\d+,\d+$/u);
    for (const key of [
      inputs?.["preSharedKey"],
      inputs?.["masterPreSharedKey"],
      outputs?.["masterPreSharedKey"],
      outputs?.["slavePreSharedKey"],
    ])
      expect(isStoredSecret(key)).toBe(true);
    expect(outputs).toMatchObject({ master: { tunnelIkeConfig: { ikeEncAlg: "aes256" } } });
    expect(inputs).toMatchObject({ master: { enableDpd: false }, tunnelIkeConfig: { ikeEncAlg: "aes256" } });
  });

  it("refresh shows drift of a shared and of an own value where it is, without a plan; up corrects each tunnel", async () => {
    sim.changeTunnel(SLAVE, { TunnelIpsecConfig: { IpsecLifetime: 1200 }, TunnelIkeConfig: { Psk: DRIFTED_KEY } });
    sim.changeTunnel(MASTER, { EnableDpd: true });
    const refreshed = note(await stack.refresh({ diff: true }));
    expect(refreshed.changeSummary).toEqual({ update: 1, same: 1 });
    expect(refreshed.stdout).toMatch(/slave *: \{[^{}]*tunnelIpsecConfig: \{[^{}]*ipsecLifetime: (?:28800 => )?1200/su);
    expect(refreshed.stdout).toMatch(/enableDpd *: false => true/u);
    expect(said(refreshed)).not.toContain("roll-out");
    const preview = note(await stack.preview({ diff: true }));
    expect(preview.stdout).toMatch(/enableDpd *: true => false/u);
    expect(said(preview)).toMatch(/^office: .*: the roll-out of this change:/mu);
    sim.clearJournal();
    expect(note(await stack.up()).changeSummary).toEqual({ update: 1, same: 1 });
    expect(order()).toEqual([SLAVE, MASTER]);
    expect(sim.tunnel(SLAVE)).toMatchObject({ IkeConfig: { Psk: PLAIN_KEY }, IpsecConfig: { IpsecLifetime: 28_800 } });
    expect(sim.tunnel(MASTER)?.EnableDpd).toBe(false);
  });

  it("a value that moves between shared and own changes nothing; an option alone sends nothing", async () => {
    const { psk, ...ike } = OFFICE.tunnelIkeConfig;
    const moved = {
      ...OFFICE,
      tunnelIkeConfig: ike,
      slave: { tunnelIkeConfig: { psk, ikeEncAlg: "aes256" } },
      master: { ...OFFICE.master, tunnelIpsecConfig: { ipsecPfs: "group14" } },
    };
    declareOffice(moved);
    sim.clearJournal();
    expect(note(await stack.preview({ diff: true })).changeSummary).toEqual({ same: 2 });
    expect(note(await stack.up()).changeSummary).toEqual({ same: 2 });
    expect(sim.journal).toEqual([]);
    // Back, with other options.
    declareOffice({ ...OFFICE, waitFor: "settled", rollout: { holdSeconds: 1 } });
    expect(note(await stack.up()).changeSummary).toEqual({ same: 1, update: 1 });
    expect(order()).toEqual([]);
  });

  it("ignoreChanges of nested paths leaves those values alone, an own key among them", async () => {
    const changed = {
      ...OFFICE,
      waitFor: "settled",
      rollout: { holdSeconds: 1 },
      tunnelIpsecConfig: { ...OFFICE.tunnelIpsecConfig, ipsecLifetime: 600 },
      master: { tunnelIkeConfig: { psk: "Planted-ignored-key-7" }, enableDpd: true },
    };
    declareOffice(changed, {
      ignoreChanges: ["tunnelIpsecConfig.ipsecLifetime", "master.tunnelIkeConfig.psk", "master.enableDpd"],
    });
    sim.clearJournal();
    expect(note(await stack.up()).changeSummary).toEqual({ same: 2 });
    expect(sim.journal).toEqual([]);
    declareOffice(OFFICE);
  });

  it("a look-up reads both tunnels without managing them, and their keys are secret", async () => {
    await stack.configure({ look: HEADQUARTERS });
    sim.clearJournal();
    note(await stack.up());
    expect(await stack.outputs()).toMatchObject({ lookedUp: "tun-sim0000000000000012 aes256", foundKey: "[secret]" });
    expect(order()).toEqual([]);
    await stack.run(["config", "rm", "look", "--stack", stack.name]);
  });

  it("another connection is a replacement, whose plan is told once, and which leaves the former one as it is", async () => {
    const before = [MASTER, SLAVE].map((id) => sim.tunnel(id));
    declareOffice({ vpnConnectionId: "vco-sim0000000000000003", enableDpd: false, rollout: { holdSeconds: 0 } });
    const result = note(await stack.up());
    expect(said(result).match(/the roll-out of this change/gu)).toHaveLength(1);
    expect(resourceSteps(result.events).map(({ op }) => op)).toContain("create-replacement");
    expect([MASTER, SLAVE].map((id) => sim.tunnel(id))).toEqual(before);
    expect((await stack.state()).named("office").id).toBe("vco-sim0000000000000003");
  });

  it("destroy leaves both tunnels as they are", async () => {
    const ids = ["tun-sim0000000000000031", "tun-sim0000000000000032"];
    const before = ids.map((id) => sim.tunnel(id));
    sim.clearJournal();
    note(await stack.destroy());
    expect(sim.journal).toEqual([]);
    expect(ids.map((id) => sim.tunnel(id))).toEqual(before);
  });

  it("no command printed a key, and the state has none in clear", () => {
    const everything = printed + stack.stateFile();
    const secrets = [PLAIN_KEY, CONFIG_KEY, DRIFTED_KEY, "Planted-ignored", "Headquarters-tunnel-2-key"];
    const places = secrets.flatMap((secret) =>
      everything
        .split(secret)
        .slice(1)
        .map((after) => `${secret.slice(0, 12)}… before ${after.slice(0, 200)}`),
    );
    expect(places).toEqual([]);
  });
});
