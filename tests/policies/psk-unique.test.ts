import { toPolicy } from "../../policies/assembly/to-policy";
import { pskUnique } from "../../policies/rules";
import { OTHER_PSK, STRONG_PSK, dualConnection, observed, tunnelOption, vpnTunnel } from "./fixtures";
import { ALIKE } from "./forms";
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { SAME_PEER, tunnels, withPsk } from "./two-peers";

describe.each(ALIKE)("the rule psk-unique over %s", (_name, form) => {
  const judge = (resources: readonly GivenResource[], config: object = {}) =>
    run(toPolicy(pskUnique), form.of(resources), config);

  it("reports a key that two peers share, once, and shows none of it", async () => {
    const { violations, urns } = await judge(tunnels({}, withPsk(STRONG_PSK)));
    expect(violations).toEqual([
      expect.stringMatching(/^first: .*psk \(not shown\) is also the key of second: .*: 2 peers have this key\. Give /),
    ]);
    expect(urns.map((urn) => urn?.split("::").at(-1))).toEqual(["first"]);
    expect(violations.join("\n")).not.toContain(STRONG_PSK.slice(0, 4));
  });

  it("accepts different keys, and one key for one peer unless told otherwise", async () => {
    expect((await judge(tunnels({}, withPsk(OTHER_PSK)))).violations).toEqual([]);
    const onePeer = tunnels({}, withPsk(STRONG_PSK, { observed: SAME_PEER }));
    expect((await judge(onePeer)).violations).toEqual([]);
    expect((await judge(onePeer, { exemptSameCustomerGateway: false })).violations).toHaveLength(1);
  });

  it("has one finding for a key of many peers, which names a few, as the engine takes no answer of 4 MiB", async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      vpnTunnel(
        { vpnConnectionId: `vco-${index}`, observed: observed({ customerGatewayId: `cgw-${index}` }) },
        `site-${String(index).padStart(3, "0")}`,
      ),
    );
    const { violations } = await judge(many);
    expect(violations).toEqual([
      expect.stringMatching(/ is also the key of site-001: .*; site-003: [^;]*; and 196 more: 200 peers have this key/),
    ]);
    expect(violations.join().length).toBeLessThan(600);
  });

  it("has a finding for each key that peers share", async () => {
    const [first, second] = tunnels({}, withPsk(STRONG_PSK));
    const others = ["vco-3", "vco-4"].map((id) =>
      vpnTunnel({ vpnConnectionId: id, preSharedKey: OTHER_PSK, observed: observed({ customerGatewayId: id }) }, id),
    );
    const { violations } = await judge([first, second, ...others].flatMap((one) => (one === undefined ? [] : [one])));
    expect(violations.map((message) => message.split(":")[0])).toEqual(["first", "vco-3"]);
  });

  it("accepts one key of the two tunnels of one connection, which may be two lines of one device", async () => {
    const options = [tunnelOption(), tunnelOption({ role: "slave", customerGatewayId: "cgw-9" })];
    const twoLines = [dualConnection({ tunnelOptionsSpecifications: options })];
    expect((await judge(twoLines)).violations).toEqual([]);
    expect((await judge(twoLines, { exemptSameConnection: false })).violations).toHaveLength(1);
    expect((await judge([dualConnection()], { exemptSameConnection: false })).violations).toEqual([]);
    // A second connection to the same device, by the same two lines.
    const again = dualConnection({ tunnelOptionsSpecifications: options }, "again");
    expect((await judge([...twoLines, again])).violations).toEqual([]);
  });

  it("compares a tunnel whose peer nobody has read neither way", async () => {
    const unread = vpnTunnel({ vpnConnectionId: "vco-7", observed: { notRead: "outage" } }, "unread");
    expect((await judge([...tunnels({}, withPsk(OTHER_PSK)), unread])).violations).toEqual([]);
    const { violations } = await judge([...tunnels({}, withPsk(STRONG_PSK)), unread]);
    expect(violations).toHaveLength(1);
    expect(violations.join()).not.toContain("unread");
  });

  it("gives an advisory if the peer of a tunnel is not known", async () => {
    const options = [tunnelOption({ customerGatewayId: UNKNOWN }), tunnelOption({ role: "slave" })];
    const result = await judge([dualConnection({ tunnelOptionsSpecifications: options })]);
    expect(result).toMatchObject({ violations: [], advisory: expect.stringContaining("customerGatewayId") });
  });

  it("cannot compare what is unknown, masked or not disclosed", async () => {
    const withBoth = async (psk: string, isAnalyze: boolean) =>
      (await run(toPolicy(pskUnique, { isAnalyze: () => isAnalyze }), form.of(tunnels(withPsk(psk), withPsk(psk)))))
        .violations;
    for (const psk of ["********", "[secret]"]) {
      expect(await withBoth(psk, true)).toEqual([]);
      // A program that says so has this key.
      expect(await withBoth(psk, false)).toHaveLength(1);
    }
    expect(await judge(tunnels({}, withPsk(UNKNOWN)))).toMatchObject({
      violations: [],
      advisory: expect.stringContaining("preSharedKey"),
    });
  });
});
