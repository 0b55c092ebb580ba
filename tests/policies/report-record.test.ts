// Reports with what the packs recorded: fields, exempt findings, fingerprints, baselines.
import type { RecordedFinding } from "../../policies/assembly/finding-record";
import {
  baselineText,
  fingerprintsIn,
  readReport,
  renderJunit,
  renderMarkdown,
  renderSarif,
  reportData,
  summaryText,
  withBaseline,
} from "../../policies/report";
import { ikeVersion } from "../../policies/rules";
import { EXEMPTION, exemptOne, finding, reportOf, runOf, urnOf } from "./recorded-runs";

describe("a report with a record", () => {
  const report = reportOf(finding(), exemptOne);

  it("has the fields of each finding, for programs", () => {
    expect(report.findings).toEqual([
      expect.objectContaining({
        level: "mandatory",
        gateway: "vpn-1",
        fields: { path: "tunnelIkeConfig.ikeEncAlg", value: "des", allowed: "aes", origin: "declared" },
      }),
    ]);
    const fields = { path: "tunnelIkeConfig.ikeEncAlg", value: "des", allowed: "aes", origin: "declared" };
    expect(reportData(report)).toMatchObject({
      summary: "1 mandatory violation (1 exempt)",
      findings: [{ ...fields, gateway: "vpn-1", packs: ["alicloud-vpn"] }],
      exempt: [{ value: "3des", exemption: EXEMPTION }],
    });
    expect(JSON.parse(renderSarif(report, { version: "1.0.0" }))).toHaveProperty(
      "runs.0.results.0.properties",
      expect.objectContaining(fields),
    );
  });

  it("shows exempt findings as suppressions in SARIF", () => {
    const log: unknown = JSON.parse(renderSarif(report, { version: "1.0.0" }));
    expect(log).not.toHaveProperty("runs.0.results.0.suppressions");
    expect(log).toHaveProperty("runs.0.results.1.suppressions", [
      expect.objectContaining({ kind: "external", status: "accepted", justification: "it is replaced & sold" }),
    ]);
    expect(log).toHaveProperty("runs.0.results.1.suppressions.0.properties.until", "2026-08-30");
    expect(log).toHaveProperty("runs.0.results.1.partialFingerprints");
  });

  it("shows them as skipped in JUnit, and fails the others", () => {
    const xml = renderJunit(report);
    expect(xml).toContain('tests="3" failures="1" errors="0"');
    expect(xml).toContain(`<testsuite name="${urnOf("legacy-1")}" tests="1" failures="0" errors="0" skipped="1"`);
    expect(xml).toContain('<skipped message="exempt until 2026-08-30: it is replaced &amp; sold, net team, NET-7"/>');
    // A finding that counts is a failure, whatever is exempt beside it.
    const both = renderJunit(reportOf(finding({ urn: exemptOne.urn }), exemptOne));
    expect(both).toContain("<failure");
    expect(both).not.toContain("<skipped");
  });

  it("has a section about them in Markdown, and counts them", () => {
    const text = renderMarkdown(report);
    expect(text).toContain("## VPN policies: 1 mandatory violation (1 exempt)");
    expect(text).toMatch(/### Exempt \(1 finding\)\n\n- \*\*legacy-1\*\* \(VpnTunnel\)<br>\n {2}alicloud-vpn-tunnel/);
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      '"3des". until 2026-08-30, net team, NET-7. it is replaced &amp; sold',
    );
  });

  it("without a record is what the events tell", () => {
    const alone = readReport(runOf([finding(), exemptOne]).events);
    expect(alone.findings).toEqual([expect.objectContaining({ fields: undefined, message: finding().message })]);
    expect(alone.exempt).toEqual([]);
  });
});

describe("one finding of two packs", () => {
  it("is one, with the stricter level and both packs, whatever each of them allows", () => {
    const other = finding({
      pack: "algorithms",
      level: "advisory",
      message: "hq: des; allowed: aes256.",
      allowed: "aes256",
    });
    const report = reportOf(other, finding());
    expect(report.findings).toEqual([
      expect.objectContaining({ level: "mandatory", packs: ["algorithms", "alicloud-vpn"] }),
    ]);
    // Two values at one place are two findings.
    expect(reportOf(finding(), finding({ value: "3des", message: "hq: 3des" })).findings).toHaveLength(2);
  });

  it("counts where one pack exempts it and the other does not", () => {
    const report = reportOf(finding({ pack: "algorithms" }), finding({ exemption: EXEMPTION }));
    expect([report.findings.length, report.exempt.length]).toEqual([1, 0]);
  });
});

describe("a fingerprint", () => {
  const printsOf = (...findings: readonly RecordedFinding[]) =>
    reportOf(...findings).findings.map(({ fingerprint }) => fingerprint);

  it("stays when the wording changes, and is another one for another rule, resource, path, or one more of the same", () => {
    const [print] = printsOf(finding());
    expect(printsOf(finding({ message: "hq: said in other words", allowed: "aes256" }))).toEqual([print]);
    const others = [
      finding({ rule: ikeVersion.name }),
      finding({ urn: urnOf("branch") }),
      finding({ path: "tunnelIpsecConfig.ipsecEncAlg", message: "hq: another place" }),
      finding({ value: "3des", message: "one more" }),
    ];
    expect(new Set(printsOf(finding(), ...others)).size).toBe(5);
  });
});

describe("a baseline", () => {
  const fingerprints = fingerprintsIn(JSON.parse(baselineText(reportOf(finding(), finding({ urn: urnOf("gone") })))));
  const report = withBaseline(reportOf(finding(), finding({ urn: urnOf("new") })), fingerprints ?? new Set());

  it("makes its findings known, and tells which of them are gone", () => {
    expect(report.findings.map(({ urn, isKnown }) => [urn, isKnown])).toEqual([
      [urnOf("hq"), true],
      [urnOf("new"), false],
    ]);
    expect(report.gone).toBe(1);
    expect(summaryText(report)).toBe("1 mandatory violation (1 known)");
  });

  it("shows in each format which findings are new", () => {
    const markdown = renderMarkdown(report);
    expect(markdown).toContain("1 finding of the baseline is gone.");
    expect(markdown).toContain("### Known from the baseline (1 finding)");
    expect(renderJunit(report)).toContain('failures="1"');
    expect(renderSarif(report, { version: "1.0.0" }).match(/"baselineState": "\w+"/g)).toEqual([
      '"baselineState": "unchanged"',
      '"baselineState": "new"',
    ]);
  });

  it.each([[], {}, { version: 2, findings: [] }, { version: 1, findings: [{}] }])("is not %j", (value) => {
    expect(fingerprintsIn(value)).toBeUndefined();
  });
});
