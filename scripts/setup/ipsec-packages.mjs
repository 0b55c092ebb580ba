// The IPsec and BGP daemons that tests/ipsec runs: Debian's packages, installed where that cannot disturb a machine's own.
// Run by itself, it installs them; exit code 0 means that they are there, otherwise stderr says why not. With the word
// libreswan it unpacks libreswan instead and prints where they are.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";
import { cacheFolder, SetupError } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

const PACKAGES = [
  "strongswan-charon",
  "strongswan-swanctl",
  "libcharon-extra-plugins",
  "libstrongswan-standard-plugins",
  "libstrongswan-extra-plugins",
  "frr",
  "nftables",
  "iproute2",
  "iputils-ping",
];

/** A file of each package that a test calls. */
const FILES = [
  "/usr/lib/ipsec/charon",
  "/usr/sbin/swanctl",
  "/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so",
  "/usr/lib/ipsec/plugins/libstrongswan-openssl.so",
  "/usr/lib/frr/bgpd",
  "/usr/sbin/nft",
  "/usr/bin/ping",
];

const missing = () => FILES.filter((file) => !existsSync(file));

/** @param {readonly string[]} args */
async function apt(...args) {
  const result = await withProgress(`apt-get ${args[0]} (strongSwan, FRRouting)`, () =>
    run("apt-get", [...args], { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: 300_000 }),
  );
  if (result.exitCode !== 0) throw new SetupError(`apt-get ${args[0]} failed.`, result.output);
}

/** Installs what is missing; a SetupError says why it cannot be had. */
export async function installIpsecPackages() {
  if (missing().length === 0) return;
  const command = `apt-get install --no-install-recommends ${PACKAGES.join(" ")}`;
  if (process.getuid?.() !== 0) throw new SetupError(`Not root, and not installed: ${missing().join(", ")}`);
  if (!existsSync("/usr/bin/apt-get"))
    throw new SetupError("The daemons come as Debian packages, and this is no Debian.");
  // Under systemd, installing them would start daemons that take the machine's own UDP ports 500 and 4500.
  if (existsSync("/run/systemd/system"))
    throw new SetupError(`This machine starts what is installed. If you want that: ${command}`);
  await apt("update");
  await apt("install", "-y", "--no-install-recommends", ...PACKAGES);
  if (missing().length > 0) throw new SetupError(`Installed, and still not there: ${missing().join(", ")}`);
}

/** libreswan, what its daemon and parsers load, and the tool that makes the daemon's certificate store. */
const LIBRESWAN = [
  "libreswan",
  "libunbound8",
  "libevent-2.1-7",
  "libevent-core-2.1-7",
  "libevent-pthreads-2.1-7",
  "libldns3",
  "libnspr4",
  "libnss3",
  "libnss3-tools",
  "libcurl3-nss",
  "libldap-2.5-0",
  "libcap-ng0",
  "libaudit1",
  "libpam0g",
];

/** What a test calls of it. */
const LIBRESWAN_FILES = ["usr/libexec/ipsec/algparse", "usr/libexec/ipsec/pluto", "usr/bin/certutil"];

/** The folder that holds libreswan. It is unpacked beside the system, where it would displace strongSwan. */
export async function unpackLibreswan() {
  const folder = join(cacheFolder(), "libreswan");
  const root = join(folder, "root");
  const lacking = () => LIBRESWAN_FILES.filter((file) => !existsSync(join(root, file)));
  if (lacking().length === 0) return root;
  if (!existsSync("/usr/bin/apt-get"))
    throw new SetupError("libreswan comes as a Debian package, and this is no Debian.");
  mkdirSync(folder, { recursive: true });
  const download = () => run("apt-get", ["download", ...LIBRESWAN], { cwd: folder, timeoutMs: 120_000 });
  let fetched = await download();
  // A fresh container has no lists of packages yet; where somebody else is root, they have to be there.
  if (fetched.exitCode !== 0 && process.getuid?.() === 0) {
    await apt("update");
    fetched = await download();
  }
  if (fetched.exitCode !== 0) throw new SetupError("libreswan could not be downloaded.", fetched.output);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    const unpacked = await run("dpkg", ["-x", join(folder, file), root]);
    if (unpacked.exitCode !== 0) throw new SetupError(`${file} could not be unpacked.`, unpacked.output);
  }
  if (lacking().length > 0) throw new SetupError(`This Debian's libreswan lacks ${lacking().join(", ")}.`);
  return root;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    // Test files run side by side, and each of them asks.
    await withLock(join(cacheFolder(), "locks", "ipsec-packages.lock"), async () => {
      if (process.argv[2] === "libreswan") process.stdout.write(await unpackLibreswan());
      else await installIpsecPackages();
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
