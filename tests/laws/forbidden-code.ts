import ts from "typescript";

/**
 * Code that is forbidden in this project, found in the syntax tree, so that a comment or a text that merely mentions it
 * is none.
 */
export type Forbidden = "any" | "double cast" | "silenced compiler" | "message inspected" | "require of a file";

const INSPECTING: ReadonlySet<string> = new Set(["includes", "match", "startsWith", "endsWith", "search", "indexOf"]);
const MATCHING: ReadonlySet<string> = new Set(["test", "exec"]);

/** Each forbidden piece of code with its line. */
export function forbiddenIn(text: string): readonly { readonly what: Forbidden; readonly line: number }[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const found: { what: Forbidden; line: number }[] = [];
  const report = (what: Forbidden, position: number): void =>
    void found.push({ what, line: source.getLineAndCharacterOfPosition(position).line + 1 });
  const typed = typeImports(source);
  const visit = (node: ts.Node): void => {
    const what = kindOf(node, typed);
    if (what !== undefined) report(what, node.getStart(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const match of text.matchAll(/(?:\/\/|\/\*)[ \t*]*@ts-(?:ignore|nocheck|expect-error)/gu))
    report("silenced compiler", match.index);
  return found;
}

function kindOf(node: ts.Node, typed: ReadonlySet<string>): Forbidden | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isAsExpression(node) && ts.isAsExpression(unwrapped(node.expression))) return "double cast";
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  if (ts.isIdentifier(called))
    return called.text === "require" && !mayBeRequired(node, typed) ? "require of a file" : undefined;
  if (!ts.isPropertyAccessExpression(called)) return undefined;
  if (INSPECTING.has(called.name.text) && isMessage(called.expression)) return "message inspected";
  const [argument] = node.arguments;
  return MATCHING.has(called.name.text) && argument !== undefined && isMessage(argument)
    ? "message inspected"
    : undefined;
}

/**
 * A package may be required where it is needed first. A file of the project is imported, so that its layer is seen; it
 * may be required where the same file imports its types, because then the layer is seen by that import.
 */
function mayBeRequired(call: ts.CallExpression, typed: ReadonlySet<string>): boolean {
  const [name] = call.arguments;
  return name !== undefined && ts.isStringLiteral(name) && (!name.text.startsWith(".") || typed.has(name.text));
}

/** What is named by the file's `import type` declarations. */
function typeImports(source: ts.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const isType = statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return isType ? [statement.moduleSpecifier.text] : [];
  });
  return new Set(names);
}

const unwrapped = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;

/** `error.message`, also where something is called on it before: `error.message.toLowerCase()`. */
function isMessage(node: ts.Expression): boolean {
  if (ts.isCallExpression(node)) return isMessage(node.expression);
  if (!ts.isPropertyAccessExpression(node)) return false;
  return node.name.text === "message" || isMessage(node.expression);
}
