/** Differences of RouterOS configurations: one `add` command for each object. */

interface Command {
  readonly line: string;
  /** `/ip ipsec profile`. */
  readonly menu: string;
  /** `name=ali-t1`: finds the object. */
  readonly name: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** The commands that turn one configuration into another. */
export function routerosCommands(before: string, after: string): readonly string[] {
  const [old, now] = [commandsIn(before), commandsIn(after)];
  return [
    ...now.flatMap((command) => {
      const twin = twinOf(command, old);
      if (twin === undefined) return [command.line];
      const changed = [...command.settings].filter(([name, value]) => twin.settings.get(name) !== value);
      // A setting that is left out has the device's own value again.
      const unset = [...twin.settings.keys()].filter((name) => !command.settings.has(name)).map((name) => `!${name}`);
      const texts = [...changed.map(([name, value]) => `${name}=${value}`), ...unset];
      return texts.length === 0 ? [] : [`${command.menu} set [find ${command.name}] ${texts.join(" ")}`];
    }),
    ...[...old]
      .reverse()
      .filter((command) => twinOf(command, now) === undefined)
      .map(({ menu, name }) => `${menu} remove [find ${name}]`),
  ];
}

const twinOf = ({ menu, name }: Command, among: readonly Command[]): Command | undefined =>
  among.find((other) => other.menu === menu && other.name === name);

const commandsIn = (text: string): readonly Command[] =>
  text.split("\n").flatMap((line) => {
    const [, menu, rest] = /^(\/.+?) add (.*)$/.exec(line) ?? [];
    if (menu === undefined || rest === undefined) return [];
    const words = rest.split(" ");
    const name = words[0] ?? "";
    const settings = words.map(
      (word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const,
    );
    return [{ line, menu, name, settings: new Map(settings) }];
  });
