import type { Failure, Relation, Values } from "../../../core/field";
import { PSK_SOURCES } from "../../vpn-tunnel/table/options";
import { ROLES, type Role } from "./roles";

/**
 * What must hold between the two tunnels of a pair, and between options of their roll-out. What must hold on one tunnel
 * is judged with that tunnel.
 */

const CIDR = "tunnelBgpConfig.tunnelCidr";
const ASN = "tunnelBgpConfig.localAsn";
const HOOK = "rollout.hook";

/** The path under which a value of one tunnel is declared; undefined where it is not. */
function placeOf(path: string, role: Role, values: Values): string | undefined {
  return [`${role}.${path}`, path].find((each) => each in values);
}

/** The value that both tunnels would have; nothing while one of them is not known, or is declared for one alone. */
function valuesOfBoth(
  path: string,
  values: Values,
  unknown: ReadonlySet<string>,
): readonly { readonly place: string; readonly value: Values[string] }[] {
  if ([path, ...ROLES.map((role) => `${role}.${path}`)].some((each) => unknown.has(each))) return [];
  const places = ROLES.map((role) => placeOf(path, role, values)).filter((place) => place !== undefined);
  return places.length < ROLES.length ? [] : places.map((place) => ({ place, value: values[place] ?? "" }));
}

export const pairRelations: readonly Relation[] = [
  {
    doc: "A tunnel's own key is either declared (psk) or read from somewhere (pskFrom).",
    check(values, unknown) {
      const isDeclared = (path: string): boolean => path in values || unknown.has(path);
      return ROLES.flatMap((role): readonly Failure[] => {
        const hasSource = PSK_SOURCES.some((source) => `${role}.${source}` in values);
        return hasSource && isDeclared(`${role}.tunnelIkeConfig.psk`)
          ? [
              {
                property: `${role}.tunnelIkeConfig.pskFrom`,
                reason: "cannot be declared together with psk: keep one of them",
              },
            ]
          : [];
      });
    },
  },
  {
    doc: "Each tunnel has a BGP block of its own.",
    check(values, unknown, quote) {
      const [one, other] = valuesOfBoth(CIDR, values, unknown);
      if (one === undefined || other === undefined || one.value !== other.value) return [];
      const given = `given for both: ${quote(other.place)}`;
      const reason = `must differ between the tunnels: declare it in master and in slave, with localBgpIp; ${given}`;
      return [{ property: other.place, reason }];
    },
  },
  {
    doc: "Both tunnels have one local ASN.",
    check(values, unknown, quote) {
      const [one, other] = valuesOfBoth(ASN, values, unknown);
      if (one === undefined || other === undefined || one.value === other.value) return [];
      const given = `given: ${quote(one.place)} and ${quote(other.place)}`;
      return [
        { property: other.place, reason: `must be the same on both tunnels: declare it once, at the top; ${given}` },
      ];
    },
  },
  {
    doc: "A hook needs its command.",
    check(values, unknown) {
      const isAny = Object.keys(values).some((path) => path.startsWith(`${HOOK}.`));
      return isAny && !(`${HOOK}.command` in values) && !unknown.has(`${HOOK}.command`)
        ? [{ property: `${HOOK}.command`, reason: "is required where rollout.hook is declared: the program to call" }]
        : [];
    },
  },
];
