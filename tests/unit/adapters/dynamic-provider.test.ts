import { DynamicProvider } from "../../../provider/adapters/dynamic/dynamic-provider";
import { ProviderProcess } from "../../../provider/adapters/dynamic/provider-process";
import { judge } from "../../../provider/resources/vpn-tunnel/preview/declaration";
import { outputsOf, readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { vpnTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import type { TunnelSession } from "../../../provider/resources/vpn-tunnel/ports";
import type { Properties } from "../../../provider/core/property-tree";

/** A provider process as Pulumi configures it; comparing is off, so it has nobody to ask. */
async function provider(settings: Record<string, string> = {}): Promise<DynamicProvider<TunnelSession>> {
  const config: Record<string, string> = {
    "alicloud:region": "cn-hangzhou",
    "alicloud-vpn:compare": "off",
    ...settings,
  };
  const found = new DynamicProvider(vpnTunnel, new ProviderProcess());
  const require = (key: string): string => config[key] ?? "";
  await found.configure({ config: { get: (key) => config[key], require } });
  return found;
}

const declared = { vpnConnectionId: "vco-1", role: "master", __resourceName: "office", __provider: "text" };

describe("the dynamic provider of tunnels", () => {
  it("names a wrong property in the text of a failure only: Pulumi would print the value of a named property", async () => {
    const news = { ...declared, colour: "red", tunnelIkeConfig: { psk: "pl4nted key" } };
    const { failures } = await (await provider()).check({}, news);
    expect(failures.map(({ property }) => property)).toEqual(["", ""]);
    const reasons = failures.map(({ reason }) => reason).sort();
    expect(reasons).toEqual([
      expect.stringMatching(/^colour is not a property/u),
      expect.stringMatching(/^tunnelIkeConfig\.psk may hold .*; the value given is secret and not shown$/u),
    ]);
    expect(JSON.stringify(failures)).not.toContain("pl4nted");
  });

  it("answers a check without the inputs that are for the provider alone", async () => {
    const { inputs, failures } = await (await provider()).check({}, declared);
    expect([failures, inputs]).toEqual([
      [],
      { vpnConnectionId: "vco-1", role: "master", __provider: "text", observed: { notRead: "off" } },
    ]);
  });

  const outputs = (news: Properties): Properties => {
    const { checked } = judge({}, news);
    return {
      ...outputsOf({
        ...readState({}),
        values: { ...checked.values, tunnelId: "tun-1", regionId: "cn-hangzhou" },
        declared: Object.keys(checked.values),
        secretPaths: [],
      }),
    };
  };

  it("leaves it to Pulumi to show the inputs that differ, and says by itself that nothing changed", async () => {
    const process = await provider();
    const { inputs: olds } = await process.check({}, { ...declared, enableDpd: true });
    const changed = { ...declared, enableDpd: false };
    const { inputs: news } = await process.check(olds, changed);
    expect(await process.diff("vco-1:tun-1", outputs(olds), news)).toEqual({
      replaces: [],
      deleteBeforeReplace: false,
    });
    const { inputs: same } = await process.check(olds, { ...declared, enableDpd: true });
    expect(await process.diff("vco-1:tun-1", outputs(olds), same)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it("names the tunnel in the error about a wrong setting, which the first verb meets", async () => {
    const process = await provider({ "alicloud-vpn:compare": "sometimes" });
    await expect(process.check({}, declared)).rejects.toThrow(
      /VPN tunnel vco-1:master could not be checked: alicloud-vpn:compare must be required, wanted or off/u,
    );
  });

  it("deletes a resource without a call of the API", async () => {
    await expect((await provider()).delete("vco-1:tun-1", { role: "master" })).resolves.toBeUndefined();
  });

  it("adds the handler text to the outputs that a failed change leaves, for the next update", async () => {
    const incomplete = { id: "vco-1:tun-1", outs: { enableDpd: true } };
    const failing = new DynamicProvider<undefined>(
      {
        ...vpnTunnel,
        check: () => Promise.reject(new Error("not asked")),
        diff: () => Promise.reject(new Error("not asked")),
        foresee: () => Promise.reject(new Error("not asked")),
        adopt: () => Promise.reject(new Error("not asked")),
        create: () => Promise.reject(new Error("not settled")),
        update: () => Promise.reject(new Error("not settled")),
        read: () => Promise.reject(new Error("not asked")),
        delete: () => Promise.reject(new Error("not asked")),
        failureOf: () => ({ message: "not settled", summary: "not settled", incomplete }),
      },
      { configure() {}, session: () => undefined, flush: () => Promise.resolve() },
    );
    const left = { id: "vco-1:tun-1", properties: { enableDpd: true, __provider: "text" }, reasons: ["not settled"] };
    await expect(failing.create(declared)).rejects.toMatchObject(left);
    await expect(failing.update("vco-1:tun-1", { __provider: "older" }, declared)).rejects.toMatchObject(left);
  });
});
