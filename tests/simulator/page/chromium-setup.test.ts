// The set-up of the browser: what is on PATH is used, apt-get installs one for root, and otherwise it says what is
// missing.
import { join } from "node:path";
import { evaluate, removeTemporaryFolders, temporaryFolder, writeCommand } from "../../unit/scripts/set-up-module";

afterAll(removeTemporaryFolders);

/** Stand-ins on a PATH of their own; `apt-get` notes its calls and puts a browser there where it is told to. */
function setUp(commands: readonly string[], isRoot: boolean, apt = ""): unknown {
  const folder = temporaryFolder();
  const log = join(folder, "calls");
  for (const name of commands)
    writeCommand(folder, name, name === "apt-get" ? `echo "$@" >> ${log}\n${apt}` : "exit 0");
  const path = JSON.stringify(folder);
  const { value } = evaluate(
    "setup/chromium.mjs",
    `const { run } = await import(${JSON.stringify(join(__dirname, "../../../scripts/setup/processes.mjs"))});
     const { existsSync, readFileSync } = await import("node:fs");
     const runCommand = (command, args, options) => run(${path} + "/" + command, args, options);
     const found = await m.chromiumIn({ path: ${path}, isRoot: ${isRoot}, runCommand }).ensure();
     const calls = existsSync(${JSON.stringify(log)}) ? readFileSync(${JSON.stringify(log)}, "utf8").trim().split("\\n") : [];
     const short = (text) => text.replace(${path}, "PATH");
     return { ...("chromium" in found ? { chromium: short(found.chromium) } : found), calls: calls.map((one) => one.replace(/-o \\S+ /g, "")) };`,
    { XDG_CACHE_HOME: folder },
  );
  return value;
}

const INSTALLED = ["update", "install --yes --no-install-recommends chromium"];
const makeBrowser =
  'case "$*" in *install*) printf "#!/bin/sh\\n" > "${0%/*}/chromium"; chmod +x "${0%/*}/chromium";; esac';

test("one on PATH is used, and nothing is installed", () => {
  expect(setUp(["google-chrome", "apt-get"], true)).toEqual({ chromium: "PATH/google-chrome", calls: [] });
});

test("root with apt-get gets Debian's", () => {
  expect(setUp(["apt-get"], true, makeBrowser)).toEqual({ chromium: "PATH/chromium", calls: INSTALLED });
});

test.each([
  ["nobody but root installs", ["apt-get"], false, "no Chromium on PATH, and only root may install one"],
  ["no apt-get", [], true, "no Chromium on PATH, and there is no apt-get to install one with"],
] as const)("%s", (_, commands, isRoot, refused) => {
  expect(setUp(commands, isRoot)).toEqual({ refused: `${refused}: install Chromium or Chrome`, calls: [] });
});

test("a failing installation is told in apt's words, an empty one as well", () => {
  const failing = 'echo "Reading lists"; echo "E: Unable to locate package chromium"; echo more; exit 100';
  expect(setUp(["apt-get"], true, failing)).toMatchObject({
    refused: "apt-get update: E: Unable to locate package chromium",
  });
  expect(setUp(["apt-get"], true, "exit 0")).toEqual({
    refused: "apt-get installed chromium, but there is none on PATH",
    calls: INSTALLED,
  });
});
