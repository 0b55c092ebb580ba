/** The tunnels whose IPsec differs between two configurations. */

import type { PeerFile } from "../renderer/spec";
import { ikeProposalNumber } from "../renderer/numbering";
import { tunnelsIn, type FileTunnel } from "../renderer/tunnel-line";

/** The tunnels that the files name, the new ones first. */
export function tunnelsOf(before: readonly PeerFile[], after: readonly PeerFile[]): readonly FileTunnel[] {
  const all = [...after, ...before].flatMap(({ text }) => tunnelsIn(text));
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

/** Those with lines that differ. Lines about routes alone need no new negotiation. */
export function changedTunnels(
  before: readonly PeerFile[],
  after: readonly PeerFile[],
  tunnels: readonly FileTunnel[],
): readonly FileTunnel[] {
  const [old, now] = [linesByTunnel(before, tunnels), linesByTunnel(after, tunnels)];
  return tunnels.filter(({ name }) => (old.get(name) ?? "") !== (now.get(name) ?? ""));
}

const COMMENT = /^\s*[#!]/;
const ROUTE = /\b(?:ip route|ip route-static|static route|static-route|route-map|protocol bgp|network \d)/;

/**
 * The lines of each tunnel. A line belongs to the tunnel that it names, or that the nearest line above it names in the
 * same section: between two lines that are not indented.
 */
function linesByTunnel(files: readonly PeerFile[], tunnels: readonly FileTunnel[]): ReadonlyMap<string, string> {
  const names = tunnels.map((tunnel) => [tunnel.name, mentionOf(tunnel)] as const);
  const lines = new Map<string, string>();
  for (const { text } of files) {
    let current: string | undefined;
    for (const line of text.split("\n")) {
      if (line.trim() === "" || COMMENT.test(line) || ROUTE.test(line)) continue;
      const named = names.find(([, mention]) => mention.test(line))?.[0];
      if (named !== undefined) current = named;
      else if (!/^\s/.test(line)) current = undefined;
      if (current !== undefined) lines.set(current, `${lines.get(current) ?? ""}${line}\n`);
    }
  }
  return lines;
}

function mentionOf({ name, number, cloud }: FileTunnel): RegExp {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const words = [
    name,
    cloud,
    ...(number === undefined
      ? []
      : [
          `(?:Tunnel|Tunnel0/0/|st0\\.|vti|unit |tunnel\\.|policy )${number}`,
          `proposal (?:${number}|${ikeProposalNumber(number)})`,
        ]),
  ];
  return new RegExp(
    words.map((word, index) => (index < 2 ? `(?<![\\w.])${escaped(word)}(?![\\w.])` : `${word}(?!\\d)`)).join("|"),
  );
}
