import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Interface, createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type Answer, type MakeClient, Refused, isObject } from "../client";

const ROOT = join(__dirname, "../../..");
const DRIVER = join(__dirname, "../python/drive.py");

/** Where the set-up put the Python that has the SDKs, or why there is none. */
export function findPython(): { readonly python?: string; readonly refused?: string } {
  const script = join(ROOT, "scripts", "setup", "python.mjs");
  const { stdout } = spawnSync(process.execPath, [script, "--where"], { encoding: "utf8" });
  return JSON.parse(stdout);
}

export type PythonSdk = "alibabacloud_vpc20160428" | "alibabacloud_vpc20160428 V1" | "aliyun-python-sdk-vpc";

/** A Python SDK in a process of its own: a line of JSON for each call, and one for each answer. */
export const pythonSdk =
  (python: string, sdk: PythonSdk): MakeClient =>
  (simulator, keys) => {
    const settings = { sdk, host: new URL(simulator.url).host, ...keys };
    const child = spawn(python, [DRIVER, JSON.stringify(settings)], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout });
    return {
      call: async (operation, parameters) => {
        const answer = nextLine(child, lines);
        child.stdin.write(`${JSON.stringify({ operation, parameters })}\n`);
        return unwrap(await answer);
      },
      close: () =>
        new Promise((resolve) => {
          child.once("exit", () => resolve());
          child.stdin.end();
        }),
    };
  };

function nextLine(child: ChildProcessByStdio<Writable, Readable, null>, lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`Python ended with ${code}`));
    child.once("exit", ended);
    lines.once("line", (line) => {
      child.off("exit", ended);
      resolve(line);
    });
  });
}

function unwrap(line: string): Answer {
  const { answer, error } = JSON.parse(line);
  if (isObject(error)) throw new Refused(String(error["code"]), Number(error["status"]), String(error["message"]));
  return answer;
}
