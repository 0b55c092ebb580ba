import * as pulumi from "@pulumi/pulumi";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { SECRET_INPUTS } from "../../../sdk/generated/vpn-tunnel-args";
import { registrationOf } from "../../../sdk/secrets";

const KEY = "PlantedKey1";

interface Seen {
  readonly value: unknown;
  readonly isSecret: boolean;
}

/** What a value resolves to, and whether it is secret as a whole. */
async function seen(value: unknown): Promise<Seen> {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  const isSecret = await pulumi.isSecret(output);
  return new Promise((resolve) => pulumi.unsecret(output).apply((plain) => resolve({ value: plain, isSecret })));
}

const registered = (args: object): Record<string, unknown> => registrationOf(args, SECRET_INPUTS).inputs;

async function secretPathsOf(args: object): Promise<unknown> {
  const { secretPaths } = registrationOf(args, SECRET_INPUTS);
  return (await seen(secretPaths)).value;
}

const plainGroups: [string, unknown][] = [
  ["a plain key in a plain group", { psk: KEY, ikePfs: "group14" }],
  ["an output key in a plain group", { psk: pulumi.output(KEY), ikePfs: "group14" }],
  ["a promised key in a plain group", { psk: Promise.resolve(KEY), ikePfs: "group14" }],
  ["a secret key in a plain group", { psk: pulumi.secret(KEY), ikePfs: "group14" }],
  ["a group that is an output", pulumi.output({ psk: KEY, ikePfs: "group14" })],
  ["a group that is a promise", Promise.resolve({ psk: KEY, ikePfs: "group14" })],
  ["a promised group with an output key", Promise.resolve({ psk: pulumi.output(KEY), ikePfs: "group14" })],
  ["a group that is an output of a promise", pulumi.output(Promise.resolve({ psk: KEY, ikePfs: "group14" }))],
];
const secretGroups: [string, unknown][] = [
  ["a group that is secret", pulumi.secret({ psk: KEY, ikePfs: "group14" })],
  ["an output group with a secret key", pulumi.output({ psk: pulumi.secret(KEY), ikePfs: "group14" })],
  ["a promised group with a secret key", Promise.resolve({ psk: pulumi.secret(KEY), ikePfs: "group14" })],
];

describe("the key that a program declares", () => {
  it("is the only secret of the table, and registered under the name that the table stores it under", () => {
    const secrets = vpnTunnelTable.fields.filter((field) => field.secret);
    expect(SECRET_INPUTS).toEqual(Object.fromEntries(secrets.map(({ path, storedAs }) => [path, storedAs])));
  });

  it.each([...plainGroups, ...secretGroups])("is registered apart, as a secret: %s", async (_, group) => {
    const { preSharedKey, tunnelIkeConfig, role } = registered({ role: "master", tunnelIkeConfig: group });
    expect(await seen(preSharedKey)).toEqual({ value: KEY, isSecret: true });
    expect((await seen(tunnelIkeConfig)).value).toEqual({ ikePfs: "group14" });
    expect(role).toBe("master");
  });

  it.each(plainGroups)("makes nothing else of its group secret: %s", async (_, group) => {
    expect((await seen(registered({ tunnelIkeConfig: group })["tunnelIkeConfig"])).isSecret).toBe(false);
  });

  it.each(secretGroups)("leaves a group secret where the program made it so: %s", async (_, group) => {
    expect((await seen(registered({ tunnelIkeConfig: group })["tunnelIkeConfig"])).isSecret).toBe(true);
    expect(await secretPathsOf({ tunnelIkeConfig: group })).toEqual(["tunnelIkeConfig"]);
  });

  it.each<[string, unknown]>([
    ["no group", undefined],
    ["a group that is null", null],
    ["a group without a key", { ikePfs: "group14" }],
    ["a group whose key is undefined", { psk: undefined, ikePfs: "group14" }],
    ["a group whose key is null", { psk: null, ikePfs: "group14" }],
    ["a list by mistake", [1]],
    ["a text by mistake", "group14"],
    ["an output without a key", pulumi.output({ ikePfs: "group14" })],
    ["an output that is undefined", pulumi.output(undefined)],
  ])("is none where the program declares none: %s", async (_, group) => {
    const { preSharedKey, tunnelIkeConfig } = registered({ tunnelIkeConfig: group });
    // Whether an output has a key is known only when it resolves; the provider takes a secret nothing for no key.
    expect((await seen(preSharedKey)).value).toBeUndefined();
    expect(await seen(tunnelIkeConfig)).toEqual(await seen(group));
  });

  it("leaves what the program passed as it was", () => {
    const args = { tunnelIkeConfig: { psk: KEY } };
    registered(args);
    expect(args).toEqual({ tunnelIkeConfig: { psk: KEY } });
  });
});

describe("what the program calls secret", () => {
  it("is nothing, and no input at all, where all is plain", () => {
    const args = { vpnConnectionId: "vco-1", tunnelIkeConfig: { psk: KEY, localId: "x" }, list: [pulumi.secret("x")] };
    expect(registrationOf(args, SECRET_INPUTS).secretPaths).toBeUndefined();
  });

  it("is nothing where outputs and promises are not secret", async () => {
    const args = {
      vpnConnectionId: pulumi.output("vco-1"),
      role: Promise.resolve("master"),
      tunnelIkeConfig: { localId: pulumi.output("x") },
      tunnelBgpConfig: pulumi.output({ localAsn: 1 }),
    };
    expect(await secretPathsOf(args)).toBeUndefined();
  });

  it("is each secret value by its path, in order, at any depth; a group that is secret stands for all in it", async () => {
    const args = {
      tunnelIkeConfig: { localId: pulumi.secret("x"), ikePfs: "group14", pskFrom: { env: pulumi.secret("X") } },
      customerGatewayId: pulumi.output(Promise.resolve(pulumi.secret("cgw-1"))),
      tunnelBgpConfig: pulumi.output({ localAsn: pulumi.secret(1) }),
      enableDpd: true,
    };
    expect(await secretPathsOf(args)).toEqual([
      "customerGatewayId",
      "tunnelBgpConfig",
      "tunnelIkeConfig.localId",
      "tunnelIkeConfig.pskFrom.env",
    ]);
  });

  it("is not the key, which is secret whatever the program says", async () => {
    expect(registrationOf({ tunnelIkeConfig: { psk: pulumi.secret(KEY) } }, SECRET_INPUTS).secretPaths).toBeUndefined();
    const args = { tunnelIkeConfig: { psk: pulumi.secret(KEY), localId: pulumi.secret("x") } };
    expect(await secretPathsOf(args)).toEqual(["tunnelIkeConfig.localId"]);
  });

  it("is told in clear: a path is no secret", async () => {
    const { secretPaths } = registrationOf({ customerGatewayId: pulumi.secret("cgw-1") }, SECRET_INPUTS);
    expect(await seen(secretPaths)).toEqual({ value: ["customerGatewayId"], isSecret: false });
  });
});
