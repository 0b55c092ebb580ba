import { categoryOf, type Category } from "../../../api/errors";
import type { Observation, TunnelSelector } from "../observation";
import type { Compare } from "../../ports";
import type { NotRead } from "../state/observed";
import { TunnelError } from "../tunnel-error";

/** A live tunnel, or why it was not read. `why` is a text for a person; it is empty where the setting says it all. */
export type LiveTunnel = { readonly observation: Observation } | { readonly notRead: NotRead; readonly why: string };

/** The error where a tunnel had to be compared and could not be. */
export const notComparedText = (name: string, reason: string, thing = "VPN tunnel"): string =>
  `${thing} ${name} could not be compared with the live tunnel: ${reason}`;

/** Failures that may be over tomorrow. Every other failure is a mistake in the configuration. */
const OUTAGES: ReadonlySet<Category | undefined> = new Set<Category | undefined>([
  "transient",
  "throttled",
  "configuring",
  "conflict",
  "unknown",
]);

/**
 * Reads a live tunnel for a preview, as the setting `alicloud-vpn:compare` says.
 * @param selector Undefined where the tunnel, or its account, is not known yet.
 * @throws TunnelError where there is no such tunnel, or where it had to be compared and could not be.
 */
export async function readLiveTunnel(
  selector: TunnelSelector | undefined,
  compare: Compare,
  observe: (selector: TunnelSelector) => Promise<Observation>,
): Promise<LiveTunnel> {
  if (selector === undefined) return { notRead: "unknown", why: "it is not known yet which tunnel this is" };
  if (compare === "off") return { notRead: "off", why: "" };
  try {
    return { observation: await observe(selector) };
  } catch (error) {
    if (error instanceof TunnelError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const isOutage = OUTAGES.has(categoryOf(error));
    if (compare === "wanted" && isOutage) return { notRead: "outage", why: reason };
    throw new TunnelError("not compared", withNextStep(reason, isOutage));
  }
}

function withNextStep(reason: string, isOutage: boolean): string {
  const nextStep = isOutage
    ? ' Run this again; to go on without comparing, set alicloud-vpn:compare to "wanted", and this is a warning'
    : ' To preview without access, as for a fork without credentials, set alicloud-vpn:compare to "off"';
  return `${reason.replace(/[.\s]*$/u, "")}.${nextStep}`;
}
