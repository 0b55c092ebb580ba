// Which versions of Node are installed for the tests, and when. npm is a stand-in that writes down what it was asked
// for.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, removeTemporaryFolders, temporaryFolder, writeCommand } from "./set-up-module";

afterAll(removeTemporaryFolders);

const major = process.versions.node.split(".")[0];
const others = ["20", "22", "24"].filter((each) => each !== major);
const isSupported = process.platform === "linux" && ["x64", "arm64"].includes(process.arch);
const name = `node-${process.platform}-${process.arch}`;

/** Does what npm does: a folder with the executable below the prefix. */
const INSTALL = `shift 2; mkdir -p node_modules/${name}/bin node_modules/${name}/include; touch node_modules/${name}/bin/node`;

let bin: string;
let cache: string;
beforeEach(() => {
  bin = temporaryFolder();
  cache = temporaryFolder();
});

const setUp = (npm: string): { readonly nodes: readonly { version: string; folder: string }[]; refused?: string } => {
  writeCommand(bin, "npm", `echo "$@" >> ${bin}/calls; ${npm}`);
  const { value, stderr } = evaluate("setup/node-versions.mjs", "return m.nodeVersions.ensure();", {
    PATH: `${bin}:/usr/bin:/bin`,
    XDG_CACHE_HOME: cache,
  });
  if (value === undefined) throw new Error(stderr);
  return value as ReturnType<typeof setUp>;
};
const calls = (): readonly string[] => readFileSync(`${bin}/calls`, "utf8").trim().split("\n");

(isSupported ? describe : describe.skip)("versions of Node beside the running one", () => {
  it("are installed once, without the headers", () => {
    const first = setUp(INSTALL);
    expect(first.nodes.map(({ version }) => version.split(".")[0])).toEqual(others);
    expect(first.refused).toBeUndefined();
    expect(setUp(INSTALL)).toEqual(first);
    expect(calls()).toHaveLength(others.length);
    for (const { version, folder } of first.nodes) {
      expect(calls().join("\n")).toContain(`${name}@${version}`);
      expect(existsSync(join(folder, "node"))).toBe(true);
      expect(existsSync(join(folder, "..", "include"))).toBe(false);
    }
  });

  it("are missing where npm cannot install them, and nothing half made is left", () => {
    const { nodes, refused } = setUp("echo npm error code E404 >&2; echo npm error 404 no such package >&2; exit 1");
    expect(nodes).toEqual([]);
    expect(refused).toMatch(/^npm install node-\S+: npm error 404 no such package$/u);
    expect(readdirSync(join(cache, "pulumi-alicloud-vpn"))).toEqual(["locks"]);
  });

  it("are missing, with the reason, where a package holds no node", () => {
    expect(setUp("true").refused).toContain("holds no node");
  });
});
