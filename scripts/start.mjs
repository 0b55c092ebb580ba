// `npm start`: the main job from a bare checkout. Both tunnels of an IPsec-VPN connection as code, on the real Pulumi
// CLI, against a local VPC API: preview, up, drift, policy violation, destroy.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runScript, setup } from "./setup.mjs";
import { atEnd } from "./setup/interrupt.mjs";
import { repositoryRoot, SetupError } from "./setup/places.mjs";
import { StepFailed } from "./start/checks.mjs";
import { DemoStack } from "./start/demo-stack.mjs";
import { closing } from "./start/narrate.mjs";
import { runSteps } from "./start/steps.mjs";

/** "branch" in the simulator's topology: a connection as the console used to make them. */
const CONNECTION = "vco-sim0000000000000002";

await runScript(async () => {
  const { env } = await setup();
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-start-"));
  atEnd(() => rmSync(scratch, { recursive: true, force: true }));
  const api = await startApi();
  atEnd(() => api.close());

  const keys = [newKey(), newKey()];
  const stack = new DemoStack(scratch, env);
  await stack.create({
    "alicloud:region": "cn-hangzhou",
    "alicloud:accessKey": "simulator-access-key-id",
    "alicloud:secretKey": { secret: "simulator-access-key-secret" },
    "alicloud:endpoints": JSON.stringify([{ vpc: `127.0.0.1:${api.port}` }]),
    "alicloud:protocol": "HTTP",
    // The real API takes seconds to configure a tunnel; the simulator does not.
    "alicloud-vpn:pollMilliseconds": "100",
    "alicloud-vpn:renegotiateMilliseconds": "500",
    "quickstart:connectionId": CONNECTION,
    "quickstart:masterKey": { secret: String(keys[0]) },
    "quickstart:slaveKey": { secret: String(keys[1]) },
  });
  try {
    await runSteps({ api, stack, connectionId: CONNECTION, keys });
  } catch (error) {
    if (error instanceof StepFailed) throw new SetupError(error.message);
    throw error;
  }
  closing([
    "Both tunnels were declared, changed, repaired after a change in the console, and guarded against a weak algorithm.",
    "It was the real Pulumi CLI and real HTTP; the cloud was the simulator, and everything written is removed again.",
    "Open next: examples/quickstart/index.ts (the program), README.md (your own account), policies/ (the rules).",
  ]);
  return 0;
});

/** The built simulator, loaded only now: before the set-up there is none. */
async function startApi() {
  /** @type {typeof import("../simulator/index.js")} */
  const { startSimulator } = await import(pathToFileURL(join(repositoryRoot, "dist/simulator/index.js")).href);
  return startSimulator();
}

/** Letters and digits only: both ends of a tunnel accept them. */
function newKey() {
  return `Demo${randomBytes(16).toString("hex")}`;
}
