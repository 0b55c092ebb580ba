import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of the package. This file may be the source or the built one, so the manifest is in a folder above. */
export function packageVersion(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown };
    return String(version);
  }
  return "unknown";
}
