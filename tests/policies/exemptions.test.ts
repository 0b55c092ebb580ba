import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import type { Exemption } from "../../policies/assembly/exemption";
import { upgradeCrypto } from "../../policies/rules";
import { STRONG_PSK, dualConnection, goodBgp, goodIke, goodIpsec, observed, tunnelOption, vpnTunnel } from "./fixtures";
import { SHARING, TUNNELS, inForm } from "./forms";
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { analyze, analyzeStack, remediate, urnOf } from "./rpc";

const ENCRYPTION = "alicloud-vpn-tunnel-ike-encryption";
const INTEGRITY = "alicloud-vpn-tunnel-ike-integrity";
const UNIQUE = "alicloud-vpn-tunnel-psk-unique";
const EXEMPTIONS = "alicloud-vpn-exemptions";

const now = (): Date => new Date("2026-06-15T12:00:00Z");
const encryption = (ikeEncAlg: unknown, name = "legacy-fr-1"): GivenResource =>
  vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg }) }, name);
const weak = encryption("des");

const exemption = (changes: Partial<Exemption> = {}): Exemption => ({
  resource: "legacy-*",
  reason: "device is replaced in June",
  until: "2026-08-30",
  ...changes,
});

function policyOf(options: PackOptions, name = ENCRYPTION) {
  const policy = createPack({ now, ...options }).policies.find((one) => one.name === name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return policy;
}

const judge = async (
  options: PackOptions,
  resources: readonly GivenResource[] = [weak],
  config: object = {},
  name = ENCRYPTION,
): Promise<readonly string[]> => (await run(policyOf(options, name), resources, config)).violations;

describe("an exemption", () => {
  it.each(["legacy-fr-1", "legacy-*", "urn:pulumi:dev::test::*::legacy-fr-1"])(
    "of %s holds until its last day",
    async (resource) => {
      expect(await judge({ exempt: [exemption({ resource })] })).toEqual([]);
      expect(await judge({ exempt: [exemption({ resource, until: "2026-06-15" })] })).toEqual([]);
      expect(await judge({ exempt: [exemption({ resource, until: "2026-06-14" })] })).toHaveLength(1);
    },
  );

  it.each(["legacy", "fr", "legacy-fr-10", "legacy.fr.1"])("is not of a part of a name: %s", async (resource) => {
    expect(await judge({ exempt: [exemption({ resource })] })).toHaveLength(1);
  });

  it("is from the rules, or the group, that it names", async () => {
    const other = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des", ikeAuthAlg: "md5" }) }, "legacy-fr-1");
    const both = async (changes: Partial<Exemption>) => [
      await judge({ exempt: [exemption(changes)] }, [other]),
      await judge({ exempt: [exemption(changes)] }, [other], {}, INTEGRITY),
    ];
    expect(await both({ rules: [ENCRYPTION] })).toEqual([[], [expect.stringContaining("md5")]]);
    expect(await both({ group: "algorithms" })).toEqual([[], []]);
    expect(await both({ group: "keys" })).toEqual([[expect.stringContaining("des")], [expect.any(String)]]);
    expect(await both({})).toEqual([[], []]);
  });

  it("of a value ends with the value", async () => {
    const options = { exempt: [exemption({ value: "3des" })] };
    expect(await judge(options, [encryption("3des")])).toEqual([]);
    expect(await judge(options, [encryption("des")])).toHaveLength(1);
    const lifetime = { exempt: [exemption({ value: 172_800 })], level: "mandatory" } as const;
    const longer = vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 172_800 }) }, "legacy-fr-1");
    expect(await judge(lifetime, [longer], {}, "alicloud-vpn-tunnel-ipsec-lifetime")).toEqual([]);
  });

  it("of a value is for the values of one resource, one by one", async () => {
    const options = [tunnelOption({ tunnelIkeConfig: goodIke({ ikeEncAlg: "3des" }) })];
    const mixed = [...options, tunnelOption({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) })];
    const connection = dualConnection({ tunnelOptionsSpecifications: mixed }, "legacy-hq");
    expect(await judge({ exempt: [exemption({ value: "3des" })] }, [connection])).toEqual([
      expect.stringContaining('[1].tunnelIkeConfig.ikeEncAlg is "des"'),
    ]);
  });

  it("as a whole leaves no doubt about a value that is not known yet; of a value, it does", async () => {
    const unknown = encryption(UNKNOWN);
    const advisory = async (changes: Partial<Exemption>) =>
      (await run(policyOf({ exempt: [exemption(changes)] }), [unknown])).advisory;
    expect(await advisory({})).toBeUndefined();
    expect(await advisory({ value: "3des" })).toContain("ikeEncAlg");
  });
});

describe("exemptions of pack, override and file", () => {
  const pack: PackOptions = {
    exempt: [exemption({ resource: "of-pack" })],
    overrides: { [ENCRYPTION]: { exempt: [exemption({ resource: "of-override" })] } },
  };
  const file = { exempt: [exemption({ resource: "of-file" })] };

  it.each(["of-pack", "of-override", "of-file"])("add up: %s", async (name) => {
    expect(await judge(pack, [encryption("des", name)], file)).toEqual([]);
    expect(await judge(pack, [encryption("des", "of-nobody")], file)).toHaveLength(1);
  });

  it("are in the pack's own list no default that a file would replace", () => {
    expect(policyOf(pack).configSchema?.properties["exempt"]).toMatchObject({ default: [] });
  });
});

describe("an exemption from a rule over a stack", () => {
  /** Two peers with one key. */
  const sharing = (names: readonly string[]): readonly GivenResource[] =>
    names.map((name, index) =>
      vpnTunnel(
        {
          vpnConnectionId: `vco-${index}`,
          preSharedKey: STRONG_PSK,
          tunnelBgpConfig: goodBgp({ tunnelCidr: `169.254.${20 + index}.0/30`, localBgpIp: `169.254.${20 + index}.1` }),
          observed: observed({ customerGatewayId: `cgw-${index}`, tunnelId: `tun-${index}` }),
        },
        name,
      ),
    );
  const urnsOf = async (resources: readonly GivenResource[], exempt: readonly Exemption[]) =>
    (await run(policyOf({ exempt }, UNIQUE), resources)).urns.map((urn) => urn?.split("::").at(-1));

  it.each([
    [TUNNELS.name, TUNNELS],
    [SHARING.name, SHARING],
  ])("leaves the finding of the other party: %s", async (_, form) => {
    const resources = form.of(sharing(["first", "legacy-1"]));
    expect(await urnsOf(resources, [])).toEqual(["first"]);
    expect(await urnsOf(resources, [exemption()])).toEqual(["first"]);
    expect(await urnsOf(resources, [exemption({ resource: "first" })])).toEqual(["legacy-1"]);
    expect(await urnsOf(resources, [exemption(), exemption({ resource: "first" })])).toEqual([]);
  });

  it("leaves those judged that would hide behind the exempt one", async () => {
    // inside addresses: the finding stands at the later resource, and names the first.
    const clash = ["a-first", "legacy-1", "second"].map((name, index) =>
      vpnTunnel({ vpnConnectionId: `vco-${index}`, tunnelId: `tun-${index}` }, name),
    );
    const rule = "alicloud-vpn-tunnel-bgp-cidr-unique";
    const judged = async (resource: string) =>
      (await run(policyOf({ exempt: [exemption({ resource })] }, rule), clash)).urns.map((urn) =>
        urn?.split("::").at(-1),
      );
    expect(await judged("nobody")).toEqual(["legacy-1", "second"]);
    expect(await judged("legacy-1")).toEqual(["second"]);
    expect(await judged("a-first")).toEqual(["legacy-1", "second"]);
  });
});

describe("remediation", () => {
  const upgrade = (exempt: readonly Exemption[]) =>
    policyOf({ exempt, overrides: { [upgradeCrypto.name]: "remediate" } }, upgradeCrypto.name);
  const sent = { ...weak, name: "legacy-fr-1" };

  it("touches no exempt value, also one that is exempt from another rule about the same", async () => {
    expect(await remediate([upgrade([])], sent)).toBeDefined();
    const exempt: readonly Partial<Exemption>[] = [
      {},
      { value: "des" },
      { rules: [ENCRYPTION], value: "des" },
      { group: "algorithms" },
    ];
    for (const changes of exempt) expect(await remediate([upgrade([exemption(changes)])], sent)).toBeUndefined();
    expect(await remediate([upgrade([exemption({ group: "keys" })])], sent)).toBeDefined();
    expect(await remediate([upgrade([exemption({ until: "2026-06-14" })])], sent)).toBeDefined();
  });
});

describe("the rule alicloud-vpn-exemptions", () => {
  /** All rules judge as the engine asks them: those over a resource first. */
  async function reported(options: PackOptions, resources: readonly GivenResource[]) {
    const { policies } = createPack({ now, level: "mandatory", ...options });
    const sent = resources.map(({ name = "resource", ...rest }) => ({ ...rest, name }));
    for (const resource of sent) await analyze(policies, resource);
    const { diagnostics } = await analyzeStack(policies, sent);
    return diagnostics.filter(({ policy }) => policy === EXEMPTIONS);
  }

  it("reports an exemption that has ended, once for all its rules, at a resource, and stops nothing", async () => {
    const fixed = vpnTunnel({}, "legacy-fr-1");
    const found = await reported({ exempt: [exemption({ until: "2026-06-14", owner: "net team", ticket: "NET-7" })] }, [
      fixed,
      vpnTunnel({}, "legacy-fr-2"),
    ]);
    expect(found).toEqual([
      {
        policy: EXEMPTIONS,
        level: "advisory",
        urn: urnOf({ ...fixed, name: "legacy-fr-1" }),
        message: expect.stringMatching(
          /legacy-fr-1: the exemption of legacy-\* from alicloud-vpn-\S+ and \d+ more \("device is replaced in June", net team, NET-7\) ended on 2026-06-14, so the rule judges again\./,
        ),
      },
    ]);
  });

  it.each([
    ["2026-06-14", ["ended on 2026-06-14"]],
    ["2026-06-15", ["ends on 2026-06-15, today."]],
    ["2026-06-16", ["ends on 2026-06-16, tomorrow."]],
    ["2026-07-15", ["ends on 2026-07-15, in 30 days. Fix the resource"]],
    ["2026-07-16", []],
  ])("reminds of the end in the last thirty days: %s", async (until, messages) => {
    for (const changes of [{}, { rules: [ENCRYPTION] }, { group: "algorithms" }] as const) {
      const found = await reported({ exempt: [exemption({ until, ...changes })] }, [weak]);
      expect(found.map((one) => one.message)).toEqual(messages.map((text) => expect.stringContaining(text)));
    }
  });

  it("learns what a configuration file and an override say", async () => {
    const ended = exemption({ until: "2026-06-14" });
    const options = { overrides: { [UNIQUE]: { exempt: [ended] } } };
    expect((await reported(options, [weak])).map(({ message }) => message)).toEqual([
      expect.stringContaining(`of legacy-* from ${UNIQUE} (`),
    ]);
    const { policies } = createPack({ now });
    const find = (name: string) => policies.filter((one) => one.name === name)[0]!;
    await run(find(ENCRYPTION), [weak], { exempt: [ended] });
    expect((await run(find(EXEMPTIONS), [weak])).violations).toEqual([expect.stringContaining(`from ${ENCRYPTION} (`)]);
  });

  it("says nothing about exemptions of other stacks, renewed ones, and those of another pack of the process", async () => {
    const ended = exemption({ until: "2026-06-14" });
    expect(await reported({ exempt: [ended] }, [vpnTunnel({}, "hq")])).toEqual([]);
    expect(await reported({ exempt: [ended, exemption()] }, [weak])).toEqual([]);
    expect(await reported({}, [weak])).toEqual([]);
    // A renewal for one value renews no exemption of the whole.
    expect(await reported({ exempt: [ended, exemption({ value: "3des" })] }, [weak])).toHaveLength(1);
  });

  it("can be switched off, and can have exemptions itself", async () => {
    const ended = exemption({ until: "2026-06-14" });
    const own = { [EXEMPTIONS]: { exempt: [exemption()] } };
    expect(await reported({ exempt: [ended], overrides: { [EXEMPTIONS]: "disabled" } }, [weak])).toEqual([]);
    expect(await reported({ exempt: [{ ...ended, rules: [ENCRYPTION] }], overrides: own }, [weak])).toEqual([]);
  });

  it("cuts what people write, as the engine refuses a large answer", async () => {
    const long = exemption({ reason: "r".repeat(5000), owner: "o".repeat(5000), until: "2026-06-14" });
    const [found] = await reported({ exempt: [long] }, [inForm(SHARING, weak)]);
    expect(found?.message.length).toBeLessThan(700);
  });
});
