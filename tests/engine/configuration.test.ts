// A misspelt key of the configuration, on the real CLI: nobody would read it, and the program would go on with a
// default, to the real cloud if need be. One line says which key, and nothing is registered or asked.
import { ALICLOUD_KEYS } from "../../sdk/alicloud-keys";
import { ACCOUNT_KEYS } from "../../sdk/generated/configuration-keys";
import type { Simulator } from "../../simulator";
import { createStack, diagnostics, type EngineStack } from "./harness";
import { BRANCH, onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

const PROGRAM = `
const vpn = require("pulumi-alicloud-vpn");
if (process.env.PROGRAM === "tunnels")
  for (const role of ["master", "slave"]) new vpn.VpnTunnel(role, { vpnConnectionId: "${BRANCH}", role });
else
  exports.found = vpn.getVpnConnectionsOutput().apply((found) => found.length);`;

const FILES = { files: { "index.js": PROGRAM }, main: "index.js", runtimeOptions: { typescript: false } };
const SECRET = "Planted-secret-of-a-misspelt-key";

describe.each(["tunnels", "look-ups"])("a program of %s", (program) => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await createStack({ ...FILES, config: simulatorConfig(sim), env: { PROGRAM: program } });
  });

  it("runs with every key that @pulumi/alicloud knows, and with what belongs to others", async () => {
    const foreign = [...ALICLOUD_KEYS].filter((key) => !ACCOUNT_KEYS.includes(key) && key !== "alicloud:version");
    const others = { "alicloud:aKeyOfTomorrow": "1", "alicloud-dns:zone": "1", settleSecond: "1" };
    await stack.configure({ ...Object.fromEntries(foreign.map((key) => [key, "1"])), ...others });
    const result = await stack.preview({ env: { ALICLOUD_VPN_SETTLE_SECONDS: "60" } });
    expect(diagnostics(result.events, "error")).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(sim.journal.length).toBeGreaterThan(0);
  });

  it("is refused with a misspelt environment variable", async () => {
    sim.clearJournal();
    const result = await stack.preview({ env: { ALICLOUD_VPN_CANARI: "off" } });
    expect(result.exitCode).not.toBe(0);
    expect(diagnostics(result.events, "error")).toEqual([
      expect.stringMatching(/in the environment: ALICLOUD_VPN_CANARI \(did you mean ALICLOUD_VPN_CANARY\?\)/u),
    ]);
    expect(sim.journal).toHaveLength(0);
  });

  it("is refused once, with every misspelt key and no value, before anything of ours is registered", async () => {
    sim.clearJournal();
    await stack.configure({
      "alicloud:endpoint": '[{"vpc":"127.0.0.1:1"}]',
      "alicloud:Secret_Key": { secret: SECRET },
      "alicloud-vpn:settleSecond": "5",
    });
    const result = await stack.up();
    expect(result.exitCode).not.toBe(0);
    const errors = diagnostics(result.events, "error");
    expect(errors).toEqual([expect.stringMatching(/^pulumi-alicloud-vpn: settings that nobody reads, [^\n]+$/u)]);
    for (const part of [
      "alicloud:endpoint (did you mean alicloud:endpoints?)",
      "alicloud:Secret_Key (did you mean alicloud:secretKey?)",
      "alicloud-vpn:settleSecond (did you mean alicloud-vpn:settleSeconds?)",
    ])
      expect(errors[0]).toContain(part);
    expect(result.stdout + result.stderr).not.toContain(SECRET);
    expect(result.changeSummary).toEqual({ create: 1 });
    expect(sim.journal).toHaveLength(0);
  });
});
