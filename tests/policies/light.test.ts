// Whoever only reads rules, as the command-line tool does, must not wait for Pulumi to load, or need it at all.
const refuse = (name: string) => (): never => {
  throw new Error(`${name} was loaded`);
};
jest.mock("@pulumi/policy", () => refuse("@pulumi/policy")());
jest.mock("@pulumi/pulumi", () => refuse("@pulumi/pulumi")());

it("rules, presets and packs are there without Pulumi", () => {
  const policies: typeof import("../../policies/index") = require("../../policies/index");
  expect(policies.ALL_RULES.length).toBeGreaterThan(30);
  expect(policies.createPack().policies).toHaveLength(policies.ALL_RULES.length + 4);
});

it("a pack that cannot be served for want of @pulumi/policy says what to install", () => {
  const missing = Object.assign(new Error("Cannot find module '@pulumi/policy'"), { code: "MODULE_NOT_FOUND" });
  jest.doMock("@pulumi/policy", () => {
    throw missing;
  });
  const { servePack }: typeof import("../../policies/assembly/serve") = require("../../policies/assembly/serve");
  expect(() => servePack("pack", { policies: [] })).toThrow("npm install @pulumi/policy");
});
