// Children of the set-up end, whatever they do about it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, removeTemporaryFolders, start, temporaryFolder } from "./set-up-module";

afterAll(removeTemporaryFolders);

/** A zombie, which its new parent has not taken notice of yet, has ended. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

// A parent that ends when asked, and a grandchild that does not: in a group of its own, deaf to every polite signal.
function family(pidFile: string): string {
  const grandchild = `
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => {});
    require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
    setInterval(() => {}, 1000);`;
  return `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { detached: true, stdio: "ignore" });
    setInterval(() => {}, 1000);`;
}

it("ends child processes with all their descendants, also those in other process groups", async () => {
  const pidFile = join(temporaryFolder(), "pid");
  const body = `m.watchSignals();
    const { run } = await import(new URL("./processes.mjs", ${JSON.stringify(`file://${__dirname}/../../../scripts/setup/`)}));
    await run(process.execPath, ["-e", ${JSON.stringify(family(pidFile))}]).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const parent = start("setup/interrupt.mjs", body);
  const end = new Promise((resolve) => parent.once("close", resolve));
  while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "")
    await new Promise((resolve) => setTimeout(resolve, 20));
  const grandchild = Number(readFileSync(pidFile, "utf8"));
  expect(isAlive(grandchild)).toBe(true);
  parent.kill("SIGTERM");
  expect(await end).toBe(143);
  expect(isAlive(grandchild)).toBe(false);
}, 20_000);

it("ends a child process when its time is up", () => {
  const body = `const { timedOut, exitCode } = await m.run(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { timeoutMs: 200 });
    return { timedOut, exitCode };`;
  expect(evaluate("setup/processes.mjs", body).value).toEqual({ timedOut: true, exitCode: 1 });
});

it("starts no child process once the end has begun", () => {
  const body = `await m.endChildren(); return m.run("true", []).then(() => "ran", (error) => error.message);`;
  expect(evaluate("setup/processes.mjs", body).value).toBe("interrupted");
});

it("hands back what a child process printed, and its failure as a result", () => {
  const body = `const { exitCode, stdout, stderr } = await m.run("sh", ["-c", "echo out; echo err >&2; exit 3"]);
    return { exitCode, stdout, stderr };`;
  expect(evaluate("setup/processes.mjs", body).value).toEqual({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
});
