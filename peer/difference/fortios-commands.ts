/** Differences of FortiOS configurations: tables of entries, each with settings. */

/** A table (`config`), an entry of it (`edit`), or the whole configuration. */
interface Part {
  /** `config router bgp`, or `edit "ali-t1"`. */
  readonly line: string;
  /** The settings by name; each is a line. */
  readonly settings: Map<string, string>;
  readonly parts: Part[];
}

/** An entry that the device numbers itself. */
const NEXT_NUMBER = "edit 0";

/** The commands that turn one configuration into another: deletions come last. */
export function fortiosCommands(before: string, after: string): readonly string[] {
  const [old, now] = [parsed(before), parsed(after)];
  return [...added(old, now, ""), ...deleted(old, now, "")];
}

function parsed(text: string): Part {
  const root: Part = { line: "", settings: new Map(), parts: [] };
  const open = [root];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    const here = open.at(-1) ?? root;
    if (line === "end" || line === "next") open.pop();
    else if (line.startsWith("set ")) here.settings.set(line.split(" ")[1] ?? "", line);
    else if (line.startsWith("config ") || line.startsWith("edit ")) {
      const part: Part = { line, settings: new Map(), parts: [] };
      here.parts.push(part);
      open.push(part);
    }
  }
  return root;
}

/** The same entry in another configuration: by its name, or by its settings if the device numbers it. */
const twinOf = (part: Part, among: readonly Part[]): Part | undefined =>
  among.find(
    (other) =>
      other.line === part.line &&
      (part.line !== NEXT_NUMBER || [...part.settings.values()].join() === [...other.settings.values()].join()),
  );

function added(old: Part | undefined, now: Part, indent: string): readonly string[] {
  const changes = [...now.settings].filter(([name, line]) => old?.settings.get(name) !== line).map(([, line]) => line);
  // A table's own settings, such as the AS number, belong to the whole device.
  const unset = now.line.startsWith("edit ")
    ? [...(old?.settings.keys() ?? [])].filter((name) => !now.settings.has(name)).map((name) => `unset ${name}`)
    : [];
  const inner = [
    ...[...changes, ...unset].map((line) => `${indent}${line}`),
    ...now.parts.flatMap((part) => {
      const twin = old === undefined ? undefined : twinOf(part, old.parts);
      const lines = added(twin, part, `${indent}    `);
      const isNew = twin === undefined && part.line.startsWith("edit ");
      return lines.length > 0 || isNew ? wrapped(part.line, lines, indent) : [];
    }),
  ];
  return inner;
}

function deleted(old: Part, now: Part | undefined, indent: string): readonly string[] {
  return old.parts.flatMap((part) => {
    const twin = now === undefined ? undefined : twinOf(part, now.parts);
    if (part.line.startsWith("edit ") && twin === undefined) return [deletion(part, indent)];
    const lines = deleted(part, twin, `${indent}    `);
    return lines.length > 0 ? wrapped(part.line, lines, indent) : [];
  });
}

function deletion({ line, settings }: Part, indent: string): string {
  if (line !== NEXT_NUMBER) return `${indent}${line.replace(/^edit /, "delete ")}`;
  const values = [...settings.values()].map((setting) => setting.replace(/^set /, "")).join(", ");
  return `${indent}# delete NUMBER: the device numbered this entry itself (${values}); "show" lists the numbers`;
}

const wrapped = (line: string, lines: readonly string[], indent: string): readonly string[] => [
  `${indent}${line}`,
  ...lines,
  `${indent}${line.startsWith("config ") ? "end" : "next"}`,
];
