import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { engineIn, logOfEngineIn } from "../../../provider/adapters/dynamic/running-engine";
import { engineLog, silentLog, type EngineLog, type PulumiModules } from "../../../provider/adapters/engine/log";

const scratch = mkdtempSync(join(tmpdir(), "progress-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(scratch, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A @pulumi/pulumi whose engine client writes down each line. */
function recordingPulumi(): string {
  write("node_modules/@grpc/grpc-js/index.js", 'exports.credentials = { createInsecure: () => "insecure" };');
  write(
    "node_modules/@pulumi/pulumi/proto/engine_grpc_pb.js",
    `exports.received = [];
     exports.waiting = [];
     exports.EngineClient = class {
       constructor(address, credentials) { this.to = address + " " + credentials; }
       log(request, done) {
         exports.received.push({ to: this.to, ...request });
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
       setUrn(value) { this.urn = value; }
     };`,
  );
  return write("node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js", "");
}

describe("the engine of a process", () => {
  it.each([
    ["a program", ["node", "/x/node_modules/@pulumi/pulumi/cmd/run/index.js", "127.0.0.1:1"]],
    ["a test", ["node", "/x/jest.js"]],
    ["a provider without an address", ["node", "/x/cmd/dynamic-provider/index.js"]],
  ])("is none for %s", (_, argv) => expect(engineIn(argv)).toBeUndefined());

  it("is the one that a provider process was started with", () => {
    const entry = "/x/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
    expect(engineIn(["node", entry, "127.0.0.1:4711"])).toEqual({ entry, address: "127.0.0.1:4711" });
  });
});

describe("the log of the engine", () => {
  it.each([
    ["a test", ["node", "/x/node_modules/jest/bin/jest.js", "127.0.0.1:4"]],
    ["a tool", ["node", "/x/dist/cli/main.js"]],
    ["nothing", []],
    ["an engine without an address", ["node", "/x/@pulumi/pulumi/cmd/dynamic-provider/index.js"]],
  ])("is silent where the process was started by %s", (_, argv) => {
    expect(logOfEngineIn(argv)).toBe(silentLog);
  });

  it("is silent here and now", () => expect(logOfEngineIn(process.argv)).toBe(silentLog));

  const to = "127.0.0.1:4711 insecure";
  const entry = recordingPulumi();

  /** The log of a process that an engine started, and the lines that the engine received. */
  function withEngine(): { readonly log: EngineLog; readonly received: unknown[]; readonly answer: () => void } {
    const engine = jest.requireActual<{ received: unknown[]; waiting: (() => void)[] }>(
      join(scratch, "node_modules/@pulumi/pulumi/proto/engine_grpc_pb.js"),
    );
    engine.received.length = 0;
    engine.waiting.length = 0;
    return {
      log: logOfEngineIn(["node", entry, "127.0.0.1:4711"]),
      received: engine.received,
      answer: () => {
        for (const done of engine.waiting.splice(0)) done();
      },
    };
  }

  it("sends the engine lines that are kept, lines that are shown for a moment, and warnings", () => {
    const { log, received } = withEngine();
    log.info("kept");
    log.status("gone after");
    log.warning("look at this");
    expect(received).toEqual([
      { to, severity: 1, message: "kept", ephemeral: false },
      { to, severity: 1, message: "gone after", ephemeral: true },
      { to, severity: 2, message: "look at this", ephemeral: false },
    ]);
  });

  it("sends the lines of one moment in one message, and before every later line", async () => {
    const { log, received, answer } = withEngine();
    log.info("one");
    log.info("other");
    const isFlushed = log.flush();
    await new Promise((resolve) => setImmediate(resolve));
    expect(received).toEqual([{ to, severity: 1, message: "one\nother", ephemeral: false }]);
    log.info("third");
    log.warning("last");
    expect(received.slice(1)).toMatchObject([{ message: "third" }, { message: "last" }]);
    answer();
    await isFlushed;
  });

  it("puts each line into the row of its resource, and lines of one moment into one message for each row", async () => {
    const { received } = withEngine();
    const load = (path: string): unknown => jest.requireActual(join(scratch, "node_modules", path));
    const modules: PulumiModules = Object({
      grpc: load("@grpc/grpc-js/index.js"),
      service: load("@pulumi/pulumi/proto/engine_grpc_pb.js"),
      messages: load("@pulumi/pulumi/proto/engine_pb.js"),
    });
    let row: string | undefined = "urn:office";
    const log = engineLog("127.0.0.1:4711", modules, () => row);
    log.info("one of office");
    row = "urn:branch";
    log.info("one of branch");
    row = "urn:office";
    log.info("two of office");
    log.warning("look at office");
    row = undefined;
    log.status("of nobody");
    expect(received).toMatchObject([
      { urn: "urn:office", message: "one of office\ntwo of office" },
      { urn: "urn:branch", message: "one of branch" },
      { urn: "urn:office", message: "look at office" },
      { message: "of nobody" },
    ]);
    expect(received.at(-1)).not.toHaveProperty("urn");
  });

  it("is flushed when the engine has every line, the last one included, and also where the engine answers with an error", async () => {
    const { log, received, answer } = withEngine();
    let isFlushed = false;
    log.warning("first");
    log.info("second");
    const flushing = log.flush().then(() => (isFlushed = true));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect([received.length, isFlushed]).toEqual([2, false]);
    answer();
    await flushing;
    expect(isFlushed).toBe(true);
  });

  it("is flushed at once where there is no line, or no engine", async () => {
    await withEngine().log.flush();
    await silentLog.flush();
    expect(withEngine().received).toEqual([]);
  });
});
