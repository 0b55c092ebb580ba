// Corrections by the engine: only what is safe, only where it was asked for, and never what is a secret.
import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import {
  ALL_RULES,
  dpdEnabled,
  ikeIntegrity,
  ikeLifetime,
  ipsecEncryption,
  ipsecLifetime,
  upgradeCrypto,
} from "../../policies/rules";
import type { Rule } from "../../policies/index";
import {
  STRONG_PSK,
  attachment,
  dualConnection,
  goodIke,
  goodIpsec,
  observed,
  tunnelOption,
  vpnTunnel,
} from "./fixtures";
import type { Props } from "./fixtures";
import { NAMED_FORMS, inForm } from "./forms";
import { pair } from "./pairs";
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { remediate, secret } from "./rpc";

const correcting = (rule: Rule, defaults: object = {}) =>
  toPolicy(rule, { level: "remediate", defaults: { correct: true, ...defaults } });
const sent = ({ type, name = "resource", props }: GivenResource) => ({ type, name, props });
const tunnel = (changes: Props) => sent(vpnTunnel(changes));
/** Everything is wrong that a rule could correct. */
const WRONG: Props = {
  enableDpd: false,
  enableNatTraversal: false,
  preSharedKey: secret(STRONG_PSK),
  tunnelIkeConfig: goodIke({ ikeAuthAlg: "sha1", ikeEncAlg: "des", ikePfs: "group2", ikeLifetime: 86_400 }),
  tunnelIpsecConfig: goodIpsec({
    ipsecEncAlg: "3des",
    ipsecAuthAlg: "md5",
    ipsecPfs: "disabled",
    ipsecLifetime: 86_399,
  }),
  tunnelBgpConfig: { localAsn: 45_104, tunnelCidr: "169.254.0.0/30", localBgpIp: "169.254.0.1" },
  observed: observed(),
};

describe('the level "remediate" for all rules', () => {
  it.each(NAMED_FORMS)("changes nothing of %s", async (_, form) => {
    const { policies } = createPack({ level: "remediate" });
    expect(await remediate(policies, sent(inForm(form, vpnTunnel(WRONG))))).toBeUndefined();
  });

  it("changes only safe values where each rule may correct", async () => {
    const policies = ALL_RULES.filter(({ settings }) => "correct" in settings).map((rule) => correcting(rule));
    expect(policies.map(({ name }) => name.replace("alicloud-vpn-tunnel-", ""))).toEqual([
      "ike-encryption",
      "ike-integrity",
      "ike-lifetime",
      "ipsec-encryption",
      "ipsec-integrity",
      "ipsec-lifetime",
      "dpd-enabled",
    ]);
    const after = await remediate(policies, tunnel(WRONG));
    expect(after).toEqual({
      ...JSON.parse(JSON.stringify(tunnel(WRONG).props)),
      enableDpd: true,
      // What the live tunnel has, and not the strongest that there is.
      tunnelIkeConfig: goodIke({ ikeAuthAlg: "sha256", ikeEncAlg: "aes256", ikePfs: "group2", ikeLifetime: 86_400 }),
      tunnelIpsecConfig: goodIpsec({ ipsecPfs: "disabled", ipsecLifetime: 28_800 }),
    });
  });
});

describe("a correction", () => {
  const both = [correcting(dpdEnabled), correcting(ipsecLifetime), correcting(ikeIntegrity)];

  it.each([
    [
      "a connection",
      dualConnection({
        tunnelOptionsSpecifications: [
          tunnelOption({ enableDpd: false, tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }) }),
        ],
      }),
    ],
    ["an attachment", attachment({ enableDpd: false, ipsecConfig: goodIpsec({ ipsecLifetime: 86_400 }) })],
  ])("never touches %s of @pulumi/alicloud, which sends both tunnels at once", async (_, resource) => {
    expect(await remediate(both, sent(resource))).toBeUndefined();
  });

  it("sets an algorithm to the value in force: live sha256, declared sha1", async () => {
    const declared = { tunnelIkeConfig: goodIke({ ikeAuthAlg: "sha1" }) };
    const after = await remediate([correcting(ikeIntegrity)], tunnel(declared));
    expect(after).toMatchObject({ tunnelIkeConfig: { ikeAuthAlg: "sha256" } });
    // The live tunnel is as weak, or nobody has looked at it: the peer device would have to change as well.
    for (const tunnelIkeConfig of [goodIke({ ikeAuthAlg: "sha1" }), goodIke({ ikeAuthAlg: undefined })])
      expect(
        await remediate([correcting(ikeIntegrity)], tunnel({ ...declared, observed: observed({ tunnelIkeConfig }) })),
      ).toBeUndefined();
  });

  it("leaves what a rule accepts, what is not declared and what is not known", async () => {
    const rules = [correcting(dpdEnabled), correcting(ipsecLifetime), correcting(ipsecEncryption)];
    expect(await remediate(rules, tunnel({}))).toBeUndefined();
    const undeclared = {
      enableDpd: undefined,
      tunnelIpsecConfig: {},
      observed: observed({ enableDpd: false, tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }) }),
    };
    expect(await remediate(rules, tunnel(undeclared))).toBeUndefined();
    expect(
      await remediate(rules, tunnel({ enableDpd: UNKNOWN, tunnelIpsecConfig: goodIpsec({ ipsecLifetime: UNKNOWN }) })),
    ).toBeUndefined();
  });

  it("keeps every secret, unknown value and internal key as it was", async () => {
    const given = tunnel({
      preSharedKey: secret(STRONG_PSK),
      enableDpd: false,
      tunnelIpsecConfig: secret(goodIpsec({ ipsecLifetime: 86_400 })),
      tunnelIkeConfig: goodIke({ ikeLifetime: 86_400 }),
      role: UNKNOWN,
      __provider: "stored",
    });
    // As long as phase 1: 86400 is not longer, and 28800 is shorter.
    expect(await remediate(both, given)).toMatchObject({
      preSharedKey: secret(STRONG_PSK),
      enableDpd: true,
      tunnelIpsecConfig: secret(goodIpsec({ ipsecLifetime: 28_800 })),
      role: UNKNOWN,
      __provider: "stored",
    });
  });

  it.each([
    ["with IKEv1, where the peer has to follow", goodIke({ ikeVersion: "ikev1", ikeLifetime: 86_400 })],
    ["where phase 1 is not longer than the bound", goodIke({ ikeLifetime: 28_800 })],
  ])("does not shorten phase 2 %s", async (_, tunnelIkeConfig) => {
    const given = tunnel({ tunnelIkeConfig, tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }) });
    expect(await remediate([correcting(ipsecLifetime)], given)).toBeUndefined();
  });

  it("shortens phase 2 before phase 1, and phase 1 only where phase 2 stays shorter", async () => {
    const long = tunnel({
      tunnelIkeConfig: goodIke({ ikeLifetime: 86_400 }),
      tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 43_200 }),
    });
    const bounds = (ike: number, ipsec: number) => ({
      level: "remediate" as const,
      overrides: {
        [ikeLifetime.name]: { max: ike, correct: true },
        [ipsecLifetime.name]: { max: ipsec, correct: true },
      },
    });
    const { policies } = createPack(bounds(28_800, 14_400));
    expect(await remediate(policies, long)).toMatchObject({
      tunnelIkeConfig: { ikeLifetime: 28_800 },
      tunnelIpsecConfig: { ipsecLifetime: 14_400 },
    });
    const equal = createPack(bounds(14_400, 14_400)).policies;
    expect(await remediate(equal, long)).toMatchObject({
      tunnelIkeConfig: { ikeLifetime: 86_400 },
      tunnelIpsecConfig: { ipsecLifetime: 14_400 },
    });
  });

  it("of a value that both tunnels of a pair share is made where it is right for both", async () => {
    const shared = { tunnelIpsecConfig: secret({ ipsecLifetime: 86_400 }), preSharedKey: secret(STRONG_PSK) };
    const modern = { tunnelIkeConfig: { ikeVersion: "ikev2", ikeLifetime: 86_400 } };
    const right = pair({ ...shared, master: modern, slave: modern });
    expect(await remediate([correcting(ipsecLifetime)], sent(right))).toMatchObject({
      tunnelIpsecConfig: secret({ ipsecLifetime: 28_800 }),
      preSharedKey: secret(STRONG_PSK),
    });
    const old = pair({
      ...shared,
      master: modern,
      slave: { tunnelIkeConfig: { ikeVersion: "ikev1", ikeLifetime: 86_400 } },
    });
    expect(await remediate([correcting(ipsecLifetime)], sent(old))).toBeUndefined();
  });
});

describe("the rule upgrade-crypto", () => {
  const weak = (changes: Props = {}): Props => ({
    tunnelIkeConfig: goodIke({ ikeEncAlg: "des", ikePfs: "group2", ...changes }),
    tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }),
    observed: observed({ tunnelIkeConfig: {}, tunnelIpsecConfig: {} }),
  });

  it("proposes the declaration and the change of the peer device, in words, and changes nothing", async () => {
    const { violations } = await run(toPolicy(upgradeCrypto), [vpnTunnel(weak())], { propose: true });
    expect(violations).toEqual([
      'hq-master: tunnel tun-a (master) of connection vco-1 "branch-office": Declare tunnelIkeConfig.ikeEncAlg: ' +
        '"aes256", tunnelIkeConfig.ikePfs: "group14", tunnelIpsecConfig.ipsecLifetime: 28800 to meet NIST SP ' +
        "800-77r1. On the peer device: encryption of IKE (phase 1) AES-256-CBC, the group of IKE (phase 1) group 14 " +
        "(MODP-2048). Change one tunnel, and the other when it carries traffic again.",
    ]);
    expect(upgradeCrypto).not.toHaveProperty("remediate");
    const policy = toPolicy(upgradeCrypto, { level: "remediate", defaults: { propose: true } });
    expect(await remediate([policy], tunnel(weak()))).toBeUndefined();
  });

  it("proposes what is in force, which the peer device has already", async () => {
    const declared = { tunnelIkeConfig: goodIke({ ikeAuthAlg: "sha1" }) };
    const { violations } = await run(toPolicy(upgradeCrypto), [vpnTunnel(declared)], { propose: true, strict: true });
    expect(violations).toEqual([
      expect.stringContaining(
        'Declare tunnelIkeConfig.ikeAuthAlg: "sha256" to meet NIST SP 800-77r1. Nothing changes on the peer',
      ),
    ]);
  });

  it("is silent unless it is asked to propose", async () => {
    expect((await run(toPolicy(upgradeCrypto), [vpnTunnel(weak())])).violations).toEqual([]);
  });
});
