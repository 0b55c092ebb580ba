import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bed } from "./bed";
import { TUNNEL_IDS } from "./cloud";
import { BGP, TUNNELS } from "./network";
import type { TunnelNumber } from "./network";
import { prepare } from "./programs";
import type { Ending } from "./programs";
import type { Expectation, Happening, Program, Scenario } from "./scenario";
import { keyOf } from "./topology";
import type { TunnelValues } from "./topology";
import { measure } from "./traffic";
import type { Traffic } from "./traffic";
import { downIn } from "./watch";

const LEAD_MS = 1500;
const TAIL_MS = 2500;
/** A stream that loses nothing stands still no longer. */
const STALL_MS = 1000;

/** What one run of a scenario with one program gave. */
export interface Outcome extends Traffic {
  readonly seconds: number;
  readonly exitCode: number;
  /** For how long neither tunnel had its SA and its session, as the cloud's daemons saw it. */
  readonly bothDownMs: number;
  readonly sessionsLost: number;
  /** What did not hold that had to; a gap is judged by the run, which knows its fail-over. */
  readonly failures: readonly string[];
  /** The end of what the program said, where something did not hold. */
  readonly said?: string;
}

/** Runs a scenario once, under traffic. */
export async function runCell(scenario: Scenario, program: Program, bed: Bed): Promise<Outcome> {
  const { from, timers, routing, before = [] } = scenario;
  const wanted = scenario.programs[program] ?? {};
  const endsWell = wanted.endsWell ?? scenario.endsWell ?? true;
  await bed.reset(from, timers, routing);
  const prepared = await prepare(program, scenario, bed);
  // Where nothing gets through, no stream begins: it has to be there before.
  const early = before.length === TUNNELS.length ? await measure(bed.network) : undefined;
  await settleBefore(before, bed);
  const engineer = new Engineering(scenario, program, bed);
  bed.watch.mark();
  const started = Date.now();
  const measurement = early ?? (await measure(bed.network));
  const timersOf = (scenario.events ?? []).map((event) => setTimeout(() => happen(event, bed), event.atSeconds * 1000));
  await sleep(program === "nobody" ? 0 : LEAD_MS);
  const ending = await prepared.run();
  await engineer.done();
  const unwell = endsWell && program !== "nobody" ? await whyNotWell(bed) : undefined;
  await sleep(program === "nobody" ? 0 : TAIL_MS);
  const seconds = Math.round((Date.now() - started) / 100) / 10;
  const traffic = await measurement.stop();
  for (const timer of timersOf) clearTimeout(timer);
  const record = bed.watch.record();
  const failures = judge({ ...wanted, endsWell }, { ...ending, traffic }, scenario, bed);
  if (unwell !== undefined) failures.push("the tunnels did not come back");
  if (program === "pair with hook" && endsWell && isDrained(bed)) failures.push("a tunnel is still drained");
  return {
    ...traffic,
    seconds,
    exitCode: ending.exitCode,
    bothDownMs: downIn(record, Date.now()).both,
    sessionsLost: sessionsLost(record),
    failures,
    ...(failures.length > 0
      ? { said: `${ending.said.slice(-6000)}\n${ending.calls.join(", ")}\n${unwell ?? ""}` }
      : {}),
  };
}

/** What is missing, where the bed does not become well; undefined where it does. */
async function whyNotWell(bed: Bed): Promise<string | undefined> {
  try {
    await bed.untilWell();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function settleBefore(before: readonly Happening[], bed: Bed): Promise<void> {
  if (before.length === 0) return;
  for (const happening of before) happen(happening, bed);
  const down = before.map(({ tunnel }) => tunnel);
  await bed.until("what is down before is seen down", () => down.every((tunnel) => !bed.watch.isUp(tunnel)));
  const rest = TUNNELS.find((tunnel) => !down.includes(tunnel));
  if (rest !== undefined)
    await bed.until(
      "the other tunnel has the traffic",
      () => bed.path("cloud") === rest && bed.path("device") === rest,
    );
}

function happen(happening: Happening, bed: Bed): void {
  const { network } = bed;
  const { tunnel } = happening;
  if (happening.kind === "dies") network.lose(tunnel, "everything");
  else if (happening.kind === "loses") network.lose(tunnel, happening);
  else if (happening.kind === "heals") network.heal(tunnel);
  else {
    const shutdown = `neighbor ${BGP.cloud[tunnel]} shutdown`;
    bed.router.run([
      "configure terminal",
      `router bgp ${BGP.deviceAsn}`,
      happening.kind === "session down" ? shutdown : `no ${shutdown}`,
    ]);
  }
}

/** The device's engineer at work. */
class Engineering {
  private readonly work: Promise<void>[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly program: Program,
    private readonly bed: Bed,
  ) {
    bed.plane.onChange = (tunnel, side) => {
      bed.device.learn(tunnel, side);
      this.work.push(this.follow(tunnel));
    };
  }

  private async follow(tunnel: TunnelNumber): Promise<void> {
    const { followsAfterSeconds, wrongKeyOn, correctedAfterSeconds, breaksEspOf } = this.scenario.engineer;
    const { network, device } = this.bed;
    const isNew = !hasValues(this.bed, tunnel, this.scenario.from);
    const breakEsp = (): void => {
      if (breaksEspOf?.includes(tunnel) !== true) return;
      if (isNew) network.lose(tunnel, "esp");
      else network.heal(tunnel);
    };
    // With a hook, nobody else works at the device.
    if (this.program === "pair with hook") return breakEsp();
    await sleep(followsAfterSeconds * 1000);
    breakEsp();
    const wrongKey = isNew && wrongKeyOn?.includes(tunnel) === true;
    device.follow(tunnel, { wrongKey });
    if (!wrongKey || correctedAfterSeconds === undefined) return;
    await sleep(correctedAfterSeconds * 1000);
    device.follow(tunnel);
  }

  /** While the engineer works, there may be more to do. */
  async done(): Promise<void> {
    for (let count = 0; count < this.work.length;) {
      count = this.work.length;
      await Promise.all(this.work);
    }
  }
}

interface Seen extends Ending {
  readonly traffic: Traffic;
}

function judge(wanted: Expectation, { exitCode, said, calls, traffic }: Seen, scenario: Scenario, bed: Bed): string[] {
  const { from, to } = scenario;
  const failures: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) failures.push(what);
  };
  check(traffic.isStreamWhole || wanted.endsWell === false, "the stream did not arrive whole");
  if (wanted.lostAtMost !== undefined && traffic.lost === 0)
    check(traffic.longestStallMs <= STALL_MS, `the stream stood still for ${traffic.longestStallMs} ms`);
  if (wanted.lostAtMost !== undefined)
    check(traffic.lost <= wanted.lostAtMost, `${traffic.lost} lost, and at most ${wanted.lostAtMost} may be`);
  if (wanted.exitCode !== undefined) check(exitCode === wanted.exitCode, `exit code ${exitCode}`);
  if (wanted.says !== undefined) check(wanted.says.test(said), `does not say ${wanted.says.source}`);
  for (const phase of wanted.phases ?? []) check(calls.includes(phase), `the hook was not called: ${phase}`);
  for (const tunnel of wanted.untouched ?? []) check(hasValues(bed, tunnel, from), `tunnel ${tunnel} was touched`);
  for (const tunnel of wanted.changed ?? []) check(hasValues(bed, tunnel, to), `tunnel ${tunnel} was not changed`);
  return failures;
}

function hasValues(bed: Bed, tunnel: TunnelNumber, values: TunnelValues): boolean {
  const live = bed.sim.tunnel(TUNNEL_IDS[tunnel]);
  const wanted = { ...values.ike, Psk: keyOf(values, tunnel), ...values.ipsec };
  const has: Readonly<Record<string, unknown>> = { ...live?.IkeConfig, ...live?.IpsecConfig };
  return Object.entries(wanted).every(([name, value]) => has[name] === value);
}

/** Whether a route map still has the entry of a drain. */
function isDrained({ shell }: Bed): boolean {
  const { stdout } = spawnSync(shell.env["ROLLOUT_SHELL"] ?? "", ["vtysh -c 'show running-config'"], {
    encoding: "utf8",
  });
  return /route-map \S+ permit 5\n/u.test(stdout);
}

/** How often a session that was up went down. */
function sessionsLost(record: ReturnType<Bed["watch"]["record"]>): number {
  const up = { 1: false, 2: false };
  let lost = 0;
  for (const { tunnel, hasSession } of record) {
    if (up[tunnel] && !hasSession) lost += 1;
    up[tunnel] = hasSession;
  }
  return lost;
}
