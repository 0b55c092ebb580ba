import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { filesIn, sourcesIn, textOf } from "./source-files";

/** Which names import which; an import of a type counts as well. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** The imports among the sources of some folders, read from their syntax. */
export function importsAmong(...folders: readonly string[]): ImportGraph {
  const files = new Set(folders.flatMap((folder) => filesIn(folder)));
  const fileOf = (path: string): string | undefined =>
    [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => files.has(candidate));
  const importedBy = (file: string): ReadonlySet<string> => {
    const { importedFiles } = ts.preProcessFile(textOf(file), true, true);
    const paths = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
    const found = paths.map((path) =>
      fileOf(
        normalize(join(dirname(file), path))
          .split("\\")
          .join("/"),
      ),
    );
    return new Set(found.filter((each) => each !== undefined));
  };
  return new Map(sourcesIn(...folders).map((file) => [file, importedBy(file)]));
}

/**
 * The rooms of a folder, each with the rooms beside it that something in it imports. A file that lies in the folder
 * itself is a room of its own.
 */
export function roomsOf(folder: string, imports: ImportGraph): ImportGraph {
  const inFolder = folder === "" ? "" : `${folder}/`;
  const roomOf = (file: string): string | undefined =>
    file.startsWith(inFolder) ? inFolder + (file.slice(inFolder.length).split("/")[0] ?? "") : undefined;
  const rooms = new Map<string, Set<string>>();
  for (const [file, imported] of imports) {
    const room = roomOf(file);
    if (room === undefined) continue;
    const reached = rooms.get(room) ?? new Set();
    for (const other of imported) {
      const otherRoom = roomOf(other);
      if (otherRoom !== undefined && otherRoom !== room) reached.add(otherRoom);
    }
    rooms.set(room, reached);
  }
  return rooms;
}

/** Each circle once, as the names on its way; empty where imports run one way. */
export function circlesIn(graph: ImportGraph): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const finished = new Set<string>();
  const follow = (name: string, way: readonly string[]): void => {
    const start = way.indexOf(name);
    if (start >= 0) return void circles.push(way.slice(start));
    if (finished.has(name)) return;
    for (const next of graph.get(name) ?? []) follow(next, [...way, name]);
    finished.add(name);
  };
  for (const name of graph.keys()) follow(name, []);
  return circles;
}

/** Every folder that holds sources, and the root, as the empty text. */
export function foldersIn(imports: ImportGraph): readonly string[] {
  const folders = new Set<string>([""]);
  for (const file of imports.keys())
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) folders.add(folder);
  return [...folders].sort();
}
