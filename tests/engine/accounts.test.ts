// One program, several accounts and regions: a resource names its own profile or region, never a secret.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BRANCH, onRealCli, ownSimulator, tunnelStack } from "./tunnels";

onRealCli();

it("a tunnel with a profile is adopted with that profile's keys, the others with the configured ones", async () => {
  const sim = await ownSimulator({
    accessKeys: [
      { accessKeyId: "simulator-access-key-id", accessKeySecret: "simulator-access-key-secret" },
      { accessKeyId: "partner-id", accessKeySecret: "Planted-partner-secret-1" },
    ],
  });
  const tunnels = {
    ours: { vpnConnectionId: BRANCH, role: "master", enableDpd: false },
    partner: { vpnConnectionId: BRANCH, role: "slave", enableDpd: false, profile: "partner" },
  };
  const stack = await tunnelStack(sim, tunnels);
  const file = join(stack.project.scratch, "profiles", "config.json");
  mkdirSync(join(stack.project.scratch, "profiles"));
  writeFileSync(
    file,
    JSON.stringify({
      current: "default",
      profiles: [
        {
          name: "partner",
          mode: "AK",
          access_key_id: "partner-id",
          access_key_secret: "Planted-partner-secret-1",
          region_id: "cn-hangzhou",
        },
      ],
    }),
  );
  await stack.configure({ "alicloud:sharedCredentialsFile": file });
  const up = await stack.up();
  expect(up).toMatchObject({ exitCode: 0, changeSummary: { create: 3 } });
  const writers = sim.journal.filter((entry) => entry.committed).map((entry) => entry.accessKeyId);
  expect(writers).toHaveLength(2);
  expect(new Set(writers)).toEqual(new Set(["partner-id", "simulator-access-key-id"]));
  expect(up.stdout + stack.stateFile()).not.toContain("Planted-partner-secret-1");

  sim.clearJournal();
  expect((await stack.refresh()).exitCode).toBe(0);
  expect(new Set(sim.journal.map((entry) => entry.accessKeyId))).toEqual(
    new Set(["partner-id", "simulator-access-key-id"]),
  );
  expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
});

it("a profile that does not exist is an error that names it, and only its tunnel fails", async () => {
  const sim = await ownSimulator();
  const tunnels = {
    lost: { vpnConnectionId: BRANCH, role: "slave", enableDpd: false, profile: "nobody", regionId: "cn-hangzhou" },
  };
  const stack = await tunnelStack(sim, tunnels, { env: { HOME: "/nonexistent" } });
  const up = await stack.up();
  expect(up.exitCode).not.toBe(0);
  expect(up.stdout).toMatch(/nobody/u);
});
