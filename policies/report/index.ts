/** Reports about policy results: read the CLI's events, write Markdown, SARIF or JUnit. */

export { renderJunit } from "./junit";
export { renderMarkdown } from "./markdown";
export { NoPolicyResults, readReport, summaryText } from "./report";
export type { Finding, Report, ReportLevel } from "./report";
export { renderSarif } from "./sarif";
export type { SarifOptions } from "./sarif";
export { standingText } from "./evidence";
export type { Evidence, PackEvidence, Standing } from "./evidence";
export { countJudged, withJudged } from "./state-count";
