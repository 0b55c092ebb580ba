import { CIDR_RULES } from "../../policies/rules";
import { toPolicy } from "../../policies/assembly/to-policy";
import { attachment, dualConnection, goodBgp, observed, tunnelOption, vpnTunnel } from "./fixtures";
import { NAMED_FORMS, inForm } from "./forms";
import { UNKNOWN, UNKNOWN_ARRAY, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const policy = (name: string) => {
  const rule = CIDR_RULES.find((one) => one.name === `alicloud-vpn-${name}`);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return toPolicy(rule);
};

/** The same selectors on each resource. */
function everywhere(
  local: readonly string[],
  remote: readonly string[],
): readonly (readonly [string, GivenResource])[] {
  return [
    ["a connection", dualConnection({ localSubnets: local, remoteSubnets: remote })],
    ["an attachment", attachment({ localSubnet: local.join(","), remoteSubnet: remote.join(", ") })],
    ...NAMED_FORMS.map(
      ([name, form]) =>
        [
          `the connection of ${name}`,
          inForm(form, vpnTunnel({ observed: observed({ localSubnets: local, remoteSubnets: remote }) })),
        ] as const,
    ),
  ];
}

const LOCAL = ["10.0.0.0/16"];
const ANY = ["0.0.0.0/0"];

describe.each([
  ["connection-selectors-canonical", LOCAL, ["192.168.0.0/24", "192.168.1.0/24"], []],
  ["connection-selectors-canonical", LOCAL, ["010.0.0.0/8"], ["octal"]],
  ["connection-selectors-canonical", LOCAL, ["10/8"], ["four numbers"]],
  ["connection-selectors-canonical", LOCAL, ["2001:db8::/32"], ["looks like IPv6, and only IPv4 is possible"]],
  ["connection-selectors-canonical", LOCAL, ["192.168.0.1/24"], ["the block is 192.168.0.0/24"]],
  ["connection-selectors-canonical", LOCAL, ["0.0.0.0/00"], ["leading zeros"]],
  ["connection-selectors-canonical", LOCAL, ["192.168.0.0/24", "192.168.0.0/24"], ["twice"]],
  ["connection-selectors-canonical", ["x"], ["y"], ["local", "remote"]],
  ["connection-any-selector", LOCAL, ["192.168.0.0/24"], []],
  ["connection-any-selector", ANY, ANY, []],
  ["connection-any-selector", LOCAL, ANY, ["remote"]],
  ["connection-any-selector", ANY, LOCAL, ["local"]],
  [
    "connection-any-selector",
    LOCAL,
    ["0.0.0.0/1", "128.0.0.0/1"],
    ["0.0.0.0/1 + 128.0.0.0/1, which together are 0.0.0.0/0"],
  ],
  ["connection-any-selector", LOCAL, ["128.0.0.0/1", "64.0.0.0/2", "0.0.0.0/2"], ["together are"]],
  ["connection-any-selector", LOCAL, ["10.0.0.0/0"], ["all addresses"]],
  ["connection-any-selector", ["0.0.0.0/0", "10.0.0.0/8"], ANY, ["local", "remote"]],
  ["connection-remote-cidrs", LOCAL, ["192.168.0.0/24", "172.16.0.0/12"], []],
  ["connection-remote-cidrs", ANY, ANY, []],
  ["connection-remote-cidrs", LOCAL, ["8.8.8.0/24"], ["8.8.8.0/24; allowed: rfc1918"]],
  ["connection-remote-cidrs", LOCAL, ["10.0.0.0/7"], ["allowed: rfc1918", "from /8 to /32"]],
  ["connection-remote-cidrs", LOCAL, ["0.0.0.0/1", "128.0.0.0/1"], ["rfc1918", "/8", "rfc1918", "/8"]],
  ["connection-remote-cidrs", LOCAL, ["172.0.0.0/11"], ["rfc1918"]],
  ["connection-remote-cidrs", LOCAL, ["010.0.0.0/8"], ["cannot be read"]],
  ["connection-remote-cidrs", ["8.8.8.0/24"], ["10.0.0.0/8"], []],
  ["connection-local-cidrs", ["8.8.8.0/24"], ["10.0.0.0/8"], ["local"]],
  ["connection-local-cidrs", LOCAL, ["8.8.8.0/24"], []],
  ["connection-special-purpose-cidrs", LOCAL, ["192.168.0.0/24"], []],
  ["connection-special-purpose-cidrs", ANY, ANY, []],
  ["connection-special-purpose-cidrs", LOCAL, ["100.100.0.0/16"], ["100.64.0.0/10, shared address space"]],
  ["connection-special-purpose-cidrs", LOCAL, ["224.0.0.0/8", "127.0.0.1/32"], ["multicast", "loopback"]],
  ["connection-special-purpose-cidrs", ["0.0.0.0/1"], LOCAL, ["loopback"]],
  ["connection-special-purpose-cidrs", LOCAL, ["192.0.0.0/25"], ["192.0.0.0/24, IETF protocol assignments"]],
  ["connection-special-purpose-cidrs", LOCAL, ["192.88.99.0/24"], ["6to4 relay anycast"]],
] as const)("%s: %j to %j", (name, local, remote, expected) => {
  it.each(everywhere(local, remote))(`gives ${expected.length} violations on %s`, async (_what, resource) => {
    const { violations } = await run(policy(name), [resource]);
    expect(violations).toEqual(expected.map((text) => expect.stringContaining(text)));
  });
});

describe("configuration", () => {
  it("knows sets with a name, and denies within what is allowed", async () => {
    const resource = dualConnection({ remoteSubnets: ["100.64.1.0/24", "10.5.0.0/16"] });
    const config = { allow: ["rfc1918", "rfc6598"], deny: ["10.5.1.0/24"] };
    const { violations } = await run(policy("connection-remote-cidrs"), [resource], config);
    expect(violations).toEqual([
      expect.stringContaining("10.5.0.0/16, which touches 10.5.1.0/24, denied by 10.5.1.0/24"),
    ]);
  });
  it("asks for longer prefixes", async () => {
    const { violations } = await run(policy("connection-remote-cidrs"), [dualConnection()], { minPrefixLength: 24 });
    expect(violations).toEqual([expect.stringContaining("192.168.0.0/20; allowed: prefixes from /24 to /32")]);
  });
  it.each([{ allow: ["rfc1819"] }, { allow: ["010.0.0.0/8"] }, { deny: ["10.0.0.1/8"] }, { minPrefixLength: 33 }])(
    "refuses %j",
    async (config) => {
      await expect(run(policy("connection-remote-cidrs"), [dualConnection()], config)).rejects.toThrow(
        "alicloud-vpn-connection-remote-cidrs",
      );
    },
  );
  it("allows the addresses of a partner within what is denied", async () => {
    const judge = async (block: string) =>
      (
        await run(policy("connection-special-purpose-cidrs"), [dualConnection({ remoteSubnets: [block] })], {
          except: ["100.64.0.0/16"],
        })
      ).violations.length;
    expect(await judge("100.64.8.0/24")).toBe(0);
    expect(await judge("100.65.0.0/24")).toBe(1);
    expect(await judge("100.64.0.0/15")).toBe(1);
    expect(await judge("127.0.0.0/24")).toBe(1);
  });
  it("can forbid destination routing mode", async () => {
    const resource = dualConnection({ localSubnets: ANY, remoteSubnets: ANY });
    const { violations } = await run(policy("connection-any-selector"), [resource], { allowRouteBased: false });
    expect(violations).toEqual([expect.stringContaining("both sides are 0.0.0.0/0")]);
  });
});

describe("unknown selectors", () => {
  it("are an advisory, and known ones next to them are judged", async () => {
    const resource = dualConnection({ localSubnets: UNKNOWN_ARRAY, remoteSubnets: ["8.8.8.0/24", UNKNOWN] });
    const { violations, advisory } = await run(policy("connection-remote-cidrs"), [resource]);
    expect(violations).toEqual([expect.stringContaining("8.8.8.0/24")]);
    expect(advisory).toContain("can't be known during preview");
  });
});

describe.each(NAMED_FORMS)("bgp-addressing of %s", (_, form) => {
  const judge = async (tunnelBgpConfig: object, config: object = {}) =>
    (await run(policy("tunnel-bgp-addressing"), form.of([vpnTunnel({ tunnelBgpConfig })]), config)).violations;

  it.each([
    [goodBgp(), []],
    [
      goodBgp({ tunnelCidr: "169.254.6.0/30", localBgpIp: "169.254.6.1" }),
      ["reserved block 169.254.6.0/30", "reserved block"],
    ],
    [goodBgp({ tunnelCidr: "169.254.11.0/29" }), ["must be a /30"]],
    [goodBgp({ tunnelCidr: "10.0.0.0/30", localBgpIp: "10.0.0.1" }), ["within 169.254.0.0/16", "169.254.0.0/16"]],
    [goodBgp({ localBgpIp: "169.254.11.3" }), ["must be 169.254.11.1 or 169.254.11.2"]],
  ])("%j", async (bgp, expected) => {
    expect(await judge(bgp)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });
  it("keeps tunnels within a team's own blocks", async () => {
    // The tunnels of a pair have a block each.
    const refused = /^a VpnTunnel\b/u.test(form.name) ? 1 : 2;
    expect(await judge(goodBgp(), { allow: ["169.254.32.0/19"] })).toEqual(
      Array.from({ length: refused }, () => expect.stringContaining("allowed: blocks within 169.254.32.0/19")),
    );
    expect(await judge(goodBgp(), { allow: ["169.254.0.0/20"] })).toEqual([]);
  });
  it("has nothing to say about a tunnel without BGP", async () => {
    const without = vpnTunnel({ tunnelBgpConfig: undefined, observed: observed({ tunnelBgpConfig: undefined }) });
    const { violations } = await run(policy("tunnel-bgp-addressing"), form.of([without]));
    expect(violations).toEqual([]);
  });
});

describe("bgp-addressing of a connection", () => {
  it("reports the tunnel that is wrong", async () => {
    const options = [
      tunnelOption(),
      tunnelOption({
        role: "slave",
        tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.0.0/30", localBgpIp: undefined }),
      }),
    ];
    const { violations } = await run(policy("tunnel-bgp-addressing"), [
      dualConnection({ tunnelOptionsSpecifications: options }),
    ]);
    expect(violations).toEqual([
      expect.stringContaining("hq: tunnel 2 (slave): tunnelOptionsSpecifications[1].tunnelBgpConfig.tunnelCidr"),
    ]);
  });
});
