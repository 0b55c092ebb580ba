import * as pulumi from "@pulumi/pulumi";
import type { TunnelDiagnosis } from "../../provider/lookups";
import { filtersIn, type ConnectionFilterArgs } from "./connection-filters";
import { withLookupErrors } from "./lookup-error";
import { lookups } from "./provider-side";
import { checkScope, programApi, type Inputs, type LookupScope } from "./scope";

/** The tunnels to diagnose. Without ids and filters these are all tunnels of the region. */
export interface DiagnoseArgs extends LookupScope, ConnectionFilterArgs {
  /** Ids of connections (all their tunnels), of tunnels, or of VpnTunnel resources (`<VpnConnectionId>:<TunnelId>`). */
  readonly ids?: readonly string[];
}

/**
 * Diagnoses tunnels: says for each one whether it is up, or which phase fails, why, and the next step. The service
 * judges the last minutes. Nothing is changed.
 * @throws LookupError that names every id that was not found.
 * @example
 * for (const { verdict, findings } of await diagnose({ ids: [connectionId] }))
 *   if (verdict === "down") console.log(findings[0]?.cause, findings[0]?.nextStep);
 */
export async function diagnose(args: DiagnoseArgs = {}): Promise<TunnelDiagnosis[]> {
  return withLookupErrors("diagnose", async () => {
    const api = programApi(args);
    const tunnels = await lookups().findTunnels(api, args.ids ?? [], filtersIn(args));
    return [...(await lookups().diagnoseTunnels(api, tunnels))];
  });
}

/** The same with arguments that may be outputs of other resources. The service is asked when they are known. */
export function diagnoseOutput(args: Inputs<DiagnoseArgs> = {}): pulumi.Output<TunnelDiagnosis[]> {
  checkScope("diagnoseOutput", args);
  return pulumi.output(args).apply(diagnose);
}
