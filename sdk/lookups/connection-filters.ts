import type { ConnectionFilters } from "../../provider/lookups";

/** Filters of the API. A connection has to match all that are given. */
export interface ConnectionFilterArgs {
  readonly vpnGatewayId?: string;
  readonly customerGatewayId?: string;
  readonly resourceGroupId?: string;
  /** Tags that a connection must have, with these values. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The filters in the form of the API. */
export function filtersIn({
  vpnGatewayId,
  customerGatewayId,
  resourceGroupId,
  tags = {},
}: ConnectionFilterArgs): ConnectionFilters {
  const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return { vpnGatewayId, customerGatewayId, resourceGroupId, tags: pairs.length === 0 ? undefined : pairs };
}
