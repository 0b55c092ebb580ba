import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Libreswan } from "./libreswan";

const SETUP = join(__dirname, "../../scripts/setup.mjs");
const INSTALLER = join(__dirname, "../../scripts/setup/ipsec-packages.mjs");

/** Undefined where the daemons can be run, otherwise why not. Installs them where nothing speaks against it. */
export function whyNoDaemons(): string | undefined {
  if (process.platform !== "linux") return "network namespaces are Linux's";
  if (process.getuid?.() !== 0) return "network namespaces and IPsec daemons need root";
  if (!existsSync("/dev/net/tun")) return "ESP in user space needs /dev/net/tun";
  const { status, stderr } = spawnSync(process.execPath, [INSTALLER], { encoding: "utf8" });
  if (status !== 0) return stderr.trim();
  const name = `probe-${process.pid}`;
  const made = spawnSync("ip", ["netns", "add", name], { encoding: "utf8" });
  if (made.status !== 0) return `no network namespace can be made: ${made.stderr.trim()}`;
  spawnSync("ip", ["netns", "del", name]);
  return undefined;
}

/** Where libreswan is, or why they cannot be had. */
function unpackLibreswan(): { readonly folder: string } | { readonly reason: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [INSTALLER, "libreswan"], { encoding: "utf8" });
  return status === 0 ? { folder: stdout.trim() } : { reason: stderr.trim() };
}

/** Declares the tests where they can run. Elsewhere they are skipped, and it is said loudly what was not proven, and why. */
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

/** The same for tests that run a program as well: they need the built package and a Pulumi CLI, which `npm test` sets up. */
export function describeWithCli(title: string, declare: () => void): void {
  const { status, stderr } = spawnSync(process.execPath, [SETUP, "--where"], { encoding: "utf8" });
  describeUnless(whyNoDaemons() ?? (status === 0 ? undefined : stderr.trim()), title, declare);
}

/** Why the kernel does no ESP, in its own words; undefined where it does. strongSwan can do without it, libreswan cannot. */
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
  const unpacked = unpackLibreswan();
  if ("folder" in unpacked) describeUnless(undefined, title, () => declare(new Libreswan(unpacked.folder)));
  else describeUnless(unpacked.reason, title, () => undefined);
}
