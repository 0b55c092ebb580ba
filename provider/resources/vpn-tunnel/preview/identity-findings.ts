import { sameValue } from "../../../core/diff";
import type { Failure, Values } from "../../../core/field";
import { vpnTunnelTable } from "../table/fields";
import { identityProblems } from "../table/identities";

/** Problems with the declared IKE identities of a tunnel. */
export interface IdentityFindings {
  /** Problems that a change would cause. */
  readonly failures: readonly Failure[];
  /** Problems that the live tunnel has already. They do not stop an adoption. */
  readonly warnings: readonly string[];
}

/** Judges the declared identities. Where the IKE version and mode are not declared, those in force count. */
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
