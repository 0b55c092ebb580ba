/** The form of RemoteCaCertificate. It judges no signature and no date, and a reason quotes no content. */

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END ([A-Z0-9 ]+)-----/g;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Decodes base64 without Node, because this file also runs outside it; undefined if the text is malformed. */
function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let next = 0;
  for (const digit of digits) {
    buffer = ((buffer << 6) | BASE64.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[next] = (buffer >> bits) & 255;
    next += 1;
  }
  return bytes;
}

/** The length, header included, that a DER SEQUENCE at the start of the bytes declares. */
function derSequenceLength(bytes: Uint8Array): number | undefined {
  const [tag, length] = bytes;
  if (tag !== 0x30 || length === undefined) return undefined;
  if (length < 0x80) return 2 + length;
  const lengthBytes = length & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return undefined;
  return bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0) + 2 + lengthBytes;
}

function checkBody(body: string): string | undefined {
  const bytes = decodeBase64(body.replace(/\s+/g, ""));
  if (bytes === undefined) return "must hold base64 between its BEGIN and END lines";
  const length = derSequenceLength(bytes);
  if (length === undefined) return "must hold a DER certificate: the decoded bytes do not begin with a SEQUENCE";
  if (length > bytes.length) return `is cut short: ${length} bytes are announced and ${bytes.length} are there`;
  if (length < bytes.length) return `has ${bytes.length - length} bytes too many after the certificate`;
  return undefined;
}

/** The reason why a text is no PEM certificate and no chain of them; undefined if it is one. */
export function checkPemCertificate(text: string): string | undefined {
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.length === 0) {
    return "must be a PEM certificate, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----";
  }
  if (text.replace(BLOCK, "").trim() !== "") return "must hold nothing but PEM certificates";
  for (const [, begin, body, end] of blocks) {
    if (begin !== end) return "must end with the END line that belongs to its BEGIN line";
    if (begin?.endsWith("PRIVATE KEY") === true)
      return "must be a certificate; it is a private key, which nobody else may see";
    if (begin !== "CERTIFICATE") return `must be a certificate, not a PEM block of type ${begin ?? ""}`;
    const reason = checkBody(body ?? "");
    if (reason !== undefined) return reason;
  }
  return undefined;
}
