import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** libreswan as it was unpacked, beside the system. */
export class Libreswan {
  /** With where its libraries are. */
  readonly env: NodeJS.ProcessEnv;

  constructor(private readonly root: string) {
    const libraries = readdirSync(join(root, "usr/lib"))
      .filter((name) => name.includes("-linux-"))
      .map((name) => join(root, "usr/lib", name));
    const path = libraries.flatMap((folder) => [folder, join(folder, "nss")]).join(":");
    this.env = { ...process.env, LD_LIBRARY_PATH: path };
  }

  tool(name: string): string {
    return join(this.root, "usr/libexec/ipsec", name);
  }

  version(): string {
    const { stdout, stderr } = spawnSync(this.tool("pluto"), ["--version"], { encoding: "utf8", env: this.env });
    return `${stdout}${stderr}`.split(" IKEv")[0]?.trim() ?? "";
  }

  /** Starts pluto inside a namespace with two files as they were rendered, unmodified. */
  start(namespace: string, folder: string, files: { readonly conf: string; readonly secrets: string }): Pluto {
    const store = join(folder, "nss");
    mkdirSync(store, { recursive: true });
    const made = spawnSync(join(this.root, "usr/bin/certutil"), ["-N", "-d", `sql:${store}`, "--empty-password"], {
      encoding: "utf8",
      env: this.env,
    });
    if (made.status !== 0) throw new Error(`certutil: ${made.stderr}`);
    const [conf, secrets] = [join(folder, "rendered.conf"), join(folder, "rendered.secrets")];
    writeFileSync(conf, files.conf);
    writeFileSync(secrets, files.secrets, { mode: 0o600 });
    const main = join(folder, "ipsec.conf");
    writeFileSync(
      main,
      `config setup
    # The rendered file asks for this where it needs it.
    ikev1-policy=accept
    nssdir=${store}
    ipsecdir=${folder}
    secretsfile=${secrets}
    dumpdir=${folder}

include ${conf}
`,
    );
    const pluto = `${this.tool("pluto")} --nofork --stderrlog --no-dnssec --rundir ${folder} --config ${main}`;
    // pluto calls its own programs by their installed place, which only this process is shown.
    const script = `mount --bind ${join(this.root, "usr/libexec")} /usr/libexec && exec ${pluto}`;
    const daemon = spawn("ip", ["netns", "exec", namespace, "sh", "-c", script], {
      env: { ...this.env, PATH: `${join(this.root, "usr/sbin")}:${process.env["PATH"] ?? ""}` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    daemon.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const ended = new Promise<void>((resolve) => daemon.once("exit", () => resolve()));
    return {
      log: () => log,
      async stop() {
        daemon.kill("SIGKILL");
        await ended;
      },
    };
  }
}

export interface Pluto {
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}
