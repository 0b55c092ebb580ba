// The built package. `npm test` builds it first; who runs these tests by themselves builds it by `npm run build`.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** A file of the built package. */
export function built(...path: readonly string[]): string {
  const file = join(ROOT, "dist", ...path);
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`);
  return file;
}
