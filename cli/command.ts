import type { Streams } from "./streams";

/** One option, for parsing and for the help. */
export interface CommandOption {
  readonly type: "string" | "boolean";
  /** The placeholder of the value in the help, such as FILE. */
  readonly value?: string;
  readonly default?: string;
  /** The option may be repeated. */
  readonly multiple?: true;
  readonly help: string;
}

/** Options by name, without the dashes. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** A command line after parsing. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** The value of an option, or its default. */
  text(name: string): string | undefined;
  /** All values of a repeated option. */
  texts(name: string): readonly string[];
  isSet(name: string): boolean;
  readonly streams: Streams;
}

/** The export `command` of a command's file. The table of commands adds the name and the summary. */
export interface CommandBody {
  /** The forms of the call, without the tool's name. */
  readonly usage: readonly string[];
  /** Further paragraphs of the help. */
  readonly notes?: readonly string[];
  readonly options: CommandOptions;
  /** Exit codes that no other command has. */
  readonly exitCodes?: readonly (readonly [code: number, meaning: string])[];
  readonly examples: readonly { readonly what: string; readonly line: string }[];
  /** Returns the exit code. */
  run(invocation: Invocation): Promise<number>;
}

/** A command after its file is loaded. */
export interface Command extends CommandBody {
  readonly name: string;
  /** The command's line in the tool's help. */
  readonly summary: string;
}
