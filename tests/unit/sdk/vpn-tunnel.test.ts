import * as pulumi from "@pulumi/pulumi";
import { VPN_TUNNEL_TYPE, VpnTunnel } from "../../../sdk";
import { OUTPUT_NAMES } from "../../../sdk/generated/vpn-tunnel-outputs";
import { HANDLER } from "../../../sdk/handler";
import { known, registration, useMocks, withOptions } from "./mocks";

beforeAll(useMocks);

describe("VpnTunnel", () => {
  it("registers under its own type with the handler, its name and what is declared, and mentions no output", async () => {
    const tunnel = new VpnTunnel("plain", { vpnConnectionId: "vco-1", role: "master", enableDpd: true });
    expect(await registration(tunnel, "plain")).toEqual({
      type: "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel",
      name: "plain",
      id: undefined,
      inputs: {
        vpnConnectionId: "vco-1",
        role: "master",
        enableDpd: true,
        __resourceName: "plain",
        __provider: HANDLER,
      },
    });
  });

  it("gives the same handler text to every resource", async () => {
    const one = new VpnTunnel("same-1", { vpnConnectionId: "vco-2", role: "master", tunnelIkeConfig: { psk: "aKey" } });
    const other = new VpnTunnel("same-2", { vpnConnectionId: "vco-3", role: "slave", profile: "x", enableDpd: false });
    const texts = [await registration(one, "same-1"), await registration(other, "same-2")];
    expect(texts.map(({ inputs }) => inputs["__provider"])).toEqual([HANDLER, HANDLER]);
  });

  it("tells the provider what the program calls secret, and nothing where it calls nothing so", async () => {
    const secretive = new VpnTunnel("secretive", {
      vpnConnectionId: "vco-11",
      role: "master",
      customerGatewayId: pulumi.secret("cgw-1"),
      tunnelIkeConfig: { localId: pulumi.secret("x"), ikePfs: pulumi.output("group14") },
    });
    const { inputs } = await registration(secretive, "secretive");
    expect(inputs["__secretPaths"]).toEqual(["customerGatewayId", "tunnelIkeConfig.localId"]);
    const open = new VpnTunnel("open", { vpnConnectionId: pulumi.output("vco-12"), role: "master" });
    expect((await registration(open, "open")).inputs["__secretPaths"]).toBeUndefined();
  });

  it("is looked up by id without declaring anything", async () => {
    const tunnel = VpnTunnel.get("found", "vco-6:tun-6", { regionId: "cn-hangzhou" });
    const { id, inputs } = await registration(tunnel, "found");
    expect([id, inputs]).toEqual(["vco-6:tun-6", { regionId: "cn-hangzhou", __provider: HANDLER }]);
  });
});

describe("the outputs of a VpnTunnel", () => {
  it("are all that the table and the state have, and no internals of the provider", async () => {
    const managed = new VpnTunnel("outputs", { vpnConnectionId: "vco-4", role: "master" });
    const found = VpnTunnel.get("outputs-found", "vco-6:tun-6");
    for (const tunnel of [managed, found]) {
      await known(tunnel.urn);
      const names = Object.keys(tunnel).filter((name) => pulumi.Output.isInstance(Reflect.get(tunnel, name)));
      expect(names.sort()).toEqual(["id", "urn", ...OUTPUT_NAMES].sort());
      for (const internal of ["__provider", "__secretPaths", "__resourceName", "__bookkeeping", "observed"])
        expect([internal, internal in tunnel]).toEqual([internal, false]);
    }
  });

  it("are plain and under the names of the inputs: what is in force, declared or not", async () => {
    const tunnel = new VpnTunnel("live", {
      vpnConnectionId: "vco-10",
      role: "master",
      tunnelIkeConfig: { ikePfs: "group14" },
      enableDpd: false,
      waitFor: "established",
    });
    expect(await known(tunnel.tunnelIkeConfig)).toEqual({ ikePfs: "group14" });
    expect(await known(tunnel.tunnelIpsecConfig)).toEqual({ ipsecPfs: "group2", ipsecLifetime: 86_400 });
    expect(await known(tunnel.enableDpd)).toBe(false);
    expect(await known(tunnel.enableNatTraversal)).toBe(true);
    expect(await known(tunnel.status)).toBe("ipsec_sa_established");
    expect(await known(tunnel.localSubnets)).toEqual(["10.0.0.0/16"]);
    expect(await known(tunnel.managed)).toEqual(["role", "vpnConnectionId"]);
    expect([await known(tunnel.waitFor), await known(tunnel.zoneNo), await known(tunnel.timeouts)]).toEqual([
      "established",
      undefined,
      undefined,
    ]);
  });

  it("hold the key apart, as a secret, and show its group in clear", async () => {
    const tunnel = new VpnTunnel("secret", {
      vpnConnectionId: "vco-5",
      role: "master",
      tunnelIkeConfig: { psk: "aKey", ikePfs: "group14" },
    });
    const { inputs } = await registration(tunnel, "secret");
    expect(inputs["tunnelIkeConfig"]).toEqual({ ikePfs: "group14" });
    expect([await known(tunnel.preSharedKey), await pulumi.isSecret(tunnel.preSharedKey)]).toEqual(["aKey", true]);
    expect(await pulumi.isSecret(tunnel.tunnelIkeConfig)).toBe(false);
  });

  it("hold the key as a secret also where it is the live one: Pulumi is told so", async () => {
    const { options } = await withOptions(
      (opts) =>
        new VpnTunnel(
          "secret-outputs",
          { vpnConnectionId: "vco-14", role: "master" },
          { ...opts, additionalSecretOutputs: ["internetIp"] },
        ),
    );
    expect(options.additionalSecretOutputs).toEqual(["preSharedKey", "internetIp"]);
  });
});

describe("the type of a VpnTunnel", () => {
  it("carries its type for policies, and is recognised by it across copies of the package", () => {
    expect([VpnTunnel.__pulumiType, VPN_TUNNEL_TYPE]).toEqual([
      "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel",
      "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel",
    ]);
    const tunnel = new VpnTunnel("type", { vpnConnectionId: "vco-7", role: "master" });
    expect(VpnTunnel.isInstance(tunnel)).toBe(true);
    for (const other of [undefined, null, 4, {}, new pulumi.ComponentResource("a:b:C", "c")])
      expect(VpnTunnel.isInstance(other)).toBe(false);
  });
});

describe("a mistake that Pulumi itself finds", () => {
  it("keeps the line of the program in its trace, and leaves traces on", () => {
    const { stackTraceLimit } = Error;
    const noParent: pulumi.ComponentResource = JSON.parse("{}");
    const mistaken = (): VpnTunnel =>
      new VpnTunnel("child", { vpnConnectionId: "vco-9", role: "master" }, { parent: noParent });
    let trace = "";
    try {
      mistaken();
    } catch (error) {
      trace = error instanceof Error ? (error.stack ?? "") : "";
    }
    expect(trace).toContain("Resource parent is not a valid Resource");
    expect(trace).toContain(__filename);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
