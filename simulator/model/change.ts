import type { Connection, CustomerGateway, VpnGateway } from "./entities";

/** A request with a ClientToken that succeeded. */
export interface RememberedToken {
  /** The account and its token. */
  readonly key: string;
  readonly fingerprint: string;
  /** The answer of the request, as JSON without its RequestId. */
  readonly json: string;
}

/** Everything that one event changed, each with its new value. */
export interface Change {
  readonly gateway?: VpnGateway;
  readonly customerGateway?: CustomerGateway;
  readonly connections?: readonly Connection[];
  /** The id of a connection that is gone. */
  readonly removed?: string;
  /** A request that will not be carried out again. */
  readonly token?: RememberedToken;
  /** So much that it is not worth naming. */
  readonly all?: true;
}
