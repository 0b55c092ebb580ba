import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Interface, createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type Answer, type MakeClient, Refused, isObject } from "../client";

const SET_UP = join(__dirname, "../../../scripts/setup");

/** What a script of the set-up made, or why it is not there. */
export function madeBySetUp(script: "python.mjs" | "go-clients.mjs"): {
  readonly python?: string;
  readonly program?: string;
  readonly refused?: string;
} {
  const { stdout } = spawnSync(process.execPath, [join(SET_UP, script), "--where"], { encoding: "utf8" });
  return JSON.parse(stdout);
}

/** An SDK in a process of its own: a line of JSON for each call, and one for each answer. */
export const sdkInProcess =
  (command: string, args: readonly string[], sdk: string): MakeClient =>
  (simulator, keys) => {
    const settings = JSON.stringify({ sdk, host: new URL(simulator.url).host, ...keys });
    const child = spawn(command, [...args, settings], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout });
    return {
      call: async (operation, parameters) => {
        const answer = nextLine(child, lines, command);
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

function nextLine(
  child: ChildProcessByStdio<Writable, Readable, null>,
  lines: Interface,
  command: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${command} ended with ${code}`));
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
