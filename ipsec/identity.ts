/**
 * IKE identities (LocalId and RemoteId): the name that one end of a tunnel presents to the other. A program may have
 * marked an identity secret, so no reason quotes it.
 */

import { addressProblem } from "./cidr";
import { isIpv6Address } from "./ipv6";

export const IKE_ID_MAX_LENGTH = 100;

/** The reason why the API would refuse the identity. The API is lenient; `identityProblem` is strict. */
export function checkIkeId(text: string): string | undefined {
  if (text === "") return "must not be empty; leave it out to keep the one in force";
  if (/\s/u.test(text)) return "must not contain spaces";
  if (/\p{Cc}/u.test(text)) return "must not contain control characters";
  const { length } = Array.from(text);
  if (length > IKE_ID_MAX_LENGTH) return `must have at most ${IKE_ID_MAX_LENGTH} characters; it has ${length}`;
  return undefined;
}

const ALLOWED = "must be an IP address such as 203.0.113.10 or a name such as vpn.example.com";

/**
 * The reason why an identity would not work, as a phrase that follows the property's name; undefined if it is an
 * address or a name. The API stores every text, but each end decides from the text whether it is an address or a name.
 * Two ends that decide differently never agree, so a text that only looks like an address is refused.
 */
export function identityProblem(value: string): string | undefined {
  const problem = checkIkeId(value);
  if (problem !== undefined) return problem;
  const why = whyNotPrintable(value) ?? whyWildcard(value) ?? whyNoIpv4(value) ?? whyNoIpv6(value);
  return why === undefined ? undefined : `${ALLOWED}: ${why}`;
}

/**
 * The reason why an identity would not work with this version and mode of IKE, as a phrase that follows the property's
 * name. In main mode of IKEv1 a key that follows from the pre-shared key encrypts the identities, so each end has to
 * find the pre-shared key by the other's address. An undefined version or mode is no problem.
 */
export function identityInModeProblem(
  value: string,
  ikeVersion: string | undefined,
  ikeMode: string | undefined,
): string | undefined {
  if (ikeVersion !== "ikev1" || ikeMode !== "main" || isIpAddress(value)) return undefined;
  return (
    "must be an IP address, because IKEv1 in main mode with a pre-shared key identifies a peer by its address: " +
    "to use a name, set ikeMode to aggressive or ikeVersion to ikev2"
  );
}

/** Whether an identity is an IP address, of either version. Otherwise it is a name. */
export function isIpAddress(value: string): boolean {
  return addressProblem(value) === undefined || isIpv6Address(value);
}

function whyNotPrintable(value: string): string | undefined {
  return /^[\u0021-\u007E]*$/u.test(value) ? undefined : "it has a character outside printable ASCII";
}

/** `*`, `%any`, `*.example.com`, `10.0.0.*`: patterns that a device matches peers with. No end presents one. */
function whyWildcard(value: string): string | undefined {
  const isWildcard = /^%|^\*+$|^\*[.@]/u.test(value) || (value.includes("*") && /^[\d*]+(?:\.[\d*]+)+$/u.test(value));
  return isWildcard || value === "0.0.0.0" || value === "::"
    ? "it is a wildcard, which stands for any peer"
    : undefined;
}

/** Decimal or hexadecimal numbers with dots between them. Some programs read any count of them as an address. */
const NUMBERS = /^(?:0x[0-9a-f]+|\d*)(?:\.(?:0x[0-9a-f]+|\d*))+$/iu;

function whyNoIpv4(value: string): string | undefined {
  const [, host = value, rest = ""] = /^([^:/%]*)([:/%].*)?$/u.exec(value) ?? [];
  if (!NUMBERS.test(host) || !/\d/u.test(host)) return undefined;
  if (rest === "") return readable(addressProblem(host));
  if (/^:\d*$/u.test(rest)) return "it has a port";
  if (rest.startsWith("/")) return "it has a prefix length or a mask";
  return rest.startsWith("%") ? "it has a zone" : undefined;
}

const readable = (why: string | undefined): string | undefined => (why === undefined ? undefined : `it ${why}`);

function whyNoIpv6(value: string): string | undefined {
  const [, host = value, rest = ""] = /^\[?([^\]/%]*)(.*)$/u.exec(value) ?? [];
  if (!isIpv6Address(host))
    return /^[0-9a-f:.]*$/iu.test(host) && host.includes("::")
      ? "it looks like an IPv6 address and is none"
      : undefined;
  if (rest.startsWith("/")) return "it has a prefix length";
  if (rest.startsWith("%")) return "it has a zone";
  return rest !== "" || value.startsWith("[") ? "it has brackets or a port" : undefined;
}
