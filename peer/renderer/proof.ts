/**
 * How far a renderer's output is proven: `run` by the device's own software, which carried traffic; `negotiated` by
 * that software, which brought phase 1 up; `schema` by manuals, and by a list of the device's words that others
 * published, which every line of the golden files is held against; `types` by the types of the cloud's own package;
 * `documentation` by manuals only; `values` where there is nothing to prove, as a person enters them.
 */
export type Proof = "run" | "negotiated" | "schema" | "types" | "documentation" | "values";

/** The proof for a list of devices. */
export const PROOF_SUMMARIES: Readonly<Record<Proof, string>> = {
  run: "the device's own software carried traffic with it",
  negotiated: "the device's own software brought phase 1 up with it; traffic was not tried",
  schema: "from the manual, and every word is one that the device has: try it before you rely on it",
  types: "type-checked against the cloud's own package; not run in that cloud",
  documentation: "from the manual only: try it before you rely on it",
  values: "the connection's own values, for a person to enter",
};

/** The proof in the header of a file. */
export const PROOF_SENTENCES: Readonly<Record<Proof, string>> = {
  run: "This form has been run by the software itself, and traffic went through.",
  negotiated: "This form has been run by the software itself as far as phase 1; its traffic has not been tried.",
  schema:
    "This form is written from documentation, and held against a published list of the device's words; it has not been run.",
  types: "This form fits the types of the cloud's own package; it has not been run in that cloud.",
  documentation: "This form is written from documentation; it has not been run on a device.",
  values: "This form has the connection's own values; enter them by hand.",
};
