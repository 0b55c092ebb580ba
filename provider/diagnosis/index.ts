/** Explains the service's diagnoses, from a table of its codes. */
export { DIAGNOSIS_CODES, HEALTHY_CODE, meaningOf, type CodeMeaning, type DiagnosisCode, type Phase } from "./codes";
export { explainDiagnosis, type Explanation } from "./explain";
