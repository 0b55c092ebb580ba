// The shipped pack over what is around a connection of @pulumi/alicloud: gateways, servers for clients, routes, VPCs.
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, createStack, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { OperationResult } from "../../engine/harness";
import { STRONG_PSK } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(() => removeStacks());

const PACK = join(repositoryRoot, "policies");
const STAND_IN = join(__dirname, "alicloud-stand-in");

/** Nothing exists yet, so that no id is known in the preview: what belongs together, Pulumi tells by the resources. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";

class Alicloud extends pulumi.CustomResource {
  constructor(type: string, name: string, args: object) { super(\`alicloud:\${type}\`, name, args as pulumi.Inputs); }
}
const key = pulumi.secret("${STRONG_PSK}");
const ike = { ikeVersion: "ikev2", ikeMode: "main", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14", ikeLifetime: 28800 };
const ipsec = { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14", ipsecLifetime: 14400 };
const vpc = new Alicloud("vpc/network:Network", "vpc", { cidrBlock: "10.0.0.0/16" });
const zones = ["a", "b"].map((zone) => new Alicloud("vpc/switch:Switch", "switch-" + zone, { vpcId: vpc.id, zoneId: zone }));
const one = new Alicloud("vpn/gateway:Gateway", "one-zone", { vpcId: vpc.id, vswitchId: zones[0].id });
const two = new Alicloud("vpn/gateway:Gateway", "two-zones", {
  vpcId: vpc.id, vswitchId: zones[0].id, disasterRecoveryVswitchId: zones[1].id,
});
const peer = new Alicloud("vpn/customerGateway:CustomerGateway", "peer", { ipAddress: "203.0.113.9" });
const single = new Alicloud("vpn/connection:Connection", "single", {
  vpnGatewayId: two.id, customerGatewayId: peer.id, ikeConfig: { ...ike, psk: key }, ipsecConfig: ipsec,
  localSubnets: ["10.0.0.0/16"], remoteSubnets: ["192.168.0.0/20"],
});
new Alicloud("vpn/ipsecServer:IpsecServer", "phones", {
  vpnGatewayId: two.id, localSubnet: "10.0.0.0/16", clientIpPool: "192.168.8.0/24",
  ikeConfigs: [{ ...ike, ikeEncAlg: "des" }], ipsecConfigs: [ipsec], psk: "short",
});
new Alicloud("vpn/sslVpnServer:SslVpnServer", "laptops", {
  vpnGatewayId: two.id, localSubnet: "10.0.0.0/16", clientIpPool: "192.168.64.0/24", cipher: "none",
});
new Alicloud("vpn/routeEntry:RouteEntry", "route", {
  vpnGatewayId: two.id, nextHop: single.id, routeDest: "10.0.64.0/24", publishVpc: true, weight: 100,
});
new Alicloud("vpn/sslVpnClientCert:SslVpnClientCert", "cert", { sslVpnServerId: "vss-1" });
`;

const stackOf = () =>
  createStack({
    main: "program/index.ts",
    files: { "program/index.ts": PROGRAM },
    pulumiYaml: `plugins: { providers: [{ name: alicloud, path: ${JSON.stringify(STAND_IN)} }] }`,
  });

/** Rule and resource of each finding. */
const found = (result: OperationResult): readonly string[] =>
  policyViolations(result.events).map(
    ({ policyName, resourceUrn }) =>
      `${policyName.replace("alicloud-vpn-", "")} ${resourceUrn?.split("::").at(-1) ?? ""}`,
  );

it("judges what is around a connection, and an IPsec server like a tunnel", async () => {
  const stack = await stackOf();
  const result = await stack.preview({ policyPacks: [PACK] });
  expect(found(result)).toEqual(
    expect.arrayContaining([
      "tunnel-ike-encryption phones",
      "tunnel-psk-strength phones",
      "ssl-server-parameters laptops",
      "gateway-zones one-zone",
      "connection-dual-tunnel single",
      "connection-health-check single",
      "connection-peer-overlap phones",
      "connection-vpc-overlap route",
      "types-not-judged peer",
    ]),
  );
  expect(found(result)).not.toContain("gateway-zones two-zones");
  const output = result.stdout + result.stderr + JSON.stringify(policyViolations(result.events));
  expect(output).not.toContain(STRONG_PSK.slice(0, 6));

  // A scope in a configuration file loosens one resource, and no other.
  const config = join(stack.project.folder, "scopes.json");
  const scopes = [{ match: { name: "phones", kind: "ipsec-server" }, settings: { allowed: ["des"] } }];
  stack.project.write({
    "scopes.json": JSON.stringify({ "alicloud-vpn-tunnel-ike-encryption": { allowed: ["aes192"], scopes } }),
  });
  const scoped = found(await stack.preview({ policyPacks: [PACK], policyPackConfigs: [config] }));
  expect(scoped.filter((one) => one.startsWith("tunnel-ike-encryption"))).toEqual(["tunnel-ike-encryption single"]);
});
