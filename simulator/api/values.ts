import { contains, parseBlock, parseIpv4 } from "../ipv4";
import { type ApiError, apiError, illegal } from "./error";

/** Turns the text of one parameter into its value, or throws the API's error. */
export type Parse<T> = (raw: string, path: string) => T;

/** "Valid values: true, false". Some clients write `True`. */
export const boolean: Parse<boolean> = (raw, path) => {
  const text = raw.toLowerCase();
  if (text !== "true" && text !== "false") throw illegal(path, "valid values are true and false");
  return text === "true";
};

export function oneOf(values: readonly string[], refusal?: (path: string) => ApiError): Parse<string> {
  return (raw, path) => {
    if (values.includes(raw)) return raw;
    throw refusal ? refusal(path) : illegal(path, `valid values are ${values.join(", ")}`);
  };
}

export function integer(from: number, to: number, refusal?: (path: string) => ApiError): Parse<number> {
  return (raw, path) => {
    const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= from && value <= to) return value;
    throw refusal ? refusal(path) : illegal(path, `valid values are ${from} to ${to}`);
  };
}

/** "It can be up to 100 characters in length and cannot contain spaces. It supports FQDNs and IP addresses." */
export const identity: Parse<string> = (raw) => {
  if (raw === "" || raw.length > 100 || /\s/.test(raw)) throw apiError("InvalidName");
  return raw;
};

/**
 * "1 to 100 characters in length ... digits, letters, and the following special characters ... cannot contain spaces"
 * (CreateVpnConnection). Two published lists of the special characters differ in quotes and backslash: what either has
 * is taken.
 */
const PSK = /^[0-9A-Za-z~!`@#$%^&*()_\-+={}[\]|\\;:'",.<>/?]{1,100}$/;

export const preSharedKey: Parse<string> = (raw, path) => {
  if (!PSK.test(raw)) throw illegal(path, "1 to 100 letters, digits and special characters, no spaces");
  return raw;
};

/** "Unit: seconds Valid values: 0 to 86400." */
export const lifetime = integer(0, 86400);

const LINK_LOCAL = { first: 0xa9fe0000, last: 0xa9feffff, prefix: 16 };

/** "The CIDR block cannot be 169.254.0.0/30 ... or 169.254.169.252/30." */
const RESERVED_TUNNEL_CIDRS = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.6.0/30",
  "169.254.169.252/30",
];

/** "The CIDR block must fall within 169.254.0.0/16 and the mask of the CIDR block must be 30 bits in length." */
export const tunnelCidr: Parse<string> = (raw, path) => {
  const block = parseBlock(raw);
  if (!block) throw illegal(path, "not a CIDR block");
  if (block.prefix !== 30) throw illegal(path, "the mask must be 30 bits in length");
  if (!contains(LINK_LOCAL, block.first)) throw illegal(path, "must fall within 169.254.0.0/16");
  if (RESERVED_TUNNEL_CIDRS.includes(raw)) throw illegal(path, "this CIDR block is reserved");
  return raw;
};

/** "The local autonomous system number (ASN). Valid values: 1 to 4294967295." */
export const localAsn = integer(1, 4294967295, () => apiError("IllegalParam.LocalAsn"));

/** An IPv4 address; whether it is in the tunnel's CIDR block is known only after the merge. */
export const bgpIp: Parse<string> = (raw) => {
  if (parseIpv4(raw) === undefined) throw apiError("IllegalParam.LocalBgpIp");
  return raw;
};

/**
 * The example has its lines joined by blanks: "-----BEGIN CERTIFICATE----- MIIB7zCCAZW**** -----END CERTIFICATE-----".
 */
export const certificate: Parse<string> = (raw, path) => {
  if (!/^-----BEGIN CERTIFICATE-----\s[\s\S]+\s-----END CERTIFICATE-----\s*$/.test(raw)) {
    throw illegal(path, "not a PEM certificate");
  }
  return raw;
};

/**
 * An instance id with the product's prefix. A wrong one can only be unknown, so the caller says which code that has.
 */
export const text: Parse<string> = (raw) => raw;
