import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isStoredSecret, mustSucceed } from "../harness";
import { BRANCH, MASTER, onRealCli, ownSimulator } from "../tunnels";
import { describeYaml, rewrite, TUNNEL, yamlStack, type YamlProgram } from "./native-stack";

onRealCli();

const PLAIN_KEY = "Planted-plain-key-7711";
const CONFIG_KEY = "Planted-config-key-7722";
const NEXT_KEY = "Planted-next-key-7733";
const LOCAL_ID = "planted-identity-7744.example";
const ACCESS_KEY_SECRET = "simulator-access-key-secret";

const program = (key: unknown): YamlProgram => ({
  config: { key: { type: "string" }, identity: { type: "string" } },
  resources: {
    master: {
      type: TUNNEL,
      properties: {
        vpnConnectionId: BRANCH,
        role: "master",
        tunnelIkeConfig: { ikeVersion: "ikev2", psk: key, localId: "${identity}" },
      },
    },
    slave: {
      type: TUNNEL,
      properties: { vpnConnectionId: BRANCH, role: "slave", tunnelIkeConfig: { psk: "${key}" } },
    },
  },
  outputs: {
    version: "${master.tunnelIkeConfig.ikeVersion}",
    encryption: "${slave.tunnelIkeConfig.ikeEncAlg}",
    key: "${master.preSharedKey}",
  },
});

/** All files below a folder, as one text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");

describeYaml("secrets of a program in YAML with native tunnels", () => {
  it("are in no state, plan, event or line: keys, the access key secret, and what the program calls secret", async () => {
    const sim = await ownSimulator();
    const config = { "engine-test:key": { secret: CONFIG_KEY }, "engine-test:identity": { secret: LOCAL_ID } };
    const stack = await yamlStack(sim, program(PLAIN_KEY), { config });
    const planted = [PLAIN_KEY, CONFIG_KEY, NEXT_KEY, LOCAL_ID, ACCESS_KEY_SECRET, "Branch-tunnel-1-key"];
    // The program itself has one of them, and the configuration the others: what Pulumi writes must have none.
    const found = (text: string): readonly string[] => planted.filter((secret) => text.includes(secret));
    const plan = join(stack.project.scratch, "plan.json");
    let printed = "";
    const note = (result: { stdout: string; stderr: string; events: unknown }): void => {
      printed += result.stdout + result.stderr + JSON.stringify(result.events);
    };
    note(mustSucceed(await stack.preview({ diff: true, args: ["--save-plan", plan] })));
    note(mustSucceed(await stack.preview({ json: true })));
    note(mustSucceed(await stack.up({ diff: true })));
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { Psk: PLAIN_KEY, LocalId: LOCAL_ID } });
    rewrite(stack, program(NEXT_KEY));
    note(mustSucceed(await stack.preview({ diff: true })));
    note(mustSucceed(await stack.up({ diff: true })));
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { Psk: NEXT_KEY } });
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { Psk: "Planted-drifted-key-7755" } });
    note(mustSucceed(await stack.refresh({ diff: true })));
    note(mustSucceed(await stack.preview({ diff: true })));
    const master = (await stack.state()).named("master");
    expect(isStoredSecret(Reflect.get(Object(master.inputs?.["tunnelIkeConfig"]), "psk"))).toBe(true);
    expect(isStoredSecret(master.outputs?.["preSharedKey"])).toBe(true);
    expect(isStoredSecret(Reflect.get(Object(master.outputs?.["tunnelIkeConfig"]), "localId"))).toBe(true);
    expect(found(printed + readFileSync(plan, "utf8") + everythingIn(join(stack.project.scratch, "state")))).toEqual(
      [],
    );
    expect(printed).not.toContain("Planted-drifted-key-7755");
  });

  it("do not hide what stands beside them: an output of a group with a key is plain", async () => {
    const sim = await ownSimulator();
    const config = { "engine-test:key": { secret: CONFIG_KEY }, "engine-test:identity": { secret: LOCAL_ID } };
    const stack = await yamlStack(sim, program(PLAIN_KEY), { config });
    mustSucceed(await stack.up());
    expect(await stack.outputs()).toEqual({ version: "ikev2", encryption: "aes", key: "[secret]" });
  });
});
