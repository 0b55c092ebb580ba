// kill -9 of the provider between the two halves of `pulumi up --replace`: what a resource found on its tunnel is
// handed on within the process, so it is lost then, and the next run says what is put back from here on.
import { diagnostics, ENGINE_TIMEOUT_MS, mustSucceed, removeStacks } from "../engine/harness";
import { withDescendants } from "../engine/harness/descendants";
import { BRANCH, closeSimulators, MASTER } from "../engine/tunnels";
import type { Gate } from "./gate";
import { declare, gatedStack, ownSimulator } from "./two-tunnels";
import { ended, kill, processOf } from "./victims";

jest.setTimeout(ENGINE_TIMEOUT_MS);

const master = {
  vpnConnectionId: BRANCH,
  role: "master",
  onDestroy: "restore",
  waitFor: "settled",
  enableDpd: false,
};

const orphans = new Set<number>();
const gates: Gate[] = [];
afterAll(async () => {
  for (const pid of orphans) kill(pid);
  removeStacks();
  await Promise.all(gates.map((gate) => gate.close()));
  await closeSimulators();
});

it("a replacement that is killed between its delete and its create leaves the tunnel as it is, and the next run says what is put back from then on", async () => {
  const sim = await ownSimulator();
  const { stack, gate } = await gatedStack(sim, { master });
  gates.push(gate);
  mustSucceed(await stack.up());
  const { urn } = (await stack.state()).named("master");

  // With one more setting to change, the create makes a call, at which it can be held.
  declare(stack, { master: { ...master, tunnelIpsecConfig: { ipsecLifetime: 7200 } } });
  sim.clearJournal();
  const reached = gate.holdAction("ModifyTunnelAttribute", "before");
  let cli = 0;
  const running = stack.up({ args: ["--replace", urn], onStart: ({ pid }) => (cli = pid) });
  const held = await Promise.race([reached, running]);
  if (!("drop" in held)) throw new Error(`the run ended before its create: ${held.stdout}${held.stderr}`);
  const provider = processOf("provider", cli);
  for (const pid of withDescendants(cli)) orphans.add(pid);
  kill(provider);
  const killed = await running;
  await ended(provider);
  held.drop();
  expect(killed.exitCode).not.toBe(0);

  declare(stack, { master });
  const next = mustSucceed(await stack.preview());
  expect(diagnostics(next.events, "info").join("\n")).toContain(
    'onDestroy is "restore": destroying this resource puts back the values that are in force now; only a run of `pulumi up --replace` hands on what was found at first',
  );
  mustSucceed(await stack.up());
  mustSucceed(await stack.destroy());
  expect(sim.tunnel(MASTER)?.EnableDpd).toBe(false);
  expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
});
