import { SHARED_GATEWAYS, type SharedGatewayRisk, sharingText, waysOut } from "../change/shared-gateways";

/**
 * What a preview says of a change that the service may refuse for other tunnels between the same two gateways.
 * @param isPair True for a resource that has the setting `rollout.sharedGateways`.
 */
export function sharedGatewayWarning(risk: SharedGatewayRisk, isPair = false): string {
  const sibling = risk.siblings.length > 0 ? ", and whether the other tunnel of the same connection counts" : "";
  const refuse = isPair ? ` (${SHARED_GATEWAYS}: "refuse" sends nothing)` : "";
  return [
    `up may be refused: ${sharingText(risk)}.`,
    "The API reference wants one pre-shared key and one IKE configuration for connections between the same two gateways;",
    `nobody knows whether the service checks that when one tunnel changes${sibling}.`,
    `up tries one tunnel, before any hook has touched a device, and stops if the service refuses${refuse}.`,
    `${waysOut(risk)}.`,
  ].join(" ");
}
