// `watch` on a real pseudo-terminal, which `script` (util-linux) makes.
import { spawn, spawnSync } from "node:child_process";
import { startSimulator, type Simulator } from "../../simulator";
import { visible } from "../unit/cli/steering";
import { built } from "./built";

const CONNECTION = "vco-sim0000000000000002";
const SLAVE = "tun-sim0000000000000022";
const hasScript = /util-linux/u.test(spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "");

describe("watch on a terminal", () => {
  let sim: Simulator;
  beforeAll(async () => void (sim = await startSimulator()));
  afterAll(() => sim.close());

  const env = {
    PATH: process.env["PATH"],
    TERM: "xterm",
    ALICLOUD_REGION: "cn-hangzhou",
    ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
    ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
  };
  const watch = (...more: readonly string[]): string =>
    [
      process.execPath,
      built("cli", "main.js"),
      "watch",
      CONNECTION,
      "--every",
      "1",
      "--endpoint",
      sim.url,
      ...more,
    ].join(" ");

  (hasScript ? describe : describe.skip)("that is real", () => {
    it("draws a change in place, and Ctrl-C ends it with 130", async () => {
      const line = `stty cols 70 rows 20; exec ${watch()}`;
      const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], { env });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        const before = out;
        out += chunk.toString();
        const isNew = (text: string): boolean => out.includes(text) && !before.includes(text);
        if (isNew("2 of 2 tunnels")) sim.changeTunnel(SLAVE, { Status: "ike_sa_not_established" });
        // As the key itself: the terminal makes it a signal.
        if (isNew("1 of 2 tunnels")) child.stdin.write("\u0003");
      });
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect(code).toBe(130);
      expect(visible(out)).toMatch(/branch +slave +ESC\[31mnoESC\[0m/u);
      expect(out).toContain("\u001B[4A\r");
    });
  });

  it("ends without a word at its next line after the reader of its pipe ended", async () => {
    const child = spawn("sh", ["-c", `exec ${watch("--format", "json")}`], { env });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once("data", () => {
      child.stdout.destroy();
      sim.changeTunnel(SLAVE, { Status: "ike_sa_established" });
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});
