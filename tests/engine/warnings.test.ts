// A tunnel that was left without being seen up is a warning that the CLI shows at the end; `up` is green all the same.
import { mustSucceed } from "./harness";
import { BRANCH, onRealCli, ownSimulator, tunnelStack } from "./tunnels";

onRealCli();

it("the warning of a tunnel that was not seen up names the tunnel and the command to run, once, among the diagnostics", async () => {
  const sim = await ownSimulator();
  sim.changePeer("cgw-sim0000000000000003", { Mirror: false });
  const master = {
    vpnConnectionId: BRANCH,
    role: "master",
    waitFor: "settled",
    tunnelIpsecConfig: { ipsecPfs: "group14" },
  };
  const stack = await tunnelStack(sim, { master }, { config: { "alicloud-vpn:canary": "off" } });
  const result = await stack.up();
  mustSucceed(result);
  const warning = `warning: ${BRANCH} master (tun-sim0000000000000021) was up and has not been seen up since this operation changed it. Run: npx pulumi-alicloud-vpn diagnose ${BRANCH}`;
  const [, diagnostics = ""] = result.stdout.split("\nDiagnostics:\n");
  expect(diagnostics.split(warning)).toHaveLength(2);
});
