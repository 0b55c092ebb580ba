import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { RunValues } from "../../simulator";

/** A simulator in a process of its own, straight from the sources. */
export interface ChildSimulator {
  readonly url: string;
  readonly lines: readonly string[];
  kill(signal: NodeJS.Signals): Promise<void>;
}

const ROOT = join(__dirname, "../..");

export async function spawnSimulator(values: RunValues): Promise<ChildSimulator> {
  const program = `require("./simulator").runSimulator(${JSON.stringify(values)})`;
  const child = spawn(process.execPath, ["-r", "ts-node/register", "-e", program], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_TRANSPILE_ONLY: "true", TS_NODE_TRANSPILER: "ts-node/transpilers/swc" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = await firstLines(child);
  return {
    url: lines[0]?.replace("url ", "") ?? "",
    lines,
    kill: (signal) =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill(signal);
      }),
  };
}

function firstLines(child: ChildProcess): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (/^access-key .*\n/m.test(text)) resolve(text.trimEnd().split("\n"));
    });
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code}: ${text}`)));
  });
}
