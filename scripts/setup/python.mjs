// The Python SDKs that the conformance tests use, in a virtual environment in the cache.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, shortHash } from "./places.mjs";
import { attempt, NOT_SET_UP, provision, runByHand } from "./provision.mjs";

/** @typedef {{ python?: string, refused?: string }} PythonEnvironment `python` is the interpreter that has the SDKs */

/** The two clients, each with the library that it signs and sends with. */
const REQUIREMENTS = [
  "alibabacloud_vpc20160428==7.2.2",
  "alibabacloud-tea-openapi==0.4.6",
  "aliyun-python-sdk-vpc==3.0.48",
  "aliyun-python-sdk-core==2.16.1",
];

const folder = () => join(cacheFolder(), `python-${shortHash(REQUIREMENTS.join("\n"))}`);
const interpreter = () =>
  process.platform === "win32" ? join(folder(), "Scripts", "python.exe") : join(folder(), "bin", "python");
/** A virtual environment cannot be moved. The stamp is written last, and tells a whole one from an interrupted one. */
const stamp = () => join(folder(), ".ready");

/** @returns {PythonEnvironment} */
function find() {
  // A virtual environment points to the Python that made it, which may be gone by now.
  return existsSync(stamp()) && existsSync(interpreter()) ? { python: interpreter() } : NOT_SET_UP;
}

async function make() {
  const discard = () => rmSync(folder(), { recursive: true, force: true });
  discard();
  const failure = (await makeEnvironment()) ?? (await installSdks());
  if (failure === undefined) writeFileSync(stamp(), `${REQUIREMENTS.join("\n")}\n`);
  else discard();
  return failure;
}

const makeEnvironment = () =>
  attempt({
    what: "making a virtual environment for the Python SDKs",
    name: "python3 -m venv",
    command: "python3",
    args: ["-m", "venv", folder()],
  });

const installSdks = () =>
  attempt({
    what: "installing the Python SDKs (pip)",
    name: "pip install",
    command: interpreter(),
    args: ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--retries", "1", ...REQUIREMENTS],
    count: { each: /^Collecting /gm, unit: "packages" },
  });

export const pythonSdks = provision({
  skipped: "the conformance tests with the Python SDKs",
  lock: "python",
  find,
  make,
});

await runByHand(import.meta.url, pythonSdks);
