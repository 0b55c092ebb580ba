// The scripts on a real shell, with a stand-in for the cloud's own tool that writes down what it was given.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PeerConfigOptions } from "../../../../peer";
import type { Sample } from "../sample";
import { everyCase, fitting } from "./cases";

const folder = mkdtempSync(join(tmpdir(), "cloud-scripts-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints its arguments, and the file that they name, into the log; answers a query with a name. */
const TOOL = `#!/bin/sh
for each in "$@"; do printf '%s\\n' "$each"; done >> "$LOG"
for each in "$@"; do
  case $each in
    file://*) cat "\${each#file://}" >> "$LOG.files" ;;
    @/*) cat "\${each#@}" >> "$LOG.files" ;;
    /tmp/*|/var/*) cat "$each" >> "$LOG.files" ;;
  esac
done
echo /group/virtualNetworkGateways/answer
`;

function run(
  script: string,
  name: string,
): { readonly code: number | null; readonly args: string; readonly files: string } {
  for (const tool of ["aws", "az", "gcloud"]) {
    writeFileSync(join(folder, tool), TOOL);
    chmodSync(join(folder, tool), 0o755);
  }
  const log = join(folder, `${name}.log`);
  writeFileSync(log, "");
  writeFileSync(`${log}.files`, "");
  const env = { AWS_GATEWAY: "tgw-1", RESOURCE_GROUP: "group", GATEWAY: "gateway", REGION: "region", ROUTER: "router" };
  const { status } = spawnSync("bash", ["-c", script], {
    env: { ...env, LOG: log, PATH: `${folder}:${process.env["PATH"] ?? ""}` },
  });
  return { code: status, args: readFileSync(log, "utf8"), files: readFileSync(`${log}.files`, "utf8") };
}

const scriptOf = (renderer: (typeof everyCase)[number][2], sample: Sample, options: PeerConfigOptions): string =>
  renderer.render(fitting(sample), options).files.find(({ name }) => name.endsWith(".sh"))?.text ?? "";

describe.each(everyCase)("the script for %s (%s)", (cloud, name, renderer, { sample, options }) => {
  const own = cloud === "aws" ? "Planted_key.1" : "Pl4nted'\"`\\${HOME}$(id)!";
  const withKey = { ...sample, ike: { ...sample.ike, Psk: own } };

  it("runs to its end, and the key reaches the tool in a file, exactly, and in no argument", () => {
    const script = scriptOf(renderer, withKey, { ...options, keys: "required" });
    const { code, args, files } = run(script, `${cloud}-${name}`);
    expect(code).toBe(0);
    expect(files).toContain(JSON.stringify(own));
    expect(files).not.toMatch(/\$\{(?!HOME)/u);
    expect(args).not.toMatch(/Pl[a4]nted/u);
    expect(args).toContain(options.tunnelIds === undefined ? "47.98.10.1" : "47.98.10.2");
  });

  it("asks for what it needs before it does anything", () => {
    const { status, stderr } = spawnSync("bash", ["-c", scriptOf(renderer, sample, options)], {
      env: { PATH: process.env["PATH"] ?? "" },
      encoding: "utf8",
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain("is missing");
  });
});
