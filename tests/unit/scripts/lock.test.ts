// Two set-ups at once.
import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { evaluate, removeTemporaryFolders, start, temporaryFolder, write } from "./set-up-module";

afterAll(removeTemporaryFolders);

const ended = (child: ReturnType<typeof start>): Promise<number | null> =>
  new Promise((resolve) => child.once("close", resolve));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

it("a lock lets one set-up wait for the other", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const body = `const { appendFileSync } = await import("node:fs");
    await m.withLock(${JSON.stringify(join(folder, "the.lock"))}, async () => {
      appendFileSync(${JSON.stringify(log)}, "in ");
      await new Promise((resolve) => setTimeout(resolve, 100));
      appendFileSync(${JSON.stringify(log)}, "out ");
    });`;
  const codes = await Promise.all([1, 2, 3].map(() => ended(start("setup/lock.mjs", body))));
  expect(codes).toEqual([0, 0, 0]);
  expect(readFileSync(log, "utf8")).toBe("in out in out in out ");
  expect(existsSync(join(folder, "the.lock"))).toBe(false);
});

it("a set-up takes over the lock of one that was killed", () => {
  const folder = temporaryFolder();
  // No process has this id: it is above what Linux and macOS give.
  write(folder, { "the.lock": `99999999 ${hostname()} somebody` });
  const body = `return m.withLock(${JSON.stringify(join(folder, "the.lock"))}, async () => "mine");`;
  expect(evaluate("setup/lock.mjs", body).value).toBe("mine");
});

it("a lock is given back when its holder is interrupted", async () => {
  const lock = join(temporaryFolder(), "the.lock");
  const body = `await m.withLock(${JSON.stringify(lock)}, () => new Promise((resolve) => setTimeout(resolve, 60_000)));`;
  const holder = start("setup/lock.mjs", body);
  const end = ended(holder);
  await until(() => existsSync(lock));
  holder.kill("SIGINT");
  expect(await end).toBe(130);
  expect(existsSync(lock)).toBe(false);
});
