import { type Simulator, type Topology, defaultTopology, startSimulator } from "../../simulator";
import type { Keys } from "./client";

export const HEADQUARTERS = "vco-sim0000000000000001";
export const HEADQUARTERS_MASTER = "tun-sim0000000000000011";
export const BRANCH_TUNNELS = ["tun-sim0000000000000021", "tun-sim0000000000000022"];
export const BRANCH_DEVICE = "cgw-sim0000000000000003";
export const SPARE_DEVICE = "cgw-sim0000000000000008";
export const WAREHOUSE = "vco-sim0000000000000005";

/** All that a pre-shared key may hold besides letters and digits. */
export const EVERY_PUNCTUATION = "S3cret!*~+/=('#&?%25\"\\`@$^_-{}[]|;:,.<>)";
/** A blank and a letter outside of ASCII: refused, but the signature has to be right for that. */
export const OUTSIDE_THE_ALPHABET = "S3cret!*~ +/=('é";
/** A tag may hold anything. */
export const AWKWARD_TAG = { Key: "größe +&=/?", Value: "a b+c&d=e/f%20*~'(!)\"é" };
export const PRODUCTION_TAG = { Key: "environment", Value: "production" };
export const LARGEST_ASN = 4294967295;

export const PLAIN_KEYS: Keys = {
  accessKeyId: "simulator-access-key-id",
  accessKeySecret: "simulator-access-key-secret",
};
export const STS_KEYS: Keys = {
  accessKeyId: "STS.conformance",
  accessKeySecret: "conformance/secret+1=",
  securityToken: "CAIS/token+with==awkward*characters~",
};

/** The default topology with one awkward tag; the time that a change takes passes only by settle(). */
export function conformanceSimulator(): Promise<Simulator> {
  return startSimulator({ topology: tagged(), accessKeys: [PLAIN_KEYS, STS_KEYS], configuringMs: 60_000 });
}

function tagged(): Topology {
  const connections = (defaultTopology.VpnConnections ?? []).map((one) =>
    one.VpnConnectionId === HEADQUARTERS ? { ...one, Tags: [AWKWARD_TAG, PRODUCTION_TAG] } : one,
  );
  return { ...defaultTopology, VpnConnections: connections };
}
