import type { TunnelWire } from "../../../provider/api/wire";
import type { Properties } from "../../../provider/core/property-tree";
import { UNKNOWN } from "../core/arbitraries";
import { failedLookUp } from "./api-failures";
import { CONNECTION, connectionWire, MASTER, slaveWire, tunnelWire } from "./connections";
import { ADOPTING, HEAD, declared, failing, first, masked, named, observer } from "./check-ports";

describe("what adopting a new tunnel does", () => {
  it("is a line for each setting that changes, with what follows and how much is so already", async () => {
    const settings = {
      enableDpd: false,
      enableNatTraversal: true,
      tunnelIkeConfig: { ikePfs: "group14", ikeMode: UNKNOWN },
    };
    const { notes, remark, warnings } = await first({ ...named, ...settings });
    expect(notes).toEqual([
      [
        ADOPTING,
        "  enableDpd: true -> false",
        "  tunnelIkeConfig.ikePfs: group2 -> group14",
        "  renegotiates: down until the device has the same",
        "  1 already as declared, 1 not known yet",
      ].join("\n"),
    ]);
    expect([remark, warnings]).toEqual([undefined, []]);
  });

  it("is not known yet where a value is not", async () => {
    expect((await first({ ...named, enableDpd: UNKNOWN })).notes).toEqual([
      `${ADOPTING}\n  not known yet whether anything is sent\n  1 not known yet`,
    ]);
  });

  it("may be an interruption where the reference does not say whether the change renegotiates", async () => {
    for (const settings of [{ enableDpd: false }, { tunnelBgpConfig: { localBgpIp: "169.254.11.2" } }])
      expect((await first({ ...named, ...settings })).notes.join()).toContain(
        "\n  may interrupt traffic: the API reference does not say whether this renegotiates",
      );
  });

  it.each<[string, Properties, string]>([
    ["nothing is declared", {}, ""],
    ["all is as declared", { enableDpd: true }, " (1 already as declared)"],
  ])("is nothing, in a remark, where %s", async (_, settings, rest) => {
    const { notes, remark } = await first({ ...named, ...settings });
    expect([notes, remark]).toEqual([[], `${HEAD}: adopting the live tunnel changes nothing on it${rest}`]);
  });

  it("says that a tunnel which carries no traffic is down, and that its connection has no name", async () => {
    const headOf = async (tunnel: TunnelWire, Name = ""): Promise<string | undefined> => {
      const wire = connectionWire({ Name, TunnelOptionsSpecification: [tunnel, slaveWire()] });
      return (await first(named, observer(wire))).remark;
    };
    const { Status: _, ...withoutStatus } = tunnelWire();
    expect(await headOf(tunnelWire({ Status: "ike_sa_not_established" }))).toContain(
      `: ${CONNECTION} master (${MASTER}), down now:`,
    );
    expect(await headOf(withoutStatus)).toContain("status not known now:");
    expect(await headOf(tunnelWire(), "a\u001B[2Kb")).toContain(String.raw` "a\u001b[2Kb" master`);
    expect(await headOf(tunnelWire(), "n".repeat(200))).toContain(` "${"n".repeat(60)}…" master`);
  });

  it.each([false, true])(
    "says what destroying will put back where the program asks for that, also where nothing changes (enableDpd %s)",
    async (enableDpd) => {
      const { notes, remark } = await first({ ...named, enableDpd, onDestroy: "restore" });
      expect(notes).toEqual([
        expect.stringMatching(/\n {2}onDestroy is "restore": destroying this resource puts back the values/u),
      ]);
      expect(remark).toBeUndefined();
    },
  );

  it("warns of what up would refuse as the tunnel is now", async () => {
    const { notes, warnings, failures } = await first(
      { ...named, tunnelIkeConfig: { ikePfs: "group14" } },
      observer(masked),
    );
    expect(failures).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("ikePfs: group2 -> group14")]);
    expect(warnings).toEqual([
      expect.stringMatching(/^office: as the tunnel is now, up would refuse this: .*without tunnelIkeConfig\.psk/u),
    ]);
  });

  it.each<[string, Properties]>([
    ["is declared", { preSharedKey: "aKey" }],
    ["is not known yet", { preSharedKey: UNKNOWN }],
    ["is kept elsewhere", { tunnelIkeConfig: { ikePfs: "group14", pskFrom: { env: "X" } } }],
  ])("is not refused for a withheld key that %s", async (_, settings) => {
    const inputs = { ...named, tunnelIkeConfig: { ikePfs: "group14" }, ...settings };
    expect((await first(inputs, observer(masked))).warnings.join()).not.toContain("would refuse");
  });

  it("is refused where a change could not be put back as the program asks", async () => {
    const inputs = { ...declared, preSharedKey: "aKey" };
    for (const [property, option] of [
      ["onFailure", "rollback"],
      ["onDestroy", "restore"],
    ] as const) {
      const { failures } = await first({ ...inputs, [property]: option }, observer(masked));
      expect(failures).toEqual([{ property, reason: expect.stringContaining("could not be put back") }]);
    }
  });
});

describe("a new tunnel with onAdopt verify", () => {
  const verifying = { ...named, onAdopt: "verify" };

  it("is accepted where the live tunnel is as declared, and refused with the differences where it is not", async () => {
    expect((await first({ ...verifying, enableDpd: true })).failures).toEqual([]);
    expect((await first({ ...verifying, enableDpd: false })).failures).toEqual([
      { property: "onAdopt", reason: expect.stringContaining("enableDpd: true -> false") },
    ]);
  });

  it("never passes without having been compared", async () => {
    for (const ports of [
      { ...observer(), compare: "off" as const },
      failing(failedLookUp("transient"), "wanted"),
      failing(failedLookUp("transient"), "required"),
      failing(failedLookUp("forbidden"), "wanted"),
    ]) {
      const { failures } = await first(verifying, ports);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.reason).toMatch(/compared/u);
    }
  });

  it("is compared by the operation itself where it is not known yet which tunnel it is", async () => {
    const { failures, inputs } = await first({ ...verifying, vpnConnectionId: UNKNOWN });
    expect([failures, inputs["observed"]]).toEqual([[], { notRead: "unknown" }]);
  });
});

describe("IKE identities of a new tunnel", () => {
  const inMainMode = connectionWire({
    TunnelOptionsSpecification: [
      tunnelWire({
        TunnelIkeConfig: { ...tunnelWire().TunnelIkeConfig, IkeVersion: "ikev1", LocalId: "office.example.com" },
      }),
      slaveWire(),
    ],
  });

  it("are refused where they would change the live value to one that does not work", async () => {
    const { failures, notes } = await first({ ...named, tunnelIkeConfig: { remoteId: "%any" } });
    expect(failures).toEqual([{ property: "tunnelIkeConfig.remoteId", reason: expect.stringContaining("wildcard") }]);
    expect(notes).toEqual([]);
  });

  it("are a warning where the live tunnel has them already: an estate can be adopted as it is", async () => {
    const { failures, warnings, remark } = await first(
      { ...named, tunnelIkeConfig: { localId: "office.example.com" } },
      observer(inMainMode),
    );
    expect(failures).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^office: tunnelIkeConfig\.localId must be an IP .*; the live tunnel has it already$/u),
    ]);
    expect(remark).toContain("changes nothing");
  });

  it("are refused where they are live but the declaration brings about the mode in which they do not work", async () => {
    const aggressive = {
      ...tunnelWire().TunnelIkeConfig,
      IkeVersion: "ikev1",
      IkeMode: "aggressive",
      LocalId: "office",
    };
    const wire = connectionWire({
      TunnelOptionsSpecification: [tunnelWire({ TunnelIkeConfig: aggressive }), slaveWire()],
    });
    const failuresOf = async (tunnelIkeConfig: Properties): Promise<readonly string[]> =>
      (await first({ ...named, tunnelIkeConfig }, observer(wire))).failures.map(({ property }) => property);
    expect(await failuresOf({ localId: "office" })).toEqual([]);
    expect(await failuresOf({ localId: "office", ikeMode: "main" })).toEqual(["tunnelIkeConfig.localId"]);
  });

  it("that nobody declares are nobody's mistake", async () => {
    const { failures, warnings } = await first({ ...named, enableDpd: true }, observer(inMainMode));
    expect([failures, warnings]).toEqual([[], []]);
  });
});
