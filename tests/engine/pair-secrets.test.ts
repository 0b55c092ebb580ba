// What a program calls secret of a pair is ciphertext wherever Pulumi stores it, and in no text that it prints.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { createStack, type EngineStack, isStoredSecret, mustSucceed, type OperationResult } from "./harness";
import { MASTER, onRealCli, ownSimulator, simulatorConfig, SLAVE } from "./tunnels";

onRealCli();

const PLANTED = {
  shared: "Planted-shared-key-11",
  own: "Planted-own-key-22",
  transformed: "Planted-transformed-key-33",
  localId: "planted-local.example",
  groupKey: "Planted-key-in-a-group-44",
  groupId: "planted-remote.example",
  lifetime: "75313",
  drifted: "planted-drifted.example",
} as const;

/** A transformation of the stack sets a plain key; one whole tunnel, and one whole group, are secret. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnelPair } = require("pulumi-alicloud-vpn");
const config = new pulumi.Config();
pulumi.runtime.registerResourceTransform(({ name, props, opts }) => name === "branch"
  ? { props: { ...props, slave: { ...props.slave, tunnelIkeConfig: { psk: "${PLANTED.transformed}" } } }, opts } : undefined);
const ike = { ikeVersion: "ikev2", ikeEncAlg: "aes256" };
const rollout = { holdSeconds: 0 };
const branch = new VpnTunnelPair("branch", { vpnConnectionId: "vco-sim0000000000000002", rollout, waitFor: "settled",
  tunnelIkeConfig: { ...ike, psk: "${PLANTED.shared}" },
  tunnelIpsecConfig: pulumi.secret({ ipsecLifetime: ${PLANTED.lifetime} }),
  master: { tunnelIkeConfig: { localId: config.requireSecret("localId"), psk: Promise.resolve("${PLANTED.own}") } },
});
exports.algorithm = branch.master.apply((master) => master.tunnelIkeConfig.ikeEncAlg);
exports.connection = branch.connectionName;
const office = new VpnTunnelPair("office", { vpnConnectionId: "vco-sim0000000000000001", rollout, waitFor: "settled",
  tunnelIkeConfig: ike,
  slave: pulumi.secret({ tunnelIkeConfig: { psk: "${PLANTED.groupKey}", remoteId: "${PLANTED.groupId}" } }),
}, { additionalSecretOutputs: ["connectionName"] });
exports.master = office.master;
exports.slave = office.slave;
`;

const OFFICE_SLAVE = "tun-sim0000000000000012";

/** Lines that hold one of the planted values; digits count as a whole number. */
const linesWith = (text: string): readonly string[] => {
  const patterns = Object.values(PLANTED).map((value) => new RegExp(`(?<!\\w)${value}(?!\\w)`, "u"));
  return text.split("\n").filter((line) => patterns.some((pattern) => pattern.test(line)));
};

describe("a pair with secrets", () => {
  let sim: Simulator;
  let stack: EngineStack;
  const texts: string[] = [];
  const note = (result: OperationResult): OperationResult => {
    // Pulumi's own debug events show what the engine passes to its processes; no provider can prevent it.
    const events = result.events.map((event) => JSON.stringify(event)).filter((text) => !text.includes('"debug"'));
    texts.push(result.stdout, result.stderr, ...events);
    return mustSucceed(result);
  };

  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await createStack({
      main: "index.js",
      runtimeOptions: { typescript: false },
      files: { "index.js": PROGRAM },
      config: { ...simulatorConfig(sim), "alicloud-vpn:canary": "off", localId: { secret: PLANTED.localId } },
    });
  });

  it("shows none of them in a preview, a saved plan, an up or a refresh, and stores none in clear", async () => {
    note(await stack.preview({ diff: true, args: ["--save-plan", "plan.json"] }));
    texts.push(readFileSync(join(stack.project.folder, "plan.json"), "utf8"));
    note(await stack.up({ diff: true, args: ["--plan", "plan.json"] }));
    expect(sim.tunnel(MASTER)?.IkeConfig).toMatchObject({ Psk: PLANTED.own, LocalId: PLANTED.localId });
    expect(sim.tunnel(SLAVE)).toMatchObject({
      IkeConfig: { Psk: PLANTED.transformed, IkeEncAlg: "aes256" },
      IpsecConfig: { IpsecLifetime: Number(PLANTED.lifetime) },
    });
    expect(sim.tunnel(OFFICE_SLAVE)?.IkeConfig).toMatchObject({ Psk: PLANTED.groupKey, RemoteId: PLANTED.groupId });
    note(await stack.refresh({ diff: true }));
    note(await stack.preview({ diff: true, expectNoChanges: true, args: ["--show-sames"] }));
    expect(linesWith([...texts, (await stack.state()).text, stack.stateFile()].join("\n"))).toEqual([]);
  });

  it("keeps plain what is plain: a key hides no group, and a secret of one tunnel hides nothing of the other one", async () => {
    const state = await stack.state();
    const [branch, office] = [state.named("branch").outputs, state.named("office").outputs];
    for (const key of ["masterPreSharedKey", "slavePreSharedKey"]) expect(isStoredSecret(branch?.[key])).toBe(true);
    expect(branch).toMatchObject({
      master: { tunnelIkeConfig: { ikeEncAlg: "aes256" } },
      slave: { tunnelIkeConfig: { ikeEncAlg: "aes256", localId: "192.0.2.12" }, status: "ipsec_sa_established" },
    });
    expect(isStoredSecret(Object(branch)["master"].tunnelIkeConfig.localId)).toBe(true);
    expect(isStoredSecret(office?.["connectionName"])).toBe(true);
    expect(office).toMatchObject({ master: { tunnelIkeConfig: { ikeEncAlg: "aes256" } } });
    expect(await stack.outputs()).toMatchObject({ connection: "branch", slave: "[secret]" });
  });

  it("shows neither the old value nor the new one after somebody changed it", async () => {
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { LocalId: PLANTED.drifted } });
    sim.changeTunnel(OFFICE_SLAVE, { TunnelIkeConfig: { RemoteId: PLANTED.drifted } });
    texts.splice(0);
    note(await stack.refresh({ diff: true }));
    expect(note(await stack.preview({ diff: true })).changeSummary).toMatchObject({ update: 2 });
    expect(linesWith([...texts, (await stack.state()).text].join("\n"))).toEqual([]);
  });
});
