import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Charon } from "../charon";
import type { Router } from "../frr";
import { openBgpSessions } from "./bgp-sessions";
import { BGP, TUNNELS } from "./network";
import type { TunnelNumber } from "./network";
import { openVici } from "./vici";

const EVERY_MS = 100;

/** A tunnel as the cloud's daemons have it. */
export interface Seen {
  readonly hasIke: boolean;
  readonly hasSa: boolean;
  readonly hasSession: boolean;
}
const NOTHING: Seen = { hasIke: false, hasSa: false, hasSession: false };
/** A tunnel carries traffic when it has its SA and, where there is BGP, its session. */
const carries = ({ hasSa, hasSession }: Seen): boolean => hasSa && hasSession;

/** A change of what was seen. */
export interface Sighting extends Seen {
  readonly at: number;
  readonly tunnel: TunnelNumber;
}

/** Looks at the cloud's daemons all the time, over connections that stay open. */
export class Watch {
  private readonly last = new Map<TunnelNumber, Seen>();
  private sightings: Sighting[] = [];
  /** Counts the starts: a look that is under way when the watch stops says nothing any more. */
  private era = 0;
  private closers: (() => void)[] = [];
  /** Called with every look. */
  onLook: () => void = () => undefined;

  /** `ids`: what the cloud's connections are called. Without a router, a tunnel needs no session. */
  async start(
    cloud: Readonly<Record<TunnelNumber, Charon>>,
    ids: Readonly<Record<TunnelNumber, string>>,
    router: Router | undefined,
  ): Promise<void> {
    const ends = {
      1: await openVici(cloud[1].socket),
      2: await openVici(cloud[2].socket),
    };
    const sessions = router && (await openBgpSessions(join(router.folder, "bgpd.vty")));
    this.closers = [ends[1].close, ends[2].close, ...(sessions ? [sessions.close] : [])];
    this.era += 1;
    const { era } = this;
    const look = async (): Promise<void> => {
      const [first, second, up] = await Promise.all([ends[1].sas(), ends[2].sas(), sessions?.established()]);
      if (era !== this.era) return;
      for (const tunnel of TUNNELS) {
        const own = (tunnel === 1 ? first : second).filter(([name]) => name === ids[tunnel]).map(([, ike]) => ike);
        const children = own.flatMap((ike) =>
          Object.values(typeof ike["child-sas"] === "object" ? ike["child-sas"] : {}),
        );
        this.note(tunnel, {
          hasIke: own.some((ike) => ike["state"] === "ESTABLISHED"),
          hasSa: children.some((child) => typeof child === "object" && child["state"] === "INSTALLED"),
          hasSession: up?.has(BGP.device[tunnel]) ?? true,
        });
      }
      this.onLook();
    };
    await look();
    void (async () => {
      for (; era === this.era; await sleep(EVERY_MS)) await look();
    })();
  }

  private note(tunnel: TunnelNumber, seen: Seen): void {
    const before = this.of(tunnel);
    this.last.set(tunnel, seen);
    const isSame =
      before.hasIke === seen.hasIke && before.hasSa === seen.hasSa && before.hasSession === seen.hasSession;
    if (!isSame) this.sightings.push({ at: Date.now(), tunnel, ...seen });
  }

  of(tunnel: TunnelNumber): Seen {
    return this.last.get(tunnel) ?? NOTHING;
  }

  /** What holds until the next look says otherwise: for what has just been taken down. */
  forget(tunnel: TunnelNumber): void {
    this.note(tunnel, { ...this.of(tunnel), hasIke: false, hasSa: false });
  }

  isUp(tunnel: TunnelNumber): boolean {
    return carries(this.of(tunnel));
  }

  /** Begins a new record, which says first how things are. */
  mark(): void {
    const at = Date.now();
    this.sightings = TUNNELS.map((tunnel) => ({ at, tunnel, ...this.of(tunnel) }));
  }

  /** All changes since the mark. */
  record(): readonly Sighting[] {
    return this.sightings;
  }

  stop(): void {
    this.era += 1;
    for (const close of this.closers.splice(0)) close();
  }
}

/** How long, in a record, no tunnel carried traffic, and how long each of them did not. */
export function downIn(
  record: readonly Sighting[],
  until: number,
): { readonly both: number; readonly each: readonly [number, number] } {
  let both = 0;
  const each: [number, number] = [0, 0];
  const up = { 1: false, 2: false };
  for (const [index, sighting] of record.entries()) {
    up[sighting.tunnel] = carries(sighting);
    const lasts = (record[index + 1]?.at ?? until) - sighting.at;
    if (!up[1] && !up[2]) both += lasts;
    for (const tunnel of TUNNELS) if (!up[tunnel]) each[tunnel - 1] = (each[tunnel - 1] ?? 0) + lasts;
  }
  return { both, each };
}
