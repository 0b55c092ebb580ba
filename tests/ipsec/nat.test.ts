import { peerModel, PeerConfigError, rendererOf } from "../../peer";
import type { PeerConfigOptions } from "../../peer";
import type { IkeValues } from "../../peer/model/input";
import { answers, CLOUD, DEVICE } from "../unit/peer/sample";
import { cloudSide } from "./cloud-side";
import { canPing, layWire } from "./namespaces";
import type { Wire } from "./namespaces";
import { layNattedWire, OWN_ADDRESS } from "./nat";
import { table, writePart } from "./proof";
import { describeWithDaemons } from "./requirements";
import { TwoSides } from "./two-sides";
import type { Files } from "./two-sides";

jest.setTimeout(30_000);

const SUBNETS = { cloudSubnet: "10.2.0.0/16", deviceSubnet: "10.1.0.0/16" };
const MODES: Readonly<Record<string, IkeValues>> = {
  "ikev1 main": { IkeVersion: "ikev1", IkeMode: "main" },
  "ikev1 aggressive": { IkeVersion: "ikev1", IkeMode: "aggressive" },
  ikev2: { IkeVersion: "ikev2", IkeMode: "main" },
};

function files(mode: IkeValues, natTraversal: boolean, options: PeerConfigOptions = {}): Files {
  const ike = {
    IkeEncAlg: "aes256",
    IkeAuthAlg: "sha256",
    IkePfs: "group14",
    IkeLifetime: 86_400,
    Psk: "A-key",
    ...mode,
  };
  const ipsec = { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" };
  const model = peerModel(
    answers({ tunnels: 1, ike, ipsec, ...SUBNETS, live: { EnableNatTraversal: String(natTraversal) } }),
  );
  return {
    device: rendererOf("strongswan")?.render(model, options).files[0]?.text ?? "",
    cloud: cloudSide({
      tunnel: { TunnelIkeConfig: { ...ike, LocalId: CLOUD[0], RemoteId: DEVICE }, TunnelIpsecConfig: ipsec },
      cloudAddress: CLOUD[0],
      deviceAddress: DEVICE,
      ...SUBNETS,
    }),
  };
}

const rows: (readonly string[])[] = [];

describeWithDaemons("NAT between the two sides", () => {
  const ends = [
    { outside: CLOUD[0], inside: "10.2.0.1" },
    { outside: DEVICE, inside: "10.1.0.1" },
  ] as const;

  async function between(wire: Wire, work: (sides: TwoSides) => Promise<void>): Promise<void> {
    const sides = new TwoSides(wire);
    try {
      await work(sides);
    } finally {
      await sides.stopDaemons();
      sides.remove();
    }
  }

  afterAll(() =>
    writePart(
      "nat",
      "## NAT between the two sides",
      "A router between the two namespaces rewrites address and ports (nftables). What the cloud's daemon sees of the " +
        "device says whether that is so. ESP in user space is always inside UDP, so an ESP packet without UDP is not proven here, " +
        "and strongSwan has no setting that would keep it from traversing a NAT at a cloud that does not.",
      table(["NAT traversal", "On the way", "Version", "Result", "The cloud sees the device at"], rows),
    ),
  );

  it.each(Object.entries(MODES))("on, and a NAT that changes every port: %s", (title, mode) =>
    between(layNattedWire("n", ...ends), async (sides) => {
      const device = await sides.start(files(mode, true, { address: OWN_ADDRESS }));
      const up = await device.established(8_000);
      if (up === undefined) throw new Error(device.log());
      expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(true);
      expect(canPing(sides.wire.cloud, sides.wire.device)).toBe(true);
      expect(up.ike["local-host"]).toBe(OWN_ADDRESS);
      const seen = sides.cloud.associations()[0]?.ike;
      expect(seen).toMatchObject({ "remote-host": DEVICE, "remote-id": DEVICE });
      expect(Number(seen?.["remote-port"])).toBeGreaterThanOrEqual(30_000);
      rows.push(["on", "NAT", title, "up", `${DEVICE}, a port of the router's`]);
    }),
  );

  it.each(Object.entries(MODES))("off, and none: %s", (title, mode) =>
    between(layWire("o", ...ends), async (sides) => {
      const device = await sides.start(files(mode, false));
      if ((await device.established(8_000)) === undefined) throw new Error(device.log());
      expect(canPing(sides.wire.device, sides.wire.cloud)).toBe(true);
      expect(sides.cloud.associations()[0]?.ike).toMatchObject({ "remote-host": DEVICE, "remote-port": "4500" });
      rows.push(["off", "no NAT", title, "up", `${DEVICE}, its own port`]);
    }),
  );

  it.each(Object.entries(MODES))("off, and one: refused with the property's name: %s", (title, mode) => {
    expect(() => files(mode, false, { address: OWN_ADDRESS })).toThrow(PeerConfigError);
    expect(() => files(mode, false, { address: OWN_ADDRESS })).toThrow("enableNatTraversal");
    rows.push(["off", "NAT", title, "refused: enableNatTraversal", ""]);
  });
});
