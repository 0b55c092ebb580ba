// What a CI reads of `npm test`: its last line and its exit code.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, repositoryRoot, runCommand, type CommandResult } from "./harness";

jest.setTimeout(ENGINE_TIMEOUT_MS);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "pulumi-alicloud-vpn-engine-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The tests of a folder of our own instead of the project's. */
function npmTest(test: string): Promise<CommandResult> {
  writeFileSync(join(folder, "some.test.js"), test);
  const config = JSON.stringify({ rootDir: folder, transform: {} });
  const script = join(repositoryRoot, "scripts", "test.mjs");
  return runCommand(process.execPath, [script, "--config", config], { cwd: repositoryRoot, env: process.env });
}

const lastLine = (text: string): string | undefined => text.split("\n").at(-2);

it("npm test ends with a count of what passed, failed and was skipped, and fails with a failing test", async () => {
  const { stdout, stderr, exitCode } = await npmTest(`
    it("passes", () => {});
    it("passes too", () => {});
    it("fails", () => expect(1).toBe(2));
    it.skip("is skipped", () => {});
    it.todo("is to be written");`);
  expect(lastLine(stdout)).toBe("2 passed, 1 failed, 2 skipped");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("expect(received).toBe(expected)");
});

it("npm test succeeds when nothing fails", async () => {
  const { stdout, exitCode } = await npmTest(`it("passes", () => {});`);
  expect(lastLine(stdout)).toBe("1 passed, 0 failed, 0 skipped");
  expect(exitCode).toBe(0);
});

it("npm test fails when jest could not load the tests", async () => {
  const { stdout, exitCode } = await npmTest(`it("is never run", () => {}); this is not JavaScript`);
  expect(lastLine(stdout)).toBe("0 passed, 0 failed, 0 skipped");
  expect(exitCode).toBe(1);
});
