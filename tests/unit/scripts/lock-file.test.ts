// `npm ci` refuses a lock file that lacks a package of any platform, and a newcomer's first command is `npm ci`. Such a
// lock file is written where a registry does not have every platform's package of a fresh release, without a word.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const root = resolve(__dirname, "../../..");
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(root, file), "utf8"));
const { packages } = read("package-lock.json") as { packages: Readonly<Record<string, LockedPackage>> };

/** As node finds it: in the package's own node_modules, then in those of the folders above. */
function isLocked(path: string, name: string): boolean {
  if (`${path === "" ? "" : `${path}/`}node_modules/${name}` in packages) return true;
  if (path === "") return false;
  const above = path.lastIndexOf("/node_modules/");
  return isLocked(above < 0 ? "" : path.slice(0, above), name);
}

it("package-lock.json holds every package that another one asks for, on any platform", () => {
  const missing = Object.entries(packages).flatMap(
    ([path, { dependencies, optionalDependencies, devDependencies }]) => {
      // Only the project's own development packages are installed.
      const asked = { ...dependencies, ...optionalDependencies, ...(path === "" ? devDependencies : {}) };
      return Object.keys(asked)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path || "package.json"}: ${name}`);
    },
  );
  expect(missing).toEqual([]);
});

it("package-lock.json agrees with package.json", () => {
  const manifest = read("package.json") as LockedPackage;
  const locked = packages[""];
  expect(locked?.dependencies).toEqual(manifest.dependencies);
  expect(locked?.devDependencies).toEqual(manifest.devDependencies);
});

it("package-lock.json names no registry, so that everybody's own one is used", () => {
  expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([]);
});
