import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Libreswan } from "./libreswan";

const SETUP = join(__dirname, "../../scripts/setup.mjs");
const PROVISIONS = join(__dirname, "../../scripts/setup");

/** Sets up what a script of the set-up provides, where nothing speaks against it. */
function provided(script: "ipsec-daemons.mjs" | "libreswan.mjs"): {
  readonly root?: string;
  readonly refused?: string;
} {
  const { stdout } = spawnSync(process.execPath, [join(PROVISIONS, script)], { encoding: "utf8" });
  return JSON.parse(stdout);
}

/** Why the daemons cannot be run; undefined where they can. It installs them where nothing speaks against it. */
export function whyNoDaemons(): string | undefined {
  if (process.platform !== "linux") return "network namespaces are Linux's";
  if (process.getuid?.() !== 0) return "network namespaces and IPsec daemons need root";
  if (!existsSync("/dev/net/tun")) return "ESP in user space needs /dev/net/tun";
  const { refused } = provided("ipsec-daemons.mjs");
  if (refused !== undefined) return refused;
  const name = `probe-${process.pid}`;
  const made = spawnSync("ip", ["netns", "add", name], { encoding: "utf8" });
  if (made.status !== 0) return `no network namespace can be made: ${made.stderr.trim()}`;
  spawnSync("ip", ["netns", "del", name]);
  return undefined;
}

/**
 * Declares the tests where they can run. Elsewhere they are skipped, and it is said loudly what was not proven, and
 * why.
 */
export function describeUnless(reason: string | undefined, title: string, declare: () => void): void {
  if (reason === undefined) {
    describe(title, declare);
    return;
  }
  process.stderr.write(`\n*** ${title}: NOT PROVEN HERE, because ${reason}\n\n`);
  describe(title, () => it.skip(`not proven here: ${reason}`, () => undefined));
}

export function describeWithDaemons(title: string, declare: () => void): void {
  describeUnless(whyNoDaemons(), title, declare);
}

/**
 * The same for tests that run a program as well: they need the built package and a Pulumi CLI, which `npm test` sets
 * up.
 */
export function describeWithCli(title: string, declare: () => void): void {
  const { status, stderr } = spawnSync(process.execPath, [SETUP, "--where"], { encoding: "utf8" });
  describeUnless(whyNoDaemons() ?? (status === 0 ? undefined : stderr.trim()), title, declare);
}

/**
 * Why the kernel does no ESP, in its own words; undefined where it does. strongSwan can do without it, libreswan
 * cannot.
 */
export function whyNoKernelEsp(): string | undefined {
  const state = "state add src 127.0.0.1 dst 127.0.0.1 proto esp spi 0x100 mode tunnel enc cbc(aes)";
  const key = `0x${"00".repeat(16)}`;
  // A namespace of its own, so that nothing of it is left.
  const command = ["-n", "ip", "xfrm", ...state.split(" "), key];
  const { status, stderr } = spawnSync("unshare", command, { encoding: "utf8" });
  return status === 0 ? undefined : `the kernel has no ESP (ip xfrm: ${stderr.trim()})`;
}

/** The same for libreswan; its parsers need neither root nor namespaces. */
export function describeWithLibreswan(title: string, declare: (libreswan: Libreswan) => void): void {
  const { root, refused } = provided("libreswan.mjs");
  describeUnless(root === undefined ? refused : undefined, title, () => declare(new Libreswan(root ?? "")));
}
