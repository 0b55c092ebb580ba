import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peerModel, rendererOf } from "../../provider/ipsec/peer";
import { answers, CLOUD, DEVICE } from "../unit/peer/sample";
import { startCharon } from "./charon";
import type { Charon } from "./charon";
import { cloudSide } from "./cloud-side";
import { combinations, titleOf } from "./combinations";
import type { Combination } from "./combinations";
import { canPing, layWire } from "./namespaces";
import type { Wire } from "./namespaces";
import { describeWithDaemons } from "./requirements";
import { declared, negotiated } from "./suite";
import { tableOf } from "./table";
import type { Row } from "./table";

jest.setTimeout(20_000);

const CLOUD_SUBNET = "10.2.0.0/16";
const DEVICE_SUBNET = "10.1.0.0/16";

/** The two files for a combination: the cloud's by this folder's own writer, the device's by the renderer. */
function configurations(
  combination: Combination,
  keyOfDevice?: string,
): { readonly cloud: string; readonly device: string } {
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
  const folder = mkdtempSync(join(tmpdir(), "ipsec-"));
  let wire: Wire;
  let daemons: readonly Charon[] = [];
  let round = 0;
  const proven: Row[] = [];

  beforeAll(() => {
    wire = layWire("a", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
  });
  afterEach(async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    daemons = [];
  });
  afterAll(() => {
    wire.remove();
    rmSync(folder, { recursive: true });
    const table = process.env["IPSEC_TABLE"];
    if (table !== undefined) writeFileSync(table, tableOf(proven));
  });

  /** New daemons for every combination, so that nothing of the one before is left. */
  async function bothSides(files: { readonly cloud: string; readonly device: string }): Promise<Charon> {
    round += 1;
    const [cloud, device] = await Promise.all([
      startCharon(wire.cloud.namespace, join(folder, `${round}-cloud`)),
      startCharon(wire.device.namespace, join(folder, `${round}-device`)),
    ]);
    daemons = [cloud, device];
    cloud.load(files.cloud);
    device.load(files.device);
    return device;
  }

  it.each(combinations.map((combination) => [titleOf(combination), combination] as const))(
    "carry traffic with exactly what was declared: %s",
    async (_, combination) => {
      const at = proven.push({ combination, negotiated: undefined }) - 1;
      const device = await bothSides(configurations(combination));
      const first = await device.established(8_000);
      if (first === undefined) throw new Error(`no tunnel came up:\n${device.log()}`);
      expect(canPing(wire.device, wire.cloud)).toBe(true);
      expect(canPing(wire.cloud, wire.device)).toBe(true);
      // IKEv2 makes the first CHILD SA without a key exchange of its own; the declared group shows at a renewal.
      const isVersion2 = combination.ike.IkeVersion === "ikev2";
      const second = isVersion2 ? await device.rekeyed(8_000) : first;
      if (second === undefined) throw new Error(`phase 2 was not renewed:\n${device.log()}`);
      const { LocalId = DEVICE, RemoteId = CLOUD[0] } = combination.ike;
      expect(negotiated(second)).toEqual(declared(combination, [String(LocalId), String(RemoteId)]));
      expect(canPing(wire.device, wire.cloud)).toBe(true);
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
    const device = await bothSides(configurations({ ipsec: {}, ...combination, ike }, "another-key"));
    expect(await device.established(3_000)).toBeUndefined();
    expect(device.log()).toContain(trace);
    expect(canPing(wire.device, wire.cloud)).toBe(false);
  });
});
