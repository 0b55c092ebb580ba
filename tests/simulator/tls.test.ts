import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { get, request } from "node:https";
import { runSimulator, selfSignedCertificate, startSimulator } from "../../simulator";

describe("HTTPS", () => {
  test("--tls prints a certificate that a client can trust", async () => {
    const lines: string[] = [];
    const stop = new AbortController();
    const run = runSimulator({ tls: true }, { print: (line) => lines.push(line), signal: stop.signal });
    while (lines.length < 3) await new Promise((resolve) => setImmediate(resolve));
    const file = lines[2]?.replace("certificate ", "") ?? "";
    const status = await new Promise((resolve, reject) => {
      get(lines[0]?.replace("url ", "") ?? "", { ca: readFileSync(file) }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
    expect(lines[0]).toMatch(/^url https:/);
    expect(status).toBe(200);
    stop.abort();
    await run;
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  test("the certificate is made without the program openssl", () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      const certificate = selfSignedCertificate("simulator.example.com");
      certificate.remove();
      const { subjectAltName, ca, validTo } = new X509Certificate(certificate.cert);
      expect(subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, DNS:simulator.example.com");
      expect(ca).toBe(true);
      expect(Date.parse(validTo)).toBeGreaterThan(Date.now());
    } finally {
      process.env["PATH"] = path;
    }
  });

  test("the certificate names an IPv6 host", () => {
    const certificate = selfSignedCertificate("2001:db8::1");
    const { subjectAltName } = new X509Certificate(certificate.cert);
    certificate.remove();
    expect(subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:2001:DB8:0:0:0:0:0:1");
  });
});

test("a reset over HTTPS closes the connection", async () => {
  const certificate = selfSignedCertificate("127.0.0.1");
  const simulator = await startSimulator({ tls: certificate });
  simulator.fault({ kind: "reset-before" });
  const failed = new Promise((resolve) => {
    request(`${simulator.url}/`, { method: "POST", ca: certificate.cert }).on("error", resolve).end();
  });
  await expect(failed).resolves.toMatchObject({ code: "ECONNRESET" });
  await simulator.close();
  certificate.remove();
});
