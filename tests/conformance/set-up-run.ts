// A script of the set-up with a stand-in for the command that it calls, and with a cache of its own.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What the script printed: where what it made is, or why it is not there. */
export type Found = Readonly<Record<string, string | undefined>>;

export class SetUpRun {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-set-up-"));
  readonly cache = join(this.folder, "cache");

  constructor(
    private readonly script: string,
    private readonly command: string,
  ) {}

  /** Runs it with nothing on PATH but the stand-in, where there is one. */
  run(standIn?: string, args: readonly string[] = []): Promise<Found> {
    if (standIn !== undefined) {
      writeFileSync(join(this.folder, this.command), `#!/bin/sh\n${standIn}\n`);
      chmodSync(join(this.folder, this.command), 0o755);
    }
    // A script needs the shell's folder beside it. Without a stand-in the real command may lie there, so it is left
    // out.
    const path = standIn === undefined ? this.folder : `${this.folder}:${dirname("/bin/sh")}`;
    const script = join(__dirname, "../../scripts/setup", this.script);
    const env = { PATH: path, XDG_CACHE_HOME: this.cache };
    const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    return new Promise((resolve) => {
      child.once("close", () => resolve(JSON.parse(text)));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
