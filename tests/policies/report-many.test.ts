import { mergeReports, overviewMarkdown, overviewOf, readReport } from "../../policies/report";
import { ikeEncryption, ikeVersion } from "../../policies/rules";
import { exemptOne, finding, reportOf, urnOf } from "./recorded-runs";

describe("a report on many stacks", () => {
  const merged = mergeReports([
    reportOf(finding(), finding({ rule: ikeVersion.name, level: "advisory", path: "v", message: "v1" })),
    reportOf(
      finding({
        urn: urnOf("dev-1", "dev"),
        gateway: "vpn-2",
        rule: ikeVersion.name,
        level: "advisory",
        message: "v2",
      }),
      { ...exemptOne, urn: urnOf("legacy-1", "dev") },
    ),
  ]);

  it("counts by rule, stack and gateway, and says what would break if a rule were mandatory", () => {
    expect(overviewOf(merged)).toEqual({
      rules: [
        {
          rule: ikeVersion.name,
          mandatory: 0,
          advisory: 2,
          exempt: 0,
          stacks: ["net/dev", "net/prod"],
          wouldBreak: ["net/dev", "net/prod"],
        },
        { rule: ikeEncryption.name, mandatory: 1, advisory: 0, exempt: 1, stacks: ["net/prod"], wouldBreak: [] },
      ],
      stacks: [
        { stack: "net/prod", mandatory: 1, advisory: 1, exempt: 0, wouldBreak: [ikeVersion.name] },
        { stack: "net/dev", mandatory: 0, advisory: 1, exempt: 1, wouldBreak: [ikeVersion.name] },
      ],
      gateways: [
        { gateway: "vpn-1", mandatory: 1, advisory: 1, exempt: 1 },
        { gateway: "vpn-2", mandatory: 0, advisory: 1, exempt: 0 },
      ],
    });
    expect(overviewMarkdown(overviewOf(merged))).toContain(
      `| ${ikeVersion.name} | 0 | 2 | 0 | 2 (net/dev, net/prod) | 2 (net/dev, net/prod) |`,
    );
  });

  it("was judged only if each stack was", () => {
    const cut = readReport(JSON.stringify({ sequence: 1, preludeEvent: {} }));
    expect(mergeReports([merged, cut]).evidence.status).toBe("cut");
    expect(merged.evidence.packs).toEqual([{ name: "alicloud-vpn", version: "1.0.0", judged: undefined }]);
  });
});
