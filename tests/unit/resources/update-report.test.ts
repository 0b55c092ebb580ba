import type { Properties } from "../../../provider/core/property-tree";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { createTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { UNKNOWN } from "../core/arbitraries";
import { CONNECTION, connectionWire, SLAVE, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";
import { storedAndGivenBack } from "./stored-bags";
import { ID, identity, RENEGOTIATES, stored, told, UPDATING, worldWith } from "./told";

describe("the preview of an update", () => {
  it("has a line for each setting that changes, with the old and the new value, and what follows", async () => {
    const before = await stored({ enableDpd: true, enableNatTraversal: true });
    const settings = {
      enableDpd: false,
      enableNatTraversal: true,
      tunnelIkeConfig: { ikePfs: "group14", ikeMode: UNKNOWN },
    };
    expect(await told(before, settings)).toEqual({
      lines: [
        [
          UPDATING,
          "  enableDpd: true -> false",
          "  tunnelIkeConfig.ikePfs: group2 -> group14",
          RENEGOTIATES,
          "  1 already as declared, 1 not known yet",
        ].join("\n"),
      ],
      warnings: [],
      changes: "in inputs",
    });
  });

  it("says which tunnel it is and whether it is up: the other one, down, of a connection without a name", async () => {
    const world = [
      connectionWire({
        Name: "",
        TunnelOptionsSpecification: [tunnelWire(), slaveWire({ Status: "ike_sa_not_established" })],
      }),
    ];
    const news = { vpnConnectionId: CONNECTION, role: "slave", enableDpd: false };
    const ports = fakePorts(world);
    const { outs } = await createTunnel({ vpnConnectionId: CONNECTION, role: "slave" }, fakePorts(world));
    ports.previews.checked(news, "office", true);
    await diffTunnel(`${CONNECTION}:${SLAVE}`, storedAndGivenBack(outs), news, ports);
    expect(ports.lines[0]).toMatch(/^office: vco-bp1office slave \(tun-slave\), down now: this update/u);
  });

  it.each<[string, Properties, string]>([
    ["DPD", { enableDpd: false }, "may interrupt traffic: the API reference does not say whether this renegotiates"],
    ["phase 2", { tunnelIpsecConfig: { ipsecPfs: "group14" } }, "renegotiates: down until the device has the same"],
    ["an option", { waitFor: "settled" }, "no interruption: nothing is sent"],
    ["a value that is not known yet", { enableDpd: UNKNOWN }, "not known yet whether anything is sent"],
  ])("says what a change of %s means for traffic", async (_, settings, consequence) => {
    expect((await told(await stored(), settings)).lines).toEqual([expect.stringContaining(`\n  ${consequence}`)]);
  });

  it("names what is no longer managed, whose value stays on the tunnel", async () => {
    const before = await stored({ enableDpd: true, tunnelIkeConfig: { ikePfs: "group2" }, profile: "x" });
    expect((await told(before, {})).lines).toEqual([
      [
        UPDATING,
        "  no interruption: nothing is sent",
        "  enableDpd is no longer managed: the tunnel keeps what it has",
        "  tunnelIkeConfig.ikePfs is no longer managed: the tunnel keeps what it has",
      ].join("\n"),
    ]);
  });

  it("tells that nothing is sent where the program merely calls another value secret", async () => {
    const before = await stored({ customerGatewayId: "cgw-peer" });
    const { lines, changes } = await told(before, {
      customerGatewayId: "cgw-peer",
      __secretPaths: ["customerGatewayId"],
    });
    expect(lines).toEqual([`${UPDATING}\n  no interruption: nothing is sent\n  1 already as declared`]);
    expect(changes).toBe("in inputs");
  });
});

describe("the key in the preview of an update", () => {
  const masked = (): FakePorts => fakePorts(worldWith(withKey(tunnelWire(), "l1veKe****")));

  it("changes without being shown, though the program passes it in clear and the API withholds the live one", async () => {
    const before = await stored({ preSharedKey: "PlantedKey1" });
    const disclosed = fakePorts(worldWith(withKey(tunnelWire(), "PlantedKey1")));
    for (const ports of [disclosed, masked()]) {
      const { lines } = await told(before, { preSharedKey: "PlantedKey2" }, ports);
      expect(lines).toEqual([`${UPDATING}\n  tunnelIkeConfig.psk changes\n${RENEGOTIATES}`]);
    }
  });

  it("is taken for the one that was applied last where the API withholds it", async () => {
    const before = await stored({ preSharedKey: "PlantedKey1", enableDpd: true });
    const { lines } = await told(before, { preSharedKey: "PlantedKey1", enableDpd: false }, masked());
    expect(lines.join()).toContain("\n  1 already as declared");
    expect(lines.join()).not.toContain("psk");
  });

  it("cannot be compared where nobody ever knew it", async () => {
    const before = await stored({}, worldWith(withKey(tunnelWire(), undefined)));
    const { lines } = await told(before, { preSharedKey: "PlantedKey1" }, masked());
    expect(lines.join()).toContain("\n  tunnelIkeConfig.psk cannot be compared, will be sent\n");
  });

  it("that is kept elsewhere is read there, compared, and shown nowhere", async () => {
    const before = await stored({ tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } });
    const ports = fakePorts();
    ports.keysAt.set("OFFICE_PSK", { key: "PlantedKey2" });
    const { lines, changes } = await told(before, { tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } }, ports);
    expect(lines).toEqual([
      "office: the key in environment variable OFFICE_PSK is another one than was applied",
      `${UPDATING}\n  tunnelIkeConfig.psk changes\n${RENEGOTIATES}`,
    ]);
    expect(changes).toBe("in inputs");
  });

  it("that is kept elsewhere and is none stops the preview, unseen", async () => {
    const before = await stored({ tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } });
    const ports = fakePorts();
    ports.keysAt.set("OFFICE_PSK", { key: "pl4nted key" });
    const failed: unknown = await told(
      before,
      { tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } }, enableDpd: false },
      ports,
    ).catch((error: unknown) => error);
    expect(failed).toMatchObject({ problem: "refused", property: "tunnelIkeConfig.pskFrom" });
    expect(JSON.stringify([String(failed), ports.lines])).not.toContain("pl4nted");
  });
});

describe("a value that the program calls secret", () => {
  const before = stored({ customerGatewayId: "cgw-peer", tunnelIkeConfig: { localId: "203.0.113.1" } });

  it("is named in the preview of an update, without the old and the new value, by itself or by its group", async () => {
    const settings = { customerGatewayId: "cgw-pl4nted", tunnelIkeConfig: { localId: "pl4nted.example.com" } };
    const { lines } = await told(await before, {
      ...settings,
      __secretPaths: ["customerGatewayId", "tunnelIkeConfig"],
    });
    expect(lines.join()).toMatch(/customerGatewayId changes\n {2}tunnelIkeConfig\.localId changes\n/u);
    expect(lines.join()).not.toMatch(/pl4nted|cgw-peer|203\.0\.113\.1/u);
  });

  it("is not shown either where it was secret when it was stored, and is not now", async () => {
    const secretBefore = await stored({ customerGatewayId: "cgw-peer", __secretPaths: ["customerGatewayId"] });
    const { lines } = await told(secretBefore, { customerGatewayId: "cgw-1" });
    expect(lines.join()).toContain("customerGatewayId changes");
    expect(lines.join()).not.toContain("cgw-");
  });

  it("is not shown in a line about drift, whether it is secret now or was when it was stored", async () => {
    const drifted = (): FakePorts => fakePorts(worldWith(tunnelWire({ CustomerGatewayId: "cgw-pl4nted" })));
    const secretPaths = { __secretPaths: ["customerGatewayId"] };
    const same = { customerGatewayId: "cgw-peer", tunnelIkeConfig: { localId: "203.0.113.1" } };
    for (const [olds, settings] of [
      [await before, { ...same, ...secretPaths }],
      [await stored({ ...same, ...secretPaths }), { ...same, enableDpd: false }],
    ] as const) {
      const { lines, warnings } = await told(olds, settings, drifted());
      expect(warnings.at(-1)).toMatch(/up would refuse this: .*onDrift is "fail": customerGatewayId changed\./u);
      expect([...lines, ...warnings].join()).not.toMatch(/pl4nted|cgw-peer/u);
    }
  });
});

describe("when a stored tunnel is spoken of", () => {
  const news = { ...identity, enableDpd: false };

  it("is after a program was checked: a refresh compares without reading or telling anything", async () => {
    const ports = fakePorts();
    expect(await diffTunnel(ID, await stored(), news, ports)).toEqual({
      changes: "in inputs",
      differing: ["enableDpd"],
      replaces: [],
    });
    expect([ports.lines, ports.events]).toEqual([[], []]);
  });

  it("is once in an operation, though Pulumi compares it several times", async () => {
    const ports = fakePorts();
    ports.previews.checked(news, "office", true);
    const before = await stored();
    for (let times = 0; times < 3; times++) await diffTunnel(ID, before, news, ports);
    expect(ports.lines).toHaveLength(1);
    expect(ports.events).toEqual([`read ${CONNECTION}`]);
  });

  it("is never where nothing is different: nothing is read", async () => {
    const ports = fakePorts();
    expect((await told(await stored({ enableDpd: true }), { enableDpd: true }, ports)).changes).toBe(false);
    expect([ports.lines, ports.warnings, ports.events]).toEqual([[], [], []]);
  });
});
