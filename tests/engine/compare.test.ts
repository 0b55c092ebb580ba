// A preview that had to compare with a live tunnel and could not is not green: what is a mistake, what is an outage.
import { type ConfigValue, createStack, diagnostics } from "./harness";
import { onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

const PROGRAM = `import { VpnTunnel } from "pulumi-alicloud-vpn";
new VpnTunnel("office", { vpnConnectionId: "vco-sim0000000000000002", role: "master", enableDpd: false });`;

const NO_METADATA = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
type Config = Record<string, ConfigValue>;

const without = (config: Config, ...keys: readonly string[]): Config =>
  Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key)));

/** The configuration of a stack that works, with one mistake in it. */
const MISTAKES: readonly (readonly [string, (config: Config) => Config, RegExp])[] = [
  ["no region", (config) => without(config, "alicloud:region"), /region/u],
  [
    "no such region",
    (config) => ({ ...config, "alicloud:region": "cn-nowhere-9" }),
    /there is no IPsec-VPN connection .* in this region and account/u,
  ],
  [
    "no credentials",
    (config) => without(config, "alicloud:accessKey", "alicloud:secretKey"),
    /alicloud:accessKey|credentials/u,
  ],
  ["an unknown access key", (config) => ({ ...config, "alicloud:accessKey": "nobody" }), /InvalidAccessKeyId/u],
  [
    "a wrong secret",
    (config) => ({ ...config, "alicloud:secretKey": { secret: "wrong-secret" } }),
    /SignatureDoesNotMatch/u,
  ],
  [
    "no such profile",
    (config) => ({ ...without(config, "alicloud:accessKey", "alicloud:secretKey"), "alicloud:profile": "nobody" }),
    /Profile "nobody" cannot be had/u,
  ],
];

it.each(MISTAKES)(
  "a mistake in the configuration is an error, even where comparing is only wanted: %s",
  async (_, mistake, says) => {
    const config = { ...mistake(simulatorConfig(await ownSimulator())), "alicloud-vpn:compare": "wanted" };
    const stack = await createStack({ files: { "index.ts": PROGRAM }, config, env: NO_METADATA });
    const result = await stack.preview();
    expect(diagnostics(result.events, "error").join("\n")).toMatch(says);
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).not.toContain("wrong-secret");
  },
);
