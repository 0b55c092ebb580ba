import { ALIBABA_DUAL_TUNNEL, cite } from "../../rule/citation";
import { madeConnectionRule } from "../../rule/rule-kinds";
import { isScalar, read, readElements } from "../../subjects/reading";
import type { Path, Reading } from "../../subjects/reading";
import { kindOf } from "../../subjects/resource";

const LIST = "tunnelOptionsSpecifications";

export const tunnelRoles = madeConnectionRule({
  name: "alicloud-vpn-connection-tunnel-roles",
  title: "One tunnel of each role",
  description: "The two tunnels of a connection should have different roles, an active one and one that stands by.",
  group: "operations",
  severity: "medium",
  level: "advisory",
  ...cite(ALIBABA_DUAL_TUNNEL, "Overview", "A connection has an active tunnel and a standby tunnel."),
  remediationSteps: 'Give one of the two tunnels the role "master" and the other one "slave".',
  settings: {},
  judge({ resource, ledger }, _config, violate) {
    const at = (path: Path): Reading => read(resource.props, path);
    const elements = readElements(at, [LIST]);
    if ("state" in elements) {
      ledger.valueOf(elements);
      return;
    }
    // An attachment numbers its tunnels, and gives them roles by these numbers.
    const property = kindOf(resource) === "attachment" ? "tunnelIndex" : "role";
    const seen = new Set<unknown>();
    for (const index of elements.keys()) {
      const value = ledger.valueOf(at([LIST, index, property]));
      const path = `${LIST}[${index}].${property}`;
      if (isScalar(value) && seen.has(value))
        violate(`${path} is ${JSON.stringify(value)}, as that of another tunnel. Set it to the other one.`, {
          path,
          value: String(value),
        });
      seen.add(value);
    }
  },
});
