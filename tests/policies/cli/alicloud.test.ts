// The shipped pack over a program with resources of @pulumi/alicloud, most of which are yet to be made.
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, createStack, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack, OperationResult } from "../../engine/harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "../../engine/tunnels";
import { STRONG_PSK, goodIke, goodIpsec, tunnelOption } from "../fixtures";
import type { Props } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const PACK = join(repositoryRoot, "policies");
const STAND_IN = join(__dirname, "alicloud-stand-in");

/** A gateway and a peer that are yet to be created, their connection, and a VpnTunnel for its first tunnel. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const secret = (key: string, value: unknown) => (key === "psk" ? pulumi.secret(value) : value);
const options = JSON.parse(readFileSync(join(__dirname, "options.json"), "utf8"), secret);
class Alicloud extends pulumi.CustomResource {
  constructor(type: string, name: string, args: object) { super(\`alicloud:vpn/\${type}\`, name, args as pulumi.Inputs); }
}
const gateway = new Alicloud("gateway:Gateway", "gateway", { bandwidth: 10 });
const peer = new Alicloud("customerGateway:CustomerGateway", "peer", { ipAddress: "203.0.113.9" });
const connection = new Alicloud("connection:Connection", "hq", {
  vpnGatewayId: gateway.id,
  localSubnets: ["10.0.0.0/16"],
  remoteSubnets: ["192.168.0.0/20"],
  tunnelOptionsSpecifications: options.map((option: object) => ({ ...option, customerGatewayId: peer.id })),
});
new VpnTunnel("adopted", {
  vpnConnectionId: connection.id,
  role: "master",
  tunnelIkeConfig: options[0].tunnelIkeConfig,
  tunnelIpsecConfig: options[0].tunnelIpsecConfig,
});
`;

const stackWith = async (options: readonly Props[]): Promise<EngineStack> =>
  createStack({
    main: "program/index.ts",
    files: { "program/index.ts": PROGRAM, "program/options.json": JSON.stringify(options) },
    pulumiYaml: `plugins: { providers: [{ name: alicloud, path: ${JSON.stringify(STAND_IN)} }] }`,
    config: simulatorConfig(await ownSimulator()),
  });

const SLAVE = { role: "slave", tunnelBgpConfig: { tunnelCidr: "169.254.12.0/30", localBgpIp: "169.254.12.1" } };

/** Rule and resource of each violation of a level. */
const of = (result: OperationResult, level: string): readonly string[] =>
  policyViolations(result.events)
    .filter(({ enforcementLevel }) => enforcementLevel === level)
    .map(
      ({ policyName, resourceUrn }) =>
        `${policyName.replace("alicloud-vpn-", "")} ${resourceUrn?.split("::").at(-1) ?? ""}`,
    )
    .sort();

it("passes what is well, and says what it cannot know yet", async () => {
  const stack = await stackWith([tunnelOption(), tunnelOption(SLAVE)]);
  const result = await stack.preview({ policyPacks: [PACK] });
  expect(of(result, "mandatory")).toEqual([]);
  expect(result.exitCode).toBe(0);
  // The connection does not exist, so nobody has seen its networks; that is said once for the tunnel.
  expect(of(result, "advisory")).toContain("not-known adopted");
  const output = result.stdout + result.stderr + JSON.stringify(policyViolations(result.events));
  expect(output).not.toContain(STRONG_PSK.slice(0, 6));
});

it("judges what a connection leaves out by the API's defaults, and each tunnel on its own", async () => {
  const slave = tunnelOption({
    ...SLAVE,
    tunnelIkeConfig: { psk: STRONG_PSK },
    tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "des" }),
  });
  const stack = await stackWith([
    tunnelOption({ tunnelIkeConfig: goodIke({ psk: STRONG_PSK, ikeVersion: "ikev1" }) }),
    slave,
  ]);
  const result = await stack.preview({ policyPacks: [PACK] });
  expect(result.exitCode).not.toBe(0);
  expect(of(result, "mandatory")).toEqual([
    "tunnel-ike-dh-group hq",
    "tunnel-ike-integrity hq",
    "tunnel-ike-version adopted",
    "tunnel-ike-version hq",
    "tunnel-ike-version hq",
    "tunnel-ipsec-encryption hq",
  ]);
  const messages = policyViolations(result.events)
    .map(({ message }) => message)
    .join("\n");
  expect(messages).toContain(
    'hq: tunnel 2 (slave): tunnelOptionsSpecifications[1].tunnelIkeConfig.ikeAuthAlg is "md5" (not declared; it is what the API fills in)',
  );
});
