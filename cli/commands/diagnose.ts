import type { Explanation } from "../../provider/diagnosis";
import { diagnoseTunnels, findTunnels, type TunnelDiagnosis, type Verdict } from "../../provider/lookups";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT } from "../exit-code";
import { painter, type Paint, type Tone } from "../output/colour";
import { checkFormat, FORMAT_OPTIONS, printData } from "../output/data-format";
import { printable } from "../output/printable";
import { warnOfSharedRoles } from "../output/role-warnings";
import { tunnelName } from "../output/status";
import { list } from "../output/table";

/** `diagnose`: the faults of tunnels, and the next step for each. */
export const command: CommandBody = {
  usage: ["diagnose [id]... [filters] [--format table|json|yaml]"],
  notes: [
    "An id is that of a connection (vco-…), of a tunnel (tun-…), or of a resource (vco-…:tun-…). Without ids,\n" +
      "the command diagnoses all tunnels that the filters select. It exits with 1 if a tunnel is down or none\n" +
      "is found. It changes nothing.",
    "The service judges the last minutes only: after a change, let the tunnel negotiate before you ask again.",
  ],
  options: {
    ...FILTER_OPTIONS,
    problems: { type: "boolean", help: "show only tunnels that are not up, or have a warning" },
    strict: { type: "boolean", help: "exit with 1 for a warning too" },
    ...FORMAT_OPTIONS,
    ...CLOUD_OPTIONS,
  },
  examples: [
    { what: "why is it down?", line: "npx pulumi-alicloud-vpn diagnose vco-bp1bbi27hojx80nck" },
    {
      what: "a check in CI: fails where any tunnel of production is down",
      line: "npx pulumi-alicloud-vpn diagnose --tag environment=production --problems",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { positionals, streams } = invocation;
    checkFormat(invocation);
    const api = apiFor(invocation);
    const looking = progressLine(streams, "connections");
    const targets = await findTunnels(api, positionals, filtersOf(invocation), looking.show).finally(looking.clear);
    const asking = progressLine(streams, "tunnels diagnosed");
    const all = await diagnoseTunnels(api, targets, asking.show).finally(asking.clear);
    const shown = invocation.isSet("problems") ? all.filter(({ verdict }) => verdict !== "up") : all;
    const paint = painter(streams);
    printData(invocation, shown, () =>
      [...printable(shown).map((each) => diagnosisText(each, paint)), summary(all)].join(""),
    );
    warnOfSharedRoles(
      targets.map(({ connection }) => connection),
      streams.err,
    );
    const isFailure = (verdict: Verdict): boolean =>
      verdict === "down" || verdict === "unknown" || (verdict === "warning" && invocation.isSet("strict"));
    // Without an error, a mistyped filter in CI would pass for ever.
    if (all.length === 0) streams.err.write("There is no tunnel to diagnose: the filters choose none.\n");
    return all.length === 0 || all.some(({ verdict }) => isFailure(verdict)) ? EXIT.findings : EXIT.ok;
  },
};

const TONES: Readonly<Record<Verdict, Tone>> = { up: "good", warning: "doubtful", down: "bad", unknown: "doubtful" };

function diagnosisText(diagnosis: TunnelDiagnosis, paint: Paint): string {
  const { vpnConnectionId, connectionName, tunnelId, verdict } = diagnosis;
  const who = [connectionName, tunnelName(diagnosis)].filter((part) => part !== "").join(" ");
  const ids = [vpnConnectionId, tunnelId].filter((part) => part !== undefined).join(":");
  const head = `${paint(who, "strong")} (${ids}): ${paint(verdictText(diagnosis), TONES[verdict])}\n`;
  return head + diagnosis.findings.map(findingText).join("");
}

const PHASES = {
  ike: "phase 1 (IKE) fails",
  ipsec: "phase 2 (IPsec) fails",
  bgp: "IPsec is up and the BGP session is not; compare the ASNs and the BGP addresses of both sides",
  unknown: "the phase is not known",
} as const;

function verdictText({ verdict, failedPhase, status }: TunnelDiagnosis): string {
  if (verdict === "up") return "up";
  if (verdict === "warning") return "up, with a warning";
  if (verdict === "unknown") return status === undefined ? "no status" : `unknown status ${status}`;
  return `down: ${PHASES[failedPhase ?? "unknown"]}`;
}

function findingText(finding: Explanation): string {
  const { code, severity, failedAt } = finding;
  return list(
    [
      ["code", [code, severity, failedAt].filter((part) => part !== undefined && part !== "").join(", ")],
      ["cause", finding.cause],
      ["Alibaba has", finding.local],
      ["device has", finding.remote],
      ["log", finding.logLine],
      ["next step", finding.nextStep],
      ["look at", finding.look.join(", ")],
    ],
    "  ",
  );
}

function summary(all: readonly TunnelDiagnosis[]): string {
  const count = (verdict: Verdict): number => all.filter((each) => each.verdict === verdict).length;
  const parts = [
    `${count("up")} up`,
    `${count("warning")} up with a warning`,
    `${count("down")} down`,
    `${count("unknown")} unknown`,
  ].filter((part) => !part.startsWith("0 "));
  const total = `${all.length} ${all.length === 1 ? "tunnel" : "tunnels"}`;
  return `${[total, ...(parts.length === 0 ? [] : [parts.join(", ")])].join(": ")}\n`;
}
