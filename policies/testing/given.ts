/** The resources that a test gives to a rule, and the two kinds of values that only Pulumi hands over. */

export interface GivenResource {
  /** The type token; `VPN_TUNNEL_TYPE` and its like are exported by `pulumi-alicloud-vpn/policies`. */
  readonly type: string;
  /** The name in the program; "resource" unless given. */
  readonly name?: string;
  readonly props: object;
}

export type Props = Record<string, unknown>;

/**
 * Stands for a value that is not known in a preview, at any place of the properties. This is the text that Pulumi
 * itself sends in the place of such a value.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The mark of a secret on its way to a policy pack. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270";

/** A value that the program calls secret. A rule gets the value itself, and no message may show it. */
export const secret = (value: unknown): Readonly<Record<string, unknown>> => ({ [SECRET_KEY]: SECRET_MARK, value });

/** The value of a secret, in brackets; undefined for anything else. */
export function secretIn(value: unknown): { readonly value: unknown } | undefined {
  if (typeof value !== "object" || value === null || Reflect.get(value, SECRET_KEY) !== SECRET_MARK) return undefined;
  return { value: Reflect.get(value, "value") };
}

export const nameOf = ({ name }: GivenResource): string => name ?? "resource";

export const urnOf = (resource: GivenResource): string => `urn:pulumi:dev::test::${resource.type}::${nameOf(resource)}`;
