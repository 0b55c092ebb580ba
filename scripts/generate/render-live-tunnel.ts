import type { Field, FieldTable, Group } from "../../provider/core/field";
import { docstring, GENERATED_NOTICE, groupsIn, reportedGroup, reportedTypeOf, rowsIn, typeName } from "./rows";

const PREFIX = "Live";

/**
 * The first sentence of a row's meaning. The others tell how to declare the property, and a look-up declares nothing.
 */
const firstSentence = ({ doc }: { readonly doc: string }): string => /^.*?\.(?=\s|$)/u.exec(doc)?.[0] ?? doc;

/** provider/lookups/generated/live-tunnel.ts: what a look-up shows of a tunnel. */
export function renderLiveTunnel(table: FieldTable): string {
  // The API's answer about a tunnel has these values, and a key is shown only where it is asked for.
  const fields = table.fields.filter((field) => field.wire !== undefined && !field.secret);
  const isShown = (group: Group): boolean => rowsIn(fields, group).length > 0;
  const shown: FieldTable = { ...table, fields, groups: table.groups.filter(isShown) };
  const own = rowsIn(fields, undefined).map((field: Field) => member(field.path, reportedTypeOf(field), field));
  const groups = groupsIn(shown, undefined).map((group) => member(group.path, PREFIX + typeName(group), group));
  return [
    `// ${GENERATED_NOTICE}`,
    "",
    shown.groups
      .map((group) => reportedGroup(shown, group, fields, { prefix: PREFIX, docOf: firstSentence }))
      .join("\n\n"),
    "",
    "/** The values of one live tunnel, in native types. A value that is not set is left out. */",
    `export interface ${PREFIX}Tunnel {`,
    ...own,
    ...groups,
    "}",
    "",
  ].join("\n");
}

const member = (name: string, type: string, item: { readonly doc: string }): string =>
  `${docstring([firstSentence(item)], "  ")}\n  readonly ${name}?: ${type};`;
