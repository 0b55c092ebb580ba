import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Router {
  /** Where vtysh finds its daemons. */
  readonly folder: string;
  /** What a daemon wrote about itself. */
  readonly log: () => string;
  /** What vtysh says to a command that ends in `json`. */
  readonly ask: (command: string) => unknown;
  /** What vtysh says to commands of one session, such as those between `configure terminal` and `end`. */
  readonly run: (commands: readonly string[]) => string;
  readonly stop: () => Promise<void>;
}

interface Daemon {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

/** Starts zebra and bgpd inside a namespace; bgpd reads the file unmodified. */
export function startRouter(namespace: string, folder: string, config: string): Router {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "zebra.conf"), "");
  writeFileSync(join(folder, "bgpd.conf"), config);
  // Both run as the packages' own user, as on a router.
  spawnSync("chown", ["-R", "frr:frr", folder]);
  const start = (daemon: string): Daemon => {
    const options = [
      `-f ${join(folder, `${daemon}.conf`)}`,
      `-i ${join(folder, `${daemon}.pid`)}`,
      `-z ${join(folder, "zserv.api")}`,
      `--vty_socket ${folder}`,
      `--log file:${join(folder, `${daemon}.log`)}`,
      // No port for its command line.
      "-P 0",
    ];
    const script = `mount -t tmpfs tmpfs /run && mkdir /run/frr && chown frr:frr /run/frr && exec /usr/lib/frr/${daemon} ${options.join(" ")}`;
    const child = spawn("ip", ["netns", "exec", namespace, "sh", "-c", script], { stdio: "ignore" });
    // Listened for from the start: one that has ended by itself ends only once.
    return { child, ended: new Promise<void>((resolve) => child.once("exit", () => resolve())) };
  };
  const daemons = [start("zebra"), start("bgpd")];
  return {
    folder,
    log: () => ["zebra", "bgpd"].map((daemon) => `${daemon}: ${readLog(join(folder, `${daemon}.log`))}`).join("\n"),
    ask(command) {
      const { stdout } = spawnSync("vtysh", ["--vty_socket", folder, "-c", command], { encoding: "utf8" });
      try {
        const answer: unknown = JSON.parse(stdout);
        return answer;
      } catch {
        // Until the daemon listens, vtysh says so in words.
        return undefined;
      }
    },
    run(commands) {
      const args = commands.flatMap((command) => ["-c", command]);
      const { stdout, stderr } = spawnSync("vtysh", ["--vty_socket", folder, ...args], { encoding: "utf8" });
      return stdout + stderr;
    },
    async stop() {
      await Promise.all(
        daemons.map(({ child, ended }) => {
          child.kill("SIGKILL");
          return ended;
        }),
      );
    },
  };
}

const readLog = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "(no log)");
