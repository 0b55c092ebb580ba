import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Charon } from "../charon";
import { deviceName } from "./device";
import { TUNNELS } from "./network";
import type { TunnelNumber } from "./network";

/**
 * The device's command line, as the hook finds it. On a device one strongSwan has both tunnels; here each has its own,
 * so a command goes to the one that has the tunnel it names, or to both.
 */
export interface DeviceShell {
  /** The folder of the connections' files. */
  readonly files: string;
  /** What a hook needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export function deviceShell(
  folder: string,
  ends: Readonly<Record<TunnelNumber, Charon>>,
  routerFolder: string,
): DeviceShell {
  const [bin, files] = [join(folder, "bin"), join(folder, "conf.d")];
  for (const each of [bin, files]) mkdirSync(each, { recursive: true });
  const script = (name: string, ...lines: readonly string[]): string => {
    const path = join(bin, name);
    writeFileSync(path, ["#!/bin/sh", ...lines, ""].join("\n"));
    chmodSync(path, 0o755);
    return path;
  };
  const at = (tunnel: TunnelNumber): string => `--uri unix://${ends[tunnel].socket}`;
  const file = (tunnel: TunnelNumber): string => join(files, `${deviceName(tunnel)}.conf`);
  script(
    "swanctl",
    `export SWANCTL_DIR=${folder}`,
    'case "$*" in',
    ...TUNNELS.map((tunnel) => `*${deviceName(tunnel)}*) exec /usr/sbin/swanctl "$@" ${at(tunnel)} ;;`),
    "esac",
    ...TUNNELS.map((tunnel) => `/usr/sbin/swanctl "$@" --file ${file(tunnel)} ${at(tunnel)} || exit`),
  );
  script("vtysh", `exec /usr/bin/vtysh --vty_socket ${routerFolder} "$@"`);
  const shell = script("device-shell", `PATH=${bin}:$PATH exec sh -c "$1"`);
  return { files, env: { ROLLOUT_SHELL: shell, ROLLOUT_FOLDER: files } };
}
