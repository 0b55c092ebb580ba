// A program in TypeScript that chose the native provider by its import. It needs the built package.
import { createStack, mustSucceed } from "../harness";
import { BRANCH, HEADQUARTERS, MASTER, onRealCli, ownSimulator } from "../tunnels";

import { nativeConfig, PLUGIN_FOLDER } from "./native-stack";

onRealCli();

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { Provider, VpnTunnel, VpnTunnelPair } from "pulumi-alicloud-vpn/native";

const config = new pulumi.Config();
const encryption = config.require("encryption") as "aes" | "aes256";
const there = new Provider("there", {
  region: "cn-hangzhou",
  accessKey: "simulator-access-key-id",
  secretKey: "simulator-access-key-secret",
  protocol: "HTTP",
  endpoints: [{ vpc: config.require("endpoint") }],
  pollMilliseconds: 50,
  renegotiateMilliseconds: 300,
});
const master = new VpnTunnel("master", {
  vpnConnectionId: "${BRANCH}",
  role: "master",
  tunnelIkeConfig: { ikeEncAlg: encryption, psk: config.requireSecret("key") },
}, { customTimeouts: { create: "5m" } });
const office = new VpnTunnelPair("office", { vpnConnectionId: "${HEADQUARTERS}", enableDpd: true }, { provider: there });
export const status = master.status;
export const lifetime = master.tunnelIkeConfig.apply((group) => group?.ikeLifetime);
export const slave = office.slave.apply((tunnel) => tunnel.tunnelId);
`;

it("a program in TypeScript with native tunnels: up, no change, drift, an explicit provider, no key in clear", async () => {
  const sim = await ownSimulator();
  const key = "Planted-native-key-4401";
  const stack = await createStack({
    files: { "index.ts": PROGRAM },
    pulumiYaml: `plugins: {providers: [{name: alicloud-vpn, path: ${JSON.stringify(PLUGIN_FOLDER)}}]}`,
    config: { ...nativeConfig(sim), key: { secret: key }, encryption: "aes256", endpoint: `127.0.0.1:${sim.port}` },
  });
  const preview = mustSucceed(await stack.preview());
  expect(preview.changeSummary).toEqual({ create: 4 });
  mustSucceed(await stack.up());
  expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "aes256", Psk: key } });
  expect(await stack.outputs()).toEqual({
    status: expect.any(String),
    lifetime: 86_400,
    slave: "tun-sim0000000000000012",
  });
  const calls = sim.journal.length;
  const again = mustSucceed(await stack.preview({ expectNoChanges: true }));
  expect([again.changeSummary, sim.journal.length - calls]).toEqual([{ same: 4 }, 0]);
  sim.changeTunnel(MASTER, { TunnelIkeConfig: { IkeEncAlg: "aes192" } });
  mustSucceed(await stack.refresh());
  const shown = mustSucceed(await stack.preview({ diff: true }));
  expect(shown.stdout).toMatch(/~ ikeEncAlg: "aes192" => "aes256"/u);
  expect(stack.stateFile() + preview.stdout + shown.stdout).not.toMatch(
    /Planted-native-key|simulator-access-key-secret/u,
  );
  mustSucceed(await stack.destroy());
});
