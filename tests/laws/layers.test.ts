import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesIn, ROOT, sourcesIn, textOf } from "./source-files";

const OXLINT = join(ROOT, "node_modules", "oxlint", "bin", "oxlint");

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

/**
 * Files of which an import is refused by the layer rules, or written so that these cannot see it, linting `paths` below
 * `cwd` with the project's settings.
 */
function refusedIn(cwd: string, paths: readonly string[]): readonly string[] {
  const settings = join(cwd, ".oxlintrc.json");
  const { stdout, stderr } = spawnSync(process.execPath, [OXLINT, "-c", settings, "--format=json", ...paths], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout.trimStart().startsWith("{")) throw new Error(`oxlint gave no result: ${stdout}${stderr}`);
  const result: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  return result.diagnostics
    .filter((each) => /no-restricted-imports|prefer-node-protocol/u.test(each.code))
    .map((each) => each.filename);
}

/** A file of some layer, and one import in it. */
type Planted = readonly [file: string, code: string];

const value = (from: string): string => `import { planted } from "${from}";\nexport const used = planted;\n`;
const type = (from: string): string => `import type { Planted } from "${from}";\nexport type Used = Planted;\n`;

const REFUSED: readonly Planted[] = [
  ["provider/core/planted.ts", value("node:fs")],
  ["provider/core/planted.ts", value("../api/clock")],
  ["provider/core/planted.ts", value("../../ipsec/cidr")],
  ["provider/core/planted.ts", value("../resources/vpn-tunnel/table/fields")],
  ["provider/core/planted.ts", value("../session/turns")],
  ["provider/core/planted.ts", value("@pulumi/pulumi")],
  ["provider/core/planted.ts", value("@alicloud/pop-core")],
  ["provider/core/planted.ts", type("../api/wire")],
  ["provider/core/planted.ts", 'export { planted } from "../api/clock";\n'],
  ["provider/core/planted.ts", 'export * from "../api/clock";\n'],
  ["provider/core/planted.ts", 'export const used = () => import("../api/clock");\n'],
  ["provider/core/deeper/planted.ts", value("../../api/clock")],
  ["ipsec/planted.ts", value("../provider/core/rules")],
  ["ipsec/planted.ts", value("node:crypto")],
  ["ipsec/planted.ts", value("../provider/api/clock")],
  ["provider/api/planted.ts", value("../core/field")],
  ["provider/api/planted.ts", value("../../ipsec/psk")],
  ["provider/api/planted.ts", value("../resources/vpn-tunnel/table/fields")],
  ["provider/api/planted.ts", value("../session/turns")],
  ["provider/api/planted.ts", value("../../simulator/server/listen")],
  ["provider/api/planted.ts", value("@pulumi/pulumi")],
  ["provider/resources/planted.ts", value("../session/turns")],
  ["provider/resources/vpn-tunnel/planted.ts", value("../../session/turns")],
  ["provider/resources/planted.ts", value("../../sdk/handler")],
  ["provider/resources/planted.ts", value("@pulumi/pulumi")],
  ["provider/resources/planted.ts", value("@alicloud/pop-core")],
  ["provider/adapters/dynamic/planted.ts", value("@pulumi/pulumi")],
  ["provider/adapters/dynamic/planted.ts", 'import * as pulumi from "@pulumi/pulumi";\nexport const used = pulumi;\n'],
  ["provider/adapters/plugin/planted.ts", value("@pulumi/pulumi")],
  ["provider/adapters/plugin/planted.ts", value("@pulumi/pulumi/runtime")],
  ["provider/adapters/plugin/planted.ts", value("../../../sdk/handler")],
  ["provider/session/planted.ts", value("../../sdk/handler")],
  ["provider/session/planted.ts", value("../../simulator/server/listen")],
  ["policies/cidrs/planted.ts", value("../../provider/core/field")],
  ["policies/cidrs/planted.ts", value("../../provider/api/clock")],
  ["policies/planted.ts", value("../provider/resources/vpn-tunnel.fields")],
  ["policies/planted.ts", value("../sdk/handler")],
  ["simulator/planted.ts", value("../ipsec/cidr")],
  ["simulator/server/planted.ts", value("../../provider/api/wire")],
  ["simulator/planted.ts", value("../policies/rules")],
  ["simulator/planted.ts", value("@alicloud/pop-core")],
  ["sdk/planted.ts", value("../provider/core/field")],
  ["sdk/planted.ts", type("../provider/core/field")],
  ["sdk/planted.ts", value("../provider/adapters/dynamic/index")],
  ["sdk/planted.ts", value("../simulator/server/listen")],
  ["examples/planted.ts", value("../sdk")],
  ["sdk/planted.ts", value("../provider/adapters/dynamic")],
  ["sdk/planted.ts", value("../simulator")],
  ["provider/api/planted.ts", value("../../simulator")],
  ["provider/resources/planted.ts", value("../session")],
  ["provider/resources/planted.ts", value("../../sdk")],
  ["provider/session/planted.ts", value("../../sdk")],
  ["provider/session/planted.ts", value("../../policies")],
  ["simulator/planted.ts", value("../policies")],
  ["policies/planted.ts", value("../simulator")],
  ["provider/core/planted.ts", value("fs")],
  ["ipsec/planted.ts", value("crypto")],
  ["provider/adapters/dynamic/planted.ts", value("@pulumi/pulumi/runtime")],
  ["examples/quickstart/planted.ts", value("../../sdk")],
  ["provider/session/planted.ts", type("../adapters/dynamic/engine")],
  ["provider/session/planted.ts", type("@pulumi/pulumi")],
  ["provider/resources/planted.ts", type("../adapters/dynamic/engine")],
  ["provider/resources/planted.ts", type("../session/accounts")],
  ["provider/resources/planted.ts", value("../lookups")],
  ["provider/resources/planted.ts", value("../../peer")],
  ["provider/lookups/planted.ts", value("../session/accounts")],
  ["provider/diagnosis/planted.ts", value("../resources/vpn-tunnel/ports")],
  ["peer/planted.ts", value("../provider/api/wire")],
  ["peer/planted.ts", value("node:fs")],
  ["ipsec/planted.ts", value("../peer/model")],
  ["policies/planted.ts", value("../peer/model")],
  ["simulator/planted.ts", value("../peer/model")],
];

const ALLOWED: readonly Planted[] = [
  ["provider/core/planted.ts", value("./field")],
  ["provider/api/planted.ts", value("node:https")],
  ["provider/api/planted.ts", value("@alicloud/pop-core")],
  ["provider/resources/planted.ts", value("../core/field")],
  ["provider/resources/vpn-tunnel/planted.ts", value("../../api/clock")],
  ["provider/session/planted.ts", value("../resources/vpn-tunnel/verbs")],
  ["provider/adapters/dynamic/planted.ts", type("@pulumi/pulumi")],
  ["provider/lookups/planted.ts", value("../../peer")],
  ["provider/adapters/dynamic/planted.ts", value("../../session/accounts")],
  ["provider/adapters/plugin/planted.ts", value("@pulumi/pulumi/proto/provider_pb")],
  ["provider/adapters/plugin/planted.ts", value("../../session/accounts")],
  ["peer/planted.ts", value("../ipsec/cidr")],
  ["policies/cidrs/planted.ts", value("../../ipsec/cidr")],
  ["policies/planted.ts", value("@pulumi/policy")],
  ["simulator/planted.ts", value("node:http")],
  ["sdk/planted.ts", value("@pulumi/pulumi")],
  ["examples/quickstart/planted.ts", value("pulumi-alicloud-vpn")],
];

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "layers-")));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Whether the linter refuses each of the planted files; all are in one tree, under names of their own, for one run. */
function judge(planted: readonly Planted[]): readonly (readonly [file: string, code: string, isRefused: boolean])[] {
  const tree = mkdtempSync(join(scratch, "tree-"));
  copyFileSync(join(ROOT, ".oxlintrc.json"), join(tree, ".oxlintrc.json"));
  const nameOf = (file: string, index: number): string => file.replace("planted", `planted-${index}`);
  for (const [index, [file, code]] of planted.entries()) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, nameOf(file, index)), code);
  }
  const refused = refusedIn(tree, ["."]);
  return planted.map(([file, code], index) => [file, code.split("\n")[0] ?? "", refused.includes(nameOf(file, index))]);
}

/** A comment that switches the rule off: by its name, or together with all others. */
const silences = (text: string): boolean =>
  /(?:oxlint|eslint)-disable(?:-next-line|-line)?(?:[^\n]*restricted-imports|\s*(?:--|\*\/|$))/mu.test(text);

describe("the linter refuses an import against the layers", () => {
  it.each(judge(REFUSED))("%s: %s", (_, __, isRefused) => expect(isRefused).toBe(true));
});

describe("the linter allows an import along the layers", () => {
  it.each(judge(ALLOWED))("%s: %s", (_, __, isRefused) => expect(isRefused).toBe(false));
});

describe("the project", () => {
  const layers = ["sdk", "provider", "peer", "ipsec", "policies", "simulator", "cli", "examples"].filter(
    (each) => filesIn(each).length > 0,
  );

  it("has no import against the layers", () => expect(refusedIn(ROOT, layers)).toEqual([]));

  it.each([
    ["// oxlint-disable-next-line no-restricted-imports -- because", true],
    ["/* eslint-disable */", true],
    ["// oxlint-disable-line", true],
    ["// oxlint-disable-next-line -- because", true],
    ["// oxlint-disable-next-line no-control-regex -- because", false],
    ["const disable = true;", false],
  ])("knows that the comment %s silences the rule: %s", (text, expected) => expect(silences(text)).toBe(expected));

  it("does not silence the rule anywhere", () => {
    const silencing = sourcesIn(...layers).filter((file) => silences(textOf(file)));
    expect(silencing).toEqual([]);
  });
});
