import { readFileSync } from "node:fs";
import { get } from "node:https";
import { runSimulator, selfSignedCertificate } from "../../simulator";

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

  test("without openssl it says so", () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      expect(() => selfSignedCertificate("localhost")).toThrow(/made with the program openssl, .* not installed/);
    } finally {
      process.env["PATH"] = path;
    }
  });
});
