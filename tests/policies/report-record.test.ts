// Reports with what the packs recorded: fields, exempt findings, fingerprints, baselines, many stacks.
import type { RecordedFinding } from "../../policies/assembly/finding-record";
import {
  baselineText,
  fingerprintsIn,
  mergeReports,
  overviewMarkdown,
  overviewOf,
  readRecord,
  readReport,
  renderJunit,
  renderMarkdown,
  renderSarif,
  reportData,
  summaryText,
  withBaseline,
} from "../../policies/report";
import { ikeEncryption, ikeVersion } from "../../policies/rules";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";

const urnOf = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::net::${VPN_TUNNEL_TYPE}::${name}`;
const EXEMPTION = {
  resource: "legacy-*",
  value: "3des",
  owner: "net team",
  ticket: "NET-7",
  reason: "it is replaced & sold",
  until: "2026-08-30",
};

const finding = (changes: Partial<RecordedFinding> = {}): RecordedFinding => ({
  record: "finding",
  rule: ikeEncryption.name,
  pack: "alicloud-vpn",
  level: "mandatory",
  urn: urnOf("hq"),
  gateway: "vpn-1",
  path: "tunnelIkeConfig.ikeEncAlg",
  value: "des",
  allowed: "aes",
  origin: "declared",
  message: 'hq: tunnelIkeConfig.ikeEncAlg is "des"; allowed: "aes".',
  ...changes,
});

const DESCRIPTIONS = new Map([ikeEncryption, ikeVersion].map(({ name, description }) => [name, description]));

/** The events and the record of one run. */
function runOf(findings: readonly RecordedFinding[]) {
  const packs = [...new Set(["alicloud-vpn", ...findings.map(({ pack = "" }) => pack)])];
  const violations = findings
    .filter(({ exemption }) => exemption === undefined)
    .map(({ rule, pack, level, urn, message }) => ({
      policyEvent: {
        resourceUrn: urn,
        message: `${DESCRIPTIONS.get(rule)}\n${message}\n`,
        policyName: rule,
        policyPackName: pack,
        enforcementLevel: level,
      },
    }));
  const result = violations.some(({ policyEvent }) => policyEvent.enforcementLevel === "mandatory")
    ? "failed"
    : "succeeded";
  const summary = { PolicyPacks: Object.fromEntries(packs.map((name) => [name, "1.0.0"])), result };
  const events = [...violations, { summaryEvent: summary }].map((event, sequence) =>
    JSON.stringify({ sequence, ...event }),
  );
  const lines = [{ record: "pack", time: "2026-06-15T12:00:00Z" }, ...findings].map((line) => JSON.stringify(line));
  return { events: events.join("\n"), record: lines.join("\n") };
}

function reportOf(...findings: readonly RecordedFinding[]) {
  const { events, record } = runOf(findings);
  return readReport(events, readRecord(record));
}

const exemptOne = finding({
  urn: urnOf("legacy-1"),
  value: "3des",
  message: 'legacy-1: ikeEncAlg is "3des"',
  exemption: EXEMPTION,
});

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
      finding({ path: "tunnelIpsecConfig.ipsecEncAlg" }),
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
