import type { Streams } from "./streams";

/** One option, for parsing and for the help. */
export interface CommandOption {
  readonly type: "string" | "boolean";
  /** What its value stands for in the help: FILE. */
  readonly value?: string;
  readonly default?: string;
  /** May be given several times. */
  readonly multiple?: true;
  readonly help: string;
}

/** Options by name, without the dashes. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** What the user gave to a command. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** The value of an option that was given, or its default. */
  text(name: string): string | undefined;
  /** All values of an option that may be repeated. */
  texts(name: string): readonly string[];
  isSet(name: string): boolean;
  readonly streams: Streams;
}

/** What a command's file exports as `command`; its name and summary stand in the table of commands. */
export interface CommandBody {
  /** What follows the tool's name, one line for each form. */
  readonly usage: readonly string[];
  /** What else there is to know, in paragraphs. */
  readonly notes?: readonly string[];
  readonly options: CommandOptions;
  /** Exit codes that no other command has. */
  readonly exitCodes?: readonly (readonly [code: number, meaning: string])[];
  readonly examples: readonly { readonly what: string; readonly line: string }[];
  /** Answers with the exit code. */
  run(invocation: Invocation): Promise<number>;
}

/** One command, loaded. */
export interface Command extends CommandBody {
  readonly name: string;
  /** One line of the tool's help. */
  readonly summary: string;
}
