import { ConfigurationError, CredentialsError, type Category } from "../../../provider/api/errors";
import { nest, type Properties } from "../../../provider/core/property-tree";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import type { CheckPorts } from "../../../provider/resources/vpn-tunnel/preview/check-inputs";
import { UNKNOWN } from "../core/arbitraries";
import { failedLookUp } from "./api-failures";
import { CONNECTION, connectionWire, slaveWire } from "./connections";
import { declared, failing, first, named, observer } from "./check-ports";

describe("a new tunnel that cannot be compared", () => {
  const OUTAGES: readonly Category[] = ["transient", "throttled", "configuring", "conflict", "unknown"];

  it.each(OUTAGES)("is refused where comparing is required, with the way out: %s", async (category) => {
    const { failures, notes, warnings } = await first(named, failing(failedLookUp(category), "required"));
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringMatching(
          /^VPN tunnel \S+:master could not be compared with the live tunnel: .*ServiceUnavailable.*Run this again; .*alicloud-vpn:compare to "wanted"/u,
        ),
      },
    ]);
    expect([notes, warnings]).toEqual([[], []]);
  });

  it.each(OUTAGES)("is accepted with a warning where comparing is wanted: %s", async (category) => {
    const checked = await first(named, failing(failedLookUp(category), "wanted"));
    expect(checked).toMatchObject({
      failures: [],
      notes: [],
      warnings: [expect.stringMatching(/^office: not compared with the live tunnel: .*ServiceUnavailable/u)],
      inputs: { ...declared, observed: { notRead: "outage" } },
      isNotCompared: false,
      // By its role, which is all that is known.
      adopts: `${CONNECTION}:master`,
    });
  });

  it.each<[string, Error]>([
    ["an account that may not", failedLookUp("forbidden")],
    ["an account that has to be paid", failedLookUp("billing")],
    ["a region that cannot", failedLookUp("unsupported")],
    ["no region", new ConfigurationError("No region is configured.")],
    ["no credentials", new CredentialsError("None were found.")],
    ["an error that nobody foresaw", new Error("connect ECONNREFUSED")],
  ])("is refused for a mistake in the configuration, whether comparing is required or wanted: %s", async (_, error) => {
    for (const compare of ["required", "wanted"] as const) {
      const { failures } = await first(named, failing(error, compare));
      expect(failures).toEqual([
        { property: "", reason: expect.stringContaining('set alicloud-vpn:compare to "off"') },
      ]);
    }
  });

  it("is accepted without a look where comparing is off, and told so once for all", async () => {
    const ports = failing(failedLookUp("forbidden"), "off");
    const { failures, notes, warnings, inputs, isNotCompared } = await first(named, ports);
    expect([failures, notes, warnings, isNotCompared, ports.asked]).toEqual([[], [], [], true, []]);
    expect(inputs).toEqual({ ...declared, observed: { notRead: "off" } });
  });

  it.each<[string, Properties]>(
    vpnTunnelTable.fields
      .filter((field) => field.kind === "identity" || field.kind === "option")
      .map((field) => [field.path, { ...named, ...nest({ [field.path]: UNKNOWN }) }]),
  )("is accepted without a look while %s is not known: it says where to look", async (path, inputs) => {
    const { role: _, ...byId } = inputs;
    for (const compare of ["required", "wanted", "off"] as const) {
      const ports = { ...observer(), compare };
      const checked = await first(path === "tunnelId" ? byId : inputs, ports);
      expect([checked.failures, checked.warnings, ports.asked]).toEqual([[], [], []]);
      expect(checked.notes).toContain(
        "office: not compared with the live tunnel: it is not known yet which tunnel this is",
      );
      expect(checked.inputs["observed"]).toEqual({ notRead: "unknown" });
    }
  });
});

describe("a tunnel that cannot be", () => {
  it.each([
    ["there is no connection", "vpnConnectionId", { vpnConnectionId: "vco-other", role: "master" }, undefined],
    ["the connection has one tunnel", "vpnConnectionId", declared, []],
    ["the connection lacks the role", "role", declared, [slaveWire()]],
    ["the connection lacks the id", "tunnelId", { vpnConnectionId: CONNECTION, tunnelId: "tun-x" }, [slaveWire()]],
  ])("is a failure on the property that is wrong: %s", async (_, property, inputs, tunnels) => {
    const wire = tunnels && connectionWire({ TunnelOptionsSpecification: tunnels });
    for (const compare of ["required", "wanted"] as const) {
      const ports: CheckPorts = {
        ...observer(),
        compare,
        observe: (selector) => Promise.resolve().then(() => observe(selector, wire)),
      };
      const { failures, notes, warnings } = await first(inputs, ports);
      expect(failures.map((failure) => failure.property)).toEqual([property]);
      expect(failures[0]?.reason).toContain(inputs.vpnConnectionId);
      expect([notes, warnings]).toEqual([[], []]);
    }
  });
});
