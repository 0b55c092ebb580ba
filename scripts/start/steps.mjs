// The steps of `npm start`, in order. Each one shows something and checks it.
import { check, checkChanges, RequestCount } from "./checks.mjs";
import { heading, say } from "./narrate.mjs";

/** @typedef {import("../../simulator/index.js").Simulator} Simulator */
/**
 * @typedef {{ api: Simulator, stack: import("./demo-stack.mjs").DemoStack, connectionId: string, keys: string[] }} Demo
 */
/** @typedef {Demo & { requests: RequestCount, tunnelIds: string[] }} Running */

/** @param {Demo} demo */
export async function runSteps(demo) {
  const requests = new RequestCount(demo.api);
  const running = { ...demo, requests, tunnelIds: introduce(demo) };
  for (const step of [preview, up, previewAgain, drift, violation, destroy]) {
    requests.restart();
    await step(running);
  }
}

/** @param {Demo} demo */
function introduce({ api, connectionId }) {
  heading("A local VPC API");
  const connection = api.connection(connectionId);
  const tunnelIds = connection?.tunnels.map(({ TunnelId }) => TunnelId) ?? [];
  say(`${api.url} answers as Alibaba Cloud's VPC API does, with ${api.connectionIds().length} IPsec-VPN connections.`);
  say(`The program in examples/quickstart declares the two tunnels of "${connection?.Name}" (${connectionId}).`);
  check(tunnelIds.length === 2, `the connection has two tunnels, ${tunnelIds.join(" and ")}`);
  return tunnelIds;
}

/** @param {Running} demo */
async function preview({ stack, requests, keys }) {
  heading("Preview: what would change, tunnel by tunnel");
  const outcome = await stack.operate("preview", ["--diff"]);
  checkChanges(outcome, { create: 3 }, "two tunnels are to be taken over (and the stack is new)");
  check(outcome.output.includes("[secret]"), "pre-shared keys are shown as [secret]");
  check(
    keys.every((key) => !outcome.output.includes(key)),
    "and appear nowhere in the output",
  );
  check(requests.changing === 0, `nothing was sent: ${requests.reading} reading requests, 0 changing ones`);
}

/** @param {Running} demo */
async function up({ api, stack, requests, tunnelIds, keys }) {
  heading("Up: the tunnels become what the program says, one after the other");
  const outcome = await stack.operate("up");
  checkChanges(outcome, { create: 3 }, "both tunnels are managed");
  check(
    keys.every((key) => !outcome.output.includes(key)),
    "no pre-shared key in the output",
  );
  check(requests.changing === 2, `one change per tunnel was sent`, `${requests.changing} were`);
  const live = tunnelIds.map((id) => api.tunnel(id)?.IkeConfig);
  check(
    live.every((ike) => ike?.IkeVersion === "ikev2" && ike.IkeEncAlg === "aes256"),
    "the API has IKEv2 with AES-256",
  );
  check(
    live.every((ike, index) => ike?.Psk === keys[index]),
    "and the new pre-shared keys",
  );
}

/** @param {Running} demo */
async function previewAgain({ stack, requests }) {
  heading("Preview again: nothing left to do");
  const outcome = await stack.operate("preview", ["--expect-no-changes"]);
  checkChanges(outcome, { same: 3 }, "no change");
  check(requests.changing === 0, `nothing was sent (${requests.reading} reading requests)`);
}

/** @param {Running} demo */
async function drift({ api, stack, requests, tunnelIds }) {
  heading("Drift: somebody changes a tunnel in the console");
  const id = String(tunnelIds[0]);
  const group = () => api.tunnel(id)?.IpsecConfig.IpsecPfs;
  api.changeTunnel(id, { TunnelIpsecConfig: { IpsecPfs: "group2" } });
  say(`${id}: IPsec PFS is ${group()} now, behind Pulumi's back. A refresh finds it:`);
  const refresh = await stack.operate("refresh", ["--diff"]);
  checkChanges(refresh, { same: 2, update: 1 }, "one tunnel differs from what was declared");
  check(refresh.output.includes("group2"), "the refresh shows the value");
  check(requests.changing === 0, "a refresh changes nothing");
  say("The next up corrects it:");
  const outcome = await stack.operate("up", ["--diff"]);
  checkChanges(outcome, { same: 2, update: 1 }, "one tunnel corrected");
  check(group() === "group14", "the API has IPsec PFS group14 again", `it has ${group()}`);
  check(requests.changing === 1, "one change was sent", `${requests.changing} were`);
}

/** @param {Running} demo */
async function violation({ stack, requests }) {
  heading("Policy: a weak algorithm does not get past the preview");
  say("Somebody edits the program: DES instead of AES-256 (here by a configuration value).");
  await stack.configure({ "quickstart:ikeEncAlg": "des" });
  const outcome = await stack.operate("preview", ["--policy-pack", "policies"]);
  check(outcome.exitCode !== 0, `the preview failed, with exit code ${outcome.exitCode}`);
  const mandatory = outcome.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const named = mandatory.filter(({ message }) => /\bdes\b/i.test(message));
  check(
    named.length > 0,
    `${mandatory.length} violations, which name the algorithm`,
    JSON.stringify(outcome.violations),
  );
  check(requests.changing === 0, "nothing was sent: 0 changing requests in the API's journal");
}

/** @param {Running} demo */
async function destroy({ api, stack, requests, connectionId, keys }) {
  heading("Destroy: Pulumi lets go, the tunnels stay");
  const outcome = await stack.operate("destroy");
  checkChanges(outcome, { delete: 3 }, "Pulumi manages nothing any more");
  const live = api.connection(connectionId)?.tunnels.map(({ IkeConfig }) => IkeConfig.Psk);
  check(live?.join() === keys.join() && requests.changing === 0, "the tunnels are as they were: 0 changing requests");
}
