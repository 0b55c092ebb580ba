/** Starts a pack. It loads @pulumi/policy, an optional peer dependency that is needed for nothing else. */

import type { PolicyPackArgs } from "@pulumi/policy";

export function servePack(name: string, args: PolicyPackArgs): void {
  const { PolicyPack } = loadPolicySdk();
  // The constructor starts the server that the CLI connects to. The object itself has no further use.
  void new PolicyPack(name, args);
}

function loadPolicySdk(): typeof import("@pulumi/policy") {
  try {
    return require("@pulumi/policy");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
    if (!missing) throw error;
    const advice = "Install it next to this package: npm install @pulumi/policy";
    throw new Error(`The policy pack needs the package @pulumi/policy. ${advice}`, { cause: error });
  }
}
