import { back, confirm, revert } from "./after-sending";
import { guard, observeTunnel, waitForOthers } from "./before-sending";
import { drain, follow, prepare, returnDevice, undrain } from "./device";
import { send } from "./send";
import { UNTOUCHED, type Step, type StepName, type UnfinishedStep, type Work } from "./step";
import { asError, type Outcome } from "./target";

/**
 * Changes one tunnel, step by step; each step gives the next one. A tunnel without a hook has no steps on the device.
 *
 * 1. observe: wait until the gateway is settled, and compare the tunnel with the target. No difference: end.
 * 2. guard: refuse what would take the tunnel down, or is not what was approved.
 * 3. wait for others: a sibling that a change took down, or the canary. Then observe again.
 * 4. drain: the hook moves traffic away from the tunnel, where the sibling carries some.
 * 5. prepare: the hook gives the device the new values. Then observe again.
 * 6. send: one request. The gateway is busy: observe again.
 * 7. confirm: wait until the API shows the change, and compare every setting.
 * 8. follow: the hook makes the device apply the new values and renegotiate.
 * 9. back: wait until the tunnel carries traffic again, and goes on doing so, where the target asks for it.
 * 10. revert: the change is in and not good. Put the former values back, where the target asks for it.
 * 11. return: the hook gives the device its former values, where the tunnel has them.
 * 12. undrain: the hook lets traffic use the tunnel again, if it can carry any.
 *
 * All steps of a tunnel come before the first step of its sibling. The steps that read or change the gateway's
 * configuration run in the gateway's turn; the others leave the gateway free.
 * @param gateway Key of the turn.
 * @param rank Of those that wait for a turn, the highest goes first.
 */
export async function changeInSteps(work: Work, gateway: string, rank: number): Promise<Outcome> {
  const { turns } = work.ports;
  const start: Step = { name: "observe", until: undefined, unheard: undefined, device: UNTOUCHED };
  return turns.take(`connection ${work.connection.id}`, () => takeSteps(start, work, gateway, rank), rank);
}

/** Takes the steps from one on, to the end. */
export async function takeSteps(from: Step, work: Work, gateway: string, rank: number): Promise<Outcome> {
  const { turns, operation } = work.ports;
  let step: Step = from;
  try {
    while (step.name !== "end") {
      const unfinished: UnfinishedStep = step;
      sayStep(unfinished, work);
      step = IN_TURN.has(unfinished.name)
        ? await turns.take(gateway, () => stepsInTurn(unfinished, work), rank)
        : await next(unfinished, work);
    }
    if ("refusal" in step.ending) throw step.ending.refusal;
    return step.ending.outcome;
  } finally {
    // Whatever happened, nobody waits for this tunnel as the canary any more.
    operation.canary.end(work.tunnelId);
  }
}

/** Names the step where somebody waits for steps: those of a hook, and those of a roll-out. */
function sayStep({ name }: UnfinishedStep, { target, connection, tunnelId, ports }: Work): void {
  if (target.care.hook === undefined && target.care.holdMs === undefined) return;
  ports.progress.status(`${connection.id} ${tunnelId}: ${name}`);
}

/** The steps that read or change what the gateway has: one tunnel of a gateway at a time. */
const IN_TURN: ReadonlySet<StepName> = new Set<StepName>(["observe", "guard", "send", "confirm", "revert"]);

/** Takes steps for as long as they need the turn. */
async function stepsInTurn(from: UnfinishedStep, work: Work): Promise<Step> {
  let step: Step = from;
  while (step.name !== "end" && IN_TURN.has(step.name)) step = await next(step, work);
  return step;
}

/** Takes one step. Where the hook has touched the device, a refusal ends only after the device is as it was. */
async function next(step: UnfinishedStep, work: Work): Promise<Step> {
  try {
    return await take(step, work);
  } catch (error) {
    const { device } = step;
    // The last step has nothing after it that could help.
    if (step.name === "undrain") throw error;
    const refusal = asError(error);
    if ("request" in step && device.hasNewValues)
      return { name: "return", request: step.request, restored: undefined, ending: { refusal }, device };
    if (device.isDrained) return { name: "undrain", ending: { refusal }, device };
    throw error;
  }
}

function take(step: UnfinishedStep, work: Work): Step | Promise<Step> {
  switch (step.name) {
    case "observe":
      return observeTunnel(step, work);
    case "guard":
      return guard(step, work);
    case "wait for others":
      return waitForOthers(step);
    case "drain":
      return drain(step, work);
    case "prepare":
      return prepare(step, work);
    case "send":
      return send(step, work);
    case "confirm":
      return confirm(step, work);
    case "follow":
      return follow(step, work);
    case "back":
      return back(step, work);
    case "revert":
      return revert(step, work);
    case "return":
      return returnDevice(step, work);
    default:
      return undrain(step, work);
  }
}
