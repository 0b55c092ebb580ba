import * as pulumi from "@pulumi/pulumi";
import { SECRET_PATHS } from "../../../sdk/generated/vpn-tunnel-args";
import { markSecrets } from "../../../sdk/secrets";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel.fields";

const KEY = "PlantedKey1";

/** The value of an output, and whether it is secret as a whole. */
async function seen(value: unknown): Promise<{ readonly value: unknown; readonly isSecret: boolean }> {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  const isSecret = await pulumi.isSecret(output);
  return new Promise((resolve) => pulumi.unsecret(output).apply((plain) => resolve({ value: plain, isSecret })));
}

/** A value inside a group, before Pulumi resolves the whole of it. */
async function inGroup(group: unknown, name: string): Promise<unknown> {
  const plain: unknown = pulumi.Output.isInstance(group) ? await new Promise((resolve) => group.apply(resolve)) : group;
  return typeof plain === "object" && plain !== null ? Object.entries(plain).find(([key]) => key === name)?.[1] : plain;
}

const groups: [string, unknown][] = [
  ["a plain key in a plain group", { psk: KEY, ikePfs: "group14" }],
  ["an output key in a plain group", { psk: pulumi.output(KEY), ikePfs: "group14" }],
  ["a promised key in a plain group", { psk: Promise.resolve(KEY), ikePfs: "group14" }],
  ["a secret key in a plain group", { psk: pulumi.secret(KEY), ikePfs: "group14" }],
  ["a group that is an output", pulumi.output({ psk: KEY, ikePfs: "group14" })],
  ["a group that is a promise", Promise.resolve({ psk: KEY, ikePfs: "group14" })],
  ["a promised group with an output key", Promise.resolve({ psk: pulumi.output(KEY), ikePfs: "group14" })],
  ["a group that is an output of a promise", pulumi.output(Promise.resolve({ psk: KEY, ikePfs: "group14" }))],
];

describe("markSecrets", () => {
  it("is told the paths of the table", () => {
    expect(SECRET_PATHS).toEqual(vpnTunnelTable.fields.filter((field) => field.secret).map((field) => field.path));
  });

  it.each(groups)("makes the key secret, and keeps its value: %s", async (_, group) => {
    const { tunnelIkeConfig } = markSecrets({ role: "master", tunnelIkeConfig: group }, SECRET_PATHS);
    expect(await seen(tunnelIkeConfig)).toEqual({ value: { psk: KEY, ikePfs: "group14" }, isSecret: true });
  });

  it.each(groups.slice(0, 4))("makes nothing else secret: %s", async (_, group) => {
    const { tunnelIkeConfig } = markSecrets({ tunnelIkeConfig: group }, SECRET_PATHS);
    expect(await seen(await inGroup(tunnelIkeConfig, "psk"))).toEqual({ value: KEY, isSecret: true });
    expect(await seen(await inGroup(tunnelIkeConfig, "ikePfs"))).toEqual({ value: "group14", isSecret: false });
  });

  it.each<[string, unknown]>([
    ["no group", undefined],
    ["a group that is null", null],
    ["a group without a key", { ikePfs: "group14" }],
    ["a group whose key is undefined", { psk: undefined, ikePfs: "group14" }],
    ["an output without a key", pulumi.output({ ikePfs: "group14" })],
    ["a list by mistake", [1]],
  ])("declares no key where there is none: %s", async (_, group) => {
    const { value, isSecret } = await seen(markSecrets({ tunnelIkeConfig: group }, SECRET_PATHS)["tunnelIkeConfig"]);
    expect(isSecret).toBe(false);
    expect(value).toEqual(await seen(group).then((each) => each.value));
  });

  it("leaves what the program passed as it was", () => {
    const args = { tunnelIkeConfig: { psk: KEY } };
    markSecrets(args, SECRET_PATHS);
    expect(args).toEqual({ tunnelIkeConfig: { psk: KEY } });
  });
});
