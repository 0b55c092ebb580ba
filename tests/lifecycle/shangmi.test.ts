// Tunnels of a ShangMi gateway: SM4, SM3, IKEv1 and a certificate, which the service reports and its reference does not
// list among what can be set.
import type { Properties } from "../../provider/core/property-tree";
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Simulator } from "../../simulator";
import { CheckFailed } from "../modelled-engine/steps";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, calls, Deployment, liveTunnel, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator();
  for (const tunnel of [BRANCH_MASTER, BRANCH_SLAVE])
    sim.changeTunnel(tunnel, {
      TunnelIkeConfig: { IkeVersion: "ikev1", IkeMode: "main", IkeEncAlg: "sm4", IkeAuthAlg: "sm3" },
      TunnelIpsecConfig: { IpsecEncAlg: "sm4", IpsecAuthAlg: "sm3" },
    });
});
afterEach(() => sim.close());

const tunnel = (rest: Properties = {}): Properties => ({ vpnConnectionId: BRANCH, role: "master", ...rest });
const sent = (): readonly string[] =>
  calls(sim, "ModifyTunnelAttribute").flatMap(({ params }) =>
    Object.keys(params).filter((name) => name.startsWith("TunnelOptionsSpecification.")),
  );

const ALGORITHMS = {
  tunnelIkeConfig: expect.objectContaining({ ikeVersion: "ikev1", ikeEncAlg: "sm4", ikeAuthAlg: "sm3" }),
  tunnelIpsecConfig: expect.objectContaining({ ipsecEncAlg: "sm4", ipsecAuthAlg: "sm3" }),
};

it("its algorithms are read, kept and shown", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel());
  expect(stack.outputs).toMatchObject(ALGORITHMS);
  expect(stack.observed).toMatchObject(ALGORITHMS);
  expect(await stack.refresh()).toBe(true);
  expect(await stack.preview(tunnel())).toBe("same");
  expect(sent()).toEqual([]);
});

it("its algorithms are shown by a pair", async () => {
  const stack = new Deployment(sim, {}, undefined, vpnTunnelPair);
  await stack.up({ vpnConnectionId: BRANCH });
  expect(stack.outputs).toMatchObject({ master: ALGORITHMS, slave: ALGORITHMS });
  expect(await stack.preview({ vpnConnectionId: BRANCH })).toBe("same");
});

it.each([
  ["tunnelIkeConfig.ikeEncAlg", { tunnelIkeConfig: { ikeEncAlg: "sm4" } }],
  ["tunnelIkeConfig.ikeAuthAlg", { tunnelIkeConfig: { ikeAuthAlg: "sm3" } }],
  ["tunnelIpsecConfig.ipsecEncAlg", { tunnelIpsecConfig: { ipsecEncAlg: "sm4" } }],
  ["tunnelIpsecConfig.ipsecAuthAlg", { tunnelIpsecConfig: { ipsecAuthAlg: "sm3" } }],
])("its algorithm cannot be declared, and the error says why: %s", async (property, declared) => {
  const error: unknown = await new Deployment(sim).up(tunnel(declared)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CheckFailed);
  expect(String(error)).toContain(
    `${property} is an algorithm of ShangMi gateways, which the reference of ModifyTunnelAttribute does not list`,
  );
});

it("a setting outside the blocks with its algorithms can be changed", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel({ enableDpd: true }));
  await stack.up(tunnel({ enableDpd: false }));
  expect(new Set(sent())).toEqual(new Set(["TunnelOptionsSpecification.EnableDpd"]));
  expect(liveTunnel(sim, BRANCH_MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "sm4" } });
});

it.each([
  ["tunnelIkeConfig.ikeLifetime", { tunnelIkeConfig: { ikeLifetime: 7200 } }],
  ["tunnelIpsecConfig.ipsecLifetime", { tunnelIpsecConfig: { ipsecLifetime: 7200 } }],
])("a setting beside its algorithms is refused, and nothing is sent: %s", async (property, declared) => {
  const stack = new Deployment(sim);
  await stack.up(tunnel());
  const algorithms = () => {
    const { IkeConfig, IpsecConfig } = liveTunnel(sim, BRANCH_MASTER);
    return { IkeConfig, IpsecConfig };
  };
  const before = algorithms();
  await expect(stack.up(tunnel(declared))).rejects.toThrow(
    new RegExp(`${property.replace(".", "\\.")} cannot be changed here: .*ShangMi.*Nothing was sent.*pulumi refresh`),
  );
  expect(sent()).toEqual([]);
  expect(algorithms()).toEqual(before);
});
