import type { Scenario } from "../scenario";
import { base, NOTHING_LOST, ONE_FAIL_OVER } from "./ground";

const hookRow = (id: string, title: string, more: Partial<Scenario>): Scenario => ({
  ...base,
  id,
  title,
  ups: 2,
  ...more,
  programs: { "pair with hook": NOTHING_LOST },
});

/** Programs and hooks that are killed, hang or fail; then `up` runs again. */
export const INTERRUPTED: readonly Scenario[] = [
  {
    ...base,
    id: "killed-send",
    title: "killed right after the slave was sent",
    kill: { after: "send", tunnel: 2 },
    ups: 2,
    programs: { "separate tunnels": ONE_FAIL_OVER, pair: ONE_FAIL_OVER, "pair with hook": NOTHING_LOST },
  },
  {
    ...base,
    id: "killed-send-master",
    title: "killed right after the master was sent",
    kill: { after: "send", tunnel: 1 },
    ups: 2,
    programs: { "separate tunnels": ONE_FAIL_OVER, pair: ONE_FAIL_OVER, "pair with hook": NOTHING_LOST },
  },
  ...(["drain", "prepare", "follow", "undrain"] as const).map((after) =>
    hookRow(`killed-${after}`, `killed right after ${after} of the master`, { kill: { after, tunnel: 1 } }),
  ),
  ...(["drain", "prepare", "follow", "undrain"] as const).flatMap((phase) => [
    hookRow(`hook-fails-${phase}`, `the hook fails after ${phase}`, { hookFault: `fail ${phase}` }),
    hookRow(`hook-dies-${phase}`, `the hook is killed after ${phase}`, { hookFault: `die ${phase}` }),
  ]),
  hookRow("hook-hangs", "the hook hangs at follow", { hookFault: "hang follow" }),
];
