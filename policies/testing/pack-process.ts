/** Starts the process of a policy pack. Its first line of output is the port that it listens on. */

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import type * as service from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A pack that cannot be run, or that failed. */
export class PackError extends Error {
  override readonly name = "PackError";
}

/** The modules that speak to a pack, of one installation of @pulumi/pulumi. */
export interface PackModules {
  readonly grpc: typeof grpc;
  readonly service: typeof service;
  readonly messages: typeof messages;
  readonly Empty: typeof Empty;
  readonly Struct: typeof Struct;
}

/** What @pulumi/pulumi starts a pack with. */
const HOST = "@pulumi/pulumi/cmd/run-policy-pack";
const START_MS = 120_000;

/** Where the pack itself looks for modules. */
const requireOf = (folder: string): NodeJS.Require => createRequire(join(resolve(folder), "package.json"));

/** @throws PackError if the folder is no pack, or if its packages are not installed. */
export function modulesFor(folder: string): PackModules {
  if (!existsSync(join(folder, "PulumiPolicy.yaml")))
    throw new PackError(`${folder} is no policy pack: it has no PulumiPolicy.yaml`);
  const fromPack = requireOf(folder);
  try {
    // What @pulumi/pulumi itself uses, which need not be installed beside it.
    const fromPulumi = createRequire(fromPack.resolve("@pulumi/pulumi/package.json"));
    return {
      grpc: fromPulumi("@grpc/grpc-js"),
      service: fromPulumi("@pulumi/pulumi/proto/analyzer_grpc_pb"),
      messages: fromPulumi("@pulumi/pulumi/proto/analyzer_pb"),
      Empty: fromPulumi("google-protobuf/google/protobuf/empty_pb").Empty,
      Struct: fromPulumi("google-protobuf/google/protobuf/struct_pb").Struct,
    };
  } catch (error) {
    const advice = "install its packages there, with npm install";
    throw new PackError(`${folder} has no @pulumi/pulumi: ${advice}`, { cause: error });
  }
}

export interface PackProcess {
  readonly child: ChildProcess;
  readonly port: number;
}

/** @throws PackError with what the pack printed, if it does not start. */
export async function startPack(folder: string): Promise<PackProcess> {
  const child = spawn(process.execPath, [requireOf(folder).resolve(HOST), "127.0.0.1:0", resolve(folder)], {
    cwd: resolve(folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const endWithUs = (): void => void child.kill();
  process.once("exit", endWithUs);
  child.once("close", () => process.off("exit", endWithUs));
  return { child, port: await portOf(child, folder) };
}

function portOf(child: ChildProcess, folder: string): Promise<number> {
  const printed = { stdout: "", stderr: "" };
  return new Promise((found, refuse) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill();
      const text = `${printed.stdout}${printed.stderr}`.trim();
      refuse(new PackError(`the pack in ${folder} ${why}${text === "" ? "" : `:\n${text}`}`));
    };
    const timer = setTimeout(() => fail(`did not start within ${START_MS / 1000} seconds`), START_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (printed.stderr += text));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      printed.stdout += text;
      const port = /^(\d+)\r?\n/mu.exec(printed.stdout)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      found(Number(port));
    });
    child.on("error", () => fail("could not be started"));
    child.on("close", () => fail("ended at once"));
  });
}
