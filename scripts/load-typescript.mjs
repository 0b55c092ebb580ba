// Loads a TypeScript file of the project without a build, for scripts that are written in TypeScript.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** @param {string} file from this folder, or absolute */
export function loadTypescript(file) {
  require("ts-node").register({
    transpileOnly: true,
    compilerOptions: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
  });
  return require(file);
}
