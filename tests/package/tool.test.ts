import { spawnSync } from "node:child_process";
import { built } from "./built";

const main = built("cli", "main.js");
const run = (...args: readonly string[]) => spawnSync(process.execPath, args, { encoding: "utf8" });

describe("the built tool", () => {
  it("runs by itself", () => {
    const { status, stdout, stderr } = run(main, "help", "simulate");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("--generate gateways=N,connections=N");
  });

  it("loads nothing heavy for its help: no client, no validation, no Pulumi, no other command", () => {
    const script = `
      const { run } = require(${JSON.stringify(built("cli", "run.js"))});
      const sink = { write: () => {}, isTerminal: false };
      run(["--help"], { out: sink, err: sink, env: {}, readInput: async () => undefined })
        .then(() => console.log(Object.keys(require.cache).join("\\n")));`;
    const { stdout, stderr } = run("-e", script);
    expect(stderr).toBe("");
    const loaded = stdout.trim().split("\n");
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((file) => /node_modules|dist.cli.commands[\\/]|dist.simulator/u.test(file))).toEqual([]);
  });

  it("gives its exit code to the shell", () => {
    expect(run(main, "no-such-command").status).toBe(2);
  });
});
