import { spawn } from "node:child_process";
import { safeMessage } from "../../provider/api/redact";
import { UsageError } from "../exit-code";
import { codeOf } from "../files";
import { KEYS_SETTING } from "./program-text";

/**
 * Keys in a stack's configuration. A key must not be on a command line, where every user of the machine can read it:
 * `pulumi config set` reads the value of a secret from its standard input, and `config set-all` cannot. All keys are
 * one value, so that one call sets them, however many tunnels there are.
 */

/** Keys by the name of the resource. */
export type Keys = Readonly<Record<string, string>>;

/** The CLI passes a stack's configuration in one environment variable, which Linux limits to 128 KiB. */
const MAX_BYTES = 110_000;

/** Refuses more keys than a stack's configuration can pass to the program. */
export function checkSize(keys: Keys): void {
  // The variable has the keys as JSON inside JSON.
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(keys)));
  if (bytes > MAX_BYTES)
    throw new UsageError(
      `${Object.keys(keys).length} keys take ${bytes} bytes, and a stack's configuration holds ${MAX_BYTES} safely: ` +
        "adopt by filter into several stacks",
    );
}

/** Sets the keys as one secret of a stack. They are nowhere in plain text. */
export async function setInStack(keys: Keys, stack: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["config", "set", KEYS_SETTING, "--secret", "--stack", stack, "--cwd", folder, "--non-interactive"];
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn("pulumi", args, { env, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", (error) => reject(new UsageError(`cannot run pulumi (${codeOf(error)}): is it on the PATH?`)));
    child.on("close", (exitCode) => resolve({ code: exitCode, output: said }));
    // If the CLI ends before it has read everything, its output has the reason.
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(keys));
  });
  // The CLI should not repeat its input, but it is not our program, so every key is taken out of its output.
  if (code !== 0)
    throw new UsageError(`pulumi config set failed (exit code ${code}): ${safeMessage(output, Object.values(keys))}`);
}
