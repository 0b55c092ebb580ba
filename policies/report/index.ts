/** Reports about policy results: read the CLI's events, write Markdown, SARIF or JUnit. */

export { renderJunit } from "./junit";
export { renderMarkdown } from "./markdown";
export { NoPolicyResults, readReport, summaryText } from "./report";
export type { Finding, Report, ReportLevel } from "./report";
export { renderSarif } from "./sarif";
export type { SarifOptions } from "./sarif";
export { statusText } from "./evidence";
export type { Evidence, PackEvidence, RunStatus } from "./evidence";
export { countJudged, withJudged } from "./state-count";
