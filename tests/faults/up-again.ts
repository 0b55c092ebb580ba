// `pulumi up` after a run that was killed.
import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { type EngineStack, mustSucceed } from "../engine/harness";
import type { Victim } from "./victims";

/** As a user does it: the CLI asks for `pulumi cancel` where a killed one has left its lock. */
export async function upAgain(stack: EngineStack, victim: Victim): Promise<void> {
  if (victim === "CLI") takeBackup(stack);
  const first = await stack.up();
  if (victim === "provider") return void mustSucceed(first);
  expect(first.exitCode).not.toBe(0);
  expect(first.stderr).toContain("pulumi cancel");
  expect((await stack.run(["cancel", "--yes", "--stack", stack.name])).exitCode).toBe(0);
  mustSucceed(await stack.up());
}

/**
 * A kill may come while Pulumi writes its state file, and then that is cut short (of a backend in files), or the file
 * beside it with a checksum, which Pulumi can do without. The backup that Pulumi made just before is the state then.
 */
function takeBackup(stack: EngineStack): void {
  const [state, checksum] = [stack.stateFilePath, `${stack.stateFilePath}.attrs`];
  if (!isWhole(state)) copyFileSync(`${state}.bak`, state);
  if (existsSync(checksum) && !isWhole(checksum)) rmSync(checksum);
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
