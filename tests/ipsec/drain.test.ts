import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drainCommands, rendererOf } from "../../peer";
import { EVERYTHING, model, TUNNEL_IDS } from "../unit/peer/sample";
import { startRouter, type Router } from "./frr";
import { ip, layWire, type Wire } from "./namespaces";
import { writePart } from "./proof";
import { describeWithDaemons } from "./requirements";

jest.setTimeout(90_000);

/** Less than FRR's delay timer for changed route maps, which is 5 s. */
const AT_ONCE_MS = 3_000;

/** The cloud's router, with a session through each tunnel. */
const CLOUD_ROUTER = `router bgp 45104
 bgp router-id 169.254.10.1
 no bgp ebgp-requires-policy
 neighbor 169.254.10.2 remote-as 65010
 neighbor 169.254.11.2 remote-as 65010
 address-family ipv4 unicast
  network 10.2.0.0/16
 exit-address-family
`;

/** The next hop of the best path to a block. */
function bestHop(router: Router, block: string): string | undefined {
  const answer = router.ask(`show bgp ipv4 unicast ${block} json`);
  const { paths = [] } = (answer ?? {}) as {
    paths?: { bestpath?: { overall?: boolean }; nexthops?: { ip: string }[] }[];
  };
  return paths.find(({ bestpath }) => bestpath?.overall === true)?.nexthops?.[0]?.ip;
}

describeWithDaemons("a drain of one tunnel on FRRouting", () => {
  const folder = mkdtempSync(join(tmpdir(), "drain-"));
  // FRR's user has to get to its files.
  chmodSync(folder, 0o755);
  const peer = model({ ...EVERYTHING, bgp: true });
  let wire: Wire;
  let routers: { readonly cloud: Router; readonly device: Router };

  beforeAll(() => {
    wire = layWire("d", { outside: "192.0.2.1", inside: "10.2.0.1" }, { outside: "192.0.2.2", inside: "10.1.0.1" });
    for (const block of [10, 11]) {
      ip("-n", wire.cloud.namespace, "address", "add", `169.254.${block}.1/30`, "dev", "wire");
      ip("-n", wire.device.namespace, "address", "add", `169.254.${block}.2/30`, "dev", "wire");
    }
    // What each side announces is in its own table: a network behind it.
    ip("-n", wire.cloud.namespace, "address", "add", "10.2.0.2/16", "dev", "lo");
    ip("-n", wire.device.namespace, "address", "add", "10.1.0.2/16", "dev", "lo");
    const text = rendererOf("frr")?.render(peer, { advertise: ["10.1.0.0/16"] }).files[0]?.text ?? "";
    routers = {
      cloud: startRouter(wire.cloud.namespace, join(folder, "cloud"), CLOUD_ROUTER),
      device: startRouter(wire.device.namespace, join(folder, "device"), text),
    };
  });
  afterAll(async () => {
    await Promise.all([routers.cloud.stop(), routers.device.stop()]);
    wire.remove();
    rmSync(folder, { recursive: true });
  });

  /** The hops of both directions: the device's towards the cloud, and the cloud's towards the device. */
  const hops = (): readonly (string | undefined)[] => [
    bestHop(routers.device, "10.2.0.0/16"),
    bestHop(routers.cloud, "10.1.0.0/16"),
  ];

  async function hopsBecome(wanted: readonly string[], withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline && hops().join() !== wanted.join()) await sleep(100);
    expect(hops()).toEqual(wanted);
  }

  const MASTER = ["169.254.10.1", "169.254.10.2"];
  const STANDBY = ["169.254.11.1", "169.254.11.2"];

  it("moves both directions at once, and undrain leaves the configuration as it was", async () => {
    await hopsBecome(MASTER, 40_000);
    const before = routers.device.run(["show running-config"]);
    expect(before).toContain("set local-preference 200");
    const [master, standby] = TUNNEL_IDS;

    const ofMaster = drainCommands(peer, "frr", master);
    expect(routers.device.run(ofMaster.drain)).toBe("");
    await hopsBecome(STANDBY, AT_ONCE_MS);
    expect(routers.device.run(ofMaster.undrain)).toBe("");
    await hopsBecome(MASTER, AT_ONCE_MS);
    expect(routers.device.run(["show running-config"])).toBe(before);

    const ofStandby = drainCommands(peer, "frr", standby);
    expect(routers.device.run(ofStandby.drain)).toBe("");
    await hopsBecome(MASTER, AT_ONCE_MS);
    // A hook may be called again.
    for (const commands of [ofStandby.drain, ofStandby.undrain, ofStandby.undrain])
      expect(routers.device.run(commands)).toBe("");
    expect(routers.device.run(["show running-config"])).toBe(before);
    writePart(
      "drain",
      "## A drain on FRRouting",
      "Two FRRoutings with a session through each of two links, the device's with the rendered file: the commands of " +
        `\`peer-config --drain\` move both directions to the other link within ${AT_ONCE_MS / 1000} s, and those of ` +
        "`--undrain` move them back and leave the running configuration as it was.",
    );
  });
});
