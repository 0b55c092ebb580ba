// What happens on Ctrl-C, on a closed terminal and on a polite kill: children end first, then what they used is
// removed.
import { endChildren } from "./processes.mjs";

/** @type {(() => void | Promise<void>)[]} */
const cleanups = [];
/** @type {Promise<void> | undefined} */
let cleaning;
let watching = false;

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Registers something to undo at the end, whatever kind of end it is. The last registered is undone first.
 * @param {() => void | Promise<void>} cleanup
 */
export function atEnd(cleanup) {
  watchSignals();
  cleanups.push(cleanup);
}

/** Ends the children and undoes everything registered; calling it twice does it once. @returns {Promise<void>} */
export function cleanUp() {
  cleaning ??= (async () => {
    await endChildren();
    for (const cleanup of cleanups.reverse()) {
      try {
        await cleanup();
      } catch (error) {
        process.stderr.write(`could not clean up: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  })();
  return cleaning;
}

/** Idempotent, so that everything that starts a child may call it. */
export function watchSignals() {
  if (watching) return;
  watching = true;
  // When the terminal is gone, printing fails; that must not keep us from cleaning up.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  for (const [name, number] of Object.entries(SIGNAL_NUMBERS)) {
    process.on(name, () => {
      if (cleaning === undefined) process.stderr.write("\nInterrupted: ending what is running …\n");
      // 128 + the signal's number is how a shell reports it.
      void cleanUp().finally(() => process.exit(128 + number));
    });
  }
}

/** True from the first signal on: what fails from then on fails because of it. */
export const isInterrupted = () => cleaning !== undefined;
