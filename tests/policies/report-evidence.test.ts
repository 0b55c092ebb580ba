// No finding is good news only where packs judged: what the events must show, and what each format says otherwise.
import * as fc from "fast-check";
import { readReport, renderJunit, renderMarkdown, renderSarif, statusText, withJudged } from "../../policies/report";
import type { RunStatus } from "../../policies/report";
import { markdownText, plainLine, wrapMarkdown } from "../../policies/report/outside-text";

const URN = "urn:pulumi:dev::net::pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel::hq";
const PACK = { policyPackName: "alicloud-vpn", policyPackVersion: "0.1.0", policyPackVersionTag: "0.1.0" };
const PACKS = { "alicloud-vpn|local|/srv/policies": "0.1.0" };

const prelude = { preludeEvent: {} };
const judged = { policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: URN, passed: ["a"] } };
const notApplied = { policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: URN } };
const whole = { policyAnalyzeStackSummaryEvent: PACK };
const end = { cancelEvent: {} };
const violation = {
  policyEvent: { ...PACK, resourceUrn: URN, policyName: "acme", message: "bad", enforcementLevel: "mandatory" },
};
const summary = (result: string, packs: object = PACKS): object => ({ summaryEvent: { result, PolicyPacks: packs } });

const text = (...events: readonly object[]): string =>
  events.map((event, sequence) => JSON.stringify({ sequence, ...event })).join("\n");

const RUNS: readonly (readonly [string, RunStatus, string])[] = [
  ["a preview", "judged", text(prelude, judged, whole, summary("succeeded"), end)],
  ["a preview with a violation", "judged", text(prelude, violation, judged, whole, summary("failed"), end)],
  ["a preview without a pack", "no-pack", text(prelude, summary("succeeded", {}), end)],
  ["a preview that is cut", "cut", text(prelude, judged)],
  ["a preview that is cut at its end", "cut", text(prelude, judged, whole, summary("succeeded"))],
  ["a preview whose pack did not start", "failed", text({ policyLoadEvent: {} }, end)],
  ["a preview whose program failed", "failed", text(prelude, judged, summary("failed"), end)],
  ["a preview that failed beside a violation", "failed", text(prelude, violation, judged, summary("failed"), end)],
  ["a preview that failed after the packs", "failed", text(prelude, judged, whole, summary("failed"), end)],
  ["an analysis", "judged", text(summary("succeeded", { "alicloud-vpn": "0.1.0" }))],
  ["an analysis with a violation", "judged", text(violation, summary("failed", { "alicloud-vpn": "0.1.0" }))],
  ["an analysis whose rule failed", "failed", text(summary("failed", { "alicloud-vpn": "0.1.0" }))],
  ["an analysis that is cut", "cut", text(violation)],
  [
    "a preview and the update after it, which failed",
    "failed",
    `${text(prelude, judged, whole, summary("succeeded"), end)}\n${text(prelude, judged, summary("failed"), end)}`,
  ],
];

describe.each(RUNS)("%s", (_, status, events) => {
  const report = readReport(events);

  it(`is ${status}, in every format`, () => {
    expect(report.evidence.status).toBe(status);
    const good = status === "judged";
    expect(renderMarkdown(report).startsWith("## VPN policies: not judged")).toBe(!good);
    const [sentence = ""] = statusText(report.evidence).split(" ");
    expect(renderMarkdown(report)).toContain(`\n\n${sentence} `);
    expect(JSON.parse(renderSarif(report, { version: "1.0.0" }))).toMatchObject({
      runs: [
        {
          properties: { standing: status },
          invocations: [
            {
              executionSuccessful: good,
              toolExecutionNotifications: [{ message: { text: statusText(report.evidence) } }],
            },
          ],
        },
      ],
    });
    expect(renderJunit(report).includes(`<error type="${status}"`)).toBe(!good);
    expect(renderJunit(report)).toContain(`errors="${good ? 0 : 1}"`);
  });
});

describe("the number of judged resources", () => {
  it("counts the resources that a rule applied to", () => {
    expect(readReport(RUNS[0]?.[2] ?? "").evidence.packs).toEqual([
      { name: "alicloud-vpn", version: "0.1.0", judged: 1 },
    ]);
    const none = readReport(text(prelude, notApplied, whole, summary("succeeded"), end));
    expect(renderMarkdown(none)).toContain(
      "## VPN policies: nothing to judge\n\nPolicy pack alicloud-vpn 0.1.0 judged no",
    );
  });

  it("comes from the state if the CLI does not report it", () => {
    const analysis = readReport(text(summary("succeeded", { "alicloud-vpn": "0.1.0" })));
    expect(statusText(analysis.evidence)).toContain("does not tell how many");
    expect(statusText(withJudged(analysis, 7).evidence)).toBe("Policy pack alicloud-vpn 0.1.0 judged 7 resources.");
  });
});

it("the log of a preview and its update gives each finding once", () => {
  const run = text(prelude, violation, judged, whole, summary("failed"), end);
  expect(readReport(`${run}\n${run}`).findings).toHaveLength(1);
});

describe("text from outside in a comment", () => {
  it.each([
    ["@team and user@example.com", "@&#8203;team and user@&#8203;example.com"],
    ["fixes #12, see !34", String.raw`fixes \#&#8203;12, see !&#8203;34`],
    ["https://evil.example www.evil.example", "https:&#8203;//evil.example www&#8203;.evil.example"],
    ["<img src=x> [a](b) ~~x~~", String.raw`&lt;img src=x&gt; \[a\](b) \~\~&#8203;x\~\~`],
  ])("mentions, links and marks nothing: %s", (given, shown) => expect(markdownText(given)).toBe(shown));

  it("hides nothing", () => {
    expect(plainLine("a\u001B[31mb\u202Ec\u200Bd\u0007")).toBe("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFD");
    expect(plainLine(" a\r\n  b\tc ")).toBe("a b c");
  });

  it.each(["- x", "+ x", "1. x", "12) x", "=== x", "/close x", "# x", "> x", "``` x", "| x"])(
    "begins no block of Markdown: %s",
    (line) => {
      expect(wrapMarkdown(markdownText(plainLine(line)), "")).not.toMatch(/^([-+*#>=|/]|\d+[.)]|```)/);
    },
  );

  it("stays within 100 columns, as far as its words do", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 60 }), (words) => {
        const shown = wrapMarkdown(markdownText(plainLine(words.join(" "))), "  ");
        const longest = Math.max(0, ...shown.split(/\s+/).map((word) => word.length));
        for (const line of shown.split("\n")) expect(line.length).toBeLessThanOrEqual(Math.max(108, longest + 8));
      }),
    );
  });

  it("is cut finding by finding, within the size of a comment", () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      policyEvent: { ...violation.policyEvent, resourceUrn: `${URN}-${index}`, message: `bad ${"x ".repeat(100)}` },
    }));
    const shown = renderMarkdown(readReport(text(prelude, ...many, judged, whole, summary("failed"), end)));
    expect(shown.length).toBeLessThanOrEqual(60_000);
    expect(shown).toMatch(/\d+ of 900 findings are not shown, for want of space\.\n$/);
    expect(shown.match(/<details>/g)?.length).toBe(shown.match(/<\/details>/g)?.length);
  });
});
