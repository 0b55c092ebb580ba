import { spawnSync } from "node:child_process";
import { PeerConfigError, peerModel, rendererOf } from "../../peer";
import { answers, CLOUD, DEVICE } from "../unit/peer/sample";
import { cloudSide } from "./cloud-side";
import { combinations, titleOf } from "./combinations";
import type { Combination } from "./combinations";
import { canPing } from "./namespaces";
import { describeWithDaemons } from "./requirements";
import { table, writePart } from "./proof";
import { declared, negotiated } from "./suite";
import type { Suite } from "./suite";
import { TwoSides } from "./two-sides";
import type { Files } from "./two-sides";

jest.setTimeout(20_000);

const CLOUD_SUBNET = "10.2.0.0/16";
const DEVICE_SUBNET = "10.1.0.0/16";

/** The two files for a combination: the cloud's by this folder's own writer, the device's by the renderer. */
function configurations(combination: Combination, keyOfDevice?: string): Files {
  const ike = { LocalId: DEVICE, RemoteId: CLOUD[0], Psk: "Example-key", ...combination.ike };
  const { ipsec, deviceSubnet = DEVICE_SUBNET } = combination;
  const sample = { tunnels: 1, deviceSubnet, cloudSubnet: CLOUD_SUBNET, ipsec };
  const model = peerModel(
    answers({ ...sample, ike: { ...ike, ...(keyOfDevice === undefined ? {} : { Psk: keyOfDevice }) } }),
  );
  const device = rendererOf("strongswan")?.render(model).files[0]?.text ?? "";
  const { LocalId, RemoteId, ...rest } = ike;
  return {
    device,
    cloud: cloudSide({
      // The same ids, seen from the other end.
      tunnel: { TunnelIkeConfig: { ...rest, LocalId: RemoteId, RemoteId: LocalId }, TunnelIpsecConfig: ipsec },
      cloudAddress: CLOUD[0],
      deviceAddress: DEVICE,
      cloudSubnet: CLOUD_SUBNET,
      deviceSubnet,
    }),
  };
}

/** What came of a combination, for the page. */
interface Proven {
  readonly combination: Combination;
  readonly negotiated?: Suite;
  readonly refusal?: string;
}

const titled = (all: readonly Combination[]): (readonly [string, Combination])[] =>
  all.map((combination) => [titleOf(combination), combination]);

describeWithDaemons("strongSwan on both sides", () => {
  let sides: TwoSides;
  const proven = new Map<Combination, Proven>(combinations.map((combination) => [combination, { combination }]));

  beforeAll(() => {
    sides = TwoSides.onWire("a");
  });
  afterEach(() => sides.stopDaemons());
  afterAll(() => {
    sides.remove();
    writePart("strongswan", ...page([...proven.values()]));
  });

  it.each(titled(combinations.filter(({ refused }) => refused === undefined)))(
    "carry traffic with exactly what was declared: %s",
    async (_, combination) => {
      const device = await sides.start(configurations(combination));
      const first = await device.established(8_000);
      if (first === undefined) throw new Error(`no tunnel came up:\n${device.log()}`);
      expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(true);
      expect(canPing(sides.wire.cloud, sides.wire.device)).toBe(true);
      // IKEv2 makes the first CHILD SA without a key exchange of its own; the declared group shows at a renewal.
      const isVersion2 = combination.ike.IkeVersion === "ikev2";
      const second = isVersion2 ? await device.rekeyed(8_000) : first;
      if (second === undefined) throw new Error(`phase 2 was not renewed:\n${device.log()}`);
      const { LocalId = DEVICE, RemoteId = CLOUD[0] } = combination.ike;
      expect(negotiated(second)).toEqual(declared(combination, [String(LocalId), String(RemoteId)]));
      expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(true);
      proven.set(combination, { combination, negotiated: negotiated(second) });
    },
  );

  it.each(titled(combinations.filter(({ refused }) => refused !== undefined)))(
    "are not written, and the error names the property: %s",
    (_, combination) => {
      const error = thrownBy(() => configurations(combination));
      if (!(error instanceof PeerConfigError)) throw error;
      expect(error.property).toBe(combination.refused);
      proven.set(combination, { combination, refusal: error.message });
    },
  );

  it.each([
    ["ikev2", "received AUTHENTICATION_FAILED notify"],
    // In main mode the other side cannot even read what is wrong.
    ["ikev1", "retransmit"],
  ])("do not come up in %s with different keys", async (IkeVersion, trace) => {
    const [combination] = combinations;
    if (combination === undefined) throw new Error("there is no combination");
    const ike = { ...combination.ike, IkeVersion, IkeMode: "main" };
    const device = await sides.start(configurations({ ...combination, ike }, "another-key"));
    expect(await device.established(3_000)).toBeUndefined();
    expect(device.log()).toContain(trace);
    expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(false);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return new Error("nothing was thrown");
}

/** How many, and then each one. */
function page(proven: readonly Proven[]): readonly string[] {
  const groups = [...new Set(proven.map(({ combination }) => combination.group))];
  const counts = groups.map((group) => {
    const own = proven.filter(({ combination }) => combination.group === group);
    const expressible = own.filter(({ combination }) => combination.refused === undefined);
    const isUp = (each: Proven): boolean => each.negotiated !== undefined;
    const refusals = own.filter(({ refusal }) => refusal !== undefined).length;
    return [group, own.length, expressible.length, expressible.filter(isUp).length, refusals];
  });
  return [
    "## strongSwan on both sides",
    `${version()}. Up: both phases came up, ping passed in both directions, and the daemon reported exactly the declared algorithms, ` +
      "identities and PFS group (with IKEv2 after a renewal of phase 2, where PFS first counts). Refused: the renderer's " +
      "error names the property.",
    table(["Part", "Combinations", "Expressible", "Up", "Refused"], counts),
    "### Each one",
    table(
      ["Declared", "Result", "Phase 1, as the daemon has it", "Phase 2"],
      proven.map(({ combination, negotiated: suite, refusal }) => [
        titleOf(combination),
        suite === undefined ? (refusal === undefined ? "FAILED" : `refused: ${combination.refused}`) : "up",
        suite?.ike ?? "",
        suite?.esp ?? "",
      ]),
    ),
  ];
}

const version = (): string =>
  spawnSync("/usr/lib/ipsec/charon", ["--version"], { encoding: "utf8" }).stdout.split("\n")[0] ?? "";
