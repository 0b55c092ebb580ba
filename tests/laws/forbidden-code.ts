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
  const visit = (node: ts.Node): void => {
    const what = kindOf(node);
    if (what !== undefined) report(what, node.getStart(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const match of text.matchAll(/(?:\/\/|\/\*)[ \t*]*@ts-(?:ignore|nocheck|expect-error)/gu))
    report("silenced compiler", match.index);
  return found;
}

function kindOf(node: ts.Node): Forbidden | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isAsExpression(node) && ts.isAsExpression(unwrapped(node.expression))) return "double cast";
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  if (ts.isIdentifier(called))
    return called.text === "require" && !namesPackage(node) ? "require of a file" : undefined;
  if (!ts.isPropertyAccessExpression(called)) return undefined;
  if (INSPECTING.has(called.name.text) && isMessage(called.expression)) return "message inspected";
  const [argument] = node.arguments;
  return MATCHING.has(called.name.text) && argument !== undefined && isMessage(argument)
    ? "message inspected"
    : undefined;
}

/** A package may be required where it is needed first; a file of the project is imported, so that its layer is seen. */
function namesPackage(call: ts.CallExpression): boolean {
  const [name] = call.arguments;
  return name !== undefined && ts.isStringLiteral(name) && !name.text.startsWith(".");
}

const unwrapped = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;

/** `error.message`, also where something is called on it before: `error.message.toLowerCase()`. */
function isMessage(node: ts.Expression): boolean {
  if (ts.isCallExpression(node)) return isMessage(node.expression);
  if (!ts.isPropertyAccessExpression(node)) return false;
  return node.name.text === "message" || isMessage(node.expression);
}
