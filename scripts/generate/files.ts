import { readFileSync } from "node:fs";
import { join } from "node:path";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import { vpnTunnelPairTable } from "../../provider/resources/vpn-tunnel-pair/table/fields";
import { renderConfigurationKeys } from "./render-configuration-keys";
import { renderLiveTunnel } from "./render-live-tunnel";
import { renderNativeSettings } from "./render-native-settings";
import { renderPairArguments, renderPairOutputs } from "./render-pair-sdk";
import { renderPairReference } from "./render-pair-reference";
import { renderPeerDevices } from "./render-peer-devices";
import { generatedPolicyFiles } from "./render-policies";
import { rulePages } from "./render-rule-pages";
import { sampleFiles } from "./render-samples";
import { renderReference } from "./render-reference";
import { renderRuleList } from "./render-rule-list";
import { renderSchema } from "./render-schema";
import { renderArguments, renderOutputs } from "./render-sdk";
import { withTopologyTable } from "./render-topology";

const root = join(__dirname, "..", "..");

/** Text of every generated file, by path. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const manifest: { version: string; license: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return {
    "sdk/generated/vpn-tunnel-args.ts": renderArguments(vpnTunnelTable),
    "sdk/generated/vpn-tunnel-outputs.ts": renderOutputs(vpnTunnelTable),
    "sdk/generated/vpn-tunnel-pair-args.ts": renderPairArguments(vpnTunnelPairTable),
    "sdk/generated/vpn-tunnel-pair-outputs.ts": renderPairOutputs(vpnTunnelPairTable, vpnTunnelTable),
    "sdk/generated/native-settings.ts": renderNativeSettings(),
    "sdk/generated/configuration-keys.ts": renderConfigurationKeys(),
    "provider/lookups/generated/live-tunnel.ts": renderLiveTunnel(vpnTunnelTable),
    "docs/reference/vpn-tunnel.md": renderReference(vpnTunnelTable),
    "docs/reference/vpn-tunnel-pair.md": renderPairReference(vpnTunnelPairTable),
    "provider/adapters/plugin/schema.json": renderSchema(vpnTunnelTable, vpnTunnelPairTable, manifest),
    "policies/rules/index.ts": renderRuleList(),
    "docs/reference/peer-devices.md": renderPeerDevices(),
    "simulator/README.md": withTopologyTable(readFileSync(join(root, "simulator", "README.md"), "utf8")),
    ...sampleFiles(),
    ...rulePages(),
    ...generatedPolicyFiles(readFileSync(join(root, "policies", "README.md"), "utf8")),
  };
}
