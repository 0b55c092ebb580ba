const { availableParallelism } = require("node:os");

// Each project is one kind of proof; ARCHITECTURE.md says what each one is for.
const swc = [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];

const project = (name) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { "^.+\\.ts$": swc },
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
});

const throughPlugin = {
  ...project("lifecycle"),
  displayName: "plugin",
  testPathIgnorePatterns: ["<rootDir>/tests/lifecycle/(api|cli|lookups)/"],
  globals: { frontDoor: "plugin" },
};

const names = [
  "unit",
  "laws",
  "package",
  "lifecycle",
  "policies",
  "simulator",
  "conformance",
  "engine",
  "ipsec",
  "faults",
];

module.exports = {
  // Many tests wait for a device, a daemon or a CLI: one worker more than cores uses the cores meanwhile.
  maxWorkers: availableParallelism() + 1,
  // A file that loads Pulumi leaves hooks of async storage behind in its worker, and each later promise pays for them.
  workerIdleMemoryLimit: "450MB",
  // For a busy machine. A test that hangs is a failure all the same.
  testTimeout: 30_000,
  // The suites of the lifecycle run over both front doors of the provider.
  projects: [...names.map((name) => project(name)), throughPlugin],
};
