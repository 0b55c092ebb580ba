/** Files for the commands about policies, in a folder of their own. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PolicyFiles {
  path(name: string): string;
  write(name: string, content: unknown): string;
  read(name: string): string;
  remove(): void;
}

export function policyFiles(): PolicyFiles {
  const folder = mkdtempSync(join(tmpdir(), "policy-files-"));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    /** A text as it is, anything else as JSON. */
    write(name, content) {
      writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
      return path(name);
    },
    read: (name) => readFileSync(path(name), "utf8"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export const VPN_TUNNEL = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";
export const tunnelUrn = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::net::${VPN_TUNNEL}::${name}`;
