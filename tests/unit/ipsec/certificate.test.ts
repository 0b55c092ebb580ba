import * as fc from "fast-check";
import { checkPemCertificate } from "../../../ipsec/certificate";

const pem = (bytes: Buffer, label = "CERTIFICATE"): string =>
  `-----BEGIN ${label}-----\n${bytes.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END ${label}-----\n`;

/** A DER SEQUENCE with this many bytes of content. */
function sequence(length: number): Buffer {
  const content = Buffer.alloc(length, 7);
  if (length < 128) return Buffer.concat([Buffer.from([0x30, length]), content]);
  return Buffer.concat([Buffer.from([0x30, 0x82, length >> 8, length & 255]), content]);
}

describe("checkPemCertificate", () => {
  it("accepts every well-formed certificate, alone and in a chain", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2000 }), (length) => {
        expect(checkPemCertificate(pem(sequence(length)))).toBeUndefined();
        expect(checkPemCertificate(pem(sequence(length)) + pem(sequence(10)))).toBeUndefined();
      }),
    );
  });

  it("accepts one written on a single line, as the API's example is", () => {
    expect(checkPemCertificate(pem(sequence(40)).replace(/\n/g, " "))).toBeUndefined();
  });

  it.each([
    ["", "must be a PEM certificate"],
    ["MIIB7zCCAZW", "must be a PEM certificate"],
    ["-----BEGIN CERTIFICATE-----\nMIIB7zCCAZW****\n-----END CERTIFICATE-----", "base64"],
    ["-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----", "base64"],
    ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "SEQUENCE"],
    [pem(sequence(300).subarray(0, 200)), "cut short: 304 bytes"],
    [pem(Buffer.concat([sequence(300), Buffer.from([1])])), "1 bytes too many"],
    [pem(sequence(300), "PRIVATE KEY"), "private key"],
    [pem(sequence(300), "EC PRIVATE KEY"), "private key"],
    [pem(sequence(300), "PUBLIC KEY"), "PUBLIC KEY"],
    [`${pem(sequence(300))}trailing`, "nothing but"],
    [pem(sequence(300)).replace("END CERTIFICATE", "END OTHER"), "END line"],
  ])("refuses %j", (text, why) => expect(checkPemCertificate(text)).toContain(why));
});
