/**
 * The type token and the name in a resource's urn: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. A name may hold any
 * text, a pair of colons too.
 */
export function partsOfUrn(urn: string): { readonly token: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { token: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}
