import { confirm, recover, revert } from "./after-sending";
import { guard, observeTunnel, waitForOthers } from "./before-sending";
import { send } from "./send";
import type { Step, UnfinishedStep, Work } from "./step";
import type { Outcome } from "./target";

/**
 * Changes one tunnel, step by step; each step gives the next one.
 *
 * 1. observe: wait until the gateway is settled, and compare the tunnel with the target. No difference: end.
 * 2. guard: refuse what would take the tunnel down, or is not what was approved.
 * 3. wait for others: a sibling that a change took down, or the canary. Then observe again.
 * 4. send: one request. The gateway is busy: observe again.
 * 5. confirm: wait until the API shows the change, and compare every setting.
 * 6. recover: wait until the tunnel is up again, where the target asks for it.
 * 7. revert: the change is in and not good. Put the former values back, where the target asks for it.
 *
 * A step that needs the gateway for itself runs in the gateway's turn; the others leave the gateway free.
 * @param gateway Key of the turn.
 * @param rank Of those that wait for the turn, the highest goes first.
 */
export async function changeInSteps(work: Work, gateway: string, rank: number): Promise<Outcome> {
  const { turns, operation } = work.ports;
  let step: Step = { name: "observe", until: undefined, unheard: undefined };
  try {
    while (step.name !== "end") {
      const from: UnfinishedStep = step;
      step = needsTurn(from) ? await turns.take(gateway, () => stepsInTurn(from, work), rank) : await next(from, work);
    }
    return step.outcome;
  } finally {
    // Whatever happened, nobody waits for this tunnel as the canary any more.
    operation.endCanary(work.tunnelId);
  }
}

/** Takes steps for as long as they need the turn. */
async function stepsInTurn(from: UnfinishedStep, work: Work): Promise<Step> {
  let step: Step = from;
  while (step.name !== "end" && needsTurn(step)) step = await next(step, work);
  return step;
}

const needsTurn = (step: UnfinishedStep): boolean => ("inTurn" in step ? step.inTurn : true);

function next(step: UnfinishedStep, work: Work): Step | Promise<Step> {
  switch (step.name) {
    case "observe":
      return observeTunnel(step, work);
    case "guard":
      return guard(step, work);
    case "wait for others":
      return waitForOthers(step);
    case "send":
      return send(step, work);
    case "confirm":
      return confirm(step, work);
    case "recover":
      return recover(step, work);
    default:
      return revert(step, work);
  }
}
