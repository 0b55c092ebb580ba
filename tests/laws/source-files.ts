import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** The project's own files, for laws that hold for all of them. */

export const ROOT = join(__dirname, "..", "..");
const FOREIGN: ReadonlySet<string> = new Set(["node_modules", "dist", ".git"]);

/** All files below a folder of the project, as paths from its root with slashes; none where there is no such folder. */
export function filesIn(folder = "."): readonly string[] {
  const walk = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      if (FOREIGN.has(entry.name)) return [];
      const full = join(path, entry.name);
      return entry.isDirectory() ? walk(full) : [relative(ROOT, full).split(sep).join("/")];
    });
  const start = join(ROOT, folder);
  return existsSync(start) ? walk(start) : [];
}

/** TypeScript sources below the given folders. */
export function sourcesIn(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => filesIn(folder)).filter((file) => extname(file) === ".ts");
}

export const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");
