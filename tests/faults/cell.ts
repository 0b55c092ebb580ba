// One cell of the matrix: one operation, one fault, one of its calls.
import type { FaultSpec, JournalEntry } from "../../simulator";
import type { FaultCase } from "./fault-cases";
import { PLANTED, type StackOperation } from "./operations";
import { commitsIn, openScene, settingsOf, type Moment, type Scene } from "./scene";
import type { Outcome } from "./stack";

/** An operation without a fault: its calls are those to be hit, and its end is the one to reach. */
export interface Unharmed {
  /** The actions that it calls, in order. */
  readonly calls: readonly string[];
  readonly settings: unknown;
  readonly stored: unknown;
  /** Where the operation starts, so that each of its cells can begin there. */
  readonly start: Moment;
}

/** How often the fault comes: once, or from this call on until it is taken away. */
export type Persistence = "once" | "for ever";

export async function unharmed(operation: StackOperation): Promise<Unharmed> {
  const scene = await openScene();
  try {
    await operation.arrange(scene);
    const start = scene.moment();
    scene.sim.clearJournal();
    expectEnd(operation, await operation.run(scene));
    const calls = scene.sim.journal.map((entry) => entry.action);
    if (operation.again) expectSuccess(await operation.again(scene));
    expect(commitsIn(scene.sim.journal)).toHaveLength(operation.changes);
    return { calls, settings: settingsOf(scene.sim), stored: storedIn(scene), start };
  } finally {
    await scene.close();
  }
}

/** Runs a cell, and answers with the call that was hit; throws with the journal where anything is not as it must be. */
export async function runCell(
  operation: StackOperation,
  fault: FaultCase,
  call: number,
  persistence: Persistence,
  wanted: Unharmed,
): Promise<number> {
  const scene = await openScene({ ...fault.scene, from: wanted.start });
  const { sim } = scene;
  let journal: readonly JournalEntry[] = [];
  try {
    const existed = scene.stack.names;

    sim.fault(specOf(fault, call, persistence));
    const outcome = await operation.run(scene);
    journal = sim.journal;
    // It fired, at the call that was meant.
    const hit = journal.findIndex((entry) => entry.fault !== undefined);
    expect({ hit, action: journal[hit]?.action }).toEqual({ hit: call - 1, action: wanted.calls[call - 1] });
    if (persistence === "once" && fault.passing) expectEnd(operation, outcome);
    else expectClearErrors(operation, fault, outcome, persistence);
    expectKept(scene, existed, outcome, journal);

    sim.clearFaults();
    const next = await (operation.again ?? operation.run)(scene);
    journal = sim.journal;
    expectSuccess(next);
    expect(settingsOf(sim)).toEqual(wanted.settings);
    expect(storedIn(scene)).toEqual(wanted.stored);
    expectCommits(operation, journal);
    if (operation.program) await expectNothingLeft(scene, operation.program);
    return hit + 1;
  } catch (error) {
    const lines = journal.map((entry) =>
      [entry.action, entry.httpStatus, entry.code, entry.fault, entry.committed ? "committed" : ""].join(" "),
    );
    const what = `${operation.name}, ${fault.name}, ${persistence}, call ${call} (${wanted.calls[call - 1]})`;
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}\n${lines.join("\n")}`, {
      cause: error,
    });
  } finally {
    await scene.close();
  }
}

function specOf(fault: FaultCase, call: number, persistence: Persistence): FaultSpec {
  return { ...fault.spec, call, times: persistence === "once" ? 1 : Number.POSITIVE_INFINITY };
}

function expectSuccess(outcome: Outcome): void {
  expect(outcome.errors).toEqual({});
}

/** As it ends where nothing goes wrong. */
function expectEnd(operation: StackOperation, outcome: Outcome): void {
  if (operation.failsWith === undefined) expectSuccess(outcome);
  else expect(messagesOf(outcome)).toEqual([expect.stringMatching(operation.failsWith)]);
}

const messagesOf = (outcome: Outcome): readonly string[] => Object.values(outcome.errors).map((error) => error.message);

/** Each tunnel that failed says so once: which tunnel, what was being done, the call, the code, and what to do. */
function expectClearErrors(
  operation: StackOperation,
  fault: FaultCase,
  outcome: Outcome,
  persistence: Persistence,
): void {
  const messages = messagesOf(outcome);
  if (persistence === "for ever") expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message).toMatch(
      /^VPN tunnel vco-\S+ could not be (adopted|updated|read|restored|compared with the live tunnel): /u,
    );
    expect(message).not.toMatch(/please report|undefined|\[object/u);
    for (const secret of PLANTED) expect(message).not.toContain(secret);
  }
  // One tells of the fault; another one can only be that of a tunnel which was left alone because of it.
  const told = messages.filter((message) => fault.says.test(message));
  const spared = messages.filter((message) => /nothing was sent: /u.test(message));
  const own = messages.filter((message) => operation.failsWith?.test(message));
  expect(messages.filter((one) => ![...told, ...spared, ...own].includes(one))).toEqual([]);
  for (const message of told) expect(message).toMatch(/ failed: /u);
  if (persistence === "for ever" && !operation.failsWith) expect(told).not.toEqual([]);
}

/** Each change once: never twice under one token, and no more of them than the operation has. */
function expectCommits(operation: StackOperation, journal: readonly JournalEntry[]): void {
  const commits = commitsIn(journal);
  expect(new Set(commits.map((entry) => entry.clientToken)).size).toBe(commits.length);
  if (operation.mayStopShort) expect(commits.length).toBeLessThanOrEqual(operation.changes);
  else expect(commits).toHaveLength(operation.changes);
}

/** A step that failed loses nothing: what was there stays, and what the API accepted is not forgotten. */
function expectKept(
  scene: Scene,
  existed: readonly string[],
  outcome: Outcome,
  journal: readonly JournalEntry[],
): void {
  const { names } = scene.stack;
  const accepted = journal.some((entry) => entry.committed);
  for (const name of Object.keys(outcome.errors)) if (existed.includes(name)) expect(names).toContain(name);
  if (accepted && Object.keys(outcome.steps).length === 0) expect(names).not.toEqual([]);
}

/**
 * What the state holds, without what lives by the minute and what tells who has looked (`unconfirmed`), and without
 * `observed`: there, what is declared may be from before the change or from after it.
 */
function storedIn(scene: Scene): unknown {
  return Object.fromEntries(
    [...scene.stack.names].sort().map((name) => {
      const stored = scene.stack.stored(name);
      // A create that failed leaves no state: the next one finds the key, and cannot know who changed it.
      const { status: _, state: __, keyChangedOn, keySeenSince, __bookkeeping, ...rest } = stored?.outputs ?? {};
      const lasting = { ...rest, keyDay: keyChangedOn ?? keySeenSince };
      const { unconfirmed: ___, ...remembered } = Object(__bookkeeping);
      const { observed: ____, ...inputs } = stored?.inputs ?? {};
      return [name, { ...stored, inputs, outputs: { ...lasting, ...remembered } }];
    }),
  );
}

async function expectNothingLeft(scene: Scene, program: NonNullable<StackOperation["program"]>): Promise<void> {
  scene.sim.clearJournal();
  const { steps, errors } = await scene.stack.up(program);
  expect({ steps: new Set(Object.values(steps)), errors }).toEqual({ steps: new Set(["same"]), errors: {} });
  expect(scene.sim.journal).toEqual([]);
}
