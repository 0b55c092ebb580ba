// Pulumi's language host for YAML programs, an ordinary Go module. It is built into the cache, once per machine.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./places.mjs";
import { attempt, makeAside, NOT_SET_UP, provision, runByHand } from "./provision.mjs";

/** @typedef {{ folder?: string, refused?: string }} YamlHost `folder` holds the executable, for PATH */

const VERSION = "v1.38.1";
const PACKAGE = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
const EXECUTABLE = process.platform === "win32" ? "pulumi-language-yaml.exe" : "pulumi-language-yaml";
/** Compiling its two thousand packages takes minutes on a small machine. */
const BUILD_MS = 1_800_000;

const folder = () => join(cacheFolder(), `yaml-host-${VERSION}-${process.platform}-${process.arch}`);

/** @returns {YamlHost} */
const find = () => (existsSync(join(folder(), EXECUTABLE)) ? { folder: folder() } : NOT_SET_UP);

const make = () =>
  makeAside(folder(), (draft) => {
    // An interrupted Go may leave its working files; in here they go with the draft.
    const temporary = join(draft, "tmp");
    mkdirSync(temporary);
    return attempt({
      what: "building the language host for YAML, once per machine",
      name: "go install",
      command: "go",
      args: ["install", "-v", "-modcacherw", "-trimpath", "-ldflags", "-s -w", `${PACKAGE}@${VERSION}`],
      options: {
        cwd: draft,
        env: { ...process.env, GOBIN: draft, GOTMPDIR: temporary },
        timeoutMs: BUILD_MS,
      },
      count: { each: /^[\w./-]+$/gm, unit: "packages" },
    });
  });

export const yamlHost = provision({
  skipped: "the tests of programs in YAML",
  lock: "yaml-host",
  find,
  make,
});

await runByHand(import.meta.url, yamlHost);
