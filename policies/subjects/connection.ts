/** A connection's traffic selectors as rules see them. */

import { firstText, pathText, read, readElements } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";
import { connectionNameIn, factsOf } from "./in-force";
import type { VpnTunnelFacts } from "./in-force";
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
  /** Notes that a rule could not judge the list, or one of its blocks. */
  noteNotJudged(why: string): void;
}

export interface Connection {
  readonly resource: JudgedResource;
  readonly label: string;
  /** Undefined when not known, empty or not to be found; that is noted. */
  selectors(side: Side): Selectors | undefined;
}

const PLACES: Readonly<Record<string, Readonly<Record<Side, Path>>>> = {
  [VPN_TUNNEL_TYPE]: { local: ["localSubnets"], remote: ["remoteSubnets"] },
  [CONNECTION_TYPE]: { local: ["localSubnets"], remote: ["remoteSubnets"] },
  // The attachment has one text with commas where the connection has a list.
  [ATTACHMENT_TYPE]: { local: ["localSubnet"], remote: ["remoteSubnet"] },
};

interface Blocks {
  readonly blocks: readonly string[];
  readonly complete: boolean;
}

function readBlocks(readAt: (path: Path) => Reading, path: Path, name: string, ledger: Ledger): Blocks | undefined {
  const whole = readAt(path);
  if (whole.state === "unknown") ledger.noteUnknown(whole);
  if (whole.state === "absent") ledger.noteNotJudged(name);
  if (whole.state !== "known") return undefined;
  if (typeof whole.value === "string") return blocksOfText(whole.value, name, ledger);
  const elements = readElements(readAt, path);
  if ("state" in elements) {
    ledger.noteNotJudged(name, "it is no list");
    return undefined;
  }
  const blocks = elements.flatMap((element, index) => {
    if (element.state === "unknown") ledger.noteUnknown(element);
    if (element.state === "known" && typeof element.value === "string") return [element.value];
    if (element.state !== "unknown") ledger.noteNotJudged(`${name}[${index}]`, "it is no text");
    return [];
  });
  if (elements.length === 0) ledger.noteNotJudged(name, "the list is empty");
  return blocks.length === 0 ? undefined : { blocks, complete: blocks.length === elements.length };
}

function blocksOfText(text: string, name: string, ledger: Ledger): Blocks | undefined {
  if (text.trim() === "") {
    ledger.noteNotJudged(name, "the text is empty");
    return undefined;
  }
  return { blocks: text.split(",").map((block) => block.trim()), complete: true };
}

function labelOf(resource: JudgedResource, facts: VpnTunnelFacts | undefined): string {
  if (facts === undefined) return `${resource.name}: the connection`;
  const id = firstText(facts.value(["vpnConnectionId"]).reading);
  return `${resource.name}: connection${id === undefined ? "" : ` ${id}`}${connectionNameIn(facts)}`;
}

/** The connection that a resource is or belongs to; undefined when there is none. */
export function connectionOf(resource: JudgedResource, ledger: Ledger): Connection | undefined {
  const places = PLACES[resource.type];
  if (places === undefined) return undefined;
  const facts = resource.type === VPN_TUNNEL_TYPE ? factsOf(resource.props) : undefined;
  const readAt = (path: Path): Reading => (facts === undefined ? read(resource.props, path) : readBelow(facts, path));
  return {
    resource,
    label: labelOf(resource, facts),
    selectors(side): Selectors | undefined {
      const property = pathText(places[side]);
      const name = facts === undefined ? property : `the connection's ${property}`;
      const found = readBlocks(readAt, places[side], name, ledger);
      if (found === undefined) return undefined;
      const originInWords = facts === undefined ? "" : " (as the connection has it)";
      return { side, property, originInWords, ...found, noteNotJudged: (why) => ledger.noteNotJudged(name, why) };
    },
  };
}

/** A fact about the connection of a VpnTunnel, or an element of it. */
function readBelow(facts: VpnTunnelFacts, [property, ...rest]: Path): Reading {
  const fact = facts.connection(String(property));
  return fact.state === "known" ? read(fact.value, rest) : fact;
}
