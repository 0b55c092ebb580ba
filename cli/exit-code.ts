/** What the tool tells a script. */
export const EXIT = {
  ok: 0,
  /** It ran, and found something: a tunnel that is down, a declaration or a file that is wrong. */
  findings: 1,
  /** The command line is wrong, or a file that it names cannot be read. */
  usage: 2,
  /** The service or the credentials: it could not be asked, or refused. */
  service: 3,
  /** `policy-report`: no policy pack was loaded, so nothing was judged. */
  noPolicies: 4,
  /** `policy-report`: the events that it was given end before the run does. */
  cutShort: 5,
  /** `policy-report`: the run that it reports on failed before everything was judged. */
  failedRun: 6,
  /** A mistake of the tool itself. */
  internal: 70,
} as const;

/** The codes for the help. */
export const EXIT_HELP: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.ok, "done, and nothing wrong was found"],
  [
    EXIT.findings,
    "done, and something is wrong: a tunnel is down or none is found, a declaration or a file has problems",
  ],
  [EXIT.usage, "the command line is wrong, or a file cannot be read"],
  [EXIT.service, "the service refused or could not be reached, or there are no usable credentials or region"],
  [EXIT.internal, "a mistake of the tool itself"],
];

/** Further codes of `policy-report`, for its help: a report of no findings is good news only where packs judged. */
export const POLICY_EXIT_HELP: typeof EXIT_HELP = [
  [EXIT.noPolicies, "no policy pack was loaded, so nothing was judged"],
  [EXIT.cutShort, "the events end before the run does, so findings may be missing"],
  [EXIT.failedRun, "the run failed before everything was judged, so findings may be missing"],
];

/** The command line, or a file that it names, is wrong; the text says what. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
