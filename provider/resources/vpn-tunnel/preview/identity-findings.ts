import { sameValue } from "../../../core/diff";
import type { Failure, Values } from "../../../core/field";
import { vpnTunnelTable } from "../table/fields";
import { identityProblems } from "../table/identities";

/** What is wrong with the IKE identities that a tunnel is to have. */
export interface IdentityFindings {
  /** Identities that a change would bring about. */
  readonly failures: readonly Failure[];
  /** Identities that are live already: an estate that has them can be adopted. */
  readonly warnings: readonly string[];
}

/** Judges the declared identities beside the live ones; modes that are not declared are those in force. */
export function identityFindings(declared: Values, live: Values): IdentityFindings {
  const problems = identityProblems({ ...live, ...declared }).filter(
    ({ property }) => declared[property] !== undefined,
  );
  const isLive = ({ property }: Failure): boolean =>
    sameValue(vpnTunnelTable, property, declared[property], live[property]) &&
    ["tunnelIkeConfig.ikeVersion", "tunnelIkeConfig.ikeMode"].every(
      (path) => declared[path] === undefined || declared[path] === live[path],
    );
  return {
    failures: problems.filter((problem) => !isLive(problem)),
    warnings: problems
      .filter(isLive)
      .map(({ property, reason }) => `${property} ${reason}; the live tunnel has it already`),
  };
}
