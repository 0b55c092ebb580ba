import { categoryOf, type Category } from "../../../api/errors";
import type { Observation, TunnelSelector } from "../observation";
import type { Compare } from "../ports";
import type { NotRead } from "../state/observed";
import { TunnelError } from "../tunnel-error";

/** What came of looking at a live tunnel. */
export type Look =
  | { readonly observation: Observation }
  /** `why` is for a person; empty where everybody knows. */
  | { readonly notRead: NotRead; readonly why: string };

/** That a tunnel had to be compared and could not be. */
export const notComparedText = (tunnel: string, reason: string): string =>
  `VPN tunnel ${tunnel} could not be compared with the live tunnel: ${reason}`;

/** What the account, the network or the service may be like tomorrow; every other failure is a mistake in the configuration. */
const OUTAGES: ReadonlySet<Category | undefined> = new Set<Category | undefined>([
  "transient",
  "throttled",
  "configuring",
  "conflict",
  "unknown",
]);

/**
 * Looks at a live tunnel, as the setting `alicloud-vpn:compare` says.
 * @param selector Undefined where it is not known yet which tunnel, or which account.
 * @throws TunnelError where the tunnel cannot be, or where it had to be compared and could not.
 */
export async function look(
  selector: TunnelSelector | undefined,
  compare: Compare,
  observe: (selector: TunnelSelector) => Promise<Observation>,
): Promise<Look> {
  if (selector === undefined) return { notRead: "unknown", why: "it is not known yet which tunnel this is" };
  if (compare === "off") return { notRead: "off", why: "" };
  try {
    return { observation: await observe(selector) };
  } catch (error) {
    if (error instanceof TunnelError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const isOutage = OUTAGES.has(categoryOf(error));
    if (compare === "wanted" && isOutage) return { notRead: "outage", why: reason };
    throw new TunnelError("not compared", withWayOut(reason, isOutage));
  }
}

function withWayOut(reason: string, isOutage: boolean): string {
  const way = isOutage
    ? ' Run this again; to go on without comparing, set alicloud-vpn:compare to "wanted", and this is a warning'
    : ' To preview without access, as for a fork without credentials, set alicloud-vpn:compare to "off"';
  return `${reason.replace(/[.\s]*$/u, "")}.${way}`;
}
