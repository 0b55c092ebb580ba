import { spawn, spawnSync } from "node:child_process";
import type { SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseRaw, sectionOf } from "./raw-answer";
import type { Section } from "./raw-answer";

// kernel-libipsec does ESP in user space: a container's kernel often has no IPsec. It always wraps ESP in UDP.
const PLUGINS =
  "random nonce openssl hmac kdf sha1 sha2 md5 gmp aes kernel-libipsec kernel-netlink socket-default vici";

/** One IKE SA and its first CHILD SA, as the daemon reports them. */
export interface Association {
  /** What the connection is called. */
  readonly ikeName: string;
  readonly ike: Section;
  readonly child: Section;
}

export interface Charon {
  /** Where its commands go. */
  readonly socket: string;
  /** Loads a file, unmodified. */
  readonly load: (config: string) => void;
  /** Phase 1, once it is up. */
  readonly ikeEstablished: (withinMs: number) => Promise<Section | undefined>;
  /** The tunnel, once both phases are up; undefined when they are not within the time. */
  readonly established: (withinMs: number) => Promise<Association | undefined>;
  /** Every tunnel that is up now. */
  readonly associations: () => readonly Association[];
  /** Every IKE SA that is up now, with phase 2 or without, by what its connection is called. */
  readonly ikes: () => readonly (readonly [name: string, ike: Section])[];
  /** Drops what there is of a connection, and begins to negotiate it. */
  readonly restart: (name: string, child: string) => void;
  /** Drops what there is of every connection, and tells the other side so. */
  readonly dropAll: () => void;
  /** Renews phase 2, which in IKEv2 is when its own key exchange happens; the new one. */
  readonly rekeyed: (withinMs: number) => Promise<Association | undefined>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a strongSwan of its own inside a namespace; `folder` becomes its place for everything. `settings` are further
 * lines of its section in strongswan.conf.
 */
export async function startCharon(
  namespace: string,
  folder: string,
  settings: readonly string[] = [],
): Promise<Charon> {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, "vici");
  const logFile = join(folder, "log");
  writeFileSync(
    join(folder, "strongswan.conf"),
    `charon {
  load = ${PLUGINS}
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  retransmit_timeout = 0.5
  retransmit_tries = 2
${settings.map((line) => `  ${line}\n`).join("")}  plugins {
    vici {
      socket = unix://${socket}
    }
  }
  filelog {
    log {
      path = ${logFile}
      flush_line = yes
      ike_name = yes
    }
  }
}
`,
  );
  // Every daemon wants the same file for its process id: each gets a /run of its own. exec keeps the process one.
  const script = "mount -t tmpfs tmpfs /run && exec /usr/lib/ipsec/charon";
  const daemon = spawn("ip", ["netns", "exec", namespace, "sh", "-c", script], {
    env: { ...process.env, STRONGSWAN_CONF: join(folder, "strongswan.conf") },
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => daemon.once("exit", () => resolve()));
  const log = (): string => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");

  const ask = (...args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync("swanctl", [...args, "--uri", `unix://${socket}`], {
      encoding: "utf8",
      env: { ...process.env, SWANCTL_DIR: folder },
    });

  function swanctl(...args: readonly string[]): string {
    const { status, stdout, stderr } = ask(...args);
    if (status !== 0) throw new Error(`swanctl ${args.join(" ")}: ${stdout}${stderr}`);
    return stdout;
  }

  /** IKE SAs that are up, each with its name. */
  function established(): readonly (readonly [name: string, ike: Section])[] {
    const lines = swanctl("--list-sas", "--raw").split("\n");
    return lines
      .filter((line) => line.startsWith("list-sa event"))
      .flatMap((line) => Object.entries(sectionOf(parseRaw(line.replace("list-sa event", "event")), "event") ?? {}))
      .filter((entry): entry is [string, Section] => typeof entry[1] === "object")
      .filter(([, ike]) => ike["state"] === "ESTABLISHED");
  }

  const associations = (): readonly Association[] =>
    established()
      .flatMap(([ikeName, ike]) =>
        Object.values(sectionOf(ike, "child-sas") ?? {}).map((child) => ({ ikeName, ike, child })),
      )
      .filter((each): each is Association => typeof each.child === "object" && each.child["state"] === "INSTALLED");

  async function waitFor<T>(find: () => T | undefined, withinMs: number): Promise<T | undefined> {
    for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
      const found = find();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  if ((await waitFor(() => (existsSync(socket) ? true : undefined), 10_000)) === undefined)
    throw new Error(`charon did not start: ${log()}`);

  return {
    socket,
    load(config) {
      const path = join(folder, "loaded.conf");
      writeFileSync(path, config);
      swanctl("--load-all", "--noprompt", "--file", path);
    },
    associations,
    ikes: established,
    restart(name, child) {
      // There may be none to end. Without --force it would wait for a device that may be gone.
      ask("--terminate", "--ike", name, "--force", "--timeout", "-1");
      swanctl("--initiate", "--child", child, "--ike", name, "--timeout", "-1");
    },
    dropAll() {
      for (const [name] of established()) ask("--terminate", "--ike", name, "--timeout", "2");
    },
    ikeEstablished: (withinMs) => waitFor(() => established()[0]?.[1], withinMs),
    established: (withinMs) => waitFor(() => associations()[0], withinMs),
    async rekeyed(withinMs) {
      const [before] = associations();
      const name = before?.child["name"];
      if (typeof name !== "string") return undefined;
      swanctl("--rekey", "--child", name);
      return waitFor(() => associations().find(({ child }) => child["spi-in"] !== before?.child["spi-in"]), withinMs);
    },
    log,
    async stop() {
      daemon.kill("SIGKILL");
      await ended;
    },
  };
}
