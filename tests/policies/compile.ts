/** Compiles a program of a user's with TypeScript, as `tsc --strict` does, against the sources of the package. */

import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");
const from = (path: string): string[] => [join(ROOT, path)];
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  types: ["node"],
  paths: {
    "pulumi-alicloud-vpn": from("sdk/index.ts"),
    "pulumi-alicloud-vpn/policies": from("policies/index.ts"),
    "pulumi-alicloud-vpn/policies/testing": from("policies/testing/index.ts"),
  },
};

/** The problems that the compiler reports in a program, each with its line; none where it compiles. */
export function problemsIn(program: string): readonly string[] {
  const file = join(ROOT, "program-of-a-user.ts");
  const disk = ts.createCompilerHost(OPTIONS);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === file || disk.fileExists(path),
    readFile: (path) => (path === file ? program : disk.readFile(path)),
    getSourceFile: (path, ...rest) =>
      path === file
        ? ts.createSourceFile(path, program, ts.ScriptTarget.ES2022, true)
        : disk.getSourceFile(path, ...rest),
  };
  const made = ts.createProgram([file], OPTIONS, host);
  const source = made.getSourceFile(file);
  return [
    ...made.getOptionsDiagnostics(),
    ...made.getSyntacticDiagnostics(source),
    ...made.getSemanticDiagnostics(source),
  ].map(
    ({ start = 0, messageText }) =>
      `line ${program.slice(0, start).split("\n").length}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
  );
}
