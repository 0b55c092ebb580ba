/**
 * How far a renderer's output is proven: `run` by the device's own software, which carried traffic; `negotiated` by
 * that software, which brought phase 1 up; `schema` by manuals, and by a list of the device's words that others
 * published, which every line of the golden files is held against; `documentation` by manuals only.
 */
export type Proof = "run" | "negotiated" | "schema" | "documentation";

/** The proof for a list of devices. */
export const PROOF_SUMMARIES: Readonly<Record<Proof, string>> = {
  run: "the device's own software carried traffic with it",
  negotiated: "the device's own software brought phase 1 up with it; traffic was not tried",
  schema: "from the manual, and every word is one that the device has: try it before you rely on it",
  documentation: "from the manual only: try it before you rely on it",
};

/** The proof in the header of a file. */
export const PROOF_SENTENCES: Readonly<Record<Proof, string>> = {
  run: "This form has been run by the software itself, and traffic went through.",
  negotiated: "This form has been run by the software itself as far as phase 1; its traffic has not been tried.",
  schema:
    "This form is written from documentation, and held against a published list of the device's words; it has not been run.",
  documentation: "This form is written from documentation; it has not been run on a device.",
};
