import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { engineProgress, silentProgress, type ProcessProgress } from "../../../provider/adapters/dynamic/progress";

const scratch = mkdtempSync(join(tmpdir(), "progress-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(scratch, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A @pulumi/pulumi whose engine client writes down what it is told. */
function recordingPulumi(): string {
  write("node_modules/@grpc/grpc-js/index.js", 'exports.credentials = { createInsecure: () => "insecure" };');
  write(
    "node_modules/@pulumi/pulumi/proto/engine_grpc_pb.js",
    `exports.told = [];
     exports.waiting = [];
     exports.EngineClient = class {
       constructor(address, credentials) { this.to = address + " " + credentials; }
       log(request, done) {
         exports.told.push({ to: this.to, ...request });
         exports.waiting.push(() => done(new Error("gone")));
       }
     };`,
  );
  write(
    "node_modules/@pulumi/pulumi/proto/engine_pb.js",
    `exports.LogSeverity = { INFO: 1, WARNING: 2 };
     exports.LogRequest = class {
       setSeverity(value) { this.severity = value; }
       setMessage(value) { this.message = value; }
       setEphemeral(value) { this.ephemeral = value; }
     };`,
  );
  return write("node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js", "");
}

describe("progress", () => {
  it.each([
    ["a test", ["node", "/x/node_modules/jest/bin/jest.js", "127.0.0.1:4"]],
    ["a tool", ["node", "/x/dist/cli/main.js"]],
    ["nothing", []],
    ["an engine without an address", ["node", "/x/@pulumi/pulumi/cmd/dynamic-provider/index.js"]],
  ])("is silent where the process was started by %s", (_, argv) => {
    expect(engineProgress(argv)).toBe(silentProgress);
  });

  it("is silent here and now", () => expect(engineProgress()).toBe(silentProgress));

  const to = "127.0.0.1:4711 insecure";
  const entry = recordingPulumi();

  /** Progress of a process that was started with an engine, and what that engine has been told. */
  function withEngine(): { readonly progress: ProcessProgress; readonly told: unknown[]; readonly answer: () => void } {
    const engine = jest.requireActual<{ told: unknown[]; waiting: (() => void)[] }>(
      join(scratch, "node_modules/@pulumi/pulumi/proto/engine_grpc_pb.js"),
    );
    engine.told.length = 0;
    engine.waiting.length = 0;
    return {
      progress: engineProgress(["node", entry, "127.0.0.1:4711"]),
      told: engine.told,
      answer: () => {
        for (const done of engine.waiting.splice(0)) done();
      },
    };
  }

  it("tells the engine that started the process what is kept, what is shown for a moment, and what to act on", () => {
    const { progress, told } = withEngine();
    progress.info("kept");
    progress.status("gone after");
    progress.warning("look at this");
    expect(told).toEqual([
      { to, severity: 1, message: "kept", ephemeral: false },
      { to, severity: 1, message: "gone after", ephemeral: true },
      { to, severity: 2, message: "look at this", ephemeral: false },
    ]);
  });

  it("says in one message what is said in the same moment, and before what is said after it", async () => {
    const { progress, told, answer } = withEngine();
    progress.info("one");
    progress.info("other");
    const isTold = progress.told();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([{ to, severity: 1, message: "one\nother", ephemeral: false }]);
    progress.info("third");
    progress.warning("last");
    expect(told.slice(1)).toMatchObject([{ message: "third" }, { message: "last" }]);
    answer();
    await isTold;
  });

  it("is told once the engine has it all, also what was only just said, and does not mind where that has gone", async () => {
    const { progress, told, answer } = withEngine();
    let isTold = false;
    progress.warning("first");
    progress.info("second");
    const telling = progress.told().then(() => (isTold = true));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect([told.length, isTold]).toEqual([2, false]);
    answer();
    await telling;
    expect(isTold).toBe(true);
  });

  it("is told at once where there is nothing to tell, or nobody", async () => {
    await withEngine().progress.told();
    await silentProgress.told();
    expect(withEngine().told).toEqual([]);
  });
});
