/** Which tunnels belong to a ShangMi gateway. */

import { isShangMiAlgorithm } from "../../ipsec/algorithms";
import type { FieldName } from "./tunnel-fields";

const ALGORITHMS = ["ikeEncAlg", "ikeAuthAlg", "ipsecEncAlg", "ipsecAuthAlg"] as const;

/** True for a tunnel with an algorithm that only these gateways have, or with a peer's certificate. */
export function isOfShangMi(valueOf: (field: FieldName) => unknown): boolean {
  const certificate = valueOf("remoteCaCertificate");
  if (typeof certificate === "string" && certificate !== "") return true;
  return ALGORITHMS.some((field) => isShangMiAlgorithm(valueOf(field)));
}
