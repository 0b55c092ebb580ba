/** A stack as `pulumi stack export` writes it and a pipeline hands it to `policy analyze`. No program ran for it. */

import { VPN_TUNNEL_PAIR_TYPE, VPN_TUNNEL_TYPE } from "../../../policies/subjects/resource";
import type { GivenResource } from "../policy-runner";
import { outputs } from "../shapes";
import type { Shape } from "../shapes";

const STACK = "pulumi:pulumi:Stack";

const urn = (type: string, name: string): string => `urn:pulumi:dev::exported::${type}::${name}`;

/** Our resources have outputs of today, unless `stored` says what their inputs become. */
export function exportedState(resources: readonly GivenResource[], stored: Shape = outputs): string {
  const stack = { urn: urn(STACK, "exported-dev"), custom: false, type: STACK };
  const providers = [...new Set(resources.map(({ type }) => type.split(":")[0] ?? ""))].map((name) => ({
    urn: urn(`pulumi:providers:${name}`, "default"),
    custom: true,
    id: `id-of-${name}`,
    type: `pulumi:providers:${name}`,
  }));
  const rest = resources.map((resource) => {
    const { type, name = "resource", props } = resource;
    const provider = providers.find((one) => one.type === `pulumi:providers:${type.split(":")[0] ?? ""}`);
    return {
      urn: urn(type, name),
      custom: true,
      id: `id-of-${name}`,
      type,
      inputs: props,
      outputs: [VPN_TUNNEL_TYPE, VPN_TUNNEL_PAIR_TYPE].includes(type) ? stored(resource).props : props,
      parent: stack.urn,
      provider: `${provider?.urn ?? ""}::${provider?.id ?? ""}`,
    };
  });
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({ version: 3, deployment: { manifest, resources: [stack, ...providers, ...rest] } });
}
