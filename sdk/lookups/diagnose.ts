import * as pulumi from "@pulumi/pulumi";
import type { TunnelDiagnosis } from "../../provider/lookups";
import { answering } from "./lookup-error";
import { lookups } from "./provider-side";
import { checkScope, programApi, type Inputs, type LookupScope } from "./scope";

/** Which tunnels; without any of it, all of the region. */
export interface DiagnoseArgs extends LookupScope {
  /** Ids of connections (all their tunnels), of tunnels, or of VpnTunnel resources (`<VpnConnectionId>:<TunnelId>`). */
  readonly ids?: readonly string[];
  readonly vpnGatewayId?: string;
  readonly customerGatewayId?: string;
  readonly resourceGroupId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * What is the matter with tunnels: for each, whether it is up, or which phase fails, why, and what to do. The service
 * judges the last minutes; nothing is changed.
 * @throws LookupError that names every id that was not found.
 * @example
 * for (const { verdict, findings } of await diagnose({ ids: [connectionId] }))
 *   if (verdict === "down") console.log(findings[0]?.cause, findings[0]?.nextStep);
 */
export async function diagnose(args: DiagnoseArgs = {}): Promise<TunnelDiagnosis[]> {
  return answering("diagnose", async () => {
    const api = programApi(args);
    const { ids = [], vpnGatewayId, customerGatewayId, resourceGroupId } = args;
    const tags = Object.entries(args.tags ?? {}).map(([key, value]) => ({ key, value }));
    const filters = { vpnGatewayId, customerGatewayId, resourceGroupId, tags: tags.length === 0 ? undefined : tags };
    const tunnels = await lookups().findTunnels(api, ids, filters);
    return [...(await lookups().diagnoseTunnels(api, tunnels))];
  });
}

/** The same with arguments that may be outputs of other resources: asked when they are known. */
export function diagnoseOutput(args: Inputs<DiagnoseArgs> = {}): pulumi.Output<TunnelDiagnosis[]> {
  checkScope("diagnoseOutput", args);
  return pulumi.output(args).apply(diagnose);
}
