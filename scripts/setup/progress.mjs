// A line of progress for whatever takes longer than a few seconds: what is being done, and for how long by now. It goes
// to stderr, so that stdout holds results only.
import { isInterrupted } from "./interrupt.mjs";

const QUIET_MS = 2_000;
const TERMINAL_EVERY_MS = 500;
/** Where lines cannot be rewritten (a CI log), say so less often. */
const LOG_EVERY_MS = 20_000;

/** @param {number} ms */
export function elapsed(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
}

/**
 * Runs some work under a progress line. Work that is done within a moment prints nothing.
 * @template T
 * @param {string} what
 * @param {(detail: (text: string) => void) => Promise<T>} work
 * @param {{ write?: (text: string) => void, terminal?: boolean }} [output]
 * @returns {Promise<T>}
 */
export async function withProgress(what, work, output = {}) {
  const write = output.write ?? ((text) => void process.stderr.write(text));
  const terminal = output.terminal ?? process.stderr.isTTY;
  const start = Date.now();
  let detail = "";
  let shown = false;
  const show = () => {
    if (isInterrupted()) return;
    const line = `${what}${detail === "" ? "" : `: ${detail}`} (${elapsed(Date.now() - start)})`;
    // Cut to the terminal's width: a wrapped line could not be rewritten.
    write(terminal ? `\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}` : `${line}\n`);
    shown = true;
  };
  /** @type {NodeJS.Timeout | undefined} */
  let repeat;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, terminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS);
  }, QUIET_MS);
  try {
    const result = await work((text) => {
      detail = text;
    });
    if (shown && !isInterrupted())
      write(`${terminal ? "\r\u001b[2K" : ""}${what}: done (${elapsed(Date.now() - start)})\n`);
    return result;
  } catch (error) {
    if (shown && terminal) write("\n");
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}
