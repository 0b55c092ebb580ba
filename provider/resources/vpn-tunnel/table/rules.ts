import { integer, oneOf, text, type Rule } from "../../../core/rules";
import { isShangMiAlgorithm, LIFETIME_RANGE } from "../../../../ipsec/algorithms";
import { checkIkeId } from "../../../../ipsec/identity";
import { checkPsk, isMaskedPsk } from "../../../../ipsec/psk";

/** Rules that several fields of a tunnel share, or that are long. */

/** The id of a cloud resource. */
export const identifier = (prefix: string): Rule =>
  text(
    `an id such as ${prefix}-bp1q8bgx4xnkm, without spaces or colons`,
    (id) =>
      /^[^\s:]{1,128}$/u.test(id) ? undefined : "must have 1 to 128 characters, none of them a space or a colon",
    { accepted: [`${prefix}-bp1q8bgx4xnkm`], refused: ["", `${prefix}-1 `, "a:b", "x".repeat(129)] },
  );

/** What one end of a tunnel presents to the other. */
export const identity = text("an IP address or a name of up to 100 characters without spaces", checkIkeId, {
  accepted: ["203.0.113.10", "vpn.example.com", "x".repeat(100)],
  refused: ["", "two words", " 203.0.113.10", "x".repeat(101)],
});

/** An algorithm by its name in the API. One of ShangMi is refused with the reason: a live tunnel may show it. */
export function algorithm(names: readonly [string, ...string[]]): Rule {
  return {
    ...oneOf(names),
    reason: (value) =>
      isShangMiAlgorithm(value)
        ? "is an algorithm of ShangMi gateways, which the reference of ModifyTunnelAttribute does not list, so it cannot be sent: leave it out, and the tunnel keeps what it has"
        : undefined,
  };
}

/** Lifetime of a security association. */
export const lifetime = integer(LIFETIME_RANGE.min, LIFETIME_RANGE.max, "seconds");

/** A pre-shared key; no reason that it gives holds a character of the key. */
export const presharedKey = text(
  "1 to 100 letters, digits and punctuation marks, without spaces",
  (key) =>
    checkPsk(key) ??
    (isMaskedPsk(key)
      ? "must be the key itself: this one ends in asterisks, which is how the API masks a key"
      : undefined),
  {
    accepted: ["a", "S3cret!*~+/=('", "x".repeat(100), "ab*cd"],
    refused: ["", "two words", "back\\slash", "naïve", "x".repeat(101), "123456****"],
  },
);

/** How long a session of an assumed role may last. */
export const sessionSeconds = integer(900, 43_200, "seconds");

/** A text of one form. */
export const plainText = (allowed: string, accepted: string, pattern: RegExp): Rule =>
  text(allowed, (value) => (pattern.test(value) ? undefined : "must have the right form"), {
    accepted: [accepted],
    refused: ["", " "],
  });
