import * as pulumi from "@pulumi/pulumi";
import { VPN_TUNNEL_PAIR_TYPE, VpnTunnel, VpnTunnelPair } from "../../../sdk";
import { PAIR_SECRET_INPUTS } from "../../../sdk/generated/vpn-tunnel-pair-args";
import { PAIR_OUTPUT_NAMES } from "../../../sdk/generated/vpn-tunnel-pair-outputs";
import { PAIR_HANDLER } from "../../../sdk/handler";
import { withStoredNames } from "../../../sdk/options";
import { known, registered, registration, useMocks } from "./mocks";

const KEYS = { tunnelIkeConfig: { psk: "Shared", ikePfs: "group14" as const } };
const OWN = { tunnelIkeConfig: { psk: "Own", ikeLifetime: 7200 }, enableDpd: true };

// Mocks get a secret as an object with its value.

/** Pulumi's mocks, as in a preview where nothing was read yet: the outputs are the inputs. */
const usePreview = (): Promise<void> =>
  pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "", state: inputs }), call: () => ({}) },
    undefined,
    undefined,
    true,
  );

describe("VpnTunnelPair", () => {
  beforeAll(useMocks);

  it("registers under its own type, with each key apart and its groups in clear", async () => {
    const pair = new VpnTunnelPair("plain", { vpnConnectionId: "vco-1", ...KEYS, master: OWN, slave: OWN });
    expect(await registration(pair, "plain")).toMatchObject({
      type: VPN_TUNNEL_PAIR_TYPE,
      inputs: {
        vpnConnectionId: "vco-1",
        tunnelIkeConfig: { ikePfs: "group14" },
        preSharedKey: { value: "Shared" },
        master: { tunnelIkeConfig: { ikeLifetime: 7200 }, enableDpd: true },
        masterPreSharedKey: { value: "Own" },
        slavePreSharedKey: { value: "Own" },
        __resourceName: "plain",
        __provider: PAIR_HANDLER,
      },
    });
    expect(await pulumi.isSecret(pair.masterPreSharedKey)).toBe(true);
    expect(await pulumi.isSecret(pair.master)).toBe(false);
  });

  it.each([
    ["an output", pulumi.output(OWN)],
    ["a promise", Promise.resolve(OWN)],
    ["an output in it", { ...OWN, tunnelIkeConfig: pulumi.output(OWN.tunnelIkeConfig) }],
    ["a promise in an output in it", { tunnelIkeConfig: pulumi.output({ psk: Promise.resolve("Own") }) }],
  ])("takes the key out of a tunnel's group that is %s", async (name, slave) => {
    const pair = new VpnTunnelPair(`group ${name}`, { vpnConnectionId: `vco-${name}`, slave });
    const { inputs } = await registration(pair, `group ${name}`);
    expect(inputs["slavePreSharedKey"]).toMatchObject({ value: "Own" });
    expect(JSON.stringify(inputs["slave"])).not.toContain("Own");
    expect(await pulumi.isSecret(pair.slave)).toBe(false);
  });

  it("tells the provider what the program calls secret, under the names that it uses", async () => {
    const pair = new VpnTunnelPair("secretive", {
      vpnConnectionId: "vco-2",
      tunnelIpsecConfig: pulumi.secret({ ipsecLifetime: 7200 }),
      master: { tunnelIkeConfig: { localId: pulumi.secret("x"), psk: pulumi.secret("Own") } },
      slave: pulumi.secret({ enableDpd: true }),
    });
    const { inputs } = await registration(pair, "secretive");
    expect(inputs["__secretPaths"]).toEqual(["master.tunnelIkeConfig.localId", "slave", "tunnelIpsecConfig"]);
  });

  it("has the outputs of the table, and nothing of its inputs beside them", async () => {
    const pair = new VpnTunnelPair("outputs", { vpnConnectionId: "vco-3", ...KEYS, enableDpd: true, master: OWN });
    await known(pair.urn);
    const names = Object.keys(pair).filter((name) => pulumi.Output.isInstance(Reflect.get(pair, name)));
    expect(names.sort()).toEqual(["id", "urn", ...PAIR_OUTPUT_NAMES].sort());
  });

  it("is looked up by the id of the connection without declaring anything", async () => {
    const pair = VpnTunnelPair.get("found", "vco-6", { regionId: "cn-hangzhou" });
    const { id, inputs } = await registration(pair, "found");
    expect([id, inputs]).toEqual(["vco-6", { regionId: "cn-hangzhou", __provider: PAIR_HANDLER }]);
    expect([VpnTunnelPair.isInstance(pair), VpnTunnel.isInstance(pair)]).toEqual([true, false]);
  });

  it.each([
    ["master.tunnelIkeConfig.psk", ["masterPreSharedKey"]],
    ["slave.tunnelIkeConfig", ["slavePreSharedKey"]],
    ["master", ["masterPreSharedKey"]],
    ["tunnelIkeConfig.psk", ["preSharedKey"]],
    ["master.tunnelIpsecConfig.ipsecLifetime", []],
  ])("an option that names %s names the keys that are stored for it", (path, stored) => {
    expect(withStoredNames([path], PAIR_SECRET_INPUTS)).toEqual([path, ...stored]);
  });

  it("refuses what it would ignore, under its own name", () => {
    expect(
      () => new VpnTunnelPair("times", { vpnConnectionId: "vco-7" }, { customTimeouts: { create: "5m" } }),
    ).toThrow(/VpnTunnelPair "times" cannot take the option "customTimeouts"/u);
  });
});

describe("a preview that has not read the tunnels", () => {
  beforeAll(usePreview);
  afterAll(useMocks);

  it("does not take a tunnel's inputs for its outputs: they are not known", async () => {
    const count = registered.length;
    const pair = new VpnTunnelPair("new", { vpnConnectionId: "vco-10", master: OWN });
    const address = pulumi.interpolate`peer ${pair.master.internetIp}`;
    await known(pair.vpnConnectionId);
    expect(await Promise.all([isKnown(pair.vpnConnectionId), isKnown(pair.master), isKnown(address)])).toEqual([
      true,
      false,
      false,
    ]);
    expect(registered).toHaveLength(count);
  });
});

const isKnown = (output: pulumi.Output<unknown>): unknown => Reflect.get(output, "isKnown");
