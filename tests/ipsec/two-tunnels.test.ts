import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rendererOf } from "../../peer";
import { CLOUD, DEVICE, EVERYTHING, model } from "../unit/peer/sample";
import { startCharon } from "./charon";
import type { Charon } from "./charon";
import { cloudSide } from "./cloud-side";
import { ip, layWire } from "./namespaces";
import type { Wire } from "./namespaces";
import { describeWithDaemons } from "./requirements";

jest.setTimeout(30_000);

describeWithDaemons("a connection with two tunnels", () => {
  const folder = mkdtempSync(join(tmpdir(), "two-"));
  let wire: Wire;
  const daemons: Charon[] = [];

  beforeAll(() => {
    wire = layWire("c", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
  });
  afterAll(async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    wire.remove();
    rmSync(folder, { recursive: true });
  });

  it("has both up with the one rendered file, each with its own key and its own interface number", async () => {
    // The cloud's second address is at the same end of the wire.
    ip("-n", wire.cloud.namespace, "address", "add", `${CLOUD[1]}/32`, "dev", "wire");
    ip("-n", wire.device.namespace, "route", "add", CLOUD[1], "dev", "wire");
    const cloud = await startCharon(wire.cloud.namespace, join(folder, "cloud"));
    const device = await startCharon(wire.device.namespace, join(folder, "device"));
    daemons.push(cloud, device);
    const peer = model({ ...EVERYTHING });
    cloud.load(
      peer.tunnels
        .map((_, index) =>
          cloudSide({
            name: `cloud-${index}`,
            tunnel: {
              TunnelIkeConfig: {
                IkeVersion: "ikev2",
                IkeEncAlg: "aes256",
                IkeAuthAlg: "sha256",
                IkePfs: "group14",
                LocalId: CLOUD[index] ?? "",
                RemoteId: DEVICE,
                Psk: `Example-key-${index + 1}`,
              },
              TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group5" },
            },
            cloudAddress: CLOUD[index] ?? "",
            deviceAddress: DEVICE,
            cloudSubnet: "0.0.0.0/0",
            deviceSubnet: "0.0.0.0/0",
          }),
        )
        .join("\n"),
    );
    device.load(rendererOf("strongswan")?.render(peer, { number: 101 }).files[0]?.text ?? "");
    for (const end = Date.now() + 10_000; Date.now() < end && device.associations().length < 2;) await sleep(100);
    const up = device.associations().map(({ ike, child }) => [ike["remote-host"], child["name"], child["if-id-in"]]);
    if (up.length < 2) throw new Error(`${up.length} of 2 tunnels are up:\n${device.log()}`);
    expect(new Set(up)).toEqual(
      new Set([
        [CLOUD[0], "ali-mple-t1", "00000065"],
        [CLOUD[1], "ali-mple-t2", "00000066"],
      ]),
    );
  });
});
