import {
  NoPolicyResults,
  countJudged,
  readReport,
  renderJunit,
  renderMarkdown,
  renderSarif,
  summaryText,
} from "../../policies/report";
import { ikeEncryption, explicitCrypto } from "../../policies/rules";
import { VPN_TUNNEL_PAIR_TYPE } from "../../policies/subjects/resource";

const urn = (name: string): string =>
  `urn:pulumi:dev::net::acme:Site$pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel::${name}`;

const policyEvent = (changes: object): string =>
  JSON.stringify({
    sequence: 1,
    policyEvent: {
      resourceUrn: urn("hq"),
      message: `${ikeEncryption.description}\nhq: tunnel tun-a: tunnelIkeConfig.ikeEncAlg is "des"; allowed: "aes". Set it.\n`,
      policyName: ikeEncryption.name,
      policyPackName: "alicloud-vpn",
      enforcementLevel: "mandatory",
      severity: "critical",
      ...changes,
    },
  });

const PACK = { policyPackName: "alicloud-vpn", policyPackVersion: "0.1.0", policyPackVersionTag: "0.1.0" };
const event = (kind: string, body: object): string => JSON.stringify({ sequence: 9, [kind]: body });
const SUMMARY = { PolicyPacks: { "alicloud-vpn|local|/home/kim/policies": "0.1.0" }, result: "failed" };
/** The last events of a run. Their numbers go on, because only the first event of a run starts from the beginning. */
const numbered = (lines: readonly string[]): string =>
  lines
    .map((line, sequence) => (line.startsWith("{") ? JSON.stringify({ ...JSON.parse(line), sequence }) : line))
    .join("\n");

const EVENTS = numbered([
  event("preludeEvent", {}),
  policyEvent({
    policyName: explicitCrypto.name,
    message: `${explicitCrypto.description}\nhq: not declared: a|b <script> *x* \`y\``,
    enforcementLevel: "advisory",
    severity: "high",
  }),
  policyEvent({}),
  policyEvent({
    resourceUrn: urn("branch"),
    policyName: "acme-own-rule",
    message: "Own rules do this.\nbranch: wrong & \u0000 bad",
    severity: undefined,
  }),
  event("policyAnalyzeSummaryEvent", { ...PACK, resourceUrn: urn("hq"), passed: ["alicloud-vpn-tunnel-ike-version"] }),
  event("policyAnalyzeSummaryEvent", { ...PACK, resourceUrn: urn("branch"), failed: ["acme-own-rule"] }),
  event("policyAnalyzeSummaryEvent", { ...PACK, resourceUrn: urn("bucket") }),
  event("policyAnalyzeStackSummaryEvent", PACK),
  event("summaryEvent", SUMMARY),
  event("cancelEvent", {}),
  "error: one or more mandatory policy violations were found",
]);

const report = readReport(EVENTS);

describe("readReport", () => {
  it("puts mandatory findings first, then by severity, and takes the description off the message", () => {
    expect(report.findings.map(({ rule, level, message }) => [rule, level, message])).toEqual([
      [
        ikeEncryption.name,
        "mandatory",
        'hq: tunnel tun-a: tunnelIkeConfig.ikeEncAlg is "des"; allowed: "aes". Set it.',
      ],
      ["acme-own-rule", "mandatory", "Own rules do this. branch: wrong & \uFFFD bad"],
      [explicitCrypto.name, "advisory", "hq: not declared: a|b <script> *x* `y`"],
    ]);
    expect(report.passed).toEqual([{ rule: "alicloud-vpn-tunnel-ike-version", urn: urn("hq") }]);
    expect(summaryText(report)).toBe("2 mandatory violations and 1 advisory");
  });

  it.each(["", "{}", '{"steps":[]}', "error: no stack selected"])("refuses %j, which holds no events", (output) => {
    expect(() => readReport(output)).toThrow(NoPolicyResults);
  });

  it("reports a run without violations as one", () => {
    const clean = readReport(event("summaryEvent", { PolicyPacks: { "alicloud-vpn": "0.1.0" }, result: "succeeded" }));
    expect(summaryText(clean)).toBe("no violations");
    expect(renderMarkdown(clean)).toContain("## VPN policies: no violations\n\nPolicy pack alicloud-vpn 0.1.0 judged");
    expect(JSON.parse(renderSarif(clean, { version: "1.0.0" }))).toMatchObject({
      runs: [{ results: [], invocations: [{ executionSuccessful: true }] }],
    });
    expect(renderJunit(clean)).toContain('tests="1" failures="0" errors="0"');
  });
});

describe("a finding about a VpnTunnelPair", () => {
  const office = `urn:pulumi:dev::net::${VPN_TUNNEL_PAIR_TYPE}::office`;
  const labels = [
    "office: tunnels tun-a (master) and tun-b (slave) of connection vco-1:",
    "office: tunnel tun-b (slave)",
  ];
  const own = readReport(
    numbered(labels.map((label) => policyEvent({ resourceUrn: office, message: `${label} is weak. Set it.` }))),
  );

  it("names the resource and its tunnels in each format", () => {
    expect(own.findings.map(({ message }) => message).sort()).toEqual(
      labels.map((label) => `${label} is weak. Set it.`).sort(),
    );
    expect(renderMarkdown(own)).toContain(
      "- **office** (VpnTunnelPair)<br>\n  office: tunnels tun-a (master) and tun-b",
    );
    for (const text of [renderSarif(own, { version: "1.0.0" }), renderJunit(own)])
      for (const label of labels) expect(text).toContain(label.trim());
  });

  it("counts in a state", () => {
    const resources = [{ type: VPN_TUNNEL_PAIR_TYPE }, { type: "alicloud:vpc/network:Network" }];
    expect(countJudged({ deployment: { resources } })).toBe(1);
  });
});

describe("Markdown", () => {
  const text = renderMarkdown(report);
  it("has a section for each rule, with findings, resources, the remedy and the citation", () => {
    expect(text).toContain("## VPN policies: 2 mandatory violations and 1 advisory");
    expect(text).toContain("Policy pack alicloud-vpn 0.1.0 judged 2 resources.");
    expect(text.match(/^### .*$/gm)).toEqual([
      "### IKE encryption (mandatory, critical)",
      "### acme-own-rule (mandatory)",
      "### Declared algorithms (advisory, high)",
    ]);
    expect(text).toContain("- **hq** (VpnTunnel)<br>\n  hq: tunnel tun-a: tunnelIkeConfig.ikeEncAlg is");
    expect(text).not.toContain("/home/kim");
    for (const part of [
      ikeEncryption.title,
      ikeEncryption.name,
      ikeEncryption.remediationSteps,
      "NIST SP 800-77",
      ikeEncryption.url,
    ])
      expect(text).toContain(part);
  });
  it("stays within the size of a comment, and says what it leaves out", () => {
    const short = renderMarkdown(report, { limit: text.length - 1 });
    expect(short.length).toBeLessThan(text.length);
    expect(short).toContain("1 of 3 findings are not shown");
  });
  it("shows text of a program as text", () => {
    expect(text).toContain("a\\|b &lt;script&gt; \\*x\\* \\`y\\`");
    expect(text).not.toContain("<script>");
  });
});

describe("SARIF", () => {
  const log: unknown = JSON.parse(renderSarif(report, { version: "1.2.3", artifact: "infra/Pulumi.yaml" }));
  it("has the shape of a log of version 2.1.0, with every result pointing at its rule", () => {
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "pulumi-alicloud-vpn",
              version: "1.2.3",
              rules: [
                { id: "acme-own-rule" },
                { id: explicitCrypto.name },
                { id: ikeEncryption.name, helpUri: ikeEncryption.url, properties: { "security-severity": "9.5" } },
              ],
            },
          },
          results: [
            { ruleId: ikeEncryption.name, ruleIndex: 2, level: "error" },
            { ruleId: "acme-own-rule", ruleIndex: 0, level: "error" },
            { ruleId: explicitCrypto.name, ruleIndex: 1, level: "warning" },
          ],
        },
      ],
    });
  });
  it("shows results at a file, names the resource, and gives each a lasting fingerprint", () => {
    const location = {
      physicalLocation: { artifactLocation: { uri: "infra/Pulumi.yaml" } },
      logicalLocations: [{ name: "hq", fullyQualifiedName: urn("hq") }],
    };
    expect(log).toHaveProperty(
      "runs.0.results.0.locations.0",
      expect.objectContaining({
        physicalLocation: expect.objectContaining(location.physicalLocation),
        logicalLocations: [expect.objectContaining(location.logicalLocations[0])],
      }),
    );
    const again: unknown = JSON.parse(renderSarif(readReport(EVENTS), { version: "9.9.9" }));
    const prints = (value: unknown) => JSON.stringify(value).match(/"pulumiPolicyFinding\/v2":"[0-9a-f]{64}"/g);
    expect(prints(log)).toHaveLength(3);
    expect(prints(again)).toEqual(prints(log));
    expect(new Set(prints(log)).size).toBe(3);
  });
});

describe("JUnit", () => {
  const xml = renderJunit(report);
  it("fails a mandatory finding, and passes the rest", () => {
    expect(xml).toContain(
      '<testsuites name="pulumi-alicloud-vpn policies" tests="5" failures="2" errors="0" time="0">',
    );
    expect(xml).toContain(`<testcase name="alicloud-vpn-tunnel-ike-version" classname="hq" time="0"/>`);
    expect(xml).toContain(
      `<failure type="critical" message="hq: tunnel tun-a: tunnelIkeConfig.ikeEncAlg is &quot;des&quot;`,
    );
    expect(xml).toContain("<system-out>advisory: hq: not declared: a|b &lt;script&gt;");
  });
  it("is well-formed for every text of a program", () => {
    expect(xml).toContain("wrong &amp; \uFFFD bad");
    expect(xml).not.toContain("\u0000");
    const open = xml.match(/<(testsuites|testsuite|testcase|failure|system-out)(\s[^>]*[^/])?>/g)?.length;
    const close = xml.match(/<\/(testsuites|testsuite|testcase|failure|system-out)>/g)?.length;
    expect(open).toBe(close);
  });
});
