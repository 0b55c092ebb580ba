// Each project is one kind of proof; ARCHITECTURE.md says what each one is for.
const swc = ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }];

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { "^.+\\.ts$": swc },
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  ...extra,
});

module.exports = {
  // By default jest leaves one core alone, which is half of a machine with two.
  maxWorkers: "100%",
  projects: [project("unit"), project("laws"), project("lifecycle"), project("policies"), project("simulator"), project("conformance"), project("engine"), project("ipsec"), project("faults")],
};
