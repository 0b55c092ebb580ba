import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustSucceed } from "../harness";
import { BRANCH, HEADQUARTERS, MASTER, onRealCli, ownSimulator, SLAVE } from "../tunnels";
import { describeYaml, PAIR, rewrite, TUNNEL, yamlStack, type YamlProgram } from "./native-stack";

onRealCli();

const ID = `${BRANCH}:${MASTER}`;
const NOTHING: YamlProgram = { resources: {} };

describeYaml("pulumi import of a live tunnel", () => {
  it("writes a program that previews unchanged, and no key into any output, file or log", async () => {
    const sim = await ownSimulator();
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { Psk: "Planted-live-key-6611" } });
    const stack = await yamlStack(sim, NOTHING);
    const out = join(stack.project.folder, "imported.yaml");
    const imported = mustSucceed(await stack.import(TUNNEL, "office", ID, { args: ["--out", out, "--protect=false"] }));
    const generated = readFileSync(out, "utf8");
    expect(generated).toMatch(/type: alicloud-vpn:VpnTunnel/u);
    expect(generated).toMatch(/role: master/u);
    expect(generated).not.toMatch(/psk|preSharedKey|observed|fn::secret/u);
    stack.project.write({ "Main.yaml": generated });
    const calls = sim.journal.length;
    const preview = mustSucceed(await stack.preview({ expectNoChanges: true }));
    expect([preview.changeSummary, sim.journal.length - calls]).toEqual([{ same: 2 }, 0]);
    const written = [imported, preview].map(({ stdout, stderr, events }) => stdout + stderr + JSON.stringify(events));
    expect(written.join() + generated + stack.stateFile()).not.toContain("Planted-live-key-6611");
    expect(sim.journal.filter(({ committed }) => committed)).toEqual([]);
  });

  it("writes a pair, too", async () => {
    const sim = await ownSimulator();
    const stack = await yamlStack(sim, NOTHING);
    const out = join(stack.project.folder, "imported.yaml");
    mustSucceed(await stack.import(PAIR, "office", HEADQUARTERS, { args: ["--out", out, "--protect=false"] }));
    stack.project.write({ "Main.yaml": readFileSync(out, "utf8") });
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 2 });
  });

  it("is an error for an id that is none, and for a connection that does not exist", async () => {
    const stack = await yamlStack(await ownSimulator(), NOTHING);
    const nonsense = await stack.import(TUNNEL, "office", "nonsense");
    expect([nonsense.exitCode === 0, nonsense.stdout]).toEqual([
      false,
      expect.stringMatching(/is not the id of a tunnel/u),
    ]);
    const missing = await stack.import(TUNNEL, "office", "vco-none:tun-none");
    expect([missing.exitCode === 0, missing.stdout]).toEqual([
      false,
      expect.stringMatching(/no IPsec-VPN connection/u),
    ]);
  });
});

describeYaml("what a program in YAML reads", () => {
  // Pulumi makes the whole answer of a function secret where a part of it is.
  it("is a live tunnel that it does not manage, and answers of functions; a key is a secret", async () => {
    const sim = await ownSimulator();
    const stack = await yamlStack(sim, {
      variables: {
        connection: {
          "fn::invoke": {
            function: "alicloud-vpn:index:getVpnConnection",
            arguments: { vpnConnectionId: BRANCH, withKeys: true },
          },
        },
        peer: {
          "fn::invoke": {
            function: "alicloud-vpn:index:getPeerConfig",
            arguments: { vpnConnectionId: HEADQUARTERS, device: "strongswan" },
          },
        },
        sick: { "fn::invoke": { function: "alicloud-vpn:index:diagnose", arguments: { ids: [BRANCH] } } },
        all: { "fn::invoke": { function: "alicloud-vpn:index:getVpnConnections", arguments: {} } },
      },
      resources: { looked: { type: TUNNEL, get: { id: `${BRANCH}:${SLAVE}` } } },
      outputs: {
        status: "${looked.status}",
        name: "${connection.name}",
        first: "${all.connections[0].vpnConnectionId}",
        verdict: "${sick.tunnels[0].verdict}",
        key: "${connection.tunnels[0].preSharedKey}",
        file: "${peer.files[0].text}",
      },
    });
    mustSucceed(await stack.up());
    const outputs = await stack.outputs();
    expect(outputs).toMatchObject({ status: "ipsec_sa_established", key: "[secret]", file: "[secret]" });
    expect(sim.journal.filter(({ committed }) => committed)).toEqual([]);
  });

  it("takes over with the option `import`, and one update that sends nothing", async () => {
    const sim = await ownSimulator();
    const program: YamlProgram = {
      resources: {
        office: { type: TUNNEL, properties: { vpnConnectionId: BRANCH, role: "master" }, options: { import: ID } },
      },
    };
    const stack = await yamlStack(sim, program);
    mustSucceed(await stack.up());
    mustSucceed(await stack.up());
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 2 });
    expect(sim.journal.filter(({ committed }) => committed)).toEqual([]);
    rewrite(stack, NOTHING);
  });
});
