/** Takes keys out of text that is to be shown. */

/** The places of keys in the files of all devices; the first group stays. */
const PLACES: readonly RegExp[] = [
  /^([ +-]*secret = ).*$/gm,
  /( : PSK )\S+/g,
  /(pre-shared-key (?:address \S+ (?:[\d.]+ )?key )?(?:0|simple|plaintext|hexadecimal|cipher) ).*$/gm,
  /(pre-shared-key )".*"/g,
  /((?:ikev1|-authentication) pre-shared-key ).*$/gm,
  /(pre-shared-key key ).*$/gm,
  /(\bpsksecret ).*$/gm,
  /( secret=)(?:"[^"]*"|\S+)/g,
  /( psk \S+ secret )'.*'/g,
];

/** A placeholder is no key and stays. */
export const maskedKeys = (text: string): string =>
  PLACES.reduce(
    (masked, place) =>
      masked.replace(place, (whole: string, before: string) => (whole.includes("<key-of-") ? whole : `${before}****`)),
    text,
  );
