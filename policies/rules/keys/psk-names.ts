import { NIST_800_77, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { holdsNameOf, keyDigests } from "../../subjects/pre-shared-key";
import { groupBy } from "../../subjects/stack";

export const pskNames = stackRule({
  name: "alicloud-vpn-tunnel-psk-names",
  title: "Names of the stack in pre-shared keys",
  description: "A pre-shared key should not hold the name of another VPN resource of its stack.",
  group: "keys",
  severity: "high",
  // A new rule comes as advisory first.
  level: "advisory",
  ...cite(NIST_800_77, "Section 3.3.4", "describes", "attacks that find keys made of words"),
  remediationSteps:
    "Generate the key with a random generator, and set it on the tunnel and on the peer device. " +
    "The rule psk-strength looks for the names of the tunnel itself.",
  compares: [],
  settings: {},
  judge({ tunnels, resources }, _config, violate) {
    const digestOf = keyDigests();
    const names = resources.map(({ name }) => name);
    for (const sharing of groupBy(tunnels, ({ tunnel }) => digestOf(tunnel)).values()) {
      const [first, ...others] = sharing.map(({ tunnel }) => tunnel);
      if (first === undefined || !holdsNameOf(first, names)) continue;
      const path = first.property("psk");
      // Which name it is would be a part of the key.
      violate(
        first,
        others,
        ({ label, others: more }) =>
          `${label}: ${path} (not shown) holds the name of another resource of this stack, which guessers try first` +
          `${more === "" ? "" : `; it is also the key of ${more}`}. Generate a random key, for both sides.`,
        { path, origin: "declared", ...(others.length > 0 && { parties: sharing.map(({ resource }) => resource) }) },
      );
    }
  },
});
