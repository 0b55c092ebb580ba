import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rendererOf } from "../../peer";
import { CLOUD, DEVICE, EVERYTHING, model } from "../unit/peer/sample";
import { startCharon } from "./charon";
import { cloudSide } from "./cloud-side";
import { startRouter } from "./frr";
import { layWire } from "./namespaces";
import type { Site, Wire } from "./namespaces";
import { writePart } from "./proof";
import { describeWithDaemons } from "./requirements";

jest.setTimeout(60_000);

const SUITE = {
  TunnelIkeConfig: {
    IkeVersion: "ikev2",
    IkeMode: "main",
    IkeEncAlg: "aes256",
    IkeAuthAlg: "sha256",
    IkePfs: "group14",
    LocalId: CLOUD[0],
    RemoteId: DEVICE,
    Psk: "Example-key-1",
  },
  TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group5" },
};

/** The cloud's router: another AS, the other address of the pair, and the VPC's block to announce. */
const CLOUD_ROUTER = `router bgp 45104
 bgp router-id 169.254.10.1
 no bgp ebgp-requires-policy
 neighbor 169.254.10.2 remote-as 65010
 address-family ipv4 unicast
  network 10.2.0.0/16
 exit-address-family
`;

/** ESP in user space has one interface for all tunnels; the tunnel's own address goes there, as onto a real one. */
function address(site: Site, cidr: string, device: string): void {
  const { status, stderr } = spawnSync("ip", ["-n", site.namespace, "address", "add", cidr, "dev", device], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

describeWithDaemons("BGP through a tunnel", () => {
  const folder = mkdtempSync(join(tmpdir(), "bgp-"));
  // FRR's user has to get to its files.
  chmodSync(folder, 0o755);
  let wire: Wire;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(() => {
    wire = layWire("b", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
  });
  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
    wire.remove();
    rmSync(folder, { recursive: true });
  });

  it("comes up between two FRRs, the device's with the rendered file, and routes go both ways", async () => {
    const peer = model({ ...EVERYTHING, bgp: true, tunnels: 1 });
    const text = (id: string): string =>
      rendererOf(id)?.render(peer, { advertise: ["10.1.0.0/16"] }).files[0]?.text ?? "";
    const cloud = await startCharon(wire.cloud.namespace, join(folder, "cloud"));
    const device = await startCharon(wire.device.namespace, join(folder, "device"));
    stops.push(cloud.stop, device.stop);
    const everything = { cloudSubnet: "0.0.0.0/0", deviceSubnet: "0.0.0.0/0" };
    cloud.load(cloudSide({ tunnel: SUITE, cloudAddress: CLOUD[0], deviceAddress: DEVICE, ...everything }));
    device.load(text("strongswan"));
    if ((await device.established(8_000)) === undefined) throw new Error(device.log());
    address(wire.cloud, "169.254.10.1/30", "ipsec0");
    address(wire.device, "169.254.10.2/30", "ipsec0");
    // What each side announces is in its own table: a network behind it.
    address(wire.cloud, "10.2.0.2/16", "lo");
    address(wire.device, "10.1.0.2/16", "lo");
    const routers = {
      cloud: startRouter(wire.cloud.namespace, join(folder, "cloud-router"), CLOUD_ROUTER),
      device: startRouter(wire.device.namespace, join(folder, "device-router"), text("frr")),
    };
    stops.push(routers.cloud.stop, routers.device.stop);
    const deadline = Date.now() + 40_000;
    const routes = (): readonly unknown[] => [
      routers.cloud.ask("show bgp ipv4 unicast 10.1.0.0/16 json"),
      routers.device.ask("show bgp ipv4 unicast 10.2.0.0/16 json"),
      routers.device.ask("show ip route 10.2.0.0/16 json"),
    ];
    const wanted = [
      expect.objectContaining({
        paths: [expect.objectContaining({ aspath: expect.objectContaining({ string: "65010" }) })],
      }),
      // The one tunnel is the master: what comes through it is preferred.
      expect.objectContaining({ paths: [expect.objectContaining({ locPrf: 200 })] }),
      // And it is in the device's own routing table.
      { "10.2.0.0/16": [expect.objectContaining({ protocol: "bgp", installed: true })] },
    ];
    while (Date.now() < deadline && !matches(routes(), wanted)) await sleep(500);
    expect(routes()).toEqual(wanted);
    // The session's packets went through ESP, not past it.
    const carried = await device.established(1_000);
    expect(Number(carried?.child["bytes-in"])).toBeGreaterThan(0);
    expect(Number(carried?.child["bytes-out"])).toBeGreaterThan(0);
    writePart(
      "bgp",
      "## BGP through a tunnel",
      "Two FRRoutings, the device's with the rendered file, through a strongSwan tunnel of 0.0.0.0/0 on both sides: the session " +
        "is up inside ESP, each side has the other's block, the master tunnel's routes are preferred, and they are in the " +
        "device's routing table.",
    );
  });
});

function matches(actual: unknown, wanted: unknown): boolean {
  try {
    expect(actual).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
}
