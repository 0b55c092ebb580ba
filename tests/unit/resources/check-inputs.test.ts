import { asSecret, withoutMarks } from "../../../provider/core/secret";
import type { Properties } from "../../../provider/core/property-tree";
import { checkInputs } from "../../../provider/resources/vpn-tunnel/preview/check-inputs";
import { UNKNOWN } from "../core/arbitraries";
import { failedLookUp } from "./api-failures";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, slaveWire, tunnelWire, withKey } from "./connections";
import {
  ADOPTING,
  HEAD,
  declared,
  failing,
  first,
  named,
  observedBeside,
  observer,
  type TestCheckPorts,
} from "./check-ports";
import { placesOf } from "./stored-bags";

describe("the inputs of a new tunnel", () => {
  it("are completed with what is observed beside the declaration", async () => {
    const { inputs, failures } = await first({ ...named, enableDpd: true });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...declared, enableDpd: true, observed: observedBeside("enableDpd") });
  });

  it("count as new though Pulumi's own names are there already", async () => {
    const { remark, adopts } = await checkInputs({ __provider: "text" }, declared, observer());
    expect([remark, adopts]).toEqual([expect.stringContaining("changes nothing"), `${CONNECTION}:${MASTER}`]);
  });

  it("hold no name of the resource, which is told to the lines instead", async () => {
    const { inputs, name, remark } = await first({ ...named, __provider: "text" });
    expect([inputs["__resourceName"], inputs["__provider"], name]).toEqual([undefined, "text", "office"]);
    expect(remark).toMatch(/^office: /u);
  });

  it("are named by what selects the tunnel where the resource's name is not told", async () => {
    for (const [inputs, name] of [
      [declared, `${CONNECTION} master`],
      [{ vpnConnectionId: CONNECTION, tunnelId: MASTER }, `${CONNECTION} ${MASTER}`],
      [{ vpnConnectionId: UNKNOWN, role: "master" }, "(not known yet) master"],
      [{ ...declared, __resourceName: 4 }, `${CONNECTION} master`],
    ] as const)
      expect((await first(inputs)).name).toBe(name);
  });

  it("are refused without a look where they are wrong, all problems at once", async () => {
    const ports = observer();
    const { failures, inputs, notes } = await first({ role: "Master", colour: "red" }, ports);
    expect(failures.map((failure) => failure.property).sort()).toEqual(["colour", "role", "vpnConnectionId"]);
    expect([ports.asked, notes, inputs]).toEqual([[], [], { role: "Master", colour: "red" }]);
  });
});

describe("the key of a new tunnel", () => {
  it("is taken out of its group where a transformation of the stack set it there", async () => {
    const { inputs } = await first({ ...declared, tunnelIkeConfig: { psk: LIVE_KEY, ikePfs: "group2" } });
    expect(inputs).toMatchObject({ tunnelIkeConfig: { ikePfs: "group2" }, preSharedKey: asSecret(LIVE_KEY) });
    expect(placesOf(LIVE_KEY, withoutMarks(inputs))).toEqual(["preSharedKey"]);
    const alone = await first({ ...declared, tunnelIkeConfig: { psk: UNKNOWN } });
    expect(alone.inputs).toMatchObject({ tunnelIkeConfig: {}, preSharedKey: asSecret(UNKNOWN) });
  });

  it("is the one in the group where the program declared another one before the transformation", async () => {
    const { inputs } = await first({ ...declared, tunnelIkeConfig: { psk: "theirs" }, preSharedKey: "ours" });
    expect(inputs["preSharedKey"]).toEqual(asSecret("theirs"));
  });

  it("is not declared where it resolves to nothing", async () => {
    for (const nothing of [null, undefined]) {
      const { inputs, failures } = await first({
        ...declared,
        tunnelIkeConfig: { psk: nothing },
        preSharedKey: nothing,
      });
      expect([failures, "preSharedKey" in inputs]).toEqual([[], false]);
    }
  });

  it("is judged under the name that the program knows, and never shown", async () => {
    for (const inputs of [{ preSharedKey: "pl4nted key" }, { tunnelIkeConfig: { psk: "pl4nted key" } }]) {
      const { failures } = await first({ ...declared, ...inputs });
      expect(failures.map(({ property }) => property)).toEqual(["tunnelIkeConfig.psk"]);
      expect(JSON.stringify(failures)).not.toContain("pl4nted");
    }
  });

  it("changes without being shown, whether the API discloses the live one or not", async () => {
    for (const [shown, change] of [
      [LIVE_KEY, "tunnelIkeConfig.psk changes"],
      ["l1veKe****", "tunnelIkeConfig.psk cannot be compared, will be sent"],
      [undefined, "tunnelIkeConfig.psk cannot be compared, will be sent"],
    ] as const) {
      const wire = connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), shown), slaveWire()] });
      const { notes } = await first({ ...named, preSharedKey: "PlantedKey1" }, observer(wire));
      expect(notes).toEqual([`${ADOPTING}\n  ${change}\n  renegotiates: down until the device has the same`]);
    }
  });

  const referring = { ...named, tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } };

  it("is compared where the declaration says where it is read from, and stored nowhere", async () => {
    const ports = observer(connectionWire(), { OFFICE_PSK: { key: "keyElsewhere" } });
    const { inputs, notes } = await first(referring, ports);
    expect(notes).toEqual([expect.stringContaining("\n  tunnelIkeConfig.psk changes\n")]);
    expect(placesOf("keyElsewhere", inputs)).toEqual([]);
    const same = await first(referring, observer(connectionWire(), { OFFICE_PSK: { key: LIVE_KEY } }));
    expect(same.remark).toBe(`${HEAD}: adopting the live tunnel changes nothing on it (1 already as declared)`);
  });

  it("that cannot be read here is said to be open, and one that is no key is refused unseen", async () => {
    const missing = await first(referring);
    expect(missing.failures).toEqual([]);
    expect(missing.notes).toEqual([
      "office: tunnelIkeConfig.pskFrom: OFFICE_PSK is not there; whether the key changes cannot be told here",
    ]);
    const ports = observer(connectionWire(), { OFFICE_PSK: { key: "pl4nted key" } });
    const { failures } = await first(referring, ports);
    expect(failures.map(({ property }) => property)).toEqual(["tunnelIkeConfig.pskFrom"]);
    expect([JSON.stringify(failures).includes("pl4nted"), ports.asked]).toEqual([false, []]);
  });
});

describe("the inputs of a tunnel that is stored", () => {
  const before = { ...observedBeside("enableDpd"), note: "as it was observed then" };
  const olds = { ...declared, enableDpd: true, observed: before };
  const nobody = (): TestCheckPorts => failing(failedLookUp("forbidden"), "required");

  it("are judged without asking anybody, whether they changed or not", async () => {
    for (const enableDpd of [true, false, UNKNOWN]) {
      const ports = nobody();
      const { inputs, failures, notes, warnings, adopts } = await checkInputs(olds, { ...named, enableDpd }, ports);
      expect([failures, notes, warnings, adopts, ports.asked]).toEqual([[], [], [], undefined, []]);
      expect(inputs).toEqual({ ...declared, enableDpd, observed: before });
    }
  });

  it("are refused where they are wrong", async () => {
    const { failures } = await checkInputs(olds, { ...named, enableDpd: "yes" }, nobody());
    expect(failures.map(({ property }) => property)).toEqual(["enableDpd"]);
  });

  it("carry what was observed along: newly declared values leave it, and what is no longer declared joins it", async () => {
    const { inputs } = await checkInputs(olds, { ...named, enableNatTraversal: false }, nobody());
    const { enableNatTraversal: _, ...rest }: Properties = before;
    expect(inputs["observed"]).toEqual({ ...rest, enableDpd: true });
  });

  it("keep what was observed while it is not known which tunnel it is", async () => {
    const { inputs } = await checkInputs(olds, { ...named, enableDpd: true, vpnConnectionId: UNKNOWN }, nobody());
    expect(inputs["observed"]).toEqual(before);
  });

  it("have no such thing where it never was observed: only a refresh writes it", async () => {
    const { inputs } = await checkInputs(declared, named, nobody());
    expect(inputs).toEqual(declared);
  });

  it("are told from those that are stored, whatever the order of names", async () => {
    const group = { ikePfs: "group2", ikeMode: "main" };
    const stored = { ...olds, tunnelIkeConfig: group, observed: observedBeside("enableDpd") };
    const isDifferent = async (news: Properties): Promise<boolean | undefined> =>
      (await checkInputs({ ...stored, observed: { tunnelId: MASTER } }, news, nobody())).isDifferent;
    const same = { __resourceName: "office", tunnelIkeConfig: { ikeMode: "main", ikePfs: "group2" }, enableDpd: true };
    expect(await isDifferent({ ...same, ...declared })).toBe(false);
    expect(await isDifferent({ ...same, ...declared, enableDpd: false })).toBe(true);
    expect(await isDifferent({ ...same, ...declared, tunnelIkeConfig: { ikePfs: "group2" } })).toBe(true);
    expect(await isDifferent({ ...same, ...declared, __secretPaths: ["enableDpd"] })).toBe(true);
  });

  it("keep it secret what the program called so and does not declare any more", async () => {
    const stored = {
      ...olds,
      customerGatewayId: "cgw-pl4nted",
      tunnelIkeConfig: { localId: "pl4nted", ikePfs: "group2" },
      __secretPaths: ["customerGatewayId", "enableDpd", "tunnelIkeConfig"],
    };
    const news = { ...named, enableDpd: true, tunnelIkeConfig: { ikePfs: "group2" } };
    const { inputs } = await checkInputs(stored, news, nobody());
    expect(inputs["__secretPaths"]).toEqual(["customerGatewayId", "tunnelIkeConfig.localId"]);
    expect(placesOf("pl4nted", inputs)).toEqual([
      "observed.customerGatewayId[secret]",
      "observed.tunnelIkeConfig.localId[secret]",
    ]);
  });

  it("keep that secret from then on, until the program declares it again and calls it so no more", async () => {
    const stored = { ...olds, __secretPaths: ["customerGatewayId"] };
    const after = async (settings: Properties): Promise<unknown> =>
      (await checkInputs(stored, { ...named, ...settings }, nobody())).inputs["__secretPaths"];
    expect(await after({})).toEqual(["customerGatewayId"]);
    expect(await after({ customerGatewayId: UNKNOWN })).toBeUndefined();
    expect(await after({ customerGatewayId: "cgw-1" })).toBeUndefined();
    expect(await after({ customerGatewayId: "cgw-1", __secretPaths: ["customerGatewayId"] })).toEqual([
      "customerGatewayId",
    ]);
  });

  it("name a group that is secret as a whole, and nothing in it a second time", async () => {
    const stored = { ...olds, tunnelIkeConfig: { localId: "x" }, __secretPaths: ["tunnelIkeConfig"] };
    const news = { ...named, tunnelIkeConfig: { ikePfs: "group2" }, __secretPaths: ["tunnelIkeConfig"] };
    expect((await checkInputs(stored, news, nobody())).inputs["__secretPaths"]).toEqual(["tunnelIkeConfig"]);
  });

  it("say that a key which is read elsewhere is not at hand", async () => {
    const news = { ...named, tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } };
    expect((await checkInputs(olds, news, nobody())).notes).toEqual([
      "office: tunnelIkeConfig.pskFrom: OFFICE_PSK is not there; whether the key changes cannot be told here",
    ]);
  });
});
