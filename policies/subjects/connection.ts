/** A connection's traffic selectors as rules see them. */

import { pathText, read, readElements } from "../rule/reading";
import type { Path } from "../rule/reading";
import { ATTACHMENT_TYPE, CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "./resource";
import type { JudgedResource, Ledger } from "./resource";

export type Side = "local" | "remote";

export interface Selectors {
  readonly side: Side;
  /** The property as one writes it. */
  readonly property: string;
  /** How to say that the list was not declared; empty when it was. */
  readonly originInWords: string;
  /** The blocks that are known, as written. */
  readonly blocks: readonly string[];
  /** Whether all of them are known: only then may a rule conclude from what is not there. */
  readonly complete: boolean;
}

export interface Connection {
  readonly resource: JudgedResource;
  readonly label: string;
  /** Undefined when not known or not to be found; that is noted. */
  selectors(side: Side): Selectors | undefined;
}

const PLACES: Readonly<Record<string, Readonly<Record<Side, Path>>>> = {
  [VPN_TUNNEL_TYPE]: { local: ["observed", "localSubnets"], remote: ["observed", "remoteSubnets"] },
  [CONNECTION_TYPE]: { local: ["localSubnets"], remote: ["remoteSubnets"] },
  // The attachment has one text with commas where the connection has a list.
  [ATTACHMENT_TYPE]: { local: ["localSubnet"], remote: ["remoteSubnet"] },
};

function readBlocks(
  props: unknown,
  path: Path,
  name: string,
  ledger: Ledger,
): { readonly blocks: readonly string[]; readonly complete: boolean } | undefined {
  const whole = read(props, path);
  if (whole.state === "unknown") ledger.noteUnknown(whole);
  if (whole.state === "absent") ledger.noteNotJudged(name);
  if (whole.state !== "known") return undefined;
  if (typeof whole.value === "string") {
    return { blocks: whole.value.split(",").map((block) => block.trim()), complete: true };
  }
  const elements = readElements(props, path);
  if ("state" in elements) {
    ledger.noteNotJudged(`${name} (it is no list)`);
    return undefined;
  }
  const blocks = elements.flatMap((element) => {
    if (element.state === "unknown") ledger.noteUnknown(element);
    return element.state === "known" ? [String(element.value)] : [];
  });
  return { blocks, complete: blocks.length === elements.length };
}

function labelOf(resource: JudgedResource): string {
  if (resource.type !== VPN_TUNNEL_TYPE) return `${resource.name}: the connection`;
  const id = read(resource.props, ["vpnConnectionId"]);
  const name = read(resource.props, ["observed", "connectionName"]);
  const called = name.state === "known" && name.value !== "" ? ` "${String(name.value)}"` : "";
  return `${resource.name}: connection${id.state === "known" ? ` ${String(id.value)}` : ""}${called}`;
}

/** The connection that a resource is or belongs to; undefined when there is none. */
export function connectionOf(resource: JudgedResource, ledger: Ledger): Connection | undefined {
  const places = PLACES[resource.type];
  if (places === undefined) return undefined;
  const originInWords = resource.type === VPN_TUNNEL_TYPE ? " (as the connection has it)" : "";
  return {
    resource,
    label: labelOf(resource),
    selectors(side): Selectors | undefined {
      const property = resource.type === VPN_TUNNEL_TYPE ? `${side}Subnets` : pathText(places[side]);
      const name = resource.type === VPN_TUNNEL_TYPE ? `the connection's ${property}` : property;
      const found = readBlocks(resource.props, places[side], name, ledger);
      if (found === undefined) return undefined;
      return { side, property, originInWords, ...found };
    },
  };
}
