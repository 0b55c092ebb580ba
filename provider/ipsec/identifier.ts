/** The form of an IKE identity, LocalId and RemoteId: an address, a name, or any other text without spaces. */

export const IKE_ID_MAX_LENGTH = 100;

/** Undefined when the API accepts the identity, otherwise why not. */
export function checkIkeId(text: string): string | undefined {
  if (text === "") return "must not be empty; leave it out to keep the one in force";
  if (/\s/u.test(text)) return "must not contain spaces";
  if (/\p{Cc}/u.test(text)) return "must not contain control characters";
  const { length } = Array.from(text);
  if (length > IKE_ID_MAX_LENGTH) return `must have at most ${IKE_ID_MAX_LENGTH} characters; it has ${length}`;
  return undefined;
}
