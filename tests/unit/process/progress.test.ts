import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { engineProgress, silentProgress } from "../../../provider/process/progress";

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
     exports.EngineClient = class {
       constructor(address, credentials) { this.to = address + " " + credentials; }
       log(request, done) { exports.told.push({ to: this.to, ...request }); done(new Error("gone")); }
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

  it("tells the engine that started the process, and does not mind where that has gone", () => {
    const entry = recordingPulumi();
    const progress = engineProgress(["node", entry, "127.0.0.1:4711"]);
    progress.info("kept");
    progress.status("gone after");
    progress.info("before a warning");
    progress.warning("to act on");
    const { told } = jest.requireActual<{ told: unknown[] }>(
      join(scratch, "node_modules/@pulumi/pulumi/proto/engine_grpc_pb.js"),
    );
    const to = "127.0.0.1:4711 insecure";
    expect(told).toEqual([
      { to, severity: 1, message: "kept", ephemeral: false },
      { to, severity: 1, message: "gone after", ephemeral: true },
      { to, severity: 1, message: "before a warning", ephemeral: false },
      { to, severity: 2, message: "to act on", ephemeral: false },
    ]);
  });
});
