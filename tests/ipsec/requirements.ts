import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

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

/** Where libreswan's parsers are, or why they cannot be had. */
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

/** The same for libreswan's parsers, which need neither root nor namespaces; `declare` gets the folder they are in. */
export function describeWithLibreswan(title: string, declare: (folder: string) => void): void {
  const unpacked = unpackLibreswan();
  if ("folder" in unpacked) describeUnless(undefined, title, () => declare(unpacked.folder));
  else describeUnless(unpacked.reason, title, () => undefined);
}
