import type { Clock } from "../../provider/api/clock";
import { ApiError, categoryOf, type Category } from "../../provider/api/errors";
import { NotFound, type NamedTunnels, type TunnelDiagnosis } from "../../provider/lookups";
import { unreached, type Goal } from "./goal";
import type { History, Tracked, WatchEvent } from "./history";
import type { Look } from "./look";
import { keyOf, type Seen } from "./seen";

/** How a watch shows what it sees. */
export interface View {
  /** After each look and each diagnosis. The events are what is new. */
  show(tunnels: readonly Tracked[], events: readonly WatchEvent[], at: number): void;
  /**
   * A problem that the watch goes on from.
   * @param topic The same for the same problem, of which the text may differ from look to look.
   */
  note(text: string, topic?: string): void;
}

export interface Watch {
  readonly look: () => Promise<Look>;
  readonly diagnose: (targets: readonly NamedTunnels[]) => Promise<readonly TunnelDiagnosis[]>;
  readonly history: History;
  readonly view: View;
  /** Undefined: the watch goes on until it is stopped. */
  readonly goal: Goal | undefined;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly isStopped: () => boolean;
}

/** The service is asked about at most so many tunnels after one look: they fit into one request. */
const MOST_ASKED = 20;

/** Failures that another try cannot mend. A service that is only out of reach may come back. */
const LASTING: ReadonlySet<Category> = new Set(["credentials", "configuration"]);
const LASTING_AT_FIRST: ReadonlySet<Category> = new Set([
  ...LASTING,
  "forbidden",
  "notFound",
  "invalid",
  "unsupported",
  "billing",
]);

/**
 * Looks again and again until the goal is reached, or until it is stopped.
 * @throws The error of a look that no other look can mend.
 */
export async function follow(watch: Watch): Promise<void> {
  const { history, view, goal, clock } = watch;
  let isDiagnosing = true;
  while (!watch.isStopped()) {
    try {
      const look = await watch.look();
      if (watch.isStopped()) return;
      const at = clock.now();
      const events = history.note(look.seen, at);
      view.show(history.tunnels, events, at);
      if (isDiagnosing) isDiagnosing = await ask(watch, look);
      if (watch.isStopped() || isReached(goal, history)) return;
    } catch (error) {
      if (watch.isStopped()) return;
      if (isLasting(error, history.tunnels.length === 0)) throw error;
      noteError(view, error);
    }
    await clock.sleep(watch.everyMs);
  }
}

/** An error of the API names the request, which is another one each time. */
function noteError(view: View, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  view.note(text, error instanceof ApiError ? `${error.action} ${error.code}` : text);
}

const isReached = (goal: Goal | undefined, { tunnels }: History): boolean =>
  tunnels.length === 0 || (goal !== undefined && unreached(goal, tunnels).length === 0);

function isLasting(error: unknown, isFirstLook: boolean): boolean {
  if (error instanceof NotFound) return true;
  const category = categoryOf(error);
  // An error without a category is a mistake of the tool.
  return category === undefined || (isFirstLook ? LASTING_AT_FIRST : LASTING).has(category);
}

/** Asks the service about tunnels that carry no traffic. False where it will not answer at a later look either. */
async function ask({ history, view, diagnose, clock, isStopped }: Watch, look: Look): Promise<boolean> {
  const asked = history.toAsk(MOST_ASKED);
  if (asked.length === 0) return true;
  try {
    const diagnoses = await diagnose(targetsOf(asked, look));
    if (isStopped()) return true;
    const at = clock.now();
    const events = history.noteDiagnoses(asked, new Map(diagnoses.map((each) => [keyOf(each), each])), at);
    view.show(history.tunnels, events, at);
    return true;
  } catch (error) {
    const category = categoryOf(error);
    if (category === undefined || LASTING.has(category)) throw error;
    if (!isStopped()) noteError(view, error);
    return !LASTING_AT_FIRST.has(category);
  }
}

/** The asked tunnels, as the look has them. */
function targetsOf(asked: readonly Seen[], { targets }: Look): readonly NamedTunnels[] {
  const keys = new Set(asked.map(({ key }) => key));
  return targets.flatMap(({ connection, tunnels }) => {
    const chosen = tunnels.filter(({ tunnelId }) =>
      keys.has(keyOf({ vpnConnectionId: connection.vpnConnectionId, tunnelId })),
    );
    return chosen.length === 0 ? [] : [{ connection, tunnels: chosen }];
  });
}
