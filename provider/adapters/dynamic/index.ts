import { vpnTunnel as vpnTunnelResource } from "../../resources/vpn-tunnel/verbs";
import { vpnTunnelPair as vpnTunnelPairResource } from "../../resources/vpn-tunnel-pair/verbs";
import { DynamicProvider } from "./dynamic-provider";
import { ProviderProcess } from "./provider-process";
import { endWithEngineIn } from "./running-engine";

/** All resources share it: the session, the turns of the gateways and the canary exist once in a process. */
const thisProcess = new ProviderProcess();

/** The provider that `sdk/handler.ts` names. Every stored state holds this name. */
export const vpnTunnel = new DynamicProvider(vpnTunnelResource, thisProcess);

/** The same for pairs. */
export const vpnTunnelPair = new DynamicProvider(vpnTunnelPairResource, thisProcess);

endWithEngineIn(process.argv);
