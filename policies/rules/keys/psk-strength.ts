import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { flag, integer } from "../../rule/settings";
import { keyOf, strengthOfKey } from "../../subjects/pre-shared-key";

export const pskStrength = tunnelRule({
  name: "alicloud-vpn-tunnel-psk-strength",
  title: "Strength of the pre-shared key",
  description: "A tunnel's pre-shared key must be long and random enough that nobody can guess it.",
  group: "keys",
  severity: "critical",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Sections 7.2.2 and 3.3.4",
    "A pre-shared key has at least 112 bits of security strength; short or word-based ones can be attacked.",
  ),
  remediationSteps:
    "Generate the key with a random generator, at least 20 characters of letters, digits and symbols or 32 " +
    "hexadecimal digits, and set it on the tunnel and on the peer device.",
  settings: {
    minBits: integer({ min: 0, max: 512 }, 112, "The estimated bits that a key must have at least."),
    minLength: integer({ min: 1, max: 100 }, 20, "The characters that a key must have at least."),
    denyCommon: flag(true, "Whether keys are refused that hold a well-known word or a name of their own tunnel."),
  },
  judge(tunnel, { minBits, minLength, denyCommon }, violate) {
    const found = keyOf(tunnel);
    if (found.kind !== "text") return;
    const { value: key } = found;
    const strength = strengthOfKey(key.text, tunnel);
    const bits = Math.floor(strength.bits);
    const faults = [
      strength.length < minLength ? `it has ${strength.length} characters (allowed: ${minLength} or more)` : undefined,
      bits < minBits ? `it is worth ${bits} bits at most (allowed: ${minBits} or more)` : undefined,
      strength.isKnownHash ? "it is a hash of a well-known text" : undefined,
      denyCommon && strength.holdsKnownWord ? "it holds a well-known word, which guessers try first" : undefined,
    ].filter((fault) => fault !== undefined);
    if (faults.length === 0) return;
    // No message may hold any part of the key, because Pulumi prints messages in clear.
    violate(`${key.property} (not shown) is too weak: ${faults.join("; ")}. Generate a random key, for both sides.`, {
      path: key.property,
      origin: key.origin,
    });
  },
});
