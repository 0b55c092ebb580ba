import { spawn } from "node:child_process";
import { safeMessage } from "../../provider/api/redact";
import { UsageError } from "../exit-code";
import { codeOf } from "../read-file";
import { KEYS_SETTING } from "./program-text";

/**
 * Ways for keys into a stack's configuration, none of which has a key on a command line, where every user of the machine
 * could read it: `pulumi config set` takes the value of a secret from its standard input. `config set-all` does not: it
 * takes values only as arguments. All keys are one value, so that it is one call however many tunnels there are.
 */

/** Keys by name of the resource. */
export type Keys = Readonly<Record<string, string>>;

/** A stack's configuration reaches the program in one environment variable, which Linux limits to 128 KiB. */
const MOST_BYTES = 110_000;

/** Refuses more keys than a stack's configuration can carry to the program. */
export function checkSize(keys: Keys): void {
  // It is JSON inside JSON there.
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(keys)));
  if (bytes > MOST_BYTES)
    throw new UsageError(
      `${Object.keys(keys).length} keys take ${bytes} bytes, and a stack's configuration holds ${MOST_BYTES} safely: adopt by filter into several stacks`,
    );
}

/** Sets the keys as one secret of a stack; nothing of them is written anywhere in clear. */
export async function setInStack(keys: Keys, stack: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["config", "set", KEYS_SETTING, "--secret", "--stack", stack, "--cwd", folder, "--non-interactive"];
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn("pulumi", args, { env, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", (error) => reject(new UsageError(`cannot run pulumi (${codeOf(error)}): is it on the PATH?`)));
    child.on("close", (exitCode) => resolve({ code: exitCode, output: said }));
    // A CLI that ends before it has read everything says why in its output.
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(keys));
  });
  // It has no reason to repeat what it was given, but then a CLI is somebody else's program.
  if (code !== 0)
    throw new UsageError(`pulumi config set failed (exit code ${code}): ${safeMessage(output, Object.values(keys))}`);
}
