/** A connection's traffic selectors as rules see them. */

import { firstText, pathText, read, readElements } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";
import { connectionNameIn, readInForce, readOwn } from "./in-force";
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
  [VPN_TUNNEL_TYPE]: { local: ["localSubnets"], remote: ["remoteSubnets"] },
  [CONNECTION_TYPE]: { local: ["localSubnets"], remote: ["remoteSubnets"] },
  // The attachment has one text with commas where the connection has a list.
  [ATTACHMENT_TYPE]: { local: ["localSubnet"], remote: ["remoteSubnet"] },
};

function readBlocks(
  readAt: (path: Path) => Reading,
  path: Path,
  name: string,
  ledger: Ledger,
): { readonly blocks: readonly string[]; readonly complete: boolean } | undefined {
  const whole = readAt(path);
  if (whole.state === "unknown") ledger.noteUnknown(whole);
  if (whole.state === "absent") ledger.noteNotJudged(name);
  if (whole.state !== "known") return undefined;
  if (typeof whole.value === "string") {
    return { blocks: whole.value.split(",").map((block) => block.trim()), complete: true };
  }
  const elements = readElements(readAt, path);
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
  const { props } = resource;
  const id = firstText(...readOwn(props, ["vpnConnectionId"]));
  return `${resource.name}: connection${id === undefined ? "" : ` ${id}`}${connectionNameIn(props)}`;
}

/** The connection that a resource is or belongs to; undefined when there is none. */
export function connectionOf(resource: JudgedResource, ledger: Ledger): Connection | undefined {
  const places = PLACES[resource.type];
  if (places === undefined) return undefined;
  const isTunnel = resource.type === VPN_TUNNEL_TYPE;
  const originInWords = isTunnel ? " (as the connection has it)" : "";
  const readAt = (path: Path): Reading => (isTunnel ? readInForce : read)(resource.props, path);
  return {
    resource,
    label: labelOf(resource),
    selectors(side): Selectors | undefined {
      const property = pathText(places[side]);
      const name = isTunnel ? `the connection's ${property}` : property;
      const found = readBlocks(readAt, places[side], name, ledger);
      if (found === undefined) return undefined;
      return { side, property, originInWords, ...found };
    },
  };
}
