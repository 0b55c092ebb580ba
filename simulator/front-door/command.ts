import { readFileSync } from "node:fs";
import { type JsonObject, isJsonObject } from "../api/json";
import { type AccessKey, defaultAccessKey } from "../auth/access-keys";
import { readAccessKeys } from "../auth/read-access-keys";
import type { FaultSpec } from "../faults/fault";
import { faultListShape } from "../faults/fault-shape";
import { readModes } from "../modes";
import { JsonMistakes } from "../schema/shape";
import { type GenerateSize, MOST_CONNECTIONS, generateTopology } from "../topology/generate";
import { TopologyError } from "../topology/load";
import type { Topology } from "../topology/topology";
import { type RunFlag, type RunValues, UsageError, choiceFlag, flag, integerFlag, modeFlags } from "./command-flags";
import { selfSignedCertificate } from "./self-signed";
import type { Simulator } from "./simulator";
import { type SimulatorOptions, startSimulator } from "./start";

const LARGEST_MS = 24 * 60 * 60 * 1000;

export interface RunSurroundings {
  /** Takes the lines that a program can read; standard output by default. */
  readonly print?: (line: string) => void;
  /** Ends the run; SIGINT and SIGTERM do as well. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a simulator until it is stopped. The first line that it prints is `url <url>`, the second
 * `access-key <id> <secret>`; then it answers. Throws UsageError where a flag or a file is wrong.
 */
export async function runSimulator(values: RunValues = {}, surroundings: RunSurroundings = {}): Promise<void> {
  const print = surroundings.print ?? ((line: string) => process.stdout.write(`${line}\n`));
  const settings = simulatorOptions(values);
  const faults = faultsOf(values);
  const certificate = values.tls === true ? selfSignedCertificate(settings.host ?? "localhost") : undefined;
  try {
    const simulator = await start(certificate ? { ...settings, tls: certificate } : settings);
    for (const fault of faults) simulator.fault(fault);
    print(`url ${simulator.url}`);
    for (const key of settings.accessKeys ?? []) print(`access-key ${key.accessKeyId} ${key.accessKeySecret}`);
    if (certificate) print(`certificate ${certificate.certFile}`);
    await stopped(surroundings.signal);
    await simulator.close();
  } finally {
    certificate?.remove();
  }
}

/** The options that the flags mean. */
export function simulatorOptions(values: RunValues): SimulatorOptions {
  const dataFile = flag(values, "data");
  return {
    port: integerFlag(values, "port", 65535),
    host: flag(values, "host") ?? "127.0.0.1",
    configuringMs: integerFlag(values, "configuring-ms", LARGEST_MS),
    renegotiateMs: integerFlag(values, "renegotiate-ms", LARGEST_MS),
    modes: readModes((name, choices) => choiceFlag(values, modeFlags[name], choices)),
    accessKeys: keysOf(values),
    topology: topologyOf(values),
    ...(dataFile === undefined ? {} : { dataFile }),
  };
}

function topologyOf(values: RunValues): "default" | Topology | JsonObject {
  const file = flag(values, "topology");
  const size = flag(values, "generate");
  if (file !== undefined && size !== undefined) throw new UsageError("--topology and --generate exclude each other");
  if (file !== undefined) {
    const content = readJson("topology", file);
    if (isJsonObject(content)) return content;
    throw new UsageError(`--topology: ${file} has to hold an object, and null nowhere`);
  }
  return size === undefined ? "default" : generateTopology(readSize(size));
}

function readSize(text: string): GenerateSize {
  const match = /^gateways=(\d{1,6}),connections=(\d{1,6})$/.exec(text);
  const [gateways, connections] = [Number(match?.[1]), Number(match?.[2])];
  if (gateways >= 1 && connections <= MOST_CONNECTIONS) return { gateways, connections };
  throw new UsageError(
    `--generate takes gateways=N,connections=N with at least one gateway and at most ${MOST_CONNECTIONS} connections`,
  );
}

function faultsOf(values: RunValues): readonly FaultSpec[] {
  const file = flag(values, "faults");
  if (file === undefined) return [];
  return read("faults", file, (json) => faultListShape.read({ faults: json }).faults);
}

function keysOf(values: RunValues): readonly AccessKey[] {
  const file = flag(values, "access-keys");
  if (file === undefined) return [defaultAccessKey];
  return read("access-keys", file, readAccessKeys);
}

/** The JSON in a file, as `reader` reads it. */
function read<T>(name: RunFlag, file: string, reader: (json: unknown) => T): T {
  const json = readJson(name, file);
  try {
    return reader(json);
  } catch (error) {
    if (error instanceof JsonMistakes) throw new UsageError(`--${name} ${file}:\n  ${error.problems.join("\n  ")}`);
    throw error;
  }
}

/** The content of a file; the caller checks it. */
function readJson(name: RunFlag, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`--${name}: cannot read ${file} (${codeOf(error)})`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--${name}: ${file} is not JSON (${String(error)})`);
  }
}

async function start(options: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(options);
  } catch (error) {
    if (error instanceof TopologyError) throw new UsageError(error.message);
    const code = codeOf(error);
    if (code === "EADDRINUSE") throw new UsageError(`port ${options.port} of ${options.host} is in use`);
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new UsageError(`cannot listen on port ${options.port} of ${options.host} (${code})`);
    }
    throw error;
  }
}

function codeOf(error: unknown): string {
  // Not instanceof: under jest, errors of node's own modules come from another realm.
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function stopped(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
