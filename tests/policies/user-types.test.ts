// Pulumi's own ways to write a rule about our resources, as the compiler sees them.
import { problemsIn } from "./compile";

/** A pack with one rule, whose function has this body. */
const pack = (resource: string, body: string): string => `
  import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
  import { ${resource} } from "pulumi-alicloud-vpn";
  new PolicyPack("acme", {
    policies: [
      {
        name: "acme-rule",
        description: "A rule.",
        validateResource: validateResourceOfType(${resource}, (props, _args, report) => {
          ${body}
        }),
      },
    ],
  });`;

it.each([
  ["VpnTunnel", 'if (props.waitFor === undefined) report("Set waitFor.");'],
  ["VpnTunnel", 'if (props.tunnelIkeConfig?.ikeEncAlg === "des") report("Set ikeEncAlg to aes256.");'],
  ["VpnTunnelPair", 'if (props.rollout?.stage === "first") report("Set rollout.stage to both.");'],
  ["VpnTunnelPair", 'if (props.master?.tunnelIkeConfig?.ikeEncAlg === "des") report("Set it to aes256.");'],
])("validateResourceOfType(%s) gives a rule the declared properties: %s", (resource, body) => {
  expect(problemsIn(pack(resource, body))).toEqual([]);
});

it.each(["VpnTunnel", "VpnTunnelPair"])("a misspelt property of %s is a problem", (resource) => {
  expect(problemsIn(pack(resource, "if (props.vpnConectionId) report('!');")).join()).toContain("vpnConectionId");
});

it.each(["VpnTunnel", "VpnTunnelPair"])("a declaration and a look-up of %s compile as before", (resource) => {
  const program = `
    import { ${resource} } from "pulumi-alicloud-vpn";
    new ${resource}("declared", { vpnConnectionId: "vco-1" });
    ${resource}.get("found", "vco-1", { regionId: "cn-hangzhou" });
    new ${resource}("found", { regionId: "cn-hangzhou" }, { id: "vco-1" });`;
  expect(problemsIn(program)).toEqual([]);
  expect(problemsIn(program.replace('{ vpnConnectionId: "vco-1" }', "{}"))).toHaveLength(1);
});
