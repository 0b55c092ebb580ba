import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel.fields";
import { checkInputs, type Lookout } from "../../../provider/resources/vpn-tunnel/check-inputs";
import { observe, type TunnelSelector } from "../../../provider/resources/vpn-tunnel/observation";
import { observedText } from "../../../provider/resources/vpn-tunnel/observed";
import { nest, type Properties } from "../../../provider/core/property-tree";
import { UNKNOWN } from "../core/arbitraries";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, slaveWire, tunnelWire, withKey } from "./connections";

const declared = { vpnConnectionId: CONNECTION, role: "master" };
const seen = observe(declared, connectionWire());
const liveObserved = observedText(seen, () => false);
const observedWithout = (path: string): string => observedText(seen, (each) => each === path);

const noKey: Lookout["readKey"] = ({ from }) => Promise.resolve({ missing: `${from} is not there` });

/** A lookout over one connection, and what it was asked. */
function observer(connection = connectionWire()): Lookout & { readonly asked: TunnelSelector[] } {
  const asked: TunnelSelector[] = [];
  return {
    asked,
    observe(selector) {
      asked.push(selector);
      return Promise.resolve().then(() => observe(selector, connection));
    },
    readKey: noKey,
  };
}
const blind: Lookout = { observe: () => Promise.reject(new Error("connect ECONNREFUSED")), readKey: noKey };
const first = (inputs: Properties, look: Lookout = observer()) => checkInputs({}, inputs, look);
const who = `${CONNECTION} master (${MASTER})`;

describe("the inputs of a new resource", () => {
  it("are completed with what is observed", async () => {
    const { inputs, failures } = await first(declared);
    expect([failures, inputs]).toEqual([[], { ...declared, observed: liveObserved }]);
  });

  it("count as new though Pulumi's own keys are there already", async () => {
    const { remark, adopts } = await checkInputs({ __provider: "text" }, declared, observer());
    expect([remark, adopts]).toEqual([expect.stringContaining("changes nothing"), `${CONNECTION}:${MASTER}`]);
  });

  it.each<[string, Properties, string]>([
    [
      "values differ",
      { enableDpd: false, enableNatTraversal: true, tunnelIkeConfig: { ikePfs: "group14", ikeMode: UNKNOWN } },
      `${who}: adopting changes the LIVE tunnel: enableDpd true -> false, tunnelIkeConfig.ikePfs group2 -> group14; 1 already as declared, 1 not known yet`,
    ],
    [
      "what may differ is not known yet",
      { enableDpd: UNKNOWN },
      `${who}: adopting the live tunnel changes nothing on it (1 not known yet)`,
    ],
    [
      "the key differs",
      { tunnelIkeConfig: { psk: "another" } },
      `${who}: adopting changes the LIVE tunnel: tunnelIkeConfig.psk changes`,
    ],
  ])("come with one line about adoption where %s", async (_, settings, line) => {
    const { notes, remark } = await first({ ...declared, ...settings });
    expect([notes, remark]).toEqual([[line], undefined]);
  });

  it.each<[string, Properties, string]>([
    ["nothing is declared", {}, `${who}: adopting the live tunnel changes nothing on it`],
    [
      "all is as declared",
      { enableDpd: true },
      `${who}: adopting the live tunnel changes nothing on it (1 already as declared)`,
    ],
  ])("come with a remark about adoption where %s", async (_, settings, line) => {
    const { notes, remark } = await first({ ...declared, ...settings });
    expect([notes, remark]).toEqual([[], line]);
  });

  it("come with a line without any key, whether disclosed or not", async () => {
    const inputs = { ...declared, tunnelIkeConfig: { psk: "PlantedKey1" } };
    for (const shown of [LIVE_KEY, "l1veKe****", undefined]) {
      const wire = connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), shown), slaveWire()] });
      const [note] = (await first(inputs, observer(wire))).notes;
      expect(note).toMatch(/psk (?:changes|cannot be compared, will be sent)$/u);
      expect(note).not.toMatch(/PlantedKey1|l1veKe/u);
    }
  });

  it("are refused without a look where they are wrong", async () => {
    const look = observer();
    const { failures, inputs } = await first({ role: "Master", colour: "red" }, look);
    expect(failures.map((failure) => failure.property).sort()).toEqual(["colour", "role", "vpnConnectionId"]);
    expect(look.asked).toEqual([]);
    expect(inputs).toEqual({ role: "Master", colour: "red" });
  });

  it("are accepted where we cannot look, and the line says why it could not be compared", async () => {
    const { failures, inputs, notes } = await first(declared, blind);
    expect([failures, inputs]).toEqual([[], declared]);
    expect(notes).toEqual([`${CONNECTION} master: could not be compared with the live tunnel: connect ECONNREFUSED`]);
  });

  it.each<[string, Properties]>(
    vpnTunnelTable.fields
      .filter((field) => field.kind === "identity" || field.kind === "option")
      .map((field) => [field.path, { ...declared, ...nest({ [field.path]: UNKNOWN }) }]),
  )("are not compared while %s is unknown: it says where to look", async (path, inputs) => {
    const look = observer();
    const { role: _, ...byId } = inputs;
    const { failures, notes } = await first(path === "tunnelId" ? byId : inputs, look);
    expect([failures, notes, look.asked]).toEqual([[], [], []]);
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
    const look: Lookout = {
      observe: (selector) => Promise.resolve().then(() => observe(selector, wire)),
      readKey: noKey,
    };
    const { failures, notes } = await first(inputs, look);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
    expect(failures[0]?.reason).toContain(inputs.vpnConnectionId);
    expect(notes).toEqual([]);
  });
});

describe("the inputs of a stored resource", () => {
  const before = JSON.stringify({ ...JSON.parse(liveObserved), name: "as it was observed then" });
  const olds = { ...declared, enableDpd: true, observed: before };

  it("carry the former observation along without a look while the declaration is the same", async () => {
    const look = observer();
    const { inputs, notes } = await checkInputs(olds, { ...declared, enableDpd: true }, look);
    expect([look.asked, inputs, notes]).toEqual([[], { ...declared, enableDpd: true, observed: before }, []]);
  });

  it("are observed anew where the declaration changed, without a line about adoption", async () => {
    const look = observer();
    const { inputs, notes } = await checkInputs(olds, { ...declared, enableDpd: false }, look);
    expect(look.asked).toEqual([declared]);
    expect(inputs["observed"]).toEqual(observedWithout("enableDpd"));
    expect(notes).toEqual([]);
  });

  it("keep the former observation where only declared values moved: they are judged as declared", async () => {
    const then = JSON.stringify({ ...JSON.parse(liveObserved), enableDpd: false });
    const { inputs } = await checkInputs({ ...olds, observed: then }, { ...declared, enableDpd: false }, observer());
    expect(inputs["observed"]).toEqual(then);
  });

  it("are observed where they never were", async () => {
    const look = observer();
    const { inputs } = await checkInputs(declared, declared, look);
    expect([look.asked.length, inputs["observed"]]).toEqual([1, liveObserved]);
  });

  it("keep the former observation where we cannot look, and say nothing", async () => {
    const { inputs, failures, notes } = await checkInputs(olds, { ...declared, enableDpd: false }, blind);
    expect([failures, notes, inputs["observed"]]).toEqual([[], [], before]);
  });

  it("do not lose what was observed while a value is unknown", async () => {
    const { inputs } = await checkInputs(olds, { ...declared, vpnConnectionId: UNKNOWN }, blind);
    expect(inputs["observed"]).toEqual(before);
  });
});

describe("what up would refuse", () => {
  const masked = connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****"), slaveWire()] });
  const ike = { ...declared, tunnelIkeConfig: { ikePfs: "group14" } };

  it("is a line of the preview, of a new resource and of a stored one", async () => {
    const line = expect.stringMatching(/up would refuse this: .*cannot be changed without tunnelIkeConfig\.psk/u);
    expect((await first(ike, observer(masked))).notes).toContainEqual(line);
    const olds = { ...declared, observed: liveObserved };
    expect((await checkInputs(olds, ike, observer(masked))).notes).toEqual([line]);
  });

  it("is none where the key is declared, was declared before, is not known yet, or is kept elsewhere", async () => {
    const withPsk = (psk: unknown) => ({ ...ike, tunnelIkeConfig: { ikePfs: "group14", psk } });
    for (const inputs of [
      withPsk("aKey"),
      withPsk(UNKNOWN),
      { ...ike, tunnelIkeConfig: { ikePfs: "group14", pskFrom: { env: "X" } } },
    ])
      expect((await first(inputs, observer(masked))).notes.join()).not.toContain("would refuse");
  });
});
