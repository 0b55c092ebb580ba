// kill -9 of the provider process, and of the CLI, while a hook is at work on a pair: the next `pulumi up` converges,
// both tunnels carry traffic again, and never were both of them drained, or one changed while the other was drained.
// npm test tries the steps that decide; FAULTS_KILLS=all tries every one.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { type EngineStack, mustSucceed } from "../engine/harness";
import { withDescendants } from "../engine/harness/descendants";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, SLAVE, tunnelStack, type Tunnels } from "../engine/tunnels";
import { commitsIn } from "./scene";
import { upAgain } from "./up-again";
import { ended, kill, processOf, type Victim } from "./victims";

onRealCli(600_000);

/** Writes each call down; stays in the call that the file `hold` names, until there is no such file any more. */
const HOOK = `
const fs = require("node:fs");
const { phase, tunnel } = JSON.parse(fs.readFileSync(0, "utf8"));
const call = tunnel.role + " " + phase;
fs.appendFileSync("calls.jsonl", JSON.stringify({ role: tunnel.role, phase, time: Date.now() }) + "\\n");
const isHeld = () => fs.existsSync("hold") && fs.readFileSync("hold", "utf8") === call;
if (isHeld()) fs.writeFileSync("reached", "");
const wait = () => isHeld() && setTimeout(wait, 20);
wait();
`;

const VALUES = ["group5", "group14", "group2"];
const office = (number: number): Tunnels => ({
  office: {
    vpnConnectionId: BRANCH,
    tunnelIpsecConfig: { ipsecPfs: VALUES[number % VALUES.length] },
    rollout: { holdSeconds: 0, hook: { command: `"${process.execPath}" hook.js` } },
    options: { pair: true },
  },
});

const PHASES = ["drain", "prepare", "follow", "undrain"];
const EVERY_STEP = ["slave", "master"].flatMap((role) => PHASES.map((phase) => `${role} ${phase}`));
const DECISIVE: Readonly<Record<Victim, readonly string[]>> = {
  provider: ["slave prepare", "slave follow", "master drain"],
  CLI: ["slave follow", "master undrain"],
};
const stepsFor = (victim: Victim): readonly string[] =>
  process.env["FAULTS_KILLS"] === "all" ? EVERY_STEP : DECISIVE[victim];

let sim: Simulator;
let stack: EngineStack;
let declared = 0;
const orphans = new Set<number>();
const inProgram = (file: string): string => join(stack.project.folder, "program", file);

beforeAll(async () => {
  sim = await ownSimulator({ configuringMs: 50, renegotiateMs: 50 });
  stack = await tunnelStack(sim, office(declared), { files: { "program/hook.js": HOOK } });
  mustSucceed(await stack.up());
});
afterAll(() => {
  for (const pid of orphans) kill(pid);
});

interface Call {
  readonly role: string;
  readonly phase: string;
  readonly time: number;
}
const calls = (): readonly Call[] =>
  readFileSync(inProgram("calls.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Call => JSON.parse(line));

/** Holds the hook in one call, kills, lets the hook go, and runs `pulumi up` again. */
async function killIn(step: string, victim: Victim): Promise<void> {
  declare(stack, office(++declared));
  sim.clearJournal();
  for (const file of ["calls.jsonl", "reached"]) rmSync(inProgram(file), { force: true });
  writeFileSync(inProgram("hold"), step);
  let cli = 0;
  const running = stack.up({ onStart: ({ pid }) => (cli = pid) });
  const isOver = running.then(() => true);
  const inAMoment = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 20));
  while (!existsSync(inProgram("reached")))
    if (await Promise.race([isOver, inAMoment()]))
      throw new Error(`the run ended before ${step}: ${(await running).stdout}`);
  const provider = processOf("provider", cli);
  for (const pid of withDescendants(cli)) orphans.add(pid);
  kill(victim === "CLI" ? cli : provider);
  rmSync(inProgram("hold"));
  expect((await running).exitCode).not.toBe(0);
  await ended(provider);
  await upAgain(stack, victim);
}

/** Each tunnel was changed once, nothing is drained, and at no time was more than one tunnel taken away. */
function expectNoOutage(): void {
  const changes = commitsIn(sim.journal).map(({ params, time }) => ({
    role: params["TunnelId"] === MASTER ? "master" : "slave",
    phase: "send",
    time,
  }));
  expect(changes.map(({ role }) => role)).toEqual(["slave", "master"]);
  const drained = new Set<string>();
  for (const { role, phase } of [...calls(), ...changes].sort((one, other) => one.time - other.time)) {
    if (phase === "drain") drained.add(role);
    if (phase === "undrain") drained.delete(role);
    const others = [...drained].filter((each) => each !== role);
    expect({ role, phase, others: phase === "drain" || phase === "send" ? others : [] }).toEqual({
      role,
      phase,
      others: [],
    });
  }
  expect([...drained]).toEqual([]);
  for (const id of [MASTER, SLAVE])
    expect(sim.tunnel(id)).toMatchObject({
      Status: "ipsec_sa_established",
      IpsecConfig: { IpsecPfs: VALUES[declared % VALUES.length] },
    });
}

describe.each<Victim>(["provider", "CLI"])("the %s that is killed", (victim) => {
  it.each(stepsFor(victim))("in %s leaves what the next up completes", async (step) => {
    await killIn(step, victim);
    expect(calls().map(({ role, phase }) => `${role} ${phase}`)).toContain(step);
    expectNoOutage();
  });
});

it("after all kills and the runs that followed them, there is nothing to do", async () => {
  sim.clearJournal();
  expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  expect(sim.journal).toEqual([]);
});
