// The program of tests/conformance/go, which calls the simulator through Go SDKs. It is built into the cache.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, repositoryRoot, shortHash } from "./places.mjs";
import { attempt, makeAside, NOT_SET_UP, provision, runByHand } from "./provision.mjs";

/** @typedef {{ program?: string, refused?: string }} GoClients `program` is the executable */

const SOURCE = join(repositoryRoot, "tests", "conformance", "go");
const EXECUTABLE = process.platform === "win32" ? "sdks.exe" : "sdks";

/** Named after the source, so that another checkout's version is another program. */
const folder = () => {
  const sources = readdirSync(SOURCE).sort();
  const content = sources.map((name) => `${name}\n${readFileSync(join(SOURCE, name), "utf8")}`).join("\n");
  return join(cacheFolder(), `go-clients-${shortHash(content)}`);
};

/** @returns {GoClients} */
function find() {
  const program = join(folder(), EXECUTABLE);
  return existsSync(program) ? { program } : NOT_SET_UP;
}

const make = () =>
  makeAside(folder(), (draft) =>
    attempt({
      what: "building the program with the Go SDKs",
      name: "go build",
      command: "go",
      args: ["build", "-modcacherw", "-trimpath", "-buildvcs=false", "-o", join(draft, EXECUTABLE), "."],
      options: { cwd: SOURCE },
      count: { each: /^go: downloading /gm, unit: "modules" },
    }),
  );

export const goClients = provision({
  skipped: "the conformance tests with the Go SDKs",
  lock: "go-clients",
  find,
  make,
});

await runByHand(import.meta.url, goClients);
