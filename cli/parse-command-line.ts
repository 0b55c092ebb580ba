import { parseArgs } from "node:util";
import type { CommandOption, CommandOptions, Invocation } from "./command";
import { didYouMean } from "./did-you-mean";
import { UsageError } from "./exit-code";
import type { Streams } from "./streams";

/** Parses the part of the command line that follows the command's name. */
export function parseCommandLine(args: readonly string[], options: CommandOptions, streams: Streams): Invocation {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type }]) => [name, { type, multiple: true as const }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new UsageError(unknownOption(token.rawName, Object.keys(options)));
    const value = valueOf(token.rawName, option, token.value);
    const before = given.get(token.name) ?? [];
    if (before.length > 0 && option.type === "string" && !option.multiple)
      throw new UsageError(`${token.rawName} is given twice`);
    given.set(token.name, [...before, value]);
  }
  return {
    positionals,
    text: (name) => given.get(name)?.at(-1) ?? options[name]?.default,
    texts: (name) => given.get(name) ?? [],
    isSet: (name) => given.has(name),
    streams,
  };
}

function valueOf(rawName: string, option: CommandOption, value: string | undefined): string {
  if (option.type === "boolean") {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return "true";
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value ?? "VALUE"}`);
  return value;
}

function unknownOption(rawName: string, names: readonly string[]): string {
  const name = rawName.replace(/^-+/u, "");
  if (names.includes("format") && (name === "json" || name === "yaml"))
    return `there is no option ${rawName}; did you mean --format ${name}?`;
  return `there is no option ${rawName}${didYouMean(name, names, "--")}`;
}

/** The value of an option that takes one of several words. */
export function choiceOf<T extends string>(invocation: Invocation, name: string, choices: readonly T[]): T {
  const text = invocation.text(name);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} takes ${choices.join(" or ")}, not ${JSON.stringify(text ?? "")}`);
}

/** The positional arguments, one for each name. Too few or too many are a mistake. */
export function positionalsOf(invocation: Invocation, ...names: readonly string[]): readonly string[] {
  const { positionals } = invocation;
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  const surplus = positionals[names.length];
  if (surplus !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(surplus)}`);
  return positionals;
}
