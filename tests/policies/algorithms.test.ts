import { ALGORITHM_RULES } from "../../policies/rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../ipsec/algorithms";
import {
  attachment,
  dualConnection,
  goodIke,
  goodIpsec,
  observed,
  singleConnection,
  tunnelOption,
  vpnTunnel,
} from "./fixtures";
import type { Props } from "./fixtures";
import { NAMED_FORMS, inForm } from "./forms";
import { UNKNOWN, UNKNOWN_ARRAY, UNKNOWN_OBJECT, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const policy = (name: string) => {
  const rule = ALGORITHM_RULES.find((one) => one.name === `alicloud-vpn-tunnel-${name}`);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return toPolicy(rule);
};

const withIke = (changes: Props): Props => ({ tunnelIkeConfig: goodIke(changes) });
const withIpsec = (changes: Props): Props => ({ tunnelIpsecConfig: goodIpsec(changes) });

/** The same value, wherever a value can come from. */
function everywhere(
  block: "ike" | "ipsec",
  field: string,
  value: unknown,
): readonly (readonly [string, GivenResource])[] {
  const good = block === "ike" ? withIke : withIpsec;
  const inTunnel = good({ [field]: value });
  const single =
    block === "ike" ? { ikeConfig: goodIke({ [field]: value }) } : { ipsecConfig: goodIpsec({ [field]: value }) };
  return [
    ...NAMED_FORMS.flatMap(([name, form]) => [
      [`declared on ${name}`, inForm(form, vpnTunnel(inTunnel))] as const,
      [
        `observed by ${name}`,
        inForm(form, vpnTunnel({ ...good({ [field]: undefined }), observed: observed(inTunnel) })),
      ] as const,
    ]),
    [
      "on the second tunnel of a connection",
      dualConnection({ tunnelOptionsSpecifications: [tunnelOption(), tunnelOption(inTunnel)] }),
    ],
    ["at the top of a dual-tunnel connection", dualConnection(single)],
    ["on a single-tunnel connection", singleConnection(single)],
    ["on an attachment", attachment(single)],
  ];
}

describe.each([
  ["ike-version", "ike", "ikeVersion", IKE_VERSIONS, ["ikev2"]],
  ["ike-encryption", "ike", "ikeEncAlg", ENCRYPTION_ALGORITHMS, ["aes", "aes192", "aes256"]],
  ["ike-integrity", "ike", "ikeAuthAlg", INTEGRITY_ALGORITHMS, ["sha256", "sha384", "sha512"]],
  ["ike-dh-group", "ike", "ikePfs", IKE_DH_GROUPS, ["group14"]],
  ["ipsec-encryption", "ipsec", "ipsecEncAlg", ENCRYPTION_ALGORITHMS, ["aes", "aes192", "aes256"]],
  ["ipsec-integrity", "ipsec", "ipsecAuthAlg", INTEGRITY_ALGORITHMS, ["sha256", "sha384", "sha512"]],
  ["ipsec-pfs", "ipsec", "ipsecPfs", IPSEC_PFS_GROUPS, ["group14"]],
  ["ike-lifetime", "ike", "ikeLifetime", [0, 1, 3599, 3600, 86_400], [3600, 86_400]],
  ["ipsec-lifetime", "ipsec", "ipsecLifetime", [0, 1, 899, 900, 28_800, 28_801, 86_400], [900, 28_800]],
] as const)("the rule %s", (name, block, field, values, allowed: readonly (string | number)[]) => {
  describe.each(values.map((value) => [value, allowed.includes(value)] as const))("%s", (value, ok) => {
    it.each(everywhere(block, field, value))(`is ${ok ? "allowed" : "a violation"} %s`, async (_where, resource) => {
      const { violations } = await run(policy(name), [resource]);
      expect(violations).toHaveLength(ok ? 0 : 1);
      expect(
        violations.every(
          (message) => message.includes(field) && message.includes(String(value)) && message.includes("allowed: "),
        ),
      ).toBe(true);
    });
  });

  it("judges the default that the API fills in for a value that is not declared", async () => {
    const empty = { ikeConfig: {}, ipsecConfig: undefined };
    const options = { tunnelOptionsSpecifications: [{ role: "master" }] };
    // Encryption and the IKE lifetime are the only creation defaults that the rules accept.
    const expected = ["ike-encryption", "ipsec-encryption", "ike-lifetime"].includes(name) ? 0 : 1;
    for (const resource of [singleConnection(empty), dualConnection(options), attachment(empty)]) {
      const { violations } = await run(policy(name), [resource]);
      expect(violations).toHaveLength(expected);
      expect(violations.every((message) => message.includes("it is what the API fills in"))).toBe(true);
    }
  });

  const unknown: readonly (readonly [string, GivenResource])[] = [
    ...NAMED_FORMS.flatMap(([what, form]) => [
      [
        `the value of ${what}`,
        inForm(form, vpnTunnel(block === "ike" ? withIke({ [field]: UNKNOWN }) : withIpsec({ [field]: UNKNOWN }))),
      ] as const,
      [
        `the block of ${what}`,
        inForm(form, vpnTunnel({ tunnelIkeConfig: UNKNOWN_OBJECT, tunnelIpsecConfig: UNKNOWN_OBJECT })),
      ] as const,
    ]),
    ["one tunnel", dualConnection({ tunnelOptionsSpecifications: [UNKNOWN_OBJECT, tunnelOption()] })],
    ["the list of tunnels", dualConnection({ tunnelOptionsSpecifications: UNKNOWN_ARRAY })],
  ];
  it.each(unknown)("gives an advisory when this is not known: %s", async (_what, resource) => {
    const { violations, advisory } = await run(policy(name), [resource]);
    expect(violations).toEqual([]);
    expect(advisory).toContain("can't be known during preview");
  });

  it("allows the values that the configuration allows", async () => {
    const resource = vpnTunnel(block === "ike" ? withIke({ [field]: values[0] }) : withIpsec({ [field]: values[0] }));
    const config = name.endsWith("lifetime") ? { min: 1 } : { allowed: [values[0]] };
    const { violations } = await run(policy(name), [resource], config);
    // A lifetime of 0 is refused under every configuration.
    expect(violations).toHaveLength(name.endsWith("lifetime") ? 1 : 0);
  });

  it("refuses a configuration of the wrong kind, and names the rule", async () => {
    const config = name.endsWith("lifetime") ? { max: "a day" } : { allowed: "aes" };
    await expect(run(policy(name), [vpnTunnel()], config)).rejects.toThrow(
      `configuration of policy alicloud-vpn-tunnel-${name}`,
    );
  });
});

describe("the message of a rule about algorithms", () => {
  it("names the tunnel, the property, the value and its origin, the allowed values and the remedy", async () => {
    const resource = vpnTunnel({
      ...withIke({ ikeEncAlg: undefined }),
      observed: observed(withIke({ ikeEncAlg: "3des" })),
    });
    const { violations } = await run(policy("ike-encryption"), [resource]);
    expect(violations).toEqual([
      'hq-master: tunnel tun-a (master) of connection vco-1 "branch-office": tunnelIkeConfig.ikeEncAlg is "3des" ' +
        '(not declared; it is what is in force on the tunnel); allowed: "aes", "aes192", "aes256". ' +
        "Set tunnelIkeConfig.ikeEncAlg to one of these, and the same on the peer device.",
    ]);
  });

  it("reports a known weak value beside an unknown one", async () => {
    const options = [
      tunnelOption(withIke({ ikeEncAlg: UNKNOWN })),
      tunnelOption({ ...withIke({ ikeEncAlg: "des" }), role: "slave" }),
    ];
    const { violations, advisory } = await run(policy("ike-encryption"), [
      dualConnection({ tunnelOptionsSpecifications: options }),
    ]);
    expect(violations).toEqual([
      expect.stringContaining(
        'hq: tunnel 2 (slave): tunnelOptionsSpecifications[1].tunnelIkeConfig.ikeEncAlg is "des"',
      ),
    ]);
    expect(advisory).toContain("tunnelOptionsSpecifications.0.tunnelIkeConfig.ikeEncAlg");
  });
});

describe("the rule ike-aggressive-mode", () => {
  it.each([
    ["ikev1", "aggressive", 1],
    ["ikev1", "main", 0],
    ["ikev2", "aggressive", 0],
    ["ikev2", "main", 0],
  ])("%s with %s: %i violations", async (ikeVersion, ikeMode, count) => {
    const { violations } = await run(policy("ike-aggressive-mode"), [vpnTunnel(withIke({ ikeVersion, ikeMode }))]);
    expect(violations).toHaveLength(count);
  });
});

describe("the rule explicit-crypto", () => {
  it("names every undeclared value of a tunnel in one violation", async () => {
    const { violations } = await run(policy("explicit-crypto"), [
      vpnTunnel({ tunnelIkeConfig: { ikeVersion: "ikev2" } }),
    ]);
    expect(violations).toEqual([
      expect.stringContaining("not declared: tunnelIkeConfig.ikeEncAlg, tunnelIkeConfig.ikeAuthAlg, "),
    ]);
  });
  it("asks only for the fields in its configuration", async () => {
    const { violations } = await run(policy("explicit-crypto"), [vpnTunnel({ tunnelIkeConfig: {} })], {
      fields: ["ikeEncAlg"],
    });
    expect(violations).toEqual([expect.stringMatching(/not declared: tunnelIkeConfig.ikeEncAlg\. /)]);
  });
});
