import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dayAfter, dayOf } from "../../../policies/subjects/calendar-day";
import { STRONG_PSK, dualConnection, goodIke, tunnelOption } from "../../../policies/testing";
import { runTool } from "./captured-run";
import { policyFiles } from "./policy-files";

// The lists of words that keys are judged by take a while to load.
jest.setTimeout(120_000);

const files = policyFiles();
afterAll(() => files.remove());

const secret = (more: object) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...more,
});
const disclosed = secret({ plaintext: JSON.stringify(STRONG_PSK) });
const UNIQUE = "alicloud-vpn-tunnel-psk-unique";

/** The export of a stack with one connection. */
function stack(name: string, psk: unknown, ike: object = {}, connection: object = {}): string {
  const options = (["master", "slave"] as const).map((role, index) =>
    tunnelOption({
      role,
      customerGatewayId: `cgw-${name}`,
      tunnelIkeConfig: goodIke({ psk, ...(index === 1 ? ike : {}) }),
      tunnelBgpConfig: undefined,
    }),
  );
  const { type, props } = dualConnection({
    id: `vco-${name}`,
    vpnGatewayId: `vpn-${name}`,
    tunnelOptionsSpecifications: options,
    ...connection,
  });
  const urn = `urn:pulumi:${name}::net::${type}::hq`;
  return files.write(`${name}.json`, { version: 3, deployment: { resources: [{ urn, type, outputs: props }] } });
}

const estate = (...args: readonly string[]) => runTool(["policy-estate", ...args]);
const dataOf = async (...args: readonly string[]) => {
  const { code, out } = await estate(...args, "--format", "json");
  expect(out).not.toContain(STRONG_PSK);
  const data: {
    readonly findings: readonly { readonly rule: string; readonly message: string; readonly exemption?: object }[];
    readonly notCompared: readonly { readonly rule: string }[];
    readonly weakest: readonly { readonly gateway: string; readonly tunnel: string }[];
  } = JSON.parse(out);
  return { code, ...data };
};

describe("policy-estate", () => {
  it("finds one key in two stacks that are in order alone, and names both without the key", async () => {
    const [one, other] = [stack("one", disclosed), stack("other", disclosed)];
    expect(await dataOf(one)).toMatchObject({ code: 0, findings: [] });
    const { code, findings } = await dataOf(one, other);
    expect(code).toBe(1);
    expect(findings.map(({ rule }) => rule)).toEqual([UNIQUE]);
    expect(findings[0]?.message).toContain("hq (net/one)");
    expect(findings[0]?.message).toContain("hq (net/other)");
    expect((await estate(one, other)).out).toMatch(
      new RegExp(`mandatory +net/one +${UNIQUE} +hq \\(net/one\\): `, "u"),
    );
  });

  it("does not compare keys that an export hides, and says so", async () => {
    const hidden = secret({ ciphertext: "v1:abc" });
    const { code, findings, notCompared } = await dataOf(stack("one", hidden), stack("other", hidden));
    expect({ code, findings }).toEqual({ code: 0, findings: [] });
    expect(notCompared.map(({ rule }) => rule)).toContain(UNIQUE);
  });

  it("finds peers of one gateway with the same networks", async () => {
    const [one, other] = ["one", "other"].map((name) => stack(name, disclosed, {}, { vpnGatewayId: "vpn-shared" }));
    const { findings } = await dataOf(String(one), String(other));
    expect(findings.map(({ rule }) => rule)).toContain("alicloud-vpn-connection-peer-overlap");
  });

  it("finds inside addresses that two stacks have on one gateway", async () => {
    const bgp = { tunnelBgpConfig: { localAsn: 65_010, localBgpIp: "169.254.11.1", tunnelCidr: "169.254.11.0/30" } };
    const shared = { vpnGatewayId: "vpn-shared", tunnelOptionsSpecifications: [tunnelOption(bgp)] };
    const { code, findings } = await dataOf(stack("one", "", {}, shared), stack("other", "", {}, shared));
    expect(code).toBe(1);
    expect(findings.map(({ rule }) => rule)).toContain("alicloud-vpn-tunnel-bgp-cidr-unique");
  });

  it("names the weakest tunnel of each gateway", async () => {
    const { weakest } = await dataOf(stack("one", disclosed, { ikeEncAlg: "des" }));
    expect(weakest).toMatchObject([{ gateway: "vpn-one", stack: "net/one", tunnel: "hq: tunnel 2 (slave)" }]);
  });

  it("sets findings aside by the names that resources have in their stacks, and lists the exemptions", async () => {
    const exemption = { resource: "hq", reason: "old", owner: "net team", until: dayAfter(dayOf(new Date()), 90) };
    const config = files.write("config.json", { [UNIQUE]: { exempt: [exemption] } });
    const both = [stack("one", disclosed), stack("other", disclosed), "--config", config];
    const { code, findings } = await dataOf(...both);
    expect(code).toBe(0);
    expect(findings).toMatchObject([{ rule: UNIQUE, exemption }]);
    expect((await estate(...both)).out).toMatch(/hq +alicloud-vpn-tunnel-psk-unique +\S+ +holds +2 +net team/u);
  });

  it("judges what Pulumi really exported", async () => {
    const real = join(__dirname, "../../engine/fixtures/states/0.1.0.json");
    const twin = files.write(
      "twin.json",
      readFileSync(real, "utf8").replaceAll("urn:pulumi:dev::", "urn:pulumi:prod::"),
    );
    const { out } = await estate(real, twin);
    expect(out).toContain("6 resources of 2 stacks");
    // Version 0.1.0 stored no VPN gateway.
    expect(out).toContain("alicloud-vpn-tunnel-bgp-cidr-unique: the connection's vpnGatewayId");
  });

  it.each([
    [[], /<export> is missing/u],
    [[files.write("list.json", [])], /is no exported stack/u],
    [[stack("one", ""), stack("one", "")], /are both of the stack net\/one; give each stack once/u],
    [[stack("one", ""), "--config", files.write("text.json", '"text"')], /is no configuration file/u],
  ])("%j is a mistake of the command line", async (args, message) => {
    expect(await estate(...args)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});
