/** The exit codes of the tool. */
export const EXIT = {
  ok: 0,
  /** The command ran and found a problem: a tunnel that is down, a wrong declaration or a wrong file. */
  findings: 1,
  /** The command line is wrong, or a file that it names cannot be read. */
  usage: 2,
  /** The service refused or could not be reached, or there are no usable credentials. */
  service: 3,
  /** `policy-report`: no policy pack was loaded, so no resource was judged. */
  noPolicies: 4,
  /** `policy-report`: the events end before the run does. */
  cutShort: 5,
  /** `policy-report`: the run failed before every resource was judged. */
  failedRun: 6,
  /** `watch`: Ctrl-C ended it. */
  interrupted: 130,
  /** A bug of the tool. */
  internal: 70,
} as const;

/** The codes of every command, for its help. */
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

/** Further codes of `policy-report`, for its help: a report that judged nothing must not look like a good one. */
export const POLICY_EXIT_HELP: typeof EXIT_HELP = [
  [EXIT.noPolicies, "no policy pack was loaded, so nothing was judged"],
  [EXIT.cutShort, "the events end before the run does, so findings may be missing"],
  [EXIT.failedRun, "the run failed before everything was judged, so findings may be missing"],
];

/** Further codes of `watch`, for its help. */
export const WATCH_EXIT_HELP: typeof EXIT_HELP = [
  [EXIT.findings, "the time of --timeout is up before --until is so"],
  [EXIT.interrupted, "Ctrl-C ended it"],
];

/** The command line is wrong, or a file that it names; the message names the mistake. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
