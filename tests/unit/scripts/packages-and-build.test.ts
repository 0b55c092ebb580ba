// When npm and the compiler are run, and when they are not. Both are stand-ins that write down that they were called.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  evaluate,
  removeTemporaryFolders,
  temporaryFolder,
  write,
  writeCommand,
  type Evaluation,
} from "./set-up-module";

afterAll(removeTemporaryFolders);

const lockfile = (packages: Readonly<Record<string, object>>): string => JSON.stringify({ packages });

describe("npm packages", () => {
  let root: string;
  let bin: string;

  beforeEach(() => {
    root = temporaryFolder();
    bin = temporaryFolder();
    write(root, { "package-lock.json": lockfile({ "": {}, "node_modules/a": { version: "1.0.0" } }) });
    writeCommand(bin, "npm", `echo "$@" >> ${bin}/calls; mkdir -p node_modules; echo npm http fetch x >&2`);
  });
  const install = (): Evaluation =>
    evaluate("setup/packages.mjs", `await m.installPackages(${JSON.stringify(root)});`, {
      PATH: `${bin}:/usr/bin:/bin`,
    });
  const calls = (): number =>
    existsSync(`${bin}/calls`) ? readFileSync(`${bin}/calls`, "utf8").split("\n").length - 1 : 0;

  it("are installed once, and again when the lock file changed", () => {
    install();
    install();
    expect(calls()).toBe(1);
    expect(readFileSync(`${bin}/calls`, "utf8")).toMatch(/^ci /);
    write(root, { "package-lock.json": lockfile({ "": {}, "node_modules/a": { version: "1.0.1" } }) });
    install();
    expect(calls()).toBe(2);
  });

  it("are left alone when somebody installed them by hand", () => {
    write(root, { "node_modules/.package-lock.json": lockfile({ "node_modules/a": { version: "1.0.0" } }) });
    install();
    expect(calls()).toBe(0);
  });

  it("say why they could not be installed, without npm's list of downloads", () => {
    writeCommand(bin, "npm", "echo npm http fetch x >&2; echo npm error no such version >&2; exit 1");
    const { exitCode, stderr } = install();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("npm error no such version");
    expect(stderr).not.toContain("npm http fetch");
  });

  it.each([
    ["another version", { "node_modules/a": { version: "2.0.0" } }, false],
    ["a missing one", {}, false],
    ["one that is for another platform", { "node_modules/a": { version: "1.0.0" } }, true],
  ])("recognise in node_modules %s", (_what, present, installed) => {
    write(root, {
      "package-lock.json": lockfile({
        "node_modules/a": { version: "1.0.0" },
        "node_modules/b": { version: "1.0.0", optional: true },
      }),
      "node_modules/.package-lock.json": lockfile(present),
    });
    const { value } = evaluate("setup/packages.mjs", `return m.isInstalled(${JSON.stringify(root)});`);
    expect(value).toBe(installed);
  });
});

describe("the build", () => {
  let root: string;
  const COMPILER = `require("node:fs").appendFileSync("calls", "x");
    require("node:fs").mkdirSync("dist/sdk", { recursive: true });
    if (require("node:fs").readFileSync("sdk/one.ts", "utf8") === "wrong") { console.log("one.ts(1,1): error"); process.exit(2); }`;

  beforeEach(() => {
    root = temporaryFolder();
    write(root, {
      "tsconfig.json": "{}",
      "tsconfig.build.json": JSON.stringify({ include: ["sdk", "absent"] }),
      "package-lock.json": "{}",
      "sdk/one.ts": "1",
      "sdk/two.ts": "2",
      "node_modules/typescript/bin/tsc": COMPILER,
    });
  });
  const build = (): Evaluation => evaluate("setup/build.mjs", `await m.build(${JSON.stringify(root)});`);
  const calls = (): number => readFileSync(join(root, "calls"), "utf8").length;

  it("runs when a source changed, and not otherwise", () => {
    build();
    build();
    expect(calls()).toBe(1);
    write(root, { "sdk/two.ts": "changed" });
    build();
    expect(calls()).toBe(2);
  });

  it("removes what was compiled from a source that is gone", () => {
    build();
    write(root, { "dist/sdk/two.js": "", "dist/sdk/two.d.ts": "", "dist/sdk/one.js": "" });
    rmSync(join(root, "sdk/two.ts"));
    build();
    expect(["one.js", "two.js", "two.d.ts"].filter((name) => existsSync(join(root, "dist/sdk", name)))).toEqual([
      "one.js",
    ]);
  });

  it("shows the compiler's errors, and is tried again next time", () => {
    write(root, { "sdk/one.ts": "wrong" });
    expect(build().stderr).toContain("The build failed.\n\none.ts(1,1): error");
    build();
    expect(calls()).toBe(2);
  });
});
