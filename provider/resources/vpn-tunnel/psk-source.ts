import type { Values } from "../../core/field";
import { pick } from "../../core/property-tree";
import { problemOf } from "../../core/rules";
import { isAmong, type SecretPaths } from "../../core/secret";
import { presharedKey } from "./table/rules";
import { TunnelError } from "./tunnel-error";

/** Path of the pre-shared key among the settings. */
export const PSK = "tunnelIkeConfig.psk";

/** The key alone among values, where it is there. */
export const onlyKey = (values: Values): Values => pick(values, (path) => path === PSK);

/** Values without the key. */
export const withoutKey = (values: Values): Values => pick(values, (path) => path !== PSK);

const KINDS = ["env", "file", "command"] as const;

/** Where a key is read from, as `tunnelIkeConfig.pskFrom` says. */
export interface PskSource {
  readonly kind: (typeof KINDS)[number];
  /** Name of the variable, path of the file, or command line. */
  readonly from: string;
}

/** What came of reading a key: it, or why there is none here; a reason never holds anything of what was read. */
export type KeyRead = { readonly key: string } | { readonly missing: string } | { readonly invalid: string };

/** Reads keys where they are kept. */
export interface Keys {
  read(source: PskSource): Promise<KeyRead>;
  /** A new random salt. */
  salt(): string;
}

/** The source that a declaration names; undefined where it names none. */
export function pskSourceIn(values: Values): PskSource | undefined {
  for (const kind of KINDS) {
    const from = values[`tunnelIkeConfig.pskFrom.${kind}`];
    if (typeof from === "string") return { kind, from };
  }
  return undefined;
}

/**
 * Reads the key that a declaration refers to and judges it as a declared one; undefined where it refers to none.
 * @param secrets Paths whose values no reason may quote: a program may keep a command line secret.
 */
export async function referredKey(
  values: Values,
  keys: Pick<Keys, "read">,
  secrets: SecretPaths = [],
): Promise<KeyRead | undefined> {
  const source = pskSourceIn(values);
  if (source === undefined) return undefined;
  const read = await keys.read(source);
  const isSecret = isAmong(secrets, pathOf(source));
  if ("missing" in read && isSecret) return { missing: `${sourceText(source, isSecret)} gives no key here` };
  if (!("key" in read)) return read;
  const problem = problemOf(presharedKey, read.key);
  if (problem === undefined) return read;
  return {
    invalid: `the key in ${sourceText(source, isSecret)} is not one: it ${problem}; the value is secret and not shown`,
  };
}

/**
 * The key that a declaration refers to, where nothing can be done without it.
 * @throws TunnelError "refused" where it cannot be read.
 */
export async function neededKey(
  values: Values,
  keys: Pick<Keys, "read">,
  secrets: SecretPaths,
): Promise<string | undefined> {
  const read = await referredKey(values, keys, secrets);
  if (read === undefined || "key" in read) return read?.key;
  const reason = "missing" in read ? read.missing : read.invalid;
  throw new TunnelError("refused", `tunnelIkeConfig.pskFrom: ${reason}. Nothing was sent`);
}

/** Path of the property that names a source. */
export const pathOf = ({ kind }: PskSource): string => `tunnelIkeConfig.pskFrom.${kind}`;

/** A source in words. */
export function sourceText({ kind, from }: PskSource, isSecret: boolean): string {
  if (isSecret)
    return { env: "the environment variable", file: "the file", command: "the output of the command" }[kind];
  return { env: `environment variable ${from}`, file: `file ${from}`, command: `the output of \`${from}\`` }[kind];
}
