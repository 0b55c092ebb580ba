// libreswan for tests/ipsec: Debian's package, unpacked into the cache. Installed, it would displace strongSwan.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { aptGet, LOCK } from "./debian-packages.mjs";
import { cacheFolder } from "./places.mjs";
import { attempt, makeAside, NOT_SET_UP, provision, runByHand } from "./provision.mjs";

/** libreswan, the libraries of its daemon and its parsers, and the tool that makes the daemon's certificate store. */
const PACKAGES = [
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

/** The files that a test calls. */
const FILES = ["usr/libexec/ipsec/algparse", "usr/libexec/ipsec/pluto", "usr/bin/certutil"];

const folder = () => join(cacheFolder(), "libreswan");

/** @param {string} root */
const lacking = (root) => FILES.filter((file) => !existsSync(join(root, file)));

/** @returns {{ root?: string, refused?: string }} `root` holds its usr/ and etc/ */
function find() {
  const root = join(folder(), "root");
  return lacking(root).length === 0 ? { root } : NOT_SET_UP;
}

async function make() {
  if (!existsSync("/usr/bin/apt-get")) return "libreswan comes as a Debian package, and this is no Debian";
  return makeAside(folder(), async (draft) => (await download(draft)) ?? (await unpack(draft)));
}

/** @param {string} draft @returns {Promise<string | undefined>} why it failed */
async function download(draft) {
  const fetch = () => aptGet("libreswan", ["download", ...PACKAGES], { cwd: draft });
  const failure = await fetch();
  // A fresh container has no lists of packages yet. Only root may fetch them.
  if (failure === undefined || process.getuid?.() !== 0) return failure;
  return (await aptGet("libreswan", ["update"])) ?? (await fetch());
}

/** @param {string} draft @returns {Promise<string | undefined>} why it failed */
async function unpack(draft) {
  const root = join(draft, "root");
  for (const name of readdirSync(draft).filter((each) => each.endsWith(".deb"))) {
    const file = join(draft, name);
    const args = ["-x", file, root];
    const failure = await attempt({ what: `unpacking ${name}`, name: `dpkg -x ${name}`, command: "dpkg", args });
    if (failure !== undefined) return failure;
    rmSync(file);
  }
  const missing = lacking(root);
  return missing.length === 0 ? undefined : `this Debian's libreswan lacks ${missing.join(", ")}`;
}

export const libreswan = provision({ skipped: "the tests on libreswan", lock: LOCK, find, make });

await runByHand(import.meta.url, libreswan);
