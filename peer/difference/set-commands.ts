/** Differences of configurations that consist of `set` commands: Junos, VyOS. A commit applies them as a whole. */

/** A device's rules about its commands. */
export interface SetWords {
  /** Commands without a single value: several of them can stand side by side, and a removal names them whole. */
  readonly whole: RegExp;
  /** Commands with more than one value: the first group is the part that identifies them. */
  readonly identified: readonly RegExp[];
  /** What is in force for the whole device: it stays when nothing here needs it any more. */
  readonly kept: RegExp;
  /** The beginnings of what is removed as a whole, if nothing of it is left. */
  readonly objects: RegExp;
}

/** The commands that turn one configuration into another. */
export function setCommands(before: string, after: string, words: SetWords): readonly string[] {
  const [old, now] = [commandsIn(before), commandsIn(after)];
  const added = now.filter((command) => !old.includes(command));
  const replaced = new Set(added.map((command) => identityOf(command, words)));
  const removed = old
    .filter((command) => !now.includes(command) && !words.kept.test(command))
    .flatMap((command) => {
      const object = words.objects.exec(command)?.[0];
      if (object !== undefined && !now.some((each) => each === object || each.startsWith(`${object} `)))
        return [object];
      const identity = identityOf(command, words);
      return replaced.has(identity) ? [] : [identity];
    });
  return [...[...new Set(removed)].map((command) => command.replace(/^set /, "delete ")), ...added];
}

const commandsIn = (text: string): readonly string[] => text.split("\n").filter((line) => line.startsWith("set "));

/** A command without its value, which a new value replaces. */
function identityOf(command: string, { whole, identified }: SetWords): string {
  if (whole.test(command)) return command;
  for (const pattern of identified) {
    const match = pattern.exec(command)?.[1];
    if (match !== undefined) return match;
  }
  return command.replace(/ (?:'[^']*'|"[^"]*"|\S+)$/, "");
}
