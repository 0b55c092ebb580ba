import { nest, type Nested } from "../../provider/core/property-tree";
import type { Joined, JoinedState } from "./join";

/** What was joined, what to write in the program, what stays, and the next step; one line each. */
export function pairStateReport({ joined, left }: JoinedState): readonly string[] {
  return [
    ...joined.flatMap(joinedLines),
    ...left.map(
      ({ vpnConnectionId, names, reason }) => `${names.join(", ")} (${vpnConnectionId}) as before: ${reason}`,
    ),
    ...(joined.length === 0
      ? ["Nothing is written: no two tunnels of this stack can become a pair."]
      : [
          "Change the program as above. Then `pulumi stack import --file <this output>`, and `pulumi preview`, which has",
          "to show no change. Keep the export: importing it again undoes this.",
        ]),
  ];
}

function joinedLines({ vpnConnectionId, name, from, managed }: Joined): readonly string[] {
  // The values stand in the program already, and some of them are secret.
  const declared = nest(Object.fromEntries(["vpnConnectionId", ...managed].map((path) => [path, "…"])));
  return [
    `${name} (${vpnConnectionId}): a VpnTunnelPair from ${from.master} and ${from.slave}. In the program, in place of both:`,
    `  new VpnTunnelPair(${JSON.stringify(name)}, {`,
    ...Object.entries(declared).map(
      ([property, value]) => `    ${property}: ${valueText(value)},${originText(property, from)}`,
    ),
    "  });",
  ];
}

function valueText(value: Nested[string]): string {
  if (typeof value !== "object") return "…";
  const members = Object.entries(value).map(([name, inner]) => `${name}: ${valueText(inner)}`);
  return `{ ${members.join(", ")} }`;
}

function originText(property: string, from: Joined["from"]): string {
  if (property === "master") return ` // as in ${from.master}`;
  return property === "slave" ? ` // as in ${from.slave}` : "";
}
