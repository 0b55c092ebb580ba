import { ApiError } from "../../../api/errors";
import { DIFFERENT_IKE_CONFIGS } from "../../../api/error-codes";
import type { ConnectionWire, TunnelWire } from "../../../api/wire";
import { sameValue } from "../../../core/diff";
import type { Values } from "../../../core/field";
import { readValues } from "../../../core/wire-values";
import type { Observation } from "../observation";
import type { Request } from "./step";
import type { SharedGateways } from "./target";
import { vpnTunnelTable } from "../table/fields";
import { TunnelError } from "../tunnel-error";

/**
 * Tunnels between the same VPN gateway and the same customer gateway. The API reference wants one pre-shared key and
 * one IKE configuration for the connections between the same two gateways (ModifyTunnelAttribute,
 * VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs). Nobody knows whether the service checks that when one
 * tunnel changes, and whether the other tunnel of the same connection counts.
 */

const CUSTOMER_GATEWAY = "customerGatewayId";
const isOfIke = (path: string): boolean => path.startsWith("tunnelIkeConfig.");

/** The identities differ by nature: localId is by default the tunnel's own address. */
const COMPARED = vpnTunnelTable.fields.filter(
  ({ path, kind }) =>
    kind === "setting" && isOfIke(path) && !["tunnelIkeConfig.localId", "tunnelIkeConfig.remoteId"].includes(path),
);

/** Another tunnel between the same two gateways, which does not have the values of the change. */
export interface SharingTunnel {
  readonly connectionId: string;
  /** Absent for a single-tunnel connection. */
  readonly tunnelId: string | undefined;
  readonly role: string;
}

/** Why the service may refuse a change. */
export interface SharedGatewayRisk {
  readonly vpnGatewayId: string;
  readonly customerGatewayId: string;
  /** The other tunnel of the same connection, where it counts. */
  readonly siblings: readonly SharingTunnel[];
  /** Tunnels of other connections. */
  readonly others: readonly SharingTunnel[];
}

/**
 * The tunnels for which the service may refuse a change of a key, an IKE value or the customer gateway: they are
 * between the same two gateways, and would not have the same key and IKE values. Undefined where there is none.
 * @param neighbours Connections of the same VPN gateway; this tunnel's own may be among them.
 * @param changedPaths Settings that the change sends because they differ.
 * @param wanted The settings after the change. A changed one that is missing is not known yet, and is equal to none.
 */
export function sharedGatewayRisk(
  { connection, tunnelId, values, siblings }: Observation,
  neighbours: readonly ConnectionWire[],
  changedPaths: readonly string[],
  wanted: Values = {},
): SharedGatewayRisk | undefined {
  const changed = new Set(changedPaths);
  const isConcerned = changedPaths.some((path) => isOfIke(path) || path === CUSTOMER_GATEWAY);
  const after = (path: string) => (changed.has(path) ? wanted[path] : values[path]);
  const customerGatewayId = after(CUSTOMER_GATEWAY);
  const { vpnGatewayId } = connection;
  if (!isConcerned || vpnGatewayId === undefined || typeof customerGatewayId !== "string") return undefined;
  const isInTheWay = (other: Values): boolean =>
    other[CUSTOMER_GATEWAY] === customerGatewayId &&
    COMPARED.some(({ path }) => {
      const [own, theirs] = [after(path), other[path]];
      // A key that the API withholds was as it had to be, unless it is new here.
      if (own === undefined || theirs === undefined) return changed.has(path) || changed.has(CUSTOMER_GATEWAY);
      return !sameValue(vpnTunnelTable, path, own, theirs);
    });
  const ownSiblings = siblings
    .filter((sibling) => sibling.tunnelId !== tunnelId && isInTheWay(sibling.values))
    .map((sibling) => ({ connectionId: connection.id, tunnelId: sibling.tunnelId, role: sibling.role }));
  const others = neighbours
    .filter((other) => other.VpnConnectionId !== connection.id && other.VpnGatewayId === vpnGatewayId)
    .flatMap((other) =>
      linksOf(other)
        .filter((link) => isInTheWay(readValues(vpnTunnelTable, link)))
        .map((link) => ({
          connectionId: other.VpnConnectionId,
          tunnelId: link.TunnelId,
          role: link.Role ?? "",
        })),
    );
  if (ownSiblings.length + others.length === 0) return undefined;
  return { vpnGatewayId, customerGatewayId, siblings: ownSiblings, others };
}

/** The risk of a request, as far as the connections beside its own were read with it. */
export const riskOf = ({ before, delta }: Request): SharedGatewayRisk | undefined =>
  sharedGatewayRisk(
    before,
    before.neighbours ?? [],
    delta.differing.map(({ path }) => path),
    delta.send,
  );

/**
 * The risk, where it is worth a warning: another connection is between the same two gateways. Every connection with one
 * customer gateway has a sibling there, and nothing says that the service counts it.
 */
export const foreseen = (risk: SharedGatewayRisk | undefined): SharedGatewayRisk | undefined =>
  risk !== undefined && risk.others.length > 0 ? risk : undefined;

/** A single-tunnel connection has its customer gateway and its IKE values at the top. */
function linksOf(connection: ConnectionWire): readonly TunnelWire[] {
  const { TunnelOptionsSpecification: tunnels, CustomerGatewayId, IkeConfig } = connection;
  if (tunnels.length > 0) return tunnels;
  return [{ ...(CustomerGatewayId && { CustomerGatewayId }), ...(IkeConfig && { TunnelIkeConfig: IkeConfig }) }];
}

const MOST_NAMED = 3;

/** The tunnels in words: three at most by name, and how many there are. */
export function sharingText({ vpnGatewayId, customerGatewayId, siblings, others }: SharedGatewayRisk): string {
  const all = [...others, ...siblings];
  const names = all.slice(0, MOST_NAMED).map(({ connectionId, tunnelId, role }) => {
    if (tunnelId === undefined) return connectionId;
    return `${tunnelId} (${[connectionId, role].filter((part) => part !== "").join(" ")})`;
  });
  const rest = all.length - names.length;
  const list = [...names, ...(rest > 0 ? [`${rest} more`] : [])];
  const joined = list.length === 1 ? list[0] : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
  const [count, verb] = all.length === 1 ? ["1 other tunnel", "does"] : [`${all.length} other tunnels`, "do"];
  return `${count} between ${vpnGatewayId} and ${customerGatewayId} ${verb} not have the key and IKE values that this tunnel would have: ${joined}`;
}

/**
 * The ways to make the change all the same, whomever the service counts. The first one is ModifyTunnelAttribute alone;
 * the address has to be another one, because of InvalidIpAddress.AlreadyExist of CreateCustomerGateway. The second one
 * rests on the reference of ModifyVpnConnectionAttribute, which takes subnets and both tunnels in one request.
 */
export function waysOut({ others }: SharedGatewayRisk): string {
  return `Ways out: (1) ${MOVE}. (2) ${others.length > 0 ? MERGE : WHOLE}`;
}

const MOVE =
  "declare another customerGatewayId (one where no tunnel of this VPN gateway has other values) together with the new values, tunnel by tunnel, so that one request moves a tunnel and changes it. It needs another public address of the device, because a region takes an address only once";
const WHOLE =
  "change both tunnels of the connection in one request, in a maintenance window (ModifyVpnConnectionAttribute, with alicloud.vpn.Connection or in the console), declare the same values, and run `pulumi up`, which then finds nothing to change";
const MERGE =
  "make one connection of them, in a maintenance window: with IKEv2 it takes several subnets a side. Delete the other connections, then give the one that stays all subnets, and both of its tunnels ikev2 and the new values, in one request (ModifyVpnConnectionAttribute, with alicloud.vpn.Connection or in the console), declare the same values, and run `pulumi up`, which then finds nothing to change";

/** The setting of a pair of tunnels. */
export const SHARED_GATEWAYS = "rollout.sharedGateways";

/**
 * `rollout.sharedGateways: "refuse"`: a change that the service may refuse is not sent.
 * @throws TunnelError "refused"
 */
export function guardSharedGateways(risk: SharedGatewayRisk | undefined, choice: SharedGateways = "try"): void {
  if (risk === undefined || choice === "try") return;
  throw new TunnelError(
    "refused",
    `${SHARED_GATEWAYS} is "refuse", and ${sharingText(risk)}. Nothing was sent. ${waysOut(risk)}. Or set ${SHARED_GATEWAYS} to "try", which sends the change of one tunnel and stops where the service refuses it`,
    SHARED_GATEWAYS,
  );
}

/** True where the service refused a change for other tunnels between the same two gateways: it changed nothing. */
export const isSharedGatewayRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === DIFFERENT_IKE_CONFIGS;

/** A refusal by the service, with the tunnels that it may be for. */
export function sharedGatewayRefusal(error: ApiError, risk: SharedGatewayRisk | undefined): Error {
  if (risk === undefined) return error;
  return new TunnelError(
    "refused",
    `the service refused the change (${error.code}), and nothing is changed: ${sharingText(risk)}. No other tunnel between the two gateways was tried. ${waysOut(risk)}`,
  );
}
