// Each project is one kind of proof; ARCHITECTURE.md says what each one is for.
const swc = ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }];

const project = (name) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { "^.+\\.ts$": swc },
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
});

const names = ["unit", "laws", "package", "lifecycle", "policies", "simulator", "conformance", "engine", "ipsec", "faults"];

module.exports = {
  // By default jest leaves one core alone, which is half of a machine with two.
  maxWorkers: "100%",
  projects: names.map((name) => project(name)),
};
