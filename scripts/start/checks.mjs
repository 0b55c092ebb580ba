// `npm start` does not only show: each step checks that it did what it says, and the run fails where one did not.
import { ticked } from "./narrate.mjs";

/** @typedef {import("../../simulator/index.js").Simulator} Simulator */

export class StepFailed extends Error {
  /** @param {string} what */
  constructor(what) {
    super(`This step did not do what it should: ${what}`);
    this.name = "StepFailed";
  }
}

/** @param {boolean} condition @param {string} fact what holds, in words @param {string} [instead] what was found */
export function check(condition, fact, instead) {
  if (!condition) throw new StepFailed(`"${fact}" does not hold${instead === undefined ? "" : ` (${instead})`}`);
  ticked(fact);
}

/** @param {import("./demo-stack.mjs").Outcome} outcome @param {Record<string, number>} changes @param {string} fact */
export function checkChanges(outcome, changes, fact) {
  if (outcome.exitCode !== 0) throw new StepFailed(`pulumi ended with exit code ${outcome.exitCode}`);
  const kinds = new Set([...Object.keys(changes), ...Object.keys(outcome.changes)]);
  const equal = [...kinds].every((kind) => (changes[kind] ?? 0) === (outcome.changes[kind] ?? 0));
  check(equal, fact, `Pulumi counted ${JSON.stringify(outcome.changes)}`);
}

/** Counts the requests of one piece of work by the API's own journal: what arrived, not what we think we sent. */
export class RequestCount {
  #before = 0;

  /** @param {Simulator} api */
  constructor(api) {
    this.api = api;
    this.restart();
  }

  restart() {
    this.#before = this.api.journal.at(-1)?.sequence ?? 0;
  }

  get changing() {
    return this.#since().filter(({ action }) => !action.startsWith("Describe")).length;
  }

  get reading() {
    return this.#since().length - this.changing;
  }

  #since() {
    return this.api.journal.filter(({ sequence }) => sequence > this.#before);
  }
}
