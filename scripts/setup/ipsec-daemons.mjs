// The IPsec and BGP daemons that tests/ipsec runs: Debian's packages, installed where that cannot disturb a machine's
// own.
import { existsSync } from "node:fs";
import { installDebianPackages, LOCK } from "./debian-packages.mjs";
import { provision, runByHand } from "./provision.mjs";

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

/** @returns {{ refused?: string }} */
function find() {
  const missing = FILES.filter((file) => !existsSync(file));
  return missing.length === 0 ? {} : { refused: `not installed: ${missing.join(", ")}` };
}

async function make() {
  if (process.getuid?.() !== 0) return `only root may install them, and they are ${find().refused}`;
  if (!existsSync("/usr/bin/apt-get")) return "the daemons come as Debian packages, and this is no Debian";
  // Under systemd, their installation would start daemons that take the machine's own UDP ports 500 and 4500.
  if (existsSync("/run/systemd/system")) {
    const command = `apt-get install --no-install-recommends ${PACKAGES.join(" ")}`;
    return `this machine starts the daemons that are installed; if you want that: ${command}`;
  }
  const failure = await installDebianPackages("strongSwan, FRRouting", PACKAGES);
  return failure ?? find().refused;
}

export const ipsecDaemons = provision({
  skipped: "the tests on real IPsec and BGP daemons",
  lock: LOCK,
  find,
  make,
});

await runByHand(import.meta.url, ipsecDaemons);
