import { mustSucceed } from "../harness";
import { BRANCH, MASTER, onRealCli, ownSimulator } from "../tunnels";
import { describeYaml, rewrite, TUNNEL, yamlStack, type YamlProgram } from "./native-stack";

onRealCli();

const program = (ikeEncAlg: string, options: object = {}): YamlProgram => ({
  resources: {
    master: {
      type: TUNNEL,
      properties: { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { ikeEncAlg } },
      options: { ...options },
    },
  },
});

describeYaml("a wait of a native tunnel", () => {
  it("ends with customTimeouts: the state has what was sent, and the next up completes", async () => {
    const sim = await ownSimulator({ configuringMs: 120_000 });
    const stack = await yamlStack(sim, program("aes256", { customTimeouts: { create: "2s" } }));
    const late = await stack.up();
    expect([late.exitCode === 0, late.stdout]).toEqual([
      false,
      expect.stringMatching(/not done after 2 s, which is all that customTimeouts gives/u),
    ]);
    expect((await stack.state()).named("master").outputs).toMatchObject({ tunnelId: MASTER });
    sim.settle();
    const sent = sim.journal.filter(({ committed }) => committed).length;
    expect(sent).toBe(1);
    mustSucceed(await stack.up());
    expect(sim.journal.filter(({ committed }) => committed)).toHaveLength(sent);
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });

  it("ends with ^C within a second: the change is sent once, and the next up completes", async () => {
    const sim = await ownSimulator();
    const stack = await yamlStack(sim, program("aes"));
    mustSucceed(await stack.up());
    rewrite(stack, program("aes256"));
    sim.configuringMs = 120_000;
    let interruptedAt = 0;
    const isSent = (): boolean => sim.journal.some(({ committed }) => committed);
    const interrupted = await stack.up({
      onStart: (running) => {
        const look = setInterval(() => {
          if (!isSent()) return;
          clearInterval(look);
          interruptedAt = Date.now();
          running.signal("SIGINT");
        }, 20);
        look.unref();
      },
    });
    expect(interrupted.exitCode).not.toBe(0);
    expect(interrupted.stdout).toMatch(/VPN tunnel \S+ could not be updated: interrupted\./u);
    // The CLI itself has to end too, on a busy machine: the wait would have taken minutes.
    expect(Date.now() - interruptedAt).toBeLessThan(15_000);
    sim.settle();
    mustSucceed(await stack.up());
    expect(sim.journal.filter(({ committed }) => committed)).toHaveLength(1);
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "aes256" } });
  });
});

describeYaml("the settings of the plugin", () => {
  it("are named as they are set: where only those of @pulumi/alicloud are there, the error names the key that works", async () => {
    const sim = await ownSimulator();
    const stack = await yamlStack(sim, program("aes256"));
    await stack.run(["config", "rm", "alicloud-vpn:region"]);
    await stack.configure({ "alicloud:region": "cn-hangzhou" });
    const refused = await stack.preview();
    expect([refused.exitCode === 0, refused.stdout]).toEqual([
      false,
      expect.stringMatching(/No region is configured\. Set alicloud-vpn:region \(or ALICLOUD_REGION/u),
    ]);
    await stack.configure({ "alicloud-vpn:region": "cn-hangzhou", "alicloud-vpn:settleSecond": "5" });
    const misspelt = await stack.preview();
    expect([misspelt.exitCode === 0, misspelt.stdout]).toEqual([
      false,
      expect.stringMatching(/alicloud-vpn:settleSecond is a setting that nobody reads \(did you mean/u),
    ]);
  });

  it("and keys of files belong to the program's folder", async () => {
    const sim = await ownSimulator();
    const stack = await yamlStack(
      sim,
      {
        resources: {
          master: {
            type: TUNNEL,
            properties: {
              vpnConnectionId: BRANCH,
              role: "master",
              tunnelIkeConfig: { pskFrom: { file: "keys/office" } },
            },
          },
        },
      },
      { files: { "keys/office": "Key-of-the-file-5511\n" } },
    );
    mustSucceed(await stack.up());
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { Psk: "Key-of-the-file-5511" } });
    expect(stack.stateFile()).not.toContain("Key-of-the-file-5511");
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });
});

describeYaml("Pulumi's options for a native tunnel", () => {
  it("ignore a changed key, and replace nothing for a region that is the same", async () => {
    const sim = await ownSimulator();
    const withKey = (psk: string): YamlProgram => ({
      resources: {
        master: {
          type: TUNNEL,
          properties: { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { psk, ikePfs: "group14" } },
          options: { ignoreChanges: ["tunnelIkeConfig.psk"] },
        },
      },
    });
    const stack = await yamlStack(sim, withKey("First-key-of-office-1"));
    mustSucceed(await stack.up());
    rewrite(stack, withKey("Second-key-of-office-2"));
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 2 });
    mustSucceed(await stack.up());
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { Psk: "First-key-of-office-1" } });
  });
});
