import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { flag, integer } from "../../rule/settings";
import type { KeyStrength } from "../../../ipsec/key-strength/strength";
import { isAtLeast } from "../../subjects/key-facts";
import type { Class, KeyFacts } from "../../subjects/key-facts";
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
    const key = keyOf(tunnel);
    if (key.kind !== "text" && key.kind !== "facts") return;
    const property = tunnel.property("psk");
    const strength = key.kind === "text" ? asFacts(strengthOfKey(key.value.text, tunnel)) : key.facts;
    const { length, bits } = strength;
    const [isLong, isStrong] = [isAtLeast(length, minLength), isAtLeast(bits, minBits)];
    if (isLong === undefined || isStrong === undefined)
      tunnel.noteNotJudged("psk", "no rule sees it, and these settings lie within the classes that are known of it");
    const faults = [
      isLong === false ? `it has ${upTo(length)} characters (allowed: ${minLength} or more)` : undefined,
      isStrong === false ? `it is worth ${bits.max} bits at most (allowed: ${minBits} or more)` : undefined,
      strength.isKnownHash ? "it is a hash of a well-known text" : undefined,
      denyCommon && strength.holdsKnownWord ? "it holds a well-known word, which guessers try first" : undefined,
    ].filter((fault) => fault !== undefined);
    if (faults.length === 0) return;
    // No message may hold any part of the key, because Pulumi prints messages in clear.
    violate(`${property} (not shown) is too weak: ${faults.join("; ")}. Generate a random key, for both sides.`, {
      path: property,
      origin: "declared",
    });
  },
});

/** The strength of a key that the rule sees, whose classes have one number each. */
const asFacts = ({ length, bits, ...rest }: KeyStrength): KeyFacts => ({
  ...rest,
  length: { min: length, max: length },
  bits: { min: Math.floor(bits), max: Math.floor(bits) },
});

const upTo = ({ min, max }: Class): string => (min === max ? `${min}` : `at most ${max}`);
