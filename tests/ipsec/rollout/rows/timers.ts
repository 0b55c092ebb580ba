import type { Event, Scenario } from "../scenario";
import { dying, happens, SHIPPED } from "./ground";

/** The timers of BGP, with a wire that loses something. */
const TIMERS = [{ keepalive: 1, hold: 3 }, SHIPPED, { keepalive: 10, hold: 30 }] as const;
export const TIMER_SCENARIOS: readonly Scenario[] = TIMERS.flatMap((timers) => {
  const name = `${timers.keepalive}/${timers.hold} s`;
  const id = `timers-${timers.keepalive}-${timers.hold}`;
  const both = (kind: "loses" | "heals" | "dies", atSeconds: number): readonly Event[] =>
    ([1, 2] as const).map((tunnel) =>
      kind === "loses" ? { kind, tunnel, percent: 2, atSeconds } : { kind, tunnel, atSeconds },
    );
  return [
    { ...happens(`${id}-fail-over`, `BGP ${name}: the master dies silently`, timers.hold + 7, [dying]), timers },
    { ...happens(`${id}-loss`, `BGP ${name}: both wires lose 2 % for 40 s`, 42, both("loses", 1)), timers },
    {
      ...happens(`${id}-pause`, `BGP ${name}: both wires carry nothing for 5 s`, 25, [
        ...both("dies", 2),
        ...both("heals", 7),
      ]),
      timers,
    },
  ];
});
