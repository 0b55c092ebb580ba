import * as pulumi from "@pulumi/pulumi";
import { VPN_TUNNEL_TYPE, VpnTunnel } from "../../../sdk";
import { LIVE_OUTPUT_NAMES } from "../../../sdk/generated/vpn-tunnel-outputs";
import { HANDLER } from "../../../sdk/handler";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: Record<string, unknown>;
}

/** Like the explicit provider that users of @pulumi/alicloud have. */
class AlicloudProvider extends pulumi.ProviderResource {}

const registered: Registered[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, id: id === "" ? undefined : id, inputs: { ...inputs } });
      const live = JSON.stringify({
        tunnelId: `tun-${name}`,
        status: "ipsec_sa_established",
        internetIp: "203.0.113.1",
        enableDpd: true,
        tunnelIkeConfig: { ikePfs: "group2", localId: "203.0.113.1" },
        tunnelBgpConfig: { peerAsn: 65_531 },
      });
      const state = { ...inputs, preSharedKey: "key", live };
      return { id: `vco-1:tun-${name}`, state };
    },
    call: () => ({}),
  });
});

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => pulumi.unsecret(output).apply(resolve));

async function registration(tunnel: VpnTunnel, name: string): Promise<Registered> {
  await known(tunnel.urn);
  const found = registered.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${name} was not registered`);
  return found;
}

describe("VpnTunnel", () => {
  it("registers under its own type with the handler and what is declared, and mentions no output", async () => {
    const tunnel = new VpnTunnel("plain", { vpnConnectionId: "vco-1", role: "master", enableDpd: true });
    expect(await registration(tunnel, "plain")).toEqual({
      type: "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel",
      name: "plain",
      id: undefined,
      inputs: { vpnConnectionId: "vco-1", role: "master", enableDpd: true, __provider: HANDLER },
    });
  });

  it("gives the same handler text to every resource", async () => {
    const one = new VpnTunnel("same-1", { vpnConnectionId: "vco-2", role: "master", tunnelIkeConfig: { psk: "aKey" } });
    const other = new VpnTunnel("same-2", { vpnConnectionId: "vco-3", role: "slave", profile: "x", enableDpd: false });
    const texts = [await registration(one, "same-1"), await registration(other, "same-2")];
    expect(texts.map(({ inputs }) => inputs["__provider"])).toEqual([HANDLER, HANDLER]);
  });

  it("has every output of the table", async () => {
    const tunnel = new VpnTunnel("outputs", { vpnConnectionId: "vco-4", role: "master" });
    for (const name of [...LIVE_OUTPUT_NAMES, "preSharedKey"] as const)
      expect([name, pulumi.Output.isInstance(tunnel[name])]).toEqual([name, true]);
    expect(await known(tunnel.status)).toBe("ipsec_sa_established");
  });

  it("shows what is not declared as it is live, beside what is declared, and the same output each time", async () => {
    const tunnel = new VpnTunnel("live", {
      vpnConnectionId: "vco-10",
      role: "master",
      tunnelIkeConfig: { ikePfs: "group14" },
      enableDpd: false,
      waitFor: "established",
    });
    expect(await known(tunnel.tunnelIkeConfig)).toEqual({ ikePfs: "group14", localId: "203.0.113.1" });
    expect(await known(tunnel.enableDpd)).toBe(false);
    expect(await known(tunnel.internetIp)).toBe("203.0.113.1");
    expect(await known(tunnel.tunnelBgpConfig)).toEqual({ peerAsn: 65_531 });
    expect([await known(tunnel.waitFor), await known(tunnel.zoneNo), await known(tunnel.timeouts)]).toEqual([
      "established",
      undefined,
      undefined,
    ]);
    expect(tunnel.internetIp).toBe(tunnel.internetIp);
    expect(await pulumi.isSecret(tunnel.tunnelIkeConfig)).toBe(false);
  });

  it("keeps the live key secret, and the declared one in its group", async () => {
    const tunnel = new VpnTunnel("secret", {
      vpnConnectionId: "vco-5",
      role: "master",
      tunnelIkeConfig: { psk: "aKey" },
    });
    const { inputs } = await registration(tunnel, "secret");
    const { tunnelIkeConfig } = inputs;
    expect(JSON.stringify(tunnelIkeConfig)).toContain("aKey");
    expect(await pulumi.isSecret(tunnel.tunnelIkeConfig)).toBe(true);
  });

  it("is looked up by id without declaring anything", async () => {
    const tunnel = VpnTunnel.get("found", "vco-6:tun-6", { regionId: "cn-hangzhou" });
    const { id, inputs } = await registration(tunnel, "found");
    expect([id, inputs]).toEqual(["vco-6:tun-6", { regionId: "cn-hangzhou", __provider: HANDLER }]);
  });

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

describe("an option that does not apply", () => {
  const args = { vpnConnectionId: "vco-8", role: "master" } as const;

  it("provider is refused, and the error says how another account is had", () => {
    const provider = new AlicloudProvider("alicloud", "alicloud");
    const refused = (): VpnTunnel => new VpnTunnel("account", args, { provider });
    expect(refused).toThrow(
      /VpnTunnel "account" cannot take the option "provider".*alicloud:region.*declare profile, assumeRole or regionId/u,
    );
  });

  it("import is refused, and the error says that creating adopts", () => {
    expect(() => new VpnTunnel("import", args, { import: "vco-8:tun-8" })).toThrow(
      /VpnTunnel "import" needs no option "import": creating it adopts the live tunnel.*Remove the option/u,
    );
  });

  it("leaves nothing registered", () => {
    expect(registered.map((each) => each.name)).not.toContain("account");
    expect(registered.map((each) => each.name)).not.toContain("import");
  });
});
