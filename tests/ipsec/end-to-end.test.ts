// The whole way: a program on the real CLI changes a tunnel of the local VPC API, whose Status is what two real
// strongSwans have; the device runs what `peer-config` wrote, unmodified.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../simulator";
import { ENGINE_TIMEOUT_MS, mustSucceed, removeStacks, repositoryRoot, runCommand } from "../engine/harness";
import type { CommandResult, EngineStack } from "../engine/harness";
import { closeSimulators, declare, ownSimulator, tunnelStack } from "../engine/tunnels";
import { CLOUD, DEVICE } from "../unit/peer/sample";
import { startCharon } from "./charon";
import type { Charon } from "./charon";
import { canPing, ip, layWire } from "./namespaces";
import type { Wire } from "./namespaces";
import { writePart } from "./proof";
import { describeWithCli } from "./requirements";
import { strongswanPlane } from "./strongswan-plane";

jest.setTimeout(ENGINE_TIMEOUT_MS);

const CONNECTION = "vco-real";
const [MASTER, SLAVE] = ["tun-real-master", "tun-real-slave"];
const KEY = "The-key-of-both-ends";
const WRONG_KEY = "Planted-wrong-key";
const UP = "ipsec_sa_established";
const DOWN = "ike_sa_not_established";

const TOPOLOGY = {
  VpnGateways: [{ VpnGatewayId: "vpn-real", InternetIp: CLOUD[0], DisasterRecoveryInternetIp: CLOUD[1] }],
  CustomerGateways: [{ CustomerGatewayId: "cgw-real", IpAddress: DEVICE }],
  VpnConnections: [
    {
      VpnConnectionId: CONNECTION,
      VpnGatewayId: "vpn-real",
      Name: "real",
      LocalSubnet: "10.2.0.0/16",
      RemoteSubnet: "10.1.0.0/16",
      EffectImmediately: true,
      TunnelOptionsSpecification: {
        TunnelOptions: [MASTER, SLAVE].map((TunnelId) => ({
          TunnelId,
          CustomerGatewayId: "cgw-real",
          TunnelIkeConfig: { IkeVersion: "ikev2", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2", Psk: KEY },
          TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" },
        })),
      },
    },
  ],
};

const declared = (ike: object, ipsec: object = {}): Parameters<typeof declare>[1] => ({
  master: {
    vpnConnectionId: CONNECTION,
    role: "master",
    waitFor: "established",
    tunnelIkeConfig: ike,
    tunnelIpsecConfig: ipsec,
  },
});

describeWithCli("pulumi up on a tunnel that real daemons have", () => {
  const folder = mkdtempSync(join(tmpdir(), "end-to-end-"));
  let wire: Wire;
  let cloud: Charon;
  let device: Charon;
  let starts = 0;
  let sim: Simulator;
  let stack: EngineStack;

  beforeAll(async () => {
    wire = layWire("e", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
    ip("-n", wire.cloud.namespace, "address", "add", `${CLOUD[1]}/32`, "dev", "wire");
    ip("-n", wire.device.namespace, "route", "add", CLOUD[1], "dev", "wire");
    cloud = await startCharon(wire.cloud.namespace, join(folder, "cloud"));
    sim = await ownSimulator({ topology: TOPOLOGY, dataPlane: strongswanPlane(cloud) });
    await startDevice();
    device.load(await rendered());
    await becomes(MASTER, UP);
    await becomes(SLAVE, UP);
  });
  afterAll(async () => {
    removeStacks();
    await closeSimulators();
    await Promise.all([cloud.stop(), device.stop()]);
    wire.remove();
    rmSync(folder, { recursive: true });
  });

  async function startDevice(): Promise<void> {
    starts += 1;
    device = await startCharon(wire.device.namespace, join(folder, `device-${starts}`));
  }

  /** The tool, as a person at the other end runs it. */
  function tool(...args: readonly string[]): Promise<CommandResult> {
    const main = join(repositoryRoot, "dist/cli/main.js");
    const env = {
      ...process.env,
      ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
      ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
    };
    const where = ["--region", "cn-hangzhou", "--endpoint", sim.url];
    return runCommand(process.execPath, [main, ...args, ...where], { cwd: folder, env });
  }

  /** What `peer-config` writes for the device now; a key of a file goes before the one that the service tells. */
  async function rendered(keys: Readonly<Record<string, string>> = { [MASTER]: KEY }): Promise<string> {
    writeFileSync(join(folder, "keys.json"), JSON.stringify(keys), { mode: 0o600 });
    const args = ["--device", "strongswan", "--output", "peer", "--keys-file", "keys.json"];
    const { exitCode, stderr } = await tool("peer-config", CONNECTION, ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("strongSwan") });
    return readFileSync(join(folder, "peer", "ali-real.swanctl.conf"), "utf8");
  }

  async function becomes(tunnel: string, status: string): Promise<void> {
    const end = Date.now() + 30_000;
    while (sim.tunnel(tunnel)?.Status !== status) {
      if (Date.now() > end) throw new Error(`${tunnel} is ${sim.tunnel(tunnel)?.Status}\n${cloud.log()}`);
      await sleep(100);
    }
  }

  /** At the other end: when the change has taken the tunnel down, give the device its new configuration. */
  async function follow(): Promise<void> {
    await becomes(MASTER, DOWN);
    device.load(await rendered());
  }

  it("ends well when the device follows the change, and not before the tunnel is up", async () => {
    const stronger = { ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" };
    stack = await tunnelStack(sim, declared(stronger), {
      config: {
        "alicloud-vpn:pollMilliseconds": "300",
        "alicloud-vpn:renegotiateMilliseconds": "1500",
      },
    });
    const [up] = await Promise.all([stack.up(), follow()]);
    mustSucceed(up);
    expect(await stack.outputs()).toMatchObject({ found: { master: `${MASTER} ${UP}` } });
    // The device's own daemon has it with the algorithms that the program declared.
    const master = device.associations().find(({ ike }) => ike["remote-host"] === CLOUD[0]);
    expect(master?.ike).toMatchObject({ "encr-alg": "AES_CBC", "encr-keysize": "256", "dh-group": "MODP_2048" });
    expect(canPing(wire.device, wire.cloud)).toBe(true);
  });

  it("fails where the device has another key, and names it", async () => {
    await device.stop();
    await becomes(MASTER, DOWN);
    await startDevice();
    device.load(await rendered({ [MASTER]: WRONG_KEY }));
    await becomes(SLAVE, UP);
    declare(stack, declared({ ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" }, { ipsecLifetime: 7200 }));
    const { exitCode, stdout, stderr } = await stack.up({ env: { ALICLOUD_VPN_ESTABLISH_SECONDS: "5" } });
    const said = stdout + stderr;
    expect(exitCode).not.toBe(0);
    expect(said).toContain("the tunnel is not up (ike_sa_not_established)");
    expect(said).toContain("Phase 1 (IKE) failed, PskMismatch: The two ends hold different pre-shared keys.");
    // The log line is the daemon's own.
    expect(said).toMatch(/MAC mismatched|received AUTHENTICATION_FAILED/u);
    for (const key of [KEY, WRONG_KEY]) expect(said).not.toContain(key);
    expect(sim.tunnel(SLAVE)?.Status).toBe(UP);
    const { exitCode: verdict, stdout: diagnosis } = await tool("diagnose", CONNECTION, "--problems");
    expect(verdict).toBe(1);
    expect(diagnosis).toContain("Enter the same key on both ends");
  });

  it("goes on from there when the device has the right key, and the status follows a device that dies", async () => {
    device.load(await rendered());
    await becomes(MASTER, UP);
    mustSucceed(await stack.up());
    await device.stop();
    await becomes(MASTER, DOWN);
    await becomes(SLAVE, DOWN);
    const { exitCode, stdout } = await tool("diagnose", CONNECTION);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("2 tunnels: 2 down");
    writePart(
      "end-to-end",
      "## End to end",
      '`pulumi up` on the real CLI with `waitFor: "established"`, where Status is what two real strongSwans have: it ends when ' +
        "the device has followed the change and the tunnel is up; with another key on the device it fails and names the key; it " +
        "goes on when the key is right again; and the Status goes down with the device.",
    );
  });
});
