import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import { escaped, STEERING } from "../../provider/core/printable";

/** Loads the library on the first use: it takes longer than the rest of a command. */
const library = (): typeof Yaml => createRequire(__filename)("yaml");

/** The data as YAML that steers no terminal, and that readers of YAML 1.1 and 1.2 read alike. */
export function yamlText(data: unknown): string {
  const { Document, Scalar, visit } = library();
  const document = new Document(data, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  visit(document, {
    Scalar(_, node) {
      // Only a quoted text can have escapes.
      if (typeof node.value === "string" && node.value.search(STEERING) >= 0) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString({ lineWidth: 0, blockQuote: false, doubleQuotedAsJSON: true });
  return text.replaceAll(STEERING, (character) => (character === "\n" ? character : yamlEscape(character)));
}

/** YAML has an escape for a whole character beyond U+FFFF, and some readers refuse those for its halves. */
const yamlEscape = (character: string): string =>
  character.length === 1
    ? escaped(character)
    : String.raw`\U${character.codePointAt(0)?.toString(16).padStart(8, "0")}`;
