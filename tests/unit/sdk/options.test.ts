import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "../../../sdk";
import { SECRET_INPUTS } from "../../../sdk/generated/vpn-tunnel-args";
import { withStoredNames } from "../../../sdk/options";
import { registered, registration, useMocks, withOptions } from "./mocks";

/** Like the explicit provider that users of @pulumi/alicloud have. */
class AlicloudProvider extends pulumi.ProviderResource {}

beforeAll(useMocks);

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
      /VpnTunnel "import" cannot take the option "import": creating it adopts the live tunnel.*Remove the option/u,
    );
  });

  it("customTimeouts is refused, and the error says what to declare instead", () => {
    expect(() => new VpnTunnel("times", args, { customTimeouts: { create: "5m" } })).toThrow(
      /VpnTunnel "times" cannot take the option "customTimeouts".*timeouts: \{ settleSeconds, establishSeconds \}/u,
    );
  });

  it("is refused for a look-up as well", () => {
    const provider = new AlicloudProvider("alicloud", "looked-up");
    expect(() => VpnTunnel.get("lookup", "vco-8:tun-8", {}, { provider })).toThrow('cannot take the option "provider"');
  });

  it("is an error of the program that names the resource, on one line", () => {
    const thrown = ((): unknown => {
      try {
        return new VpnTunnel("import", args, { import: "vco-8:tun-8" });
      } catch (error) {
        return error;
      }
    })();
    expect(pulumi.RunError.isInstance(thrown)).toBe(true);
    expect(String(Object(thrown).stack)).toMatch(/^VpnTunnel "import" cannot take[^\n]+$/u);
  });

  it("leaves nothing registered", () => {
    const names = registered.map(({ name }) => name);
    for (const name of ["account", "import", "times", "lookup"]) expect(names).not.toContain(name);
  });
});

describe("a provider that a component hands down", () => {
  const args = { vpnConnectionId: "vco-13", role: "master" } as const;
  const component = (name: string, provider?: pulumi.ProviderResource): pulumi.ComponentResource =>
    new pulumi.ComponentResource("test:index:Site", name, {}, provider ? { providers: [provider] } : {});

  it("is refused where the tunnel names no account or region of its own", () => {
    const parent = component("site", new AlicloudProvider("alicloud", "handed-down"));
    expect(() => new VpnTunnel("inside", args, { parent })).toThrow(
      /VpnTunnel "inside" is inside a component that has an alicloud provider.*declare profile, assumeRole or regionId/u,
    );
    expect(() => VpnTunnel.get("inside", "vco-13:tun-13", {}, { parent })).toThrow("inside a component");
    expect(registered.map(({ name }) => name)).not.toContain("inside");
  });

  it.each([
    ["a profile", { profile: "production" }],
    ["a role", { assumeRole: { roleArn: "acs:ram::1:role/x" } }],
    ["a region", { regionId: "cn-beijing" }],
  ])("is no obstacle where the tunnel names %s", async (which, own) => {
    const parent = component(`site with ${which}`, new AlicloudProvider("alicloud", `beside ${which}`));
    const tunnel = new VpnTunnel(`with ${which}`, { ...args, ...own }, { parent });
    expect((await registration(tunnel, `with ${which}`)).inputs).toMatchObject(own);
  });

  it("is no obstacle where it is another one, or there is none", async () => {
    class OtherProvider extends pulumi.ProviderResource {}
    for (const [name, provider] of [
      ["none", undefined],
      ["other", new OtherProvider("aws", "aws")],
    ] as const) {
      const tunnel = new VpnTunnel(`beside ${name}`, args, { parent: component(`site beside ${name}`, provider) });
      await expect(registration(tunnel, `beside ${name}`)).resolves.toBeDefined();
    }
  });
});

describe("options that Pulumi is given", () => {
  const args = { vpnConnectionId: "vco-15", role: "master" } as const;

  it("ignore changes of the key under both of its names", async () => {
    const { options } = await withOptions(
      (opts) => new VpnTunnel("ignoring", args, { ...opts, ignoreChanges: ["tunnelIkeConfig.psk"] }),
    );
    expect(options.ignoreChanges).toEqual(["tunnelIkeConfig.psk", "preSharedKey"]);
  });

  it("end one resource before the next begins where values are to be put back, unless the program says otherwise", async () => {
    const orderWith = async (name: string, more: object, opts: pulumi.CustomResourceOptions = {}): Promise<unknown> => {
      const { options } = await withOptions(
        (others) => new VpnTunnel(`order ${name}`, { ...args, ...more }, { ...others, ...opts }),
      );
      return options.deleteBeforeReplace;
    };
    expect(await orderWith("restoring", { onDestroy: "restore" })).toBe(true);
    expect(await orderWith("keeping", { onDestroy: "keep" })).toBeUndefined();
    expect(await orderWith("keeping, first", {}, { deleteBeforeReplace: true })).toBe(true);
    const warn = jest.spyOn(console, "warn").mockReturnValue();
    expect(await orderWith("restoring, after", { onDestroy: "restore" }, { deleteBeforeReplace: false })).toBe(false);
    expect(warn.mock.calls.join()).toMatch(/VpnTunnel "order restoring, after": .* forgets what was found/u);
    warn.mockRestore();
  });
});

const ignored = (...paths: string[]): readonly string[] | undefined => withStoredNames(paths, SECRET_INPUTS);

describe("changes that a program wants ignored", () => {
  it.each(["tunnelIkeConfig.psk", 'tunnelIkeConfig["psk"]', "tunnelIkeConfig", "tunnelIkeConfig.*"])(
    "cover the key under its own name where %s does",
    (path) => expect(ignored("enableDpd", path)).toEqual(["enableDpd", path, "preSharedKey"]),
  );

  it("do not cover the key where other values of its group are meant", () => {
    for (const paths of [["tunnelIkeConfig.ikePfs"], ["tunnelIpsecConfig"], ["tunnelIkeConfig.pskFrom"], []])
      expect(ignored(...paths)).toEqual(paths);
  });
});
