import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { differenceOf, peerModel, rendererNamed, type PeerFile } from "../../peer";
import { answers, CLOUD, DEVICE, EVERYTHING, model } from "../unit/peer/sample";
import { startCharon, type Charon } from "./charon";
import { cloudSide } from "./cloud-side";
import { ip, layWire, type Wire } from "./namespaces";
import { writePart } from "./proof";
import { describeWithDaemons } from "./requirements";

jest.setTimeout(60_000);

const strongswan = rendererNamed("strongswan");

/** Commands as the files print them, with the daemon's socket and folder of this test in the place of the machine's. */
function run(commands: readonly string[], folder: string, daemon: Charon, namespace: string): string {
  const tool = join(folder, "swanctl");
  writeFileSync(tool, `#!/bin/sh\nexec /usr/sbin/swanctl "$@" --uri unix://${daemon.socket}\n`, { mode: 0o755 });
  const script = ["set -e", ...commands.map((line) => line.replaceAll("/etc/swanctl", folder))].join("\n");
  const { status, stdout, stderr } = spawnSync("ip", ["netns", "exec", namespace, "sh", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}`, SWANCTL_DIR: folder },
    timeout: 20_000,
  });
  if (status !== 0) throw new Error(`${script}\n${stdout}${stderr}`);
  return stdout;
}

async function until(holds: () => boolean, what: () => string): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100)) if (holds()) return;
  throw new Error(what());
}

describeWithDaemons("what a strongSwan is told", () => {
  const folder = mkdtempSync(join(tmpdir(), "apply-"));
  let wire: Wire;
  const daemons: Charon[] = [];

  beforeAll(() => {
    wire = layWire("a", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
  });
  afterEach(async () => {
    await Promise.all(daemons.splice(0).map((daemon) => daemon.stop()));
  });
  afterAll(() => {
    writePart(
      "apply",
      "## The printed commands on strongSwan",
      "After a change of the key alone at the cloud, the commands in the head of the new file (apply and reset) bring the " +
        "tunnel back, with IKEv1 and with IKEv2. The program beside the file gives a tunnel its static routes while it is " +
        "up, gives them to the other tunnel when it is dead or drained, and leaves the route that drops the traffic when " +
        "both are.",
    );
    wire.remove();
    rmSync(folder, { recursive: true });
  });

  async function start(
    name: string,
  ): Promise<{ readonly cloud: Charon; readonly device: Charon; readonly at: string }> {
    const at = join(folder, name);
    mkdirSync(join(at, "conf.d"), { recursive: true });
    writeFileSync(join(at, "swanctl.conf"), "include conf.d/*.conf\n");
    const cloud = await startCharon(wire.cloud.namespace, join(at, "cloud"));
    const device = await startCharon(wire.device.namespace, join(at, "device"));
    daemons.push(cloud, device);
    return { cloud, device, at };
  }

  it.each(["ikev1", "ikev2"])("brings a tunnel back after a change of its key alone (%s)", async (IkeVersion) => {
    const { cloud, device, at } = await start(IkeVersion);
    const side = (Psk: string) => ({ IkeVersion, IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14", Psk });
    const cloudFile = (psk: string): string =>
      cloudSide({
        tunnel: {
          TunnelIkeConfig: { ...side(psk), LocalId: CLOUD[0], RemoteId: DEVICE },
          TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group5" },
        },
        cloudAddress: CLOUD[0],
        deviceAddress: DEVICE,
        cloudSubnet: "10.2.0.0/16",
        deviceSubnet: "10.1.0.0/16",
      });
    const deviceFiles = (psk: string): readonly PeerFile[] =>
      strongswan.render(peerModel(answers({ tunnels: 1, ike: { ...side(psk), IkeEncAlg: "aes256" } }))).files;
    /** What the head of the files says, one kind of line. */
    const told = (files: readonly PeerFile[], beginning: RegExp): readonly string[] =>
      (files[0]?.text ?? "").split("\n").flatMap((line) => beginning.exec(line)?.[1] ?? []);
    const write = (files: readonly PeerFile[]): void => {
      for (const { name, text } of files) writeFileSync(join(at, name), text);
    };
    const isUp = (): boolean => device.associations().length === 1;

    const [before, after] = [deviceFiles("The-former-key"), deviceFiles("The-new-key")];
    cloud.load(cloudFile("The-former-key"));
    write(before);
    run(told(before, /^# Apply: (.*)$/u), at, device, wire.device.namespace);
    await until(isUp, () => device.log());

    // The cloud has the new key, and drops what it had: the device tries the former key, and gives up.
    cloud.load(cloudFile("The-new-key"));
    cloud.dropAll();
    await until(
      () => device.ikes().length === 0,
      () => device.log(),
    );
    write(after);
    run(told(after, /^# Apply: (.*)$/u), at, device, wire.device.namespace);
    const reset = told(after, /^# Reset \S+ and no other: (swanctl .*)$/u);
    expect(reset).toEqual(differenceOf(strongswan, before, after)?.reset.filter((line) => !line.startsWith("#")));
    run(
      reset.map((line) => line.replace(/ --force$/u, " --force || :")),
      at,
      device,
      wire.device.namespace,
    );
    await until(isUp, () => device.log());
  });

  it("gives a tunnel its static routes while it is up, and the other one's when it is dead", async () => {
    const { cloud, device, at } = await start("routes");
    const peer = model({ ...EVERYTHING, tunnels: 2 });
    // Interfaces of another kind stand for those of xfrm, which not every kernel has.
    const { files } = strongswan.render(peer, { routes: ["172.16.0.0/12"], number: 101 });
    const routesFile = files.find(({ name }) => name.endsWith("-routes.sh"));
    writeFileSync(join(at, "routes.sh"), routesFile?.text ?? "");
    const inDevice = ["-n", wire.device.namespace] as const;
    for (const name of ["ali-mple-t1", "ali-mple-t2"]) {
      ip(...inDevice, "link", "add", name, "type", "veth", "peer", "name", `${name}x`);
      for (const end of [name, `${name}x`]) ip(...inDevice, "link", "set", end, "up");
    }
    ip("-n", wire.cloud.namespace, "address", "add", `${CLOUD[1]}/32`, "dev", "wire");
    ip(...inDevice, "route", "add", CLOUD[1], "dev", "wire");
    ip(...inDevice, "route", "add", "blackhole", "172.16.0.0/12", "metric", "4000");
    /** The interface of the best route. The daemon's ESP in user space has a table of its own, which is left aside. */
    const way = (): string => {
      const shown = spawnSync("ip", [...inDevice, "route", "show", "172.16.0.0/12"], { encoding: "utf8" }).stdout;
      const routes = [...shown.matchAll(/^(blackhole )?\S+ (?:dev (\S+) )?.*metric (\d+)/gmu)];
      const [best] = routes.sort((one, other) => Number(one[3]) - Number(other[3]));
      return best?.[2] ?? best?.[1]?.trim() ?? "none";
    };
    const look = (): string => {
      run([`DRAINED=${at} sh routes.sh once || :`], at, device, wire.device.namespace);
      return way();
    };
    const cloudFile = (index: 0 | 1): string =>
      cloudSide({
        name: `cloud-${index}`,
        tunnel: {
          TunnelIkeConfig: {
            IkeVersion: "ikev2",
            IkeEncAlg: "aes256",
            IkeAuthAlg: "sha256",
            IkePfs: "group14",
            LocalId: CLOUD[index],
            RemoteId: DEVICE,
            Psk: `Example-key-${index + 1}`,
          },
          TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group5" },
        },
        cloudAddress: CLOUD[index],
        deviceAddress: DEVICE,
        cloudSubnet: "0.0.0.0/0",
        deviceSubnet: "0.0.0.0/0",
      });

    device.load(files[0]?.text ?? "");
    expect(look()).toBe("blackhole");
    cloud.load(`${cloudFile(0)}\n${cloudFile(1)}`);
    for (const name of ["ali-mple-t1", "ali-mple-t2"]) device.restart(name, name);
    await until(
      () => device.associations().length === 2,
      () => device.log(),
    );
    expect(look()).toBe("ali-mple-t1");
    writeFileSync(join(at, "ali-mple-t1.drained"), "");
    expect(look()).toBe("ali-mple-t2");
    rmSync(join(at, "ali-mple-t1.drained"));
    expect(look()).toBe("ali-mple-t1");
    run(["swanctl --terminate --ike ali-mple-t1 --force"], at, device, wire.device.namespace);
    expect(look()).toBe("ali-mple-t2");
    run(["swanctl --terminate --ike ali-mple-t2 --force"], at, device, wire.device.namespace);
    expect(look()).toBe("blackhole");
  });
});
