// What the reader of `npm start` sees: headings, the CLI's own output set apart from ours, and a tick per checked fact.

/** Colours for a person at a terminal, by the conventions of NO_COLOR and FORCE_COLOR. */
export const isColoured = () =>
  process.env["NO_COLOR"] === undefined && (process.stdout.isTTY || Boolean(process.env["FORCE_COLOR"]));

const paint = (/** @type {string} */ code) => (/** @type {string} */ text) =>
  isColoured() ? `\u001b[${code}m${text}\u001b[0m` : text;
const bold = paint("1");
const dim = paint("2");
const green = paint("32");

/** @param {string} text */
const line = (text) => void process.stdout.write(`${text}\n`);

let step = 0;

/** @param {string} title */
export function heading(title) {
  step += 1;
  line(`\n${bold(`${step}. ${title}`)}`);
}

/** @param {string} text */
export const say = (text) => line(`   ${text}`);

/** A command as the reader could type it. @param {string} text */
export const command = (text) => line(dim(`   $ ${text}`));

/** @param {string} text */
export const ticked = (text) => line(`   ${green("✓")} ${text}`);

/** @param {string[]} lines */
export function closing(lines) {
  line("");
  for (const text of lines) line(text);
}

/**
 * Prints a command's output as it comes, each line behind a bar; empty lines at the start and double ones are dropped.
 * @returns {{ write: (text: string) => void, end: () => void }}
 */
export function quoted() {
  let rest = "";
  let lastWasEmpty = true;
  const print = (/** @type {string} */ text) => {
    const empty = text.trim() === "";
    if (!(empty && lastWasEmpty)) line(`   ${dim("│")} ${text.trimEnd()}`);
    lastWasEmpty = empty;
  };
  return {
    write(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const each of lines) print(each);
    },
    end() {
      if (rest !== "") print(rest);
      rest = "";
    },
  };
}
