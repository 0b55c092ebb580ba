import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Where the certificate lies, for clients to trust (NODE_EXTRA_CA_CERTS). */
  readonly certFile: string;
  /** Removes that file. */
  remove(): void;
}

export class NoOpenssl extends Error {}

/** A key and a certificate for `host` and localhost. Node can read certificates but not make them: `openssl` does. */
export function selfSignedCertificate(host: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "vpn-simulator-"));
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = ["DNS:localhost", "IP:127.0.0.1", isIP(host) ? `IP:${host}` : `DNS:${host}`];
  const run = spawnSync(
    "openssl",
    [
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=localhost"],
      ["-addext", `subjectAltName=${[...new Set(names)].join(",")}`, "-keyout", keyFile, "-out", certFile],
    ].flat(),
    { encoding: "utf8", env: process.env, stdio: ["ignore", "ignore", "pipe"] },
  );
  if (run.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const why = run.error ? "it is not installed" : run.stderr.trim().split("\n").at(-1);
    throw new NoOpenssl(`a certificate is made with the program openssl, and that did not work: ${why}`);
  }
  const key = readFileSync(keyFile, "utf8");
  rmSync(keyFile);
  return {
    key,
    cert: readFileSync(certFile, "utf8"),
    certFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
