import type { Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { parseAddress } from "../../../../ipsec/cidr";
import { identityInModeProblem, identityProblem } from "../../../../ipsec/identity";

/** Id of the Pulumi resource: connection and tunnel, so that it says by itself what it stands for. */
export function resourceId(vpnConnectionId: string, tunnelId: string): string {
  return `${vpnConnectionId}:${tunnelId}`;
}

/** The two halves of a resource id, or undefined where the text is none. */
export function parseResourceId(
  id: string,
): { readonly vpnConnectionId: string; readonly tunnelId: string } | undefined {
  const [vpnConnectionId, tunnelId, ...rest] = id.split(":");
  return vpnConnectionId && tunnelId && rest.length === 0 ? { vpnConnectionId, tunnelId } : undefined;
}

/** True where an IKE identity is an IPv4 address and not a name. */
export function isAddress(value: Scalar): boolean {
  return parseAddress(String(value)).ok;
}

/** A property that holds an IKE identity. */
export type IdentityProperty = (typeof IDENTITIES)[number];

/** An IKE identity that would not work. */
export interface IdentityProblem {
  readonly property: IdentityProperty;
  /** A phrase to put after the property's name. It does not quote the identity. */
  readonly reason: string;
}

const IDENTITIES = ["tunnelIkeConfig.localId", "tunnelIkeConfig.remoteId"] as const;

/**
 * The IKE identities among a tunnel's values that would not work: texts that are neither an address nor a name, and
 * names in main mode of IKEv1. The field rules accept all of these, because a live tunnel may have them. What the
 * values do not hold is not judged, so a caller that knows the live tunnel passes declared values over live ones.
 */
export function identityProblems(values: Values): readonly IdentityProblem[] {
  const text = (path: string): string | undefined => {
    const value = values[path];
    return value === undefined ? undefined : String(value);
  };
  // Where the peer proves itself with a certificate, main mode takes a name too.
  const ikeMode = "remoteCaCertificate" in values ? undefined : text("tunnelIkeConfig.ikeMode");
  return IDENTITIES.flatMap((property) => {
    const value = text(property);
    if (value === undefined) return [];
    const reason = identityProblem(value) ?? identityInModeProblem(value, text("tunnelIkeConfig.ikeVersion"), ikeMode);
    return reason === undefined ? [] : [{ property, reason }];
  });
}
