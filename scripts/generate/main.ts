import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "./files";

/** Writes every generated file; `npm run generate` runs it, and a test proves that nothing is left to write. */
const root = join(__dirname, "..", "..");
for (const [path, text] of Object.entries(generatedFiles())) writeFileSync(join(root, path), text);
