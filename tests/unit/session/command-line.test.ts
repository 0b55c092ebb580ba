import { HookRunner } from "../../../provider/session/hook-runner";
import { runCommandLine } from "../../../provider/session/command-line";
import type { HookCall } from "../../../provider/resources/vpn-tunnel/hook";

const env = process.env;
const node = JSON.stringify(process.execPath);
/** Starts a process that leaves the group and holds the output open. */
const DAEMON = `${node} -e 'require("node:child_process").spawn("sleep", ["40"], { detached: true, stdio: "inherit" }).unref()'`;

describe("a command line", () => {
  it.each([
    ["ends", 20_000, "echo said", { output: "said\n" }],
    ["fails", 20_000, "exit 3", { failed: "exit code 3" }],
    ["is stopped", 1500, "sleep 20", { failed: "stopped after 1.5 s" }],
  ])("that %s ends, whoever holds its output open", async (_, timeoutMs, rest, expected) => {
    const command = `${DAEMON}; ${rest}`;
    expect(await runCommandLine({ command, env, timeoutMs, lingerMs: 50, mostBytes: 100 })).toEqual(expected);
  });
});

describe("what a hook prints", () => {
  const key = `a"key'of/it+s&own$`;
  const call: HookCall = {
    phase: "follow",
    attempt: 1,
    who: "office slave",
    connection: {
      id: "vco-1",
      name: "office",
      vpnGatewayId: undefined,
      state: "active",
      bgpEnabled: false,
      effectImmediately: true,
      localSubnets: [],
      remoteSubnets: [],
    },
    tunnel: { tunnelId: "tun-1", role: "slave", internetIp: undefined },
    other: undefined,
    changes: [],
    old: {},
    new: { tunnelIkeConfig: { localId: "a-secret-name" } },
    keys: { old: undefined, new: key },
    secrets: ["a-secret-name"],
    forDevice: {},
  };

  it.each([
    ["its input", "process.stdin.pipe(process.stdout)"],
    ["the key in base64", "process.stdout.write(Buffer.from(key).toString('base64'))"],
    ["the key in hexadecimal", "process.stdout.write(Buffer.from(key).toString('hex'))"],
    ["the key in a URL", "process.stdout.write(encodeURIComponent(key))"],
    ["a JSON text in a JSON text", "process.stdout.write(JSON.stringify(JSON.stringify(key)))"],
  ])("shows no secret: %s", async (_, program) => {
    const lines: string[] = [];
    const add = (line: string): void => void lines.push(line);
    const progress = { info: add, status: add, warning: add };
    const runner = new HookRunner({
      env: { ...env, PROGRAM: `const key = ${JSON.stringify(key)};${program}` },
      progress,
      deviceFor: () => Promise.resolve({}),
    });
    const command = `${node} -e "$PROGRAM"`;
    await runner.call({ command, withKey: true, device: undefined, timeoutMs: 20_000 }, call);
    const said = lines.join("\n");
    expect(said).toContain("[secret]");
    for (const part of ["a-secret-name", "key'of", "of/it", "of%2Fit", Buffer.from(key).toString("base64").slice(4)])
      expect(said).not.toContain(part);
    expect(said).not.toContain(Buffer.from(key).toString("hex"));
  });
});
