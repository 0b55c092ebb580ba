import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Forge from "node-forge";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The file of the certificate, for clients to trust (NODE_EXTRA_CA_CERTS). */
  readonly certFile: string;
  /** Removes that file. */
  remove(): void;
}

const DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The kinds of a subject alternative name (RFC 5280, GeneralName). */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** A key and a certificate for `host`, localhost and 127.0.0.1. */
export function selfSignedCertificate(host: string): Certificate {
  // node:crypto makes a key pair many times faster than node-forge does.
  const { privateKey: key, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const cert = certificateOf(key, publicKey, [...new Set(["localhost", "127.0.0.1", host])]);
  const folder = mkdtempSync(join(tmpdir(), "vpn-simulator-"));
  const certFile = join(folder, "cert.pem");
  writeFileSync(certFile, cert);
  return { key, cert, certFile, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function certificateOf(privateKey: string, publicKey: string, names: readonly string[]): string {
  // Only a simulator with TLS needs node-forge, so no other one loads it.
  const forge: typeof Forge = require("node-forge");
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // The first byte keeps the number positive, as X.509 asks.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  const now = Date.now();
  certificate.validity.notBefore = new Date(now - DAY_MS);
  certificate.validity.notAfter = new Date(now + DAYS * DAY_MS);
  const subject = [{ name: "commonName", value: "localhost" }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true },
    { name: "subjectKeyIdentifier" },
    {
      name: "subjectAltName",
      altNames: names.map((name) => (isIP(name) ? { type: IP_ADDRESS, ip: name } : { type: DNS_NAME, value: name })),
    },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}
