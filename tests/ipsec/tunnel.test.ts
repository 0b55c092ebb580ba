import { writeFileSync } from "node:fs";
import { peerModel, rendererOf } from "../../provider/ipsec/peer";
import { answers, CLOUD, DEVICE } from "../unit/peer/sample";
import { cloudSide } from "./cloud-side";
import { combinations, titleOf } from "./combinations";
import type { Combination } from "./combinations";
import { canPing } from "./namespaces";
import { describeWithDaemons } from "./requirements";
import { declared, negotiated } from "./suite";
import { tableOf } from "./table";
import type { Row } from "./table";
import { TwoSides } from "./two-sides";
import type { Files } from "./two-sides";

jest.setTimeout(20_000);

const CLOUD_SUBNET = "10.2.0.0/16";
const DEVICE_SUBNET = "10.1.0.0/16";

/** The two files for a combination: the cloud's by this folder's own writer, the device's by the renderer. */
function configurations(combination: Combination, keyOfDevice?: string): Files {
  const ike = { LocalId: DEVICE, RemoteId: CLOUD[0], Psk: "Example-key", ...combination.ike };
  const sample = { tunnels: 1, deviceSubnet: DEVICE_SUBNET, cloudSubnet: CLOUD_SUBNET, ipsec: combination.ipsec };
  const model = peerModel(
    answers({ ...sample, ike: { ...ike, ...(keyOfDevice === undefined ? {} : { Psk: keyOfDevice }) } }),
  );
  const { LocalId, RemoteId, ...rest } = ike;
  return {
    cloud: cloudSide({
      // The same ids, seen from the other end.
      tunnel: {
        TunnelIkeConfig: { ...rest, LocalId: RemoteId, RemoteId: LocalId },
        TunnelIpsecConfig: combination.ipsec,
      },
      cloudAddress: CLOUD[0],
      deviceAddress: DEVICE,
      cloudSubnet: CLOUD_SUBNET,
      deviceSubnet: DEVICE_SUBNET,
    }),
    device: rendererOf("strongswan")?.render(model).files[0]?.text ?? "",
  };
}

describeWithDaemons("strongSwan on both sides", () => {
  let sides: TwoSides;
  const proven: Row[] = [];

  beforeAll(() => {
    sides = new TwoSides("a");
  });
  afterEach(() => sides.stopDaemons());
  afterAll(() => {
    sides.remove();
    const table = process.env["IPSEC_TABLE"];
    if (table !== undefined) writeFileSync(table, tableOf(proven));
  });

  it.each(combinations.map((combination) => [titleOf(combination), combination] as const))(
    "carry traffic with exactly what was declared: %s",
    async (_, combination) => {
      const at = proven.push({ combination, negotiated: undefined }) - 1;
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
      proven[at] = { combination, negotiated: negotiated(second) };
    },
  );

  it.each([
    ["ikev2", "received AUTHENTICATION_FAILED notify"],
    // In main mode the other side cannot even read what is wrong.
    ["ikev1", "retransmit"],
  ])("do not come up in %s with different keys", async (IkeVersion, trace) => {
    const [combination] = combinations;
    const ike = { ...combination?.ike, IkeVersion, IkeMode: "main" };
    const device = await sides.start(configurations({ ipsec: {}, ...combination, ike }, "another-key"));
    expect(await device.established(3_000)).toBeUndefined();
    expect(device.log()).toContain(trace);
    expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(false);
  });
});
