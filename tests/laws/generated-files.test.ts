import { generatedFiles } from "../../scripts/generate/files";
import { renderLiveTunnel } from "../../scripts/generate/render-live-tunnel";
import { renderReference } from "../../scripts/generate/render-reference";
import { renderSchema } from "../../scripts/generate/render-schema";
import { renderArguments, renderOutputs } from "../../scripts/generate/render-sdk";
import type { FieldTable } from "../../provider/core/field";
import { flag } from "../../provider/core/rules";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import { vpnTunnelPairTable } from "../../provider/resources/vpn-tunnel-pair/table/fields";
import { filesIn, textOf } from "./source-files";

const generated = Object.entries(generatedFiles());

describe("what is generated from the field table", () => {
  it.each(generated)("%s is fresh; if not: npm run generate", (path, text) => {
    expect(textOf(path)).toBe(text);
  });

  it("is all that stands in its folder, and no other file claims to be generated", () => {
    const paths = generated.map(([path]) => path);
    const inFolders = [...filesIn("sdk/generated"), ...filesIn("provider/lookups/generated")];
    expect(inFolders.filter((file) => !paths.includes(file))).toEqual([]);
    const notice = /^(?:\/\/|<!--) Generated from (?:provider|peer|policies)\//u;
    const claiming = [...filesIn("sdk"), ...filesIn("docs"), ...filesIn("provider")].filter((file) =>
      notice.test(textOf(file)),
    );
    // Some tables stand inside a written README, and a schema has no place for a notice.
    const noticed = paths.filter((path) => !/^policies\/|README\.md$|\.json$/u.test(path));
    expect(claiming.sort()).toEqual(noticed.sort());
  });

  it("follows a new row of the field table", () => {
    const table: FieldTable = {
      ...vpnTunnelTable,
      fields: [
        ...vpnTunnelTable.fields,
        {
          path: "tunnelIkeConfig.planted",
          kind: "setting",
          rule: flag(),
          secret: true,
          storedAs: "apart",
          doc: "Planted row.",
        },
        {
          path: "tunnelIkeConfig.shown",
          kind: "setting",
          wire: "TunnelIkeConfig.Shown",
          rule: flag(),
          doc: "Planted row that is no secret. Declare it.",
        },
      ],
    };
    expect(renderArguments(table)).toContain("planted?: pulumi.Input<boolean | undefined>;");
    expect(renderArguments(table)).toContain(
      '{"tunnelIkeConfig.psk":"preSharedKey","tunnelIkeConfig.planted":"apart"}',
    );
    expect(renderOutputs(table)).toContain("readonly shown?: boolean;");
    expect(renderOutputs(table)).not.toContain("planted");
    expect(renderLiveTunnel(table)).toContain("  /** Planted row that is no secret. */\n  readonly shown?: boolean;");
    expect(renderLiveTunnel(table)).not.toMatch(/planted\?|Declare it|pskFrom|waitFor/u);
    const schema = renderSchema(table, vpnTunnelPairTable, { version: "1.0.0", license: "none" });
    expect(JSON.parse(schema)).toMatchObject({
      types: {
        "alicloud-vpn:index:TunnelIkeConfig": { properties: { planted: { secret: true }, shown: { type: "boolean" } } },
        "alicloud-vpn:index:TunnelIkeConfigState": { properties: { shown: { type: "boolean" } } },
      },
    });
    expect(schema.split('"planted"')).toHaveLength(2);
    expect(renderReference(table)).toContain(
      "| `tunnelIkeConfig.planted` | Planted row. **Secret.** | true or false |",
    );
  });

  it("explains every property, in the arguments and in the reference", () => {
    const args = textOf("sdk/generated/vpn-tunnel-args.ts");
    const reference = textOf("docs/reference/vpn-tunnel.md");
    for (const field of vpnTunnelTable.fields) {
      expect(reference).toContain(`\`${field.path}\``);
      expect(field.kind === "output" || args.includes(field.doc)).toBe(true);
    }
  });
});
