/** Reports about policy results: read the CLI's events, write Markdown, SARIF, JUnit or data. */

export { renderJunit } from "./junit";
export { renderMarkdown } from "./markdown";
export { baselineText, fingerprintsIn, withBaseline } from "./baseline";
export { reportData } from "./data";
export { inventoryOf, resourcesIn } from "./exemption-inventory";
export type { ExemptionState, InventoryEntry, InventoryProblem, Usage } from "./exemption-inventory";
export type { ExemptFinding, Finding, NamedFinding, ReportLevel } from "./finding";
export { mergeReports, overviewMarkdown, overviewOf } from "./overview";
export { NoRecord, readRecord } from "./read-record";
export { NoPolicyResults, readReport, resourceName, stackName, summaryText } from "./report";
export type { Report } from "./report";
export { renderSarif } from "./sarif";
export type { SarifOptions } from "./sarif";
export { statusText } from "./evidence";
export type { Evidence, PackEvidence, RunStatus } from "./evidence";
export { countJudged, withJudged } from "./state-count";
