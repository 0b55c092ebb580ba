import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import type { Simulator } from "../../../simulator";
import { type Keys, type MakeClient, type Parameter, type Parameters, Refused, dotted, isObject } from "../client";

/** The vendor's command-line tool, where it is on PATH; its version. */
export function aliyunVersion(): string | undefined {
  const { status, stdout } = spawnSync("aliyun", ["version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** A process for each call; parameters as flags, the answer as printed. */
export const aliyunCli: MakeClient = (simulator, keys) => ({
  call: async (operation, { RegionId: _region, ...parameters }) => {
    // Its own table has no members of nested parameters: --force takes what it does not know, and then needs the
    // version.
    const force = operation === "ModifyTunnelAttribute" ? ["--force", "--version", "2016-04-28"] : [];
    const args = ["vpc", operation, ...force, ...flags(parameters), ...target(simulator, keys)];
    // Asynchronous: the simulator that has to answer is in this process.
    const { stdout } = await promisify(execFile)("aliyun", args).catch((error: unknown) => {
      throw refusal(isObject(error) ? String(error["stderr"]) : String(error), simulator);
    });
    return JSON.parse(stdout);
  },
  close: async () => {},
});

function flags(parameters: Parameters): string[] {
  return Object.entries(dotted(parameters)).flatMap(([name, value]) =>
    Array.isArray(value) ? value.flatMap((one, index) => element(`${name}.${index + 1}`, one)) : element(name, value),
  );
}

function element(name: string, value: Parameter): string[] {
  if (typeof value === "object")
    return flags(Object.fromEntries(Object.entries(value).map(([key, one]) => [`${name}.${key}`, one])));
  return [`--${name}=${value}`];
}

function target(simulator: Simulator, { accessKeyId, accessKeySecret, securityToken }: Keys): string[] {
  const mode = securityToken === undefined ? ["--mode", "AK"] : ["--mode", "StsToken", "--sts-token", securityToken];
  const key = ["--access-key-id", accessKeyId, "--access-key-secret", accessKeySecret];
  const endpoint = ["--region", "cn-hangzhou", "--endpoint", new URL(simulator.url).host, "--insecure"];
  return [...mode, ...key, ...endpoint];
}

/** It prints code, message and request id of an error, but not its status: that is in the simulator's journal. */
function refusal(text: string, simulator: Simulator): Error {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1]?.trim();
  const [code, requestId] = [line("ErrorCode"), line("RequestId")];
  const entry = simulator.journal.find((one) => one.requestId === requestId);
  if (code === undefined || !entry) return new Error(`aliyun: ${text}`);
  return new Refused(code, entry.httpStatus, line("Message") ?? "");
}
