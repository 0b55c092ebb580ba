import { connect } from "node:net";
import type { Probe, Probes } from "../resources/vpn-tunnel/probe";
import { runCommandLine } from "./command-line";

const TCP_TIMEOUT_MS = 5000;
const COMMAND_TIMEOUT_MS = 30_000;

/** Runs probes from the machine that runs Pulumi. */
export class ProbeRunner implements Probes {
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async run({ kind, target }: Probe): Promise<string | undefined> {
    if (kind === "tcp") return tcpProblem(target);
    const end = await runCommandLine({ command: target, env: this.env, timeoutMs: COMMAND_TIMEOUT_MS });
    return "failed" in end ? `the probe's command fails (${end.failed})` : undefined;
  }
}

/** Why a TCP connection is not accepted. @param target `host:port`, with an IPv6 address in brackets. */
function tcpProblem(target: string): Promise<string | undefined> {
  const colon = target.lastIndexOf(":");
  const host = target.slice(0, colon).replace(/^\[|\]$/gu, "");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(target.slice(colon + 1)), timeout: TCP_TIMEOUT_MS });
    const end = (why?: string): void => {
      socket.destroy();
      resolve(why === undefined ? undefined : `the probe of ${target} fails (${why})`);
    };
    socket.once("connect", () => end());
    socket.once("timeout", () => end(`no answer within ${TCP_TIMEOUT_MS / 1000} s`));
    socket.once("error", (error) => end("code" in error && typeof error.code === "string" ? error.code : error.name));
  });
}
