import type { Properties } from "../../../provider/core/property-tree";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { UNKNOWN } from "../core/arbitraries";
import { failedLookUp } from "./api-failures";
import { MASTER, tunnelWire, withKey } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";
import { ID, identity, stored, told, WHO, withReads, worldWith } from "./told";

describe("what up would refuse", () => {
  it("is a warning: drift, with its values", async () => {
    const drifted = fakePorts(worldWith(tunnelWire({ EnableNatTraversal: false })));
    const before = await stored({ enableDpd: true, enableNatTraversal: true });
    const { lines, warnings } = await told(before, { enableDpd: false, enableNatTraversal: true }, drifted);
    expect(lines).toEqual([expect.stringContaining("\n  enableNatTraversal: false -> true\n")]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^office: as the tunnel is now, up would refuse this: somebody changed .*: enableNatTraversal true -> false\./u,
      ),
    ]);
  });

  it("is no drift where the program has it corrected", async () => {
    const drifted = fakePorts(worldWith(tunnelWire({ EnableNatTraversal: false })));
    const before = await stored({ enableNatTraversal: true, onDrift: "correct" });
    const { lines } = await told(before, { enableNatTraversal: true, onDrift: "correct", enableDpd: false }, drifted);
    expect(lines).toEqual([expect.stringContaining("\n  enableNatTraversal: false -> true\n")]);
  });

  it("is a block that the API would not show in full: without the key, or without BGP", async () => {
    const masked = fakePorts(worldWith(withKey(tunnelWire(), "l1veKe****"), { EnableTunnelsBgp: false }));
    const settings = { tunnelIkeConfig: { ikePfs: "group14" }, tunnelBgpConfig: { localBgpIp: "169.254.11.2" } };
    const { warnings } = await told(await stored(), settings, masked);
    expect(warnings).toEqual([
      expect.stringContaining("cannot be changed without tunnelIkeConfig.psk"),
      expect.stringContaining("BGP is not enabled"),
    ]);
  });

  it("is not said of a withheld key that is not known yet or that is kept elsewhere and not at hand", async () => {
    const masked = (): FakePorts => fakePorts(worldWith(withKey(tunnelWire(), "l1veKe****")));
    for (const settings of [
      { preSharedKey: UNKNOWN, tunnelIkeConfig: { ikePfs: "group14" } },
      { tunnelIkeConfig: { ikePfs: "group14", pskFrom: { env: "ELSEWHERE" } } },
    ])
      expect((await told(await stored(), settings, masked())).warnings.join()).not.toContain("would refuse");
  });

  it("stops the preview where it is an identity that does not work", async () => {
    await expect(told(await stored(), { tunnelIkeConfig: { remoteId: "%any" } })).rejects.toMatchObject({
      name: "TunnelError",
      problem: "refused",
      property: "tunnelIkeConfig.remoteId",
    });
  });

  it("is no identity that the live tunnel has already: that is a warning", async () => {
    const wildcard = { ...tunnelWire().TunnelIkeConfig, RemoteId: "%any" };
    const world = worldWith(tunnelWire({ TunnelIkeConfig: wildcard }));
    const before = await stored({ tunnelIkeConfig: { remoteId: "%any" } }, world);
    const { warnings } = await told(
      before,
      { tunnelIkeConfig: { remoteId: "%any" }, enableDpd: false },
      fakePorts(world),
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^office: tunnelIkeConfig\.remoteId must be .*; the live tunnel has it already$/u),
    ]);
  });
});

describe("the preview of a replacement", () => {
  const moved = { role: "slave" };

  it("says that the resource goes on with another tunnel, and that this one stays as it is", async () => {
    const { lines, changes } = await told(await stored(), moved);
    expect(lines).toEqual([
      `${WHO}, up now: the resource is replaced, and goes on with another tunnel\n  this tunnel stays as it is`,
    ]);
    expect(changes).toBe("in inputs");
  });

  it("says what is put back on the tunnel that it leaves", async () => {
    const before = await stored({ enableDpd: false, onDestroy: "restore" });
    const { lines } = await told(before, { ...moved, enableDpd: false, onDestroy: "restore" });
    expect(lines.join()).toContain(
      '\n  onDestroy is "restore": the values that were found on this tunnel are put back',
    );
  });

  it.each<[string, (ports: FakePorts) => FakePorts]>([
    [
      "does not exist any more, or is in the region that the program left",
      (ports) => Object.assign(ports, { world: [] }),
    ],
    ["cannot be read", (ports) => withReads(ports, () => Promise.reject(failedLookUp("forbidden")))],
    ["need not be read", (ports) => Object.assign(ports, { compare: "off" })],
  ])("does not depend on a tunnel that %s", async (_, change) => {
    const { lines } = await told(await stored(), moved, change(fakePorts()));
    expect(lines).toEqual([
      `office: ${ID}: the resource is replaced, and goes on with another tunnel\n  this tunnel stays as it is`,
    ]);
  });
});

describe("a stored tunnel that cannot be compared", () => {
  const outage = (compare: FakePorts["compare"]): FakePorts =>
    Object.assign(
      withReads(fakePorts(), () => Promise.reject(failedLookUp("transient"))),
      { compare },
    );

  it("stops the preview where comparing is required", async () => {
    const failed: unknown = await told(await stored(), { enableDpd: false }, outage("required")).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(TunnelError);
    expect(failed).toMatchObject({
      problem: "not compared",
      message: expect.stringContaining('set alicloud-vpn:compare to "wanted"'),
    });
  });

  it("is a warning where comparing is wanted, and a change all the same", async () => {
    expect(await told(await stored(), { enableDpd: false }, outage("wanted"))).toEqual({
      lines: [],
      warnings: [
        expect.stringMatching(
          /^office: \S+: this update, NOT compared with the live tunnel \(.*ServiceUnavailable.*\):\n {2}enableDpd: true -> false\n/u,
        ),
      ],
      changes: "in inputs",
    });
  });

  it("stops the preview for a mistake in the configuration, also where comparing is wanted", async () => {
    const ports = Object.assign(
      withReads(fakePorts(), () => Promise.reject(failedLookUp("forbidden"))),
      { compare: "wanted" },
    );
    await expect(told(await stored(), { enableDpd: false }, ports)).rejects.toMatchObject({ problem: "not compared" });
  });

  it("is not read where comparing is off: what differs is told beside what is stored", async () => {
    const ports = Object.assign(fakePorts(), { compare: "off" });
    const { lines, warnings, changes } = await told(await stored(), { enableDpd: false }, ports);
    expect([warnings, changes, ports.events]).toEqual([[], "in inputs", []]);
    expect(lines).toEqual([
      expect.stringMatching(
        /NOT compared with the live tunnel \(alicloud-vpn:compare is off\):\n {2}enableDpd: true -> false\n/u,
      ),
    ]);
  });

  it("stops the preview where it does not exist: up could not change it", async () => {
    await expect(told(await stored(), { enableDpd: false }, fakePorts([]))).rejects.toMatchObject({
      problem: "no such connection",
    });
  });
});

describe("a tunnel that an earlier operation left and nobody has seen up since", () => {
  const down = (): FakePorts => fakePorts(worldWith(tunnelWire({ Status: "ike_sa_not_established" })));

  async function left(): Promise<Properties> {
    const outs = await stored({ enableDpd: true });
    const bookkeeping = outs["__bookkeeping"];
    return { ...outs, __bookkeeping: { ...Object(bookkeeping), unconfirmed: Date.UTC(2026, 0, 1) } };
  }

  it("is a warning in each preview, also without a change", async () => {
    const { warnings, changes } = await told(await left(), { enableDpd: true }, down());
    expect(changes).toBe(false);
    expect(warnings).toEqual([
      expect.stringMatching(/was up and has not been seen up since it was changed on 2026-01-01 at 00:00 UTC/u),
    ]);
  });

  it("is none where somebody acknowledged it, or comparing is off, or no program was checked", async () => {
    const acknowledged = down();
    acknowledged.acknowledged.add(MASTER);
    const off = Object.assign(down(), { compare: "off" });
    for (const ports of [acknowledged, off])
      expect((await told(await left(), { enableDpd: true }, ports)).warnings).toEqual([]);
    const unchecked = down();
    await diffTunnel(ID, await left(), { ...identity, enableDpd: true }, unchecked);
    expect([unchecked.warnings, unchecked.events]).toEqual([[], []]);
  });
});
